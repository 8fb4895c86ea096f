//! What the rules of a country accept, against the examples of those who keep the formats.

use opc_kernel::{
    country::Country,
    rules::{address, contact},
};

#[test]
fn every_published_example_of_a_postal_code_or_a_phone_number_is_accepted() {
    let mut refused = Vec::new();
    let mut read = 0;
    for line in include_str!("examples.tsv").lines().filter(|line| !line.starts_with('#')) {
        let [country, kind, value] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("three cells: {line}")
        };
        let country = Country::parse(country).expect(line);
        let result = match kind {
            "postal" => address::postal(country, value),
            "phone" => contact::phone(country, value),
            _ => panic!("{line}"),
        };
        read += 1;
        refused.extend(result.err().map(|rule| format!("{line}: {}", rule.key())));
    }
    assert!(read > 2000, "{read}");
    assert!(refused.is_empty(), "{}", refused.join("\n"));
}

/// Blanks and hyphens are how people write a code; they make no other code of it.
#[test]
fn a_postal_code_is_the_same_wherever_a_blank_or_a_hyphen_stands_in_it() {
    for line in include_str!("examples.tsv").lines().filter(|line| line.contains("\tpostal\t")) {
        let [code, _, value] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let country = Country::parse(code).expect(line);
        let bare = |code: &str| code.replace([' ', '-'], "");
        for at in 1..value.len() {
            for separator in [" ", "-", " - "] {
                let (head, tail) = value.split_at(at);
                let spelled = format!("{head}{separator}{tail}");
                let read =
                    address::postal(country, &spelled).map(|code| bare(&code.unwrap_or_default()));
                assert_eq!(read, Ok(bare(value)), "{code} {spelled}");
            }
        }
    }
}

/// What every country says of itself keeps its own rules: examples are shown to people.
#[test]
fn every_example_that_is_shown_can_be_typed() {
    for country in Country::all() {
        if let Some(postal) = country.postal() {
            assert!(address::postal(country, postal.example()).is_ok(), "{country} {postal:?}");
        }
        if let Some(phone) = country.phone() {
            assert!(contact::phone(country, phone.example()).is_ok(), "{country} {phone:?}");
        }
    }
}
