//! Company registration ids: business tax ids, never personal ones (`domain/02`).

use super::address::optional;
use crate::country::Country;
use crate::rule::Rule;
use crate::text::capitals;

/// The most characters of a registration id.
pub const MAX: u32 = 50;
/// What people part the digits with.
const SEPARATORS: [char; 7] = ['-', '.', '/', ',', '_', '\'', '·'];

/// The registration id with plain digits and capitals. Required in 24 countries, elsewhere any text.
/// How it is parted never matters, nor whether the country stands in front: what has not the format as
/// typed has it without them (`PL 526-02-50-995`, `5260250995`).
pub fn registration_id(country: Country, text: &str) -> Result<Option<String>, Rule> {
    let rule = country.registration();
    let Some(typed) = optional(text, MAX)? else {
        return match rule {
            Some(id) if country.registration_required() => {
                Err(Rule::RegistrationMissing { kind: id.kind, example: id.pattern.example() })
            }
            _ => Ok(None),
        };
    };
    let Some(id) = rule else { return Ok(Some(typed)) };
    let mut number = super::contact::ascii_hyphens(&capitals(&typed));
    number.retain(|c| c != ' ');
    let bare: String = number.chars().filter(|c| !SEPARATORS.contains(c)).collect();
    let national = bare.strip_prefix(country.code()).unwrap_or_default().to_owned();
    let fits = [number, bare, national].into_iter().find(|number| id.pattern.matches(number));
    let wrong = || Rule::RegistrationFormat { kind: id.kind, example: id.pattern.example() };
    fits.map(Some).ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn registration_ids_follow_their_country() {
        let cases = [
            ("BY", "123456789", Ok("123456789")),
            ("BY", "12345678", Err("rule-registration-format")),
            ("BR", "12.345.678/0001-95", Ok("12.345.678/0001-95")),
            ("BR", "12345678000195", Ok("12345678000195")),
            ("BR", "123", Err("rule-registration-format")),
            ("IN", "aaacb1234c", Ok("AAACB1234C")),
            ("RU", "７７０１２３４５６７", Ok("7701234567")),
            ("RU", "77012345678", Err("rule-registration-format")),
            ("UA", "12 345 678", Ok("12345678")),
            ("VE", "j−12345678−9", Ok("J-12345678-9")),
            ("VE", "J123456789", Ok("J123456789")),
            ("PL", "526-025-09-95", Ok("526-025-09-95")),
            ("PL", "526-02-50-995", Ok("526-02-50-995")),
            ("PL", "PL 526.02.50.995", Ok("5260250995")),
            ("PL", "PL5260250995", Ok("5260250995")),
            ("PL", "DE5260250995", Err("rule-registration-format")),
            ("HU", "HU12345678", Ok("12345678")),
            ("TH", "0-1055-12345-67-8", Ok("0105512345678")),
            ("AE", "100-1234-5678-9003", Ok("100123456789003")),
            ("AM", "1234567890", Ok("1234567890")),
            ("TH", "", Err("rule-registration-missing")),
            ("JP", "T1234567890123", Ok("T1234567890123")),
            ("JP", "何でも", Ok("何でも")),
        ];
        for (code, text, expected) in cases {
            let result = registration_id(Country::parse(code).unwrap(), text);
            let result = result.as_ref().map(|p| p.as_deref().unwrap_or("")).map_err(Rule::key);
            assert_eq!(result, expected, "{code} {text}");
        }
        assert_eq!(registration_id(Country::parse("JP").unwrap(), ""), Ok(None));
    }

    /// `domain/02`: the 24 countries, each with its kind of id.
    #[test]
    fn every_country_that_needs_an_id_names_its_kind() {
        for country in Country::all().filter(|c| c.registration_required()) {
            let missing = registration_id(country, "").unwrap_err();
            assert!(matches!(missing, Rule::RegistrationMissing { kind, .. } if !kind.is_empty()));
            let example = country.registration().unwrap().pattern.example();
            assert_eq!(registration_id(country, example), Ok(Some(example.to_owned())));
        }
    }
}
