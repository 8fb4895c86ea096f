//! From bytes to the members that are known, in their canonical spelling.

use super::error::{Expected, ParseError};
use super::names::{Names, Node};
use super::typed::Typed;
use schemars::JsonSchema;
use serde::de::{self, DeserializeOwned, DeserializeSeed, MapAccess, SeqAccess};
use serde_json::{Map, Value};
use std::cell::RefCell;
use std::fmt;

/// Deepest nesting of a body. No resource is nested more than eight levels.
const DEEPEST: usize = 32;

/// Reads a body leniently: names in any case, nulls as absence, unknown members ignored, and of
/// members that differ only by case the last that is not null.
pub fn parse<T: DeserializeOwned + JsonSchema + 'static>(bytes: &[u8]) -> Result<T, ParseError> {
    let names = Names::of::<T>();
    let too_deep = RefCell::new(None);
    // Some clients begin their bodies with a byte-order mark.
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let place = Place { names: &names, node: Some(&names.root), depth: 0, too_deep: &too_deep };
    let read = place.deserialize(&mut reader).and_then(|value| reader.end().map(|()| value));
    let value = read.map_err(|error| {
        let deep = too_deep.take().map(|path| ParseError::too_deep(&path, DEEPEST));
        deep.unwrap_or_else(|| ParseError::here(Expected::Json(error.to_string())))
    })?;
    T::deserialize(Typed(value))
}

/// A value or member name with the differences between `snake_case`, `camelCase` and `PascalCase` gone.
pub fn spelling(text: &str) -> String {
    text.chars().filter(|c| *c != '_').flat_map(char::to_lowercase).collect()
}

/// A place in the body and what is known of it. Without a node everything below is noise, which is
/// still read because its depth counts.
#[derive(Clone, Copy)]
struct Place<'a> {
    names: &'a Names,
    node: Option<&'a Node>,
    depth: usize,
    too_deep: &'a RefCell<Option<String>>,
}

impl<'a> Place<'a> {
    fn inside<E: de::Error>(self, node: Option<&'a Node>) -> Result<Self, E> {
        if self.depth == DEEPEST {
            *self.too_deep.borrow_mut() = Some(String::new());
            return Err(E::custom("too deep"));
        }
        Ok(Self { node, depth: self.depth + 1, ..self })
    }
    fn prefix(self, segment: impl FnOnce(ParseError) -> ParseError) {
        if let Some(path) = &mut *self.too_deep.borrow_mut() {
            let inner = ParseError { path: std::mem::take(path), what: Expected::Object };
            *path = segment(inner).path;
        }
    }
}

impl<'de> DeserializeSeed<'de> for Place<'_> {
    type Value = Value;
    fn deserialize<D: de::Deserializer<'de>>(self, d: D) -> Result<Value, D::Error> {
        d.deserialize_any(self)
    }
}

impl<'de> de::Visitor<'de> for Place<'_> {
    type Value = Value;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }
    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }
    fn visit_bool<E>(self, yes: bool) -> Result<Value, E> {
        Ok(Value::Bool(yes))
    }
    fn visit_i64<E>(self, n: i64) -> Result<Value, E> {
        Ok(n.into())
    }
    fn visit_u64<E>(self, n: u64) -> Result<Value, E> {
        Ok(n.into())
    }
    fn visit_f64<E>(self, n: f64) -> Result<Value, E> {
        Ok(n.into())
    }
    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(self.node.map_or(Value::Null, |_| text.into()))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let node = self.node.and_then(|node| {
            let open = self.names.is_open(node).then_some(node);
            self.names.items(node).or(open)
        });
        let place = self.inside(node)?;
        let mut items = Vec::new();
        let mut index = 0_usize;
        loop {
            match seq.next_element_seed(place) {
                // Nulls count as absent here too: a list has no use for them.
                Ok(Some(item)) if self.node.is_some() && !item.is_null() => items.push(item),
                Ok(Some(_)) => {}
                Ok(None) => return Ok(Value::Array(items)),
                Err(error) => {
                    self.prefix(|e| e.at_index(index));
                    return Err(error);
                }
            }
            index += 1;
        }
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut members = Map::new();
        while let Some(key) = map.next_key::<String>()? {
            let known = self.node.and_then(|node| {
                let open = || self.names.is_open(node).then_some((key.as_str(), node));
                self.names.member(node, &key.to_lowercase()).or_else(open)
            });
            let place = self.inside(known.map(|(_, node)| node))?;
            let value = map.next_value_seed(place).inspect_err(|_| {
                self.prefix(|e| e.inside(known.map_or(key.as_str(), |(name, _)| name)));
            })?;
            if let Some((name, _)) = known
                && !value.is_null()
            {
                members.insert(name.to_owned(), value);
            }
        }
        Ok(Value::Object(members))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resources::{Customer, Order, QualificationBody, UserCredentials};

    #[test]
    fn a_pascal_case_body_with_explicit_nulls_is_a_customer() {
        let customer: Customer = parse(
            br#"{"Id":null,"CommerceId":null,"CompanyProfile":{"TenantId":null,"Domain":
            "contoso.onmicrosoft.com","CompanyName":null,"Links":null,"Attributes":{"Etag":null,
            "ObjectType":"CustomerCompanyProfile"}},"BillingProfile":{"Culture":"EN-US","Email":
            "gena@contoso.example","DefaultAddress":{"FirstName":"Gena","AddressLine1":"One Way",
            "Country":"US"}},"RelationshipToPartner":"MicrosoftSupport","CustomDomains":null}"#,
        )
        .unwrap();
        let company = customer.company_profile.unwrap();
        assert_eq!(company.domain.as_deref(), Some("contoso.onmicrosoft.com"));
        assert_eq!((customer.id, company.tenant_id, company.company_name), (None, None, None));
        let address = customer.billing_profile.unwrap().default_address.unwrap();
        assert_eq!(address.address_line1.as_deref(), Some("One Way"));
    }

    #[test]
    fn of_two_members_that_differ_by_case_the_last_that_is_not_null_counts() {
        for body in [
            r#"{"password":"one","Password":"two"}"#,
            r#"{"Password":"two","password":null}"#,
            r#"{"password":"one","password":"two","PASSWORD":null}"#,
        ] {
            let read: UserCredentials = parse(body.as_bytes()).unwrap();
            assert_eq!(read.password.unwrap().reveal(), "two", "{body}");
        }
    }

    #[test]
    fn unknown_members_are_ignored_whatever_they_hold() {
        let read: UserCredentials =
            parse(br#"{"userName":"x","colour":{"userName":["y",{"a":1}]},"null":null}"#).unwrap();
        assert_eq!(read.user_name.as_deref(), Some("x"));
    }

    #[test]
    fn an_error_names_the_path_and_what_was_wanted() {
        for (body, path, what) in [
            (
                r#"{"LineItems":[{"Quantity":1},{"Quantity":"two"}]}"#,
                "lineItems[1].quantity",
                "integer",
            ),
            (r#"{"lineItems":{}}"#, "lineItems", "array"),
            (r#"{"lineItems":[7]}"#, "lineItems[0]", "object"),
            (r#"{"lineItems":[{"offerId":7}]}"#, "lineItems[0].offerId", "text"),
            (r#"{"billingCycle":"fortnightly"}"#, "billingCycle", "one-of"),
            (r#"{"creationDate":"soon"}"#, "creationDate", "other"),
            (r#"{"totalPrice":"1"}"#, "totalPrice", "number"),
            (r#"{"lineItems":"#, "", "json"),
            ("", "", "json"),
            ("[]", "", "object"),
            ("{} {}", "", "json"),
        ] {
            let error = parse::<Order>(body.as_bytes()).unwrap_err();
            assert_eq!((error.path.as_str(), error.what.key()), (path, what), "{body}");
        }
    }

    #[test]
    fn nesting_has_an_end_even_where_nobody_looks() {
        let deep = |levels| format!(r#"{{"colour":{}{}}}"#, "[".repeat(levels), "]".repeat(levels));
        assert!(parse::<Customer>(deep(DEEPEST - 1).as_bytes()).is_ok());
        for levels in [DEEPEST, 10_000] {
            let error = parse::<Customer>(deep(levels).as_bytes()).unwrap_err();
            assert_eq!(error.what, Expected::Depth(DEEPEST));
            assert_eq!(error.path, "colour[0][0]…", "{error}");
        }
    }

    #[test]
    fn a_bare_text_is_a_qualification() {
        use crate::enums::SpecialQualification as Qualification;
        let read: QualificationBody = parse(br#""Education""#).unwrap();
        assert_eq!(read.qualification, Qualification::Education);
        let read: QualificationBody = parse(br#"{"Qualification":"education"}"#).unwrap();
        assert_eq!(read.qualification, Qualification::Education);
        assert!(parse::<QualificationBody>(br#"{"Qualification":"clever"}"#).is_err());
    }
}
