//! What is stored keeps the rules: normalising a value twice is normalising it once.

use super::{address, contact, domain_prefix, name, place, registration, tags};
use crate::country::Country;
use crate::rule::Rule;
use crate::text;
use proptest::prelude::*;

fn countries() -> impl Strategy<Value = Country> {
    (0..Country::all().count()).prop_map(|n| Country::all().nth(n).unwrap())
}

/// Text as people type and paste it: plain, wide, with the marks that the rules put right.
fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[0-9０-９ 〒ー−－-]{0,12}",
        "[A-Za-z0-9 .-]{1,9}",
        "[+(（]?[0-9０-９ ()/.-]{3,18}(\\.0){0,2}",
        "(https?://|HTTP://)?[a-zä]{1,5}\\.[a-z]{2,4}(/[a-z]*)?",
        "[a-zA-Zａ]{1,5}[@＠][a-zA-Z]{2,5}\\.(jp|JP|com)",
        "(東京|大阪府|Tokyo|Washington|Ontario|JAL|北京市)[ 　]?",
        "[a-z]{2}(-[A-Z]{2})?",
    ]
}

type Normal<'r> = &'r dyn Fn(&str) -> Result<Option<String>, Rule>;

/// A value that a rule gave back is accepted, and stays as it is.
fn is_normal(rule: impl Fn(&str) -> Result<Option<String>, Rule>, text: &str) -> bool {
    match rule(text) {
        Ok(Some(once)) => rule(&once) == Ok(Some(once)),
        _ => true,
    }
}

proptest! {
    #[test]
    fn every_field_of_every_country_is_normal_after_one_pass(
        country in countries(), typed in texts(),
    ) {
        let fields: [(&str, Normal<'_>); 16] = [
            ("company-name", &|t| name::company(t).map(Some)),
            ("first-name", &|t| name::person_name(t).map(Some)),
            ("address-line-1", &|t| address::line_1(t).map(Some)),
            ("address-line-2", &address::line_2),
            ("city", &|t| address::city(country, t)),
            ("state", &|t| address::state(country, t)),
            ("postal-code", &|t| address::postal(country, t)),
            ("registration-id", &|t| registration::registration_id(country, t)),
            ("phone", &|t| contact::phone(country, t)),
            ("email", &|t| contact::email(t).map(Some)),
            ("website", &contact::website),
            ("domain-prefix", &|t| domain_prefix::domain_prefix(t).map(Some)),
            ("culture", &|t| address::culture(country, t).map(|c| Some(c.tag().to_owned()))),
            ("language", &|t| address::language(country, t).map(|l| Some(l.to_owned()))),
            ("what is offered as a domain prefix", &|t| Ok(domain_prefix::suggestion(t))),
            ("plain text", &|t| Ok(Some(text::plain(t).into_owned()))),
        ];
        for (field, rule) in fields {
            prop_assert!(is_normal(rule, &typed), "{country} {field} {typed:?}: {:?}", rule(&typed));
        }
        if let Ok(once) = tags::tags([&*typed]) {
            prop_assert_eq!(tags::tags(once.iter().map(String::as_str)), Ok(once.clone()));
        }
    }

    #[test]
    fn an_address_that_was_checked_is_checked_alike(
        country in countries(), parts in prop::array::uniform4(texts()),
    ) {
        let [line_1, city, state, postal_code] = parts;
        let typed = place::Address { line_1, city, state, postal_code, ..Default::default() };
        let (clean, verdict) = place::check(country, &typed);
        if verdict.status != place::AddressStatus::None {
            prop_assert_eq!(place::check(country, &clean), (clean.clone(), verdict));
        }
    }
}
