//! The `filter=` query parameter: one field, one operator, one value.

use crate::date::{NotADate, When};
use crate::enums::FieldFilterOperation;
use crate::fold::{self, ParseError};
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, de::DeserializeOwned};

/// Longest accepted filter in bytes.
const LONGEST: usize = 2048;

/// A filter whose field is one of the list's search fields `F`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SimpleFilter<F> {
    /// What is compared.
    pub field: F,
    /// What it is compared with.
    pub value: String,
    /// How.
    pub operator: FieldFilterOperation,
}

/// The JSON of a filter. `fieldType`, which one client library adds, says nothing new.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "PascalCase")]
struct Text<F> {
    field: F,
    #[serde(default, deserialize_with = "plain")]
    value: Option<String>,
    operator: Option<FieldFilterOperation>,
}

impl<F: DeserializeOwned + JsonSchema + 'static> SimpleFilter<F> {
    /// Reads the decoded text of a `filter` parameter. Without an operator, `starts_with` is meant.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        if text.len() > LONGEST {
            return Err(ParseError::too_long(LONGEST));
        }
        let read: Text<F> = fold::parse(text.as_bytes())?;
        Ok(Self {
            field: read.field,
            value: read.value.unwrap_or_default(),
            operator: read.operator.unwrap_or(FieldFilterOperation::StartsWith),
        })
    }
}

impl<F> SimpleFilter<F> {
    /// The value as a date.
    pub fn date(&self) -> Result<When, NotADate> {
        When::parse(&self.value)
    }
}

/// Values of boolean and numeric fields come without quotes.
fn plain<'de, D: Deserializer<'de>>(d: D) -> Result<Option<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Plain {
        Text(String),
        Bool(bool),
        Number(serde_json::Number),
    }
    Ok(Option::<Plain>::deserialize(d)?.map(|value| match value {
        Plain::Text(text) => text,
        Plain::Bool(yes) => yes.to_string(),
        Plain::Number(number) => number.to_string(),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::enums::{AuditRecordSearchField, CustomerSearchField, FieldFilterOperation as Op};

    #[test]
    fn both_client_libraries_ask_the_same_question() {
        let dotnet = r#"{"Field":"CompanyName","Value":"cont","Operator":"starts_with"}"#;
        let java = r#"{"field":"CompanyName","value":"cont","operator":"StartsWith","fieldType":"String"}"#;
        let filter = SimpleFilter::<CustomerSearchField>::parse(dotnet).unwrap();
        assert_eq!(filter, SimpleFilter::parse(java).unwrap());
        assert_eq!(filter.field, CustomerSearchField::CompanyName);
        assert_eq!((filter.value.as_str(), filter.operator), ("cont", Op::StartsWith));
    }

    #[test]
    fn a_field_the_list_cannot_search_is_named_in_the_error() {
        let error = SimpleFilter::<AuditRecordSearchField>::parse(
            r#"{"Field":"Colour","Value":"x","Operator":"equals"}"#,
        )
        .unwrap_err();
        assert_eq!(error.path, "Field");
        assert!(error.to_string().contains("CustomerId"), "{error}");
    }

    #[test]
    fn a_value_without_quotes_is_read_as_text() {
        let text = r#"{"Field":"Domain","Value":false,"Operator":"Equals"}"#;
        assert_eq!(SimpleFilter::<CustomerSearchField>::parse(text).unwrap().value, "false");
    }

    #[test]
    fn a_filter_without_a_field_is_refused() {
        assert!(SimpleFilter::<CustomerSearchField>::parse(r#"{"Value":"x"}"#).is_err());
        assert!(SimpleFilter::<CustomerSearchField>::parse("cont").is_err());
    }
}
