//! The account form as fields of a page, and back.

use crate::{
    address::AddressPart,
    form::{Form, Trouble},
    handlers::forms::Typed,
};
use opc_core::{
    customers::AccountForm,
    kernel::{
        country::{AddressOrder, Country, Subdivision},
        rule::{Problem, Rule, Severity},
        rules::{address, contact, registration},
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
        troubles: in_order(form, problems).into_iter().map(|p| Trouble::of(w, p)).collect(),
        ..Form::default()
    }
}

/// The problems as the page shows their fields: address and names in the country's order.
pub(crate) fn in_order<'p>(form: &AccountForm, problems: &'p [Problem]) -> Vec<&'p Problem> {
    let country = Country::parse(form.country.trim());
    let order = country.map_or(AddressOrder::SmallestFirst, Country::address_order);
    let family_first = order == AddressOrder::LargestFirst;
    let names = |first, last| if family_first { [last, first] } else { [first, last] };
    let mut fields = vec!["country", "company-name", "registration-id"];
    fields.extend(AddressPart::of(order).map(AddressPart::field));
    fields.push("domain-prefix");
    fields.extend(names("first-name", "last-name"));
    fields.extend(["email", "phone", "culture", "language", "qualification", "state-owned"]);
    fields.extend(["education-segment", "website", "tags", "admin-access", "agreement"]);
    fields.extend(["agreement-attested", "agreement-date"]);
    fields.extend(names("signer-first-name", "signer-last-name"));
    fields.extend(["signer-email", "signer-phone"]);
    let place = |p: &&Problem| fields.iter().position(|f| *f == p.field).unwrap_or(fields.len());
    let mut sorted: Vec<_> = problems.iter().collect();
    sorted.sort_by_key(place);
    sorted
}

/// The form in the writing it will be kept in; what breaks a rule stays as typed.
pub(crate) fn clean(form: &AccountForm) -> AccountForm {
    let Ok(country) = Country::parse(form.country.trim()) else { return form.clone() };
    let or = |clean: Result<Option<String>, Rule>, typed: &str| {
        clean.ok().flatten().unwrap_or_else(|| typed.trim().to_owned())
    };
    let phone = |typed: &str| or(contact::phone(country, typed), typed);
    let email = |typed: &str| or(contact::email(typed).map(Some), typed);
    let id = registration::registration_id(country, &form.registration_id);
    AccountForm {
        postal_code: or(address::postal(country, &form.postal_code), &form.postal_code),
        registration_id: or(id, &form.registration_id),
        email: email(&form.email),
        phone: phone(&form.phone),
        signer_email: email(&form.signer_email),
        signer_phone: phone(&form.signer_phone),
        ..form.clone()
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
    fn problems_stand_in_the_order_of_the_page() {
        let found = ["signer-email", "postal-code", "city", "first-name", "last-name", "country"]
            .map(|field| Problem::new(field, Rule::Required));
        let fields = |country: &str| {
            let form = AccountForm { country: country.into(), ..AccountForm::default() };
            in_order(&form, &found).iter().map(|p| p.field).collect::<Vec<_>>()
        };
        let ja = ["country", "postal-code", "city", "last-name", "first-name", "signer-email"];
        assert_eq!(fields("JP"), ja);
        let us = ["country", "city", "postal-code", "first-name", "last-name", "signer-email"];
        assert_eq!(fields("US"), us);
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
