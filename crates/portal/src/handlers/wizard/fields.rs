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

/// Chooses what the country offers where the form has something that it does not.
pub(crate) fn settle(form: &mut AccountForm, country: Country) {
    if !country.cultures().iter().any(|c| c.tag() == form.culture) {
        country.default_culture().tag().clone_into(&mut form.culture);
    }
    if !country.languages().any(|l| l == form.language) {
        country.default_culture().language().clone_into(&mut form.language);
    }
    if country.state_from_list() && Subdivision::find(country, &form.state).is_none() {
        form.state.clear();
    }
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
        settle(&mut form, Country::parse("US").unwrap());
        assert_eq!((form.culture.as_str(), form.state.as_str()), ("en-US", ""));
    }
}
