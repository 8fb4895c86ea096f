//! Dates, numbers and money as readers of each language expect them.

use crate::Words;
use jiff::tz::TimeZone;
use opc_kernel::{
    country::Country,
    language::Lang,
    time::{Date, Timestamp},
};

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

impl Words {
    /// A date: `21 Nov 2026`, `2026年11月21日`.
    pub fn date(self, date: Date) -> String {
        let (year, month, day) = (date.year(), date.month(), date.day());
        match self.lang() {
            Lang::Ja => format!("{year}年{month}月{day}日"),
            Lang::En => {
                let name = usize::try_from(month - 1).ok().and_then(|m| MONTHS.get(m));
                format!("{day} {} {year}", name.unwrap_or(&""))
            }
        }
    }
    /// An instant to the minute, in the time of the reader's country and else in UTC:
    /// `21 Nov 2026, 16:22 JST`, `2026年11月21日 07:22 UTC`.
    pub fn time(self, at: Timestamp) -> String {
        let zone = self.place().map_or(TimeZone::UTC, Country::time_zone);
        let zoned = at.to_jiff().to_zoned(zone);
        let date = self.date(zoned.date());
        let comma = if self.is_ja() { "" } else { "," };
        let name = zoned.strftime("%Z").to_string();
        // Zones without letters of their own are called by their distance.
        let utc = if name.starts_with(['+', '-']) { "UTC" } else { "" };
        format!("{date}{comma} {:02}:{:02} {utc}{name}", zoned.hour(), zoned.minute())
    }
    /// The date of an instant where the reader is, and else in UTC.
    pub fn date_at(self, at: Timestamp) -> Date {
        self.place().map_or_else(|| at.utc_date(), |place| place.date_at(at))
    }
    /// The instant a date begins where the reader is, and else in UTC.
    pub fn midnight(self, date: Date) -> Timestamp {
        self.place().map_or_else(|| Timestamp::at_utc_midnight(date), |place| place.midnight(date))
    }
    /// A date as it is stored or sent, such as `2026-11-21`; other text stays as it is.
    pub fn written_date(self, text: &str) -> String {
        text.trim().parse().map_or_else(|_| text.to_owned(), |date| self.date(date))
    }
    /// A whole number with groups of three digits: `1,234,567`.
    pub fn number(self, number: impl Into<i128>) -> String {
        let number = number.into();
        let digits = grouped(&number.unsigned_abs().to_string());
        if number < 0 { format!("-{digits}") } else { digits }
    }
    /// Money from minor units: `￥1,200`, `USD 12.50`. `digits` is how many digits the currency has
    /// after the point.
    pub fn money(self, minor: i64, currency: &str, digits: u8) -> String {
        let sign = if minor < 0 { "-" } else { "" };
        let scale = 10_u64.pow(u32::from(digits.min(4)));
        let (whole, part) = (minor.unsigned_abs() / scale, minor.unsigned_abs() % scale);
        let mut amount = grouped(&whole.to_string());
        if digits > 0 {
            amount = format!("{amount}.{part:0width$}", width = usize::from(digits.min(4)));
        }
        match (currency, self.lang()) {
            ("JPY", Lang::Ja) => format!("{sign}￥{amount}"),
            _ => format!("{sign}{currency} {amount}"),
        }
    }
}

/// Digits in groups of three.
pub(crate) fn grouped(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn dates_are_written_as_each_language_writes_them() {
        let day = date(2026, 11, 21);
        assert_eq!(Words::of(Lang::Ja).date(day), "2026年11月21日");
        assert_eq!(Words::of(Lang::En).date(day), "21 Nov 2026");
        let at = Timestamp::at_utc_midnight(day).plus_seconds(3_661);
        assert_eq!(Words::of(Lang::Ja).time(at), "2026年11月21日 01:01 UTC");
        assert_eq!(Words::of(Lang::En).time(at), "21 Nov 2026, 01:01 UTC");
        let there = |code| Words::of(Lang::En).in_country(Country::parse(code).ok());
        assert_eq!(there("JP").time(at), "21 Nov 2026, 10:01 JST");
        assert_eq!(there("US").time(at), "20 Nov 2026, 20:01 EST");
        assert_eq!(there("SG").time(at), "21 Nov 2026, 09:01 UTC+08");
        assert_eq!(Words::of(Lang::Ja).written_date(" 2026-11-21"), "2026年11月21日");
        assert_eq!(Words::of(Lang::En).written_date("3-11-21"), "3-11-21");
    }

    #[test]
    fn money_has_the_digits_of_its_currency() {
        assert_eq!(Words::of(Lang::Ja).money(1_234_567, "JPY", 0), "￥1,234,567");
        assert_eq!(Words::of(Lang::En).money(1_234_567, "JPY", 0), "JPY 1,234,567");
        assert_eq!(Words::of(Lang::En).money(-1_205, "USD", 2), "-USD 12.05");
        assert_eq!(Words::of(Lang::En).number(-1_000), "-1,000");
        assert_eq!(Words::of(Lang::En).number(999), "999");
    }
}
