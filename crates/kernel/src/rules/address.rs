//! Country, address lines, city, state and postal code (`domain/02`, account info fields).

use super::name::longer;
use crate::country::{Country, Market, Pattern, Subdivision};
use crate::language::{Culture, Lang};
use crate::rule::Rule;
use crate::text::{capitals, clean_line};

/// The most characters of an address line.
pub const LINE_MAX: u32 = 200;
/// The most characters of a city, and of a state where there is no list.
pub const CITY_MAX: u32 = 100;
/// The most characters of a postal code where there is no pattern.
pub const POSTAL_MAX: u32 = 20;

/// The customer's country, by code or by name: known, and in the partner's market.
pub fn country(text: &str, market: Market) -> Result<Country, Rule> {
    if text.trim().is_empty() {
        return Err(Rule::Required);
    }
    let country = Country::find(text).ok_or(Rule::CountryUnknown)?;
    if market.contains(country) {
        Ok(country)
    } else {
        Err(Rule::CountryOutsideMarket { country: country.code() })
    }
}

/// Address line 1: 1 to 200 characters.
pub fn line_1(text: &str) -> Result<String, Rule> {
    optional(text, LINE_MAX)?.ok_or(Rule::Required)
}

/// Address line 2: 0 to 200 characters.
pub fn line_2(text: &str) -> Result<Option<String>, Rule> {
    optional(text, LINE_MAX)
}

/// The city, where the country's addresses name one.
pub fn city(country: Country, text: &str) -> Result<Option<String>, Rule> {
    match optional(text, CITY_MAX)? {
        None if country.city_required() => Err(Rule::Required),
        city => Ok(city),
    }
}

/// The state: the code of a listed one for US, CA, CN and MX, elsewhere any text. In Japan a
/// prefecture written in Japanese has its full name.
pub fn state(country: Country, text: &str) -> Result<Option<String>, Rule> {
    let Some(state) = optional(text, CITY_MAX)? else {
        return if country.state_required() {
            Err(Rule::StateRequired { country: country.code() })
        } else {
            Ok(None)
        };
    };
    match Subdivision::find(country, &state) {
        Some(found) if country.state_from_list() => Ok(Some(found.code().to_owned())),
        Some(found) if !state.chars().any(|c| c.is_ascii_alphabetic()) => {
            Ok(Some(found.name(Lang::Ja).to_owned()))
        }
        None if country.state_from_list() => Err(Rule::StateUnknown { country: country.code() }),
        _ => Ok(Some(state)),
    }
}

/// The postal code in the country's format. Wide digits, a `〒`, blanks and hyphens elsewhere than the
/// country has them, and the sign of a country in front (`D-10115`) are put right.
pub fn postal(country: Country, text: &str) -> Result<Option<String>, Rule> {
    let example = country.postal().map_or("", |pattern| pattern.example());
    // Before anything else: a capital or a plain form can be several characters.
    let typed = optional(&capitals(text.trim()).replace('〒', " "), POSTAL_MAX)?;
    let code = typed.map(|typed| normal_postal(country, &typed)).unwrap_or_default();
    if code.is_empty() {
        return if country.postal_required() {
            Err(Rule::PostalRequired { country: country.code(), example })
        } else {
            Ok(None)
        };
    }
    let Some(pattern) = country.postal() else { return Ok(Some(code)) };
    let national = code.trim_start_matches(|c: char| c.is_ascii_uppercase()).strip_prefix('-');
    let found = fitting(pattern, &code).or_else(|| fitting(pattern, national?));
    let found = found.map(|code| normal_postal(country, &code));
    found.map(Some).ok_or(Rule::PostalFormat { country: country.code(), example })
}

/// The code as the pattern has it, whatever blanks and hyphens are in it: a country's codes differ in
/// more than those.
fn fitting(pattern: &Pattern, code: &str) -> Option<String> {
    if pattern.matches(code) {
        return Some(code.to_owned());
    }
    let bare: String = code.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
    if pattern.matches(&bare) {
        return Some(bare);
    }
    let parted = |at: usize, separator| {
        let (head, tail) = bare.split_at_checked(at)?;
        Some(format!("{head}{separator}{tail}")).filter(|code| pattern.matches(code))
    };
    (1..bare.len()).find_map(|at| parted(at, '-').or_else(|| parted(at, ' ')))
}

fn normal_postal(country: Country, typed: &str) -> String {
    let code = super::contact::ascii_hyphens(typed);
    let code = code.trim_matches([' ', '-']).to_owned();
    let bare = || code.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    match country.code() {
        "CA" => parted(bare(), 3, 6).unwrap_or(code),
        "GB" | "GG" | "IM" | "JE" => {
            let bare = bare();
            let (cut, len) = (bare.len().saturating_sub(3), bare.len());
            if (5..=7).contains(&len) && !bare.starts_with("BFPO") {
                parted(bare, cut, len).unwrap_or(code)
            } else {
                code
            }
        }
        _ => code,
    }
}

/// `bare` with a blank after `cut` characters, if it has exactly `len`.
fn parted(mut bare: String, cut: usize, len: usize) -> Option<String> {
    (bare.len() == len).then(|| {
        bare.insert(cut, ' ');
        bare
    })
}

/// The culture, one the country offers.
pub fn culture(country: Country, text: &str) -> Result<Culture, Rule> {
    let tag = text.trim();
    if tag.is_empty() {
        return Err(Rule::Required);
    }
    let offered = country.cultures().iter().find(|c| c.tag().eq_ignore_ascii_case(tag));
    offered.copied().ok_or(Rule::CultureUnknown { country: country.code() })
}

/// The language, one the country offers.
pub fn language(country: Country, text: &str) -> Result<&'static str, Rule> {
    let code = text.trim();
    if code.is_empty() {
        return Err(Rule::Required);
    }
    let offered = country.languages().find(|language| language.eq_ignore_ascii_case(code));
    offered.ok_or(Rule::LanguageUnknown { country: country.code() })
}

/// A clean line, nothing if it is empty.
pub(super) fn optional(text: &str, max: u32) -> Result<Option<String>, Rule> {
    let line = clean_line(text)?;
    if longer(&line, max) {
        return Err(Rule::TooLong { max });
    }
    Ok((!line.is_empty()).then_some(line))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn land(code: &str) -> Country {
        Country::parse(code).unwrap()
    }

    #[test]
    fn the_country_is_in_the_partners_market() {
        let market = Market::of(land("JP"));
        assert_eq!(country("jp", market), Ok(land("JP")));
        assert_eq!(country("", market), Err(Rule::Required));
        assert_eq!(country("ZZ", market), Err(Rule::CountryUnknown));
        assert_eq!(country("US", market), Err(Rule::CountryOutsideMarket { country: "US" }));
        assert_eq!(country("UK", Market::of(land("DE"))), Ok(land("GB")));
    }

    #[test]
    fn postal_codes_follow_their_country() {
        let cases = [
            ("US", "98052", Ok("98052")),
            ("US", "98052-6399", Ok("98052-6399")),
            ("US", "9805", Err("rule-postal-format")),
            ("US", "98052 6399", Ok("98052-6399")),
            ("US", "9 80 52", Ok("98052")),
            ("US", "98052639", Err("rule-postal-format")),
            ("IN", "110 001", Ok("110001")),
            ("LV", "lv1010", Ok("LV-1010")),
            ("KY", "KY1 1100", Ok("KY1-1100")),
            ("NL", "1012-LG", Ok("1012LG")),
            ("US", "", Err("rule-postal-required")),
            ("JP", "1000001", Ok("100-0001")),
            ("JP", "〒１００－０００１", Ok("100-0001")),
            ("JP", "100ー0001", Ok("100-0001")),
            ("JP", "100-001", Err("rule-postal-format")),
            ("JP", "", Err("rule-postal-required")),
            ("DE", "10115", Ok("10115")),
            ("DE", "D-10115", Ok("10115")),
            ("FI", "AX-22410", Ok("22410")),
            ("US", "55044-", Ok("55044")),
            ("US", "-97070", Ok("97070")),
            ("US", "48895-97ND", Err("rule-postal-format")),
            ("GB", "sw1a1aa", Ok("SW1A 1AA")),
            ("GB", "M1 1AE", Ok("M1 1AE")),
            ("GB", "12345", Err("rule-postal-format")),
            ("FR", "75001", Ok("75001")),
            ("CA", "k1a0b1", Ok("K1A 0B1")),
            ("CA", "D1A 0B1", Err("rule-postal-format")),
            ("CN", "100000", Ok("100000")),
            ("MX", "06000", Ok("06000")),
            ("KR", "03051", Ok("03051")),
            ("KR", "110-111", Err("rule-postal-format")),
            ("PL", "00950", Ok("00-950")),
            ("HK", "anything", Ok("ANYTHING")),
        ];
        for (code, text, expected) in cases {
            let result = postal(land(code), text);
            let result = result.as_ref().map(|p| p.as_deref().unwrap_or("")).map_err(Rule::key);
            assert_eq!(result, expected, "{code} {text}");
        }
        assert_eq!(postal(land("HK"), " "), Ok(None));
    }

    #[test]
    fn a_state_is_checked_against_a_list_in_four_countries_only() {
        let cases = [
            ("US", "WA", Ok("WA")),
            ("US", "washington", Ok("WA")),
            ("US", "ＷＡ", Ok("WA")),
            ("US", "XX", Err("rule-state-unknown")),
            ("US", "", Err("rule-state-required")),
            ("CA", "Ontario", Ok("ON")),
            ("CN", "北京市", Ok("BJ")),
            ("MX", "JAL", Ok("JC")),
            ("MX", "Chis.", Ok("CS")),
            ("MX", "Estado de México", Ok("MC")),
            ("MX", "Bavaria", Err("rule-state-unknown")),
            ("JP", "東京都", Ok("東京都")),
            ("JP", "東京", Ok("東京都")),
            ("JP", "Tokyo", Ok("Tokyo")),
            ("JP", "どこか", Ok("どこか")),
            ("JP", "", Err("rule-state-required")),
            ("DE", "Bayern", Ok("Bayern")),
        ];
        for (code, text, expected) in cases {
            let result = state(land(code), text);
            let result = result.as_ref().map(|s| s.as_deref().unwrap_or("")).map_err(Rule::key);
            assert_eq!(result, expected, "{code} {text}");
        }
        assert_eq!(state(land("DE"), ""), Ok(None));
    }

    #[test]
    fn an_address_has_a_first_line_and_a_city() {
        assert_eq!(line_1(" "), Err(Rule::Required));
        assert_eq!(line_1(&"丁".repeat(201)), Err(Rule::TooLong { max: 200 }));
        assert_eq!(line_2(""), Ok(None));
        assert_eq!(city(land("JP"), ""), Err(Rule::Required));
        assert_eq!(city(land("SG"), ""), Ok(None));
        assert_eq!(city(land("JP"), " 千代田区 "), Ok(Some("千代田区".to_owned())));
    }

    #[test]
    fn culture_and_language_come_from_the_countrys_list() {
        let japan = land("JP");
        assert_eq!(culture(japan, "JA-jp").map(Culture::tag), Ok("ja-JP"));
        assert_eq!(culture(japan, "de-DE"), Err(Rule::CultureUnknown { country: "JP" }));
        assert_eq!(culture(japan, ""), Err(Rule::Required));
        assert_eq!(language(japan, "ja"), Ok("ja"));
        assert_eq!(language(japan, "de"), Err(Rule::LanguageUnknown { country: "JP" }));
        assert_eq!(language(japan, " "), Err(Rule::Required));
    }
}
