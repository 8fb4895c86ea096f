//! Names of companies and of people (`domain/02`, name rules).

use crate::rule::{Rule, Severity};
use crate::text::{abbreviated_form, clean_line, is_lone_legal_form, plain, search_key};

/// The most characters of a company name.
pub const COMPANY_MAX: u32 = 200;
/// The most characters of a first or a last name.
pub const PERSON_MAX: u32 = 50;

/// Endings of internet addresses that no country owns. Country endings such as `.jp` are tolerated.
const ENDINGS: &[&str] = &[
    ".com", ".org", ".edu", ".club", ".net", ".gov", ".mil", ".int", ".info", ".biz", ".online",
    ".site", ".shop", ".store", ".app", ".dev", ".cloud", ".tech", ".xyz", ".website", ".email",
];

/// Words of people who only try things out, as typed and as folded by [`search_key`].
const TEST_WORDS: &[(&str, &str)] = &[
    ("test", "test"),
    ("テスト", "てすと"),
    ("dummy", "dummy"),
    ("ダミー", "だみー"),
    ("sample", "sample"),
    ("サンプル", "さんぷる"),
    ("見本", "見本"),
    ("테스트", "테스트"),
    ("샘플", "샘플"),
    ("testing", "testing"),
    ("example", "example"),
    ("mustermann", "mustermann"),
    ("asdf", "asdf"),
    ("qwerty", "qwerty"),
    ("hoge", "hoge"),
    ("ほげ", "ほげ"),
    ("foobar", "foobar"),
];

/// What people type where they have no name, as typed and as a whole name is folded.
const PLACEHOLDERS: &[(&str, &str)] = &[
    ("なし", "なし"),
    ("無し", "無し"),
    ("未定", "未定"),
    ("不明", "不明"),
    ("n/a", "n a"),
    ("n.a.", "na"),
    ("none", "none"),
    ("null", "null"),
    ("unknown", "unknown"),
    ("tbd", "tbd"),
    ("xxx", "xxx"),
];

/// The clean name of a company, or the errors it has.
pub fn company(text: &str) -> Result<String, Rule> {
    let name = clean_line(text)?;
    match company_name(&name).into_iter().find(|rule| rule.severity() == Severity::Error) {
        Some(Rule::Required) if !text.is_empty() => Err(Rule::NameBlank),
        Some(rule) => Err(rule),
        None => Ok(name),
    }
}

/// Every rule a company name breaks: one error, or any warnings and notes.
pub fn company_name(text: &str) -> Vec<Rule> {
    let name = match clean_line(text) {
        Ok(name) => name,
        Err(rule) => return vec![rule],
    };
    match error(text, &name) {
        Some(rule) => vec![rule],
        None => doubts(&name),
    }
}

fn error(text: &str, name: &str) -> Option<Rule> {
    // A form can be one sign: ㈱.
    let is_form = is_lone_legal_form(name);
    if text.is_empty() {
        Some(Rule::Required)
    } else if name.is_empty() {
        Some(Rule::NameBlank)
    } else if name.chars().nth(1).is_none() && !is_form {
        Some(Rule::NameOneCharacter)
    } else if longer(name, COMPANY_MAX) {
        Some(Rule::TooLong { max: COMPANY_MAX })
    } else if !is_form && !name.chars().any(char::is_alphanumeric) {
        Some(Rule::NameOnlySymbols)
    } else if is_form {
        // Pictures beside a legal form are a name of symbols, not a legal form alone.
        let of_form = |c: char| c.is_alphanumeric() || c.is_whitespace() || ".,()&/-".contains(c);
        let alone = plain(name).chars().all(of_form);
        Some(if alone {
            Rule::NameLoneLegalForm { name: name.to_owned() }
        } else {
            Rule::NameOnlySymbols
        })
    } else {
        None
    }
}

fn doubts(name: &str) -> Vec<Rule> {
    let mut rules = Vec::new();
    let bytes = name.as_bytes();
    let ends_with = |ending: &&&str| {
        bytes.len() > ending.len()
            && bytes[bytes.len() - ending.len()..].eq_ignore_ascii_case(ending.as_bytes())
    };
    if let Some(ending) = ENDINGS.iter().find(ends_with) {
        rules.push(Rule::NameEndsLikeDomain { ending });
    }
    let first = name.chars().next().unwrap_or_default();
    if name.chars().all(|c| c == first) && name.chars().nth(2).is_some() {
        rules.push(Rule::NameRepeatsOneCharacter);
    }
    let single = |word: &str| word.chars().nth(1).is_none();
    if name.contains(' ') && name.split(' ').all(single) {
        rules.push(Rule::NameSpelledOut);
    }
    let key = search_key(name);
    let test = |(_, word): &&(&str, &str)| key.split(' ').any(|part| is_test_word(part, word));
    let placeholder = PLACEHOLDERS.iter().find(|(_, whole)| *whole == key);
    if let Some((word, _)) = TEST_WORDS.iter().find(test).or(placeholder) {
        rules.push(Rule::NameLooksLikeTest { word });
    }
    // One question about a name is enough.
    if rules.is_empty() && is_acronym(name) {
        rules.push(Rule::NameMayBeShort);
    }
    if let Some((form, full)) = abbreviated_form(name) {
        rules.push(Rule::NameAbbreviatesForm { form, full });
    }
    rules
}

/// Two to five capitals, perhaps dotted, perhaps with a legal form, and nothing else: `A.B.C. Ltd`.
/// Perhaps the legal name, perhaps not.
fn is_acronym(name: &str) -> bool {
    let name = plain(name);
    // The key has the name without its legal forms and in lower case.
    let key = search_key(&name);
    let letters = key.len();
    let written = name.replace('.', "");
    (2..=5).contains(&letters)
        && key.bytes().all(|b| b.is_ascii_lowercase())
        && written.contains(&key.to_ascii_uppercase())
}

/// `test`, `test2`, `テスト株式会社`, `テスト顧客`; but not `Testarossa` or `コンテスト`.
fn is_test_word(part: &str, word: &str) -> bool {
    match part.strip_prefix(word) {
        Some(rest) if word.is_ascii() => rest.chars().all(char::is_numeric),
        Some(_) => true,
        None => false,
    }
}

/// The clean first or last name of a person: 1 to 50 characters.
pub fn person_name(text: &str) -> Result<String, Rule> {
    let name = clean_line(text)?;
    if name.is_empty() {
        Err(Rule::Required)
    } else if longer(&name, PERSON_MAX) {
        Err(Rule::TooLong { max: PERSON_MAX })
    } else {
        Ok(name)
    }
}

/// Whether a text has more than `max` characters.
pub(super) fn longer(text: &str, max: u32) -> bool {
    // No character is longer than its bytes, so most texts are not counted.
    text.len() > max as usize && text.chars().nth(max as usize).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(name: &str) -> Vec<&'static str> {
        company_name(name).iter().map(Rule::key).collect()
    }

    /// `domain/02`, name rules: errors.
    #[test]
    fn a_name_that_cannot_be_a_company_is_refused() {
        let cases = [
            ("", "rule-required"),
            (" \t ", "rule-name-blank"),
            ("　", "rule-name-blank"),
            ("A", "rule-name-one-character"),
            ("花", "rule-name-one-character"),
            ("!!!", "rule-name-only-symbols"),
            ("－・－", "rule-name-only-symbols"),
            ("llc", "rule-name-lone-legal-form"),
            ("Pty. Ltd.", "rule-name-lone-legal-form"),
            ("株式会社", "rule-name-lone-legal-form"),
            ("(株)", "rule-name-lone-legal-form"),
            ("㈱", "rule-name-lone-legal-form"),
            ("株", "rule-name-one-character"),
            ("（株）", "rule-name-lone-legal-form"),
            ("😀😀 Ltd", "rule-name-only-symbols"),
            ("★★株式会社", "rule-name-only-symbols"),
            ("Con\u{200B}toso", "rule-forbidden-character"),
            ("a\r\nb", "rule-forbidden-character"),
        ];
        for (name, key) in cases {
            assert_eq!(broken(name), [key], "{name:?}");
            assert_eq!(company(name).unwrap_err().key(), key, "{name:?}");
        }
    }

    /// `domain/02`, name rules: warnings, accepted after confirmation.
    #[test]
    fn a_name_that_is_doubtful_is_asked_about() {
        let cases = [
            ("contoso.com", "rule-name-ends-like-domain"),
            ("Chess.CLUB", "rule-name-ends-like-domain"),
            ("999", "rule-name-repeats-one-character"),
            ("ああああ", "rule-name-repeats-one-character"),
            ("1 2 3", "rule-name-spelled-out"),
            ("あ い", "rule-name-spelled-out"),
            ("Test", "rule-name-looks-like-test"),
            ("test2", "rule-name-looks-like-test"),
            ("Test Customer Ltd", "rule-name-looks-like-test"),
            ("テスト株式会社", "rule-name-looks-like-test"),
            ("ﾃｽﾄ顧客", "rule-name-looks-like-test"),
            ("ダミー", "rule-name-looks-like-test"),
            ("dummy inc", "rule-name-looks-like-test"),
            ("asdf", "rule-name-looks-like-test"),
            ("見本商事", "rule-name-looks-like-test"),
            ("Mustermann GmbH", "rule-name-looks-like-test"),
            ("주식회사 테스트", "rule-name-looks-like-test"),
            ("なし", "rule-name-looks-like-test"),
            ("未定", "rule-name-looks-like-test"),
            ("不明株式会社", "rule-name-looks-like-test"),
            ("N/A", "rule-name-looks-like-test"),
            ("n.a.", "rule-name-looks-like-test"),
            ("None", "rule-name-looks-like-test"),
            ("TBD", "rule-name-looks-like-test"),
            ("XxX", "rule-name-looks-like-test"),
            ("ABC", "rule-name-may-be-short"),
            ("AA", "rule-name-may-be-short"),
            ("A.B.C. Ltd", "rule-name-may-be-short"),
            ("ＮＴＴ株式会社", "rule-name-may-be-short"),
            ("㈱あおば商事", "rule-name-abbreviates-form"),
            ("あおば商事（有）", "rule-name-abbreviates-form"),
        ];
        for (name, key) in cases {
            assert_eq!(broken(name), [key], "{name:?}");
            assert_eq!(company(name).as_deref(), Ok(name), "{name:?}");
        }
    }

    #[test]
    fn a_legal_name_passes() {
        let names = [
            "Contoso Ltd",
            "株式会社あおば商事",
            "Kraków.pl",
            "例会社.jp",
            "Contest GmbH",
            "コンテスト工業",
            "Testarossa Motors",
            "3M Company",
            "7-Eleven",
            "不明堂",
            "Xxx Lutz",
            "'s",
            "日本",
        ];
        for name in names {
            let rules = company_name(name);
            assert!(rules.iter().all(|rule| rule.severity() == Severity::Note), "{name} {rules:?}");
        }
    }

    #[test]
    fn a_name_has_at_most_its_characters_not_bytes() {
        let long = "あい".repeat(100);
        assert!(company(&long).is_ok());
        assert_eq!(company(&format!("{long}う")), Err(Rule::TooLong { max: 200 }));
        assert_eq!(person_name(&"山".repeat(51)), Err(Rule::TooLong { max: 50 }));
        assert_eq!(person_name(" 山田 ").as_deref(), Ok("山田"));
        assert_eq!(person_name("X").as_deref(), Ok("X"));
        assert_eq!(person_name(" "), Err(Rule::Required));
    }
}
