//! The prefix of the customer's primary domain: immutable, part of every user name (`domain/02`).

use crate::rule::Rule;
use crate::text::{plain, search_key};

/// The most characters of a prefix.
pub const MAX: u32 = 27;

/// The prefix in lower case: ASCII letters and digits only. Whether it is free, the store knows.
pub fn domain_prefix(text: &str) -> Result<String, Rule> {
    let typed = plain(text.trim());
    if typed.is_empty() {
        return Err(Rule::Required);
    }
    let fits = typed.len() <= MAX as usize && typed.bytes().all(|b| b.is_ascii_alphanumeric());
    if fits { Ok(typed.to_ascii_lowercase()) } else { Err(Rule::DomainPrefixFormat { max: MAX }) }
}

/// A prefix to offer for a company name; nothing if the name has no Latin letters.
pub fn suggestion(company_name: &str) -> Option<String> {
    let key = search_key(company_name);
    let letters = key.chars().filter(char::is_ascii_alphanumeric);
    let prefix: String = letters.take(MAX as usize).collect();
    (prefix.len() >= 3).then_some(prefix)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_is_letters_and_digits() {
        let cases = [
            ("Contoso", Ok("contoso")),
            (" aoba1 ", Ok("aoba1")),
            ("ａｏｂａ", Ok("aoba")),
            ("", Err("rule-required")),
            ("con toso", Err("rule-domain-prefix-format")),
            ("con-toso", Err("rule-domain-prefix-format")),
            ("青葉", Err("rule-domain-prefix-format")),
            ("contoso.onopc", Err("rule-domain-prefix-format")),
            ("a12345678901234567890123456", Ok("a12345678901234567890123456")),
            ("a123456789012345678901234567", Err("rule-domain-prefix-format")),
        ];
        for (text, expected) in cases {
            let result = domain_prefix(text);
            assert_eq!(result.as_deref().map_err(Rule::key), expected, "{text}");
        }
    }

    #[test]
    fn a_suggestion_leaves_the_legal_form_out() {
        assert_eq!(suggestion("Müller & Söhne GmbH").as_deref(), Some("mullersohne"));
        assert_eq!(suggestion("株式会社青葉"), None);
    }
}
