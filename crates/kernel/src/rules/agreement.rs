//! The date a customer accepted the agreement (`domain/02`, Agreement).

use crate::rule::Rule;
use crate::text::plain;
use crate::time::Date;

/// The example shown to people whose date cannot be read.
const EXAMPLE: &str = "2026-11-21";

/// A date as typed: `2026-11-21`, `2026/11/21`, `2026.11.21` or `2026年11月21日`.
pub fn date(text: &str) -> Result<Date, Rule> {
    parse(text).ok_or(Rule::NotADate { example: EXAMPLE })
}

/// The date of acceptance: not after `today`, which is the partner's own day.
pub fn agreement_date(text: &str, today: Date) -> Result<Date, Rule> {
    if text.trim().is_empty() {
        return Err(Rule::AgreementDateMissing);
    }
    let date = date(text)?;
    if date > today {
        return Err(Rule::AgreementDateInFuture { today: today.to_string() });
    }
    Ok(date)
}

fn parse(text: &str) -> Option<Date> {
    let text = plain(text.trim());
    let text = text.strip_suffix('日').unwrap_or(&text);
    let mut parts = text.splitn(3, ['-', '/', '.', '年', '月']);
    let mut part = |len: std::ops::RangeInclusive<usize>| {
        let digits = parts.next()?;
        let plain = len.contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        plain.then_some(digits)
    };
    let (year, month, day) = (part(4..=4)?, part(1..=2)?, part(1..=2)?);
    let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
    // What is too early for an agreement is said as such; three digits are a slip.
    (date.year() >= 1000).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as day;

    #[test]
    fn a_date_is_read_as_people_write_it() {
        let expected = Ok(day(2026, 11, 2));
        for text in
            ["2026-11-02", "2026/11/2", " 2026.11.02 ", "2026年11月2日", "２０２６／１１／０２"]
        {
            assert_eq!(date(text), expected, "{text}");
        }
        for text in [
            "",
            "2026-13-01",
            "2026-02-29",
            "02.11.2026",
            "26-11-02",
            "2026-11",
            "0001-01-01",
            "2026-11-02T00",
        ] {
            assert_eq!(date(text), Err(Rule::NotADate { example: "2026-11-21" }), "{text}");
        }
    }

    /// `domain/02`, Agreement: "acceptance date (not in the future)".
    #[test]
    fn an_agreement_is_not_accepted_tomorrow() {
        let today = day(2026, 11, 21);
        assert_eq!(agreement_date("2026-11-21", today), Ok(today));
        assert_eq!(
            agreement_date("1899-01-01", today),
            Ok(day(1899, 1, 1)),
            "a date, if a wrong one"
        );
        assert_eq!(agreement_date("2024-02-29", today), Ok(day(2024, 2, 29)));
        assert_eq!(agreement_date(" ", today), Err(Rule::AgreementDateMissing));
        assert_eq!(agreement_date("soon", today).unwrap_err().key(), "rule-not-a-date");
        let future = Rule::AgreementDateInFuture { today: "2026-11-21".to_owned() };
        assert_eq!(agreement_date("2026-11-22", today), Err(future));
    }
}
