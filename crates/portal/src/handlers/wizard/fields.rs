//! The account form as fields of a page, and back.

use crate::form::{Form, Trouble};
use crate::handlers::forms::Typed;
use opc_core::{
    customers::AccountForm,
    kernel::{
        country::{Country, Subdivision},
        rule::{Problem, Severity},
    },
};
use opc_words::Words;
use serde_json::{Map, Value};

/// The account form that was sent.
pub(crate) fn read(typed: &Typed) -> AccountForm {
    let mut fields = Map::new();
    for (name, value) in typed.pairs() {
        fields.entry(name).or_insert_with(|| Value::String(value.to_owned()));
    }
    // Every field is text and has a default: this cannot fail.
    serde_json::from_value(Value::Object(fields)).unwrap_or_default()
}

/// The fields of a page that shows the form.
pub(crate) fn show(w: Words, form: &AccountForm, problems: &[Problem]) -> Form {
    let fields = match serde_json::to_value(form) {
        Ok(Value::Object(fields)) => fields,
        _ => Map::new(),
    };
    let text = |(name, value): (String, Value)| Some((name, value.as_str()?.to_owned()));
    Form {
        values: fields.into_iter().filter_map(text).collect(),
        troubles: problems.iter().map(|p| Trouble::of(w, p)).collect(),
    }
}

/// The keys of the warnings that the person saw when they ticked the box.
pub(crate) fn warned(typed: &Typed) -> Vec<String> {
    typed.all("warned").map(str::to_owned).collect()
}

/// Whether the person confirmed every warning there is: a tick is no consent to warnings that
/// came up later.
pub(crate) fn all_confirmed(form: &AccountForm, problems: &[Problem], warned: &[String]) -> bool {
    let warnings = problems.iter().filter(|p| p.rule.severity() == Severity::Warning);
    let seen = |p: &Problem| warned.contains(&format!("{}:{}", p.field, p.rule.key()));
    form.confirmed == "on" && warnings.into_iter().all(seen)
}

/// Chooses what the country offers where the form has something that it does not; answers which
/// fields had been chosen otherwise, and how.
pub(crate) fn settle(form: &mut AccountForm, country: Country) -> Vec<(&'static str, String)> {
    let mut replaced = Vec::new();
    let mut settle = |field, value: &mut String, known: bool, default: &str| {
        if !known {
            let was = std::mem::replace(value, default.to_owned());
            replaced.extend((!was.is_empty()).then_some((field, was)));
        }
    };
    let default = country.default_culture();
    let known = country.cultures().iter().any(|c| c.tag() == form.culture);
    settle("culture", &mut form.culture, known, default.tag());
    let known = country.languages().any(|l| l == form.language);
    settle("language", &mut form.language, known, default.language());
    if country.state_from_list() {
        match Subdivision::find(country, &form.state) {
            // A name becomes the code that the list has.
            Some(found) => found.code().clone_into(&mut form.state),
            None => settle("state", &mut form.state, false, ""),
        }
    }
    replaced
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Lang;
    use opc_core::kernel::rule::Rule;

    fn typed(query: &str) -> Typed {
        Typed::of(&format!("/?{query}").parse().unwrap())
    }

    #[test]
    fn what_was_typed_comes_back_as_it_was() {
        let form = read(&typed("company-name=+A+&address-line-1=b&csrf=x&agreement=direct"));
        assert_eq!((form.company_name.as_str(), form.address_line_1.as_str()), (" A ", "b"));
        let shown = show(Words::of(Lang::En), &form, &[]);
        assert_eq!(shown.value("address-line-1"), "b");
        assert!(shown.chosen("agreement", "direct") && shown.value("csrf").is_empty());
    }

    #[test]
    fn a_tick_accepts_only_the_warnings_that_were_shown() {
        let form = AccountForm { confirmed: "on".into(), ..AccountForm::default() };
        let warning = Problem::new("company-name", Rule::NameSpelledOut);
        let seen = vec!["company-name:rule-name-spelled-out".to_owned()];
        assert!(all_confirmed(&form, std::slice::from_ref(&warning), &seen));
        assert!(!all_confirmed(&form, std::slice::from_ref(&warning), &[]));
        assert!(!all_confirmed(&AccountForm::default(), &[warning], &seen));
    }

    #[test]
    fn another_country_changes_what_it_does_not_offer() {
        let mut form =
            AccountForm { culture: "ja-JP".into(), state: "x".into(), ..AccountForm::default() };
        let us = Country::parse("US").unwrap();
        let replaced = [("culture", "ja-JP".to_owned()), ("state", "x".to_owned())];
        assert_eq!(settle(&mut form, us), replaced);
        assert_eq!((form.culture.as_str(), form.state.as_str()), ("en-US", ""));
        assert_eq!(settle(&mut form, us), []);
        form.state = "Washington".into();
        assert_eq!(settle(&mut form, us), []);
        assert_eq!(form.state, "WA");
    }
}
