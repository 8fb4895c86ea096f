//! How many licences of an offer (`domain/02`, Subscriptions step).

use crate::rule::Rule;
use crate::text::plain;

/// A whole number within the offer's limits. Wide digits and thousands separators are understood.
pub fn licence_count(text: &str, min: u32, max: u32) -> Result<u32, Rule> {
    let typed = plain(text.trim());
    if typed.is_empty() {
        return Err(Rule::Required);
    }
    let not_whole = Rule::LicenceCountNotWhole { min, max };
    let digits = without_thousands(&typed).ok_or(not_whole)?;
    match digits.parse() {
        Ok(count) if (min..=max).contains(&count) => Ok(count),
        // Digits that do not fit into a number are too many licences as well.
        _ => Err(Rule::LicenceCountOutOfRange { min, max }),
    }
}

/// The digits of `1200` or `1,200`; nothing for anything else, such as `1,2` or `-5`.
fn without_thousands(typed: &str) -> Option<String> {
    let mut groups = typed.split(',');
    let mut digits = groups.next()?.to_owned();
    let grouped = typed.contains(',');
    if digits.is_empty() || (grouped && digits.len() > 3) {
        return None;
    }
    for group in groups {
        if group.len() != 3 {
            return None;
        }
        digits.push_str(group);
    }
    digits.bytes().all(|b| b.is_ascii_digit()).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_is_a_whole_number_within_the_offers_limits() {
        let cases = [
            ("1", Ok(1)),
            (" 300 ", Ok(300)),
            ("２５", Ok(25)),
            ("007", Ok(7)),
            ("0", Err("rule-licence-count-out-of-range")),
            ("301", Err("rule-licence-count-out-of-range")),
            ("1,200", Err("rule-licence-count-out-of-range")),
            ("99999999999999999999", Err("rule-licence-count-out-of-range")),
            ("1.5", Err("rule-licence-count-not-whole")),
            ("1,5", Err("rule-licence-count-not-whole")),
            ("-5", Err("rule-licence-count-not-whole")),
            ("+5", Err("rule-licence-count-not-whole")),
            ("ten", Err("rule-licence-count-not-whole")),
            ("十", Err("rule-licence-count-not-whole")),
            ("", Err("rule-required")),
        ];
        for (text, expected) in cases {
            assert_eq!(licence_count(text, 1, 300).map_err(|rule| rule.key()), expected, "{text}");
        }
        assert_eq!(licence_count("1,200", 1, 10_000), Ok(1200));
    }
}
