//! Dates as clients write them, and instants as they are answered.

use jiff::{ToSpan, civil};
use opc_kernel::time::{Date, Timestamp};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::borrow::Cow;

/// Text in none of the accepted date forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an ISO 8601 date")]
pub struct NotADate;

/// A date of a filter: a whole day in UTC or one instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// A calendar day in UTC.
    Day(Date),
    /// A point in time.
    At(Timestamp),
}

impl When {
    /// Reads `yyyy-MM-dd`, `yyyy-MM-ddTHH:mm:ss(.fffffff)(Z or offset)`, year-month-day-of-year
    /// (`reference/wire.md`, Requests) or `M/d/yyyy( h:mm:ss AM)`, which one client library makes of
    /// a date on most machines. A time without a zone is UTC.
    pub fn parse(text: &str) -> Result<Self, NotADate> {
        let text = text.trim();
        if text.len() > 40 {
            return Err(NotADate);
        }
        if text.contains('/') {
            return american(text);
        }
        match text.split_once(['T', 't', ' ']) {
            None => day(text).map(Self::Day),
            Some((date, _)) => {
                day(date)?;
                instant(text).map(Self::At)
            }
        }
    }
    /// The first instant meant.
    pub fn start(self) -> Timestamp {
        match self {
            Self::Day(date) => Timestamp::at_utc_midnight(date),
            Self::At(instant) => instant,
        }
    }
    /// The first instant no longer meant: the next midnight, or a microsecond later.
    pub fn end(self) -> Timestamp {
        match self {
            Self::Day(date) => Timestamp::at_utc_midnight(date).plus_seconds(24 * 60 * 60),
            Self::At(instant) => Timestamp::from_micros(instant.micros().saturating_add(1)),
        }
    }
}

/// Day of month or, as one client library formats it, day of year. The two never collide: from
/// February on a day of year is greater than 31, and in January they are the same.
fn day(text: &str) -> Result<Date, NotADate> {
    let mut parts = text.split('-');
    let (Some(year), Some(month), Some(last), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(NotADate);
    };
    let number = |t: &str, digits: std::ops::RangeInclusive<usize>| {
        let plain = digits.contains(&t.len()) && t.bytes().all(|b| b.is_ascii_digit());
        t.parse::<i16>().ok().filter(|_| plain).ok_or(NotADate)
    };
    let (year, month, last) = (number(year, 4..=4)?, number(month, 1..=2)?, number(last, 1..=3)?);
    let month = i8::try_from(month).map_err(|_| NotADate)?;
    if last <= 31 {
        let of_month = i8::try_from(last).map_err(|_| NotADate)?;
        return civil::Date::new(year, month, of_month).map_err(|_| NotADate);
    }
    let new_year = civil::Date::new(year, 1, 1).map_err(|_| NotADate)?;
    let date = new_year.checked_add((i64::from(last) - 1).days()).map_err(|_| NotADate)?;
    if date.month() == month && date.year() == year { Ok(date) } else { Err(NotADate) }
}

/// Month, day and year; midnight means the day.
fn american(text: &str) -> Result<When, NotADate> {
    let (date, time) = text.split_once(' ').unwrap_or((text, ""));
    let date = civil::Date::strptime("%m/%d/%Y", date).map_err(|_| NotADate)?;
    let read = |format| civil::Time::strptime(format, time.trim()).ok();
    let time = match time {
        "" => Some(civil::Time::midnight()),
        _ => read("%I:%M:%S %p").or_else(|| read("%H:%M:%S")),
    };
    match time.ok_or(NotADate)? {
        time if time == civil::Time::midnight() => Ok(When::Day(date)),
        time => instant(&date.to_datetime(time).to_string()).map(When::At),
    }
}

fn instant(text: &str) -> Result<Timestamp, NotADate> {
    if let Ok(instant) = text.parse::<jiff::Timestamp>() {
        return Ok(instant.into());
    }
    let local: civil::DateTime = text.parse().map_err(|_| NotADate)?;
    let zoned = local.to_zoned(jiff::tz::TimeZone::UTC).map_err(|_| NotADate)?;
    Ok(zoned.timestamp().into())
}

/// An instant in a resource: written as ISO 8601 UTC, read in every form of [`When`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct DateTime(pub Timestamp);

impl From<Timestamp> for DateTime {
    fn from(instant: Timestamp) -> Self {
        Self(instant)
    }
}

impl Serialize for DateTime {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for DateTime {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = String::deserialize(d)?;
        When::parse(&text).map(|when| Self(when.start())).map_err(|_| {
            de::Error::invalid_value(de::Unexpected::Str(&text), &"an ISO 8601 date and time")
        })
    }
}

impl JsonSchema for DateTime {
    fn schema_name() -> Cow<'static, str> {
        "DateTime".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date-time" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn start(text: &str) -> String {
        When::parse(text).unwrap().start().to_string()
    }

    #[test]
    fn a_day_may_be_counted_from_new_year() {
        assert_eq!(start("2026-11-323"), "2026-11-19T00:00:00Z");
        assert_eq!(start("2026-02-32"), "2026-02-01T00:00:00Z");
        assert_eq!(start("2028-12-366"), "2028-12-31T00:00:00Z");
    }

    #[test]
    fn the_forms_of_the_reference_name_the_same_instant() {
        for text in [
            "2026-11-21T07:22:58",
            "2026-11-21T07:22:58Z",
            "2026-11-21T07:22:58.0000000",
            "2026-11-21T07:22:58.0000000Z",
            "2026-11-21T16:22:58+09:00",
        ] {
            assert_eq!(start(text), "2026-11-21T07:22:58Z", "{text}");
        }
    }

    #[test]
    fn a_date_with_slashes_begins_with_the_month() {
        let day = When::Day(civil::date(2026, 6, 1));
        for text in ["6/1/2026", "06/01/2026", "6/1/2026 12:00:00 AM", "06/01/2026 00:00:00"] {
            assert_eq!(When::parse(text), Ok(day), "{text}");
        }
        assert_eq!(start("6/1/2026 1:02:03 PM"), "2026-06-01T13:02:03Z");
        for text in ["13/1/2026", "6/1", "6/1/2026 noon", "6/1/2026 25:00:00"] {
            assert_eq!(When::parse(text), Err(NotADate), "{text}");
        }
    }

    #[test]
    fn a_day_ends_where_the_next_begins() {
        let day = When::parse("2026-12-31").unwrap();
        assert_eq!(day.end().to_string(), "2027-01-01T00:00:00Z");
    }

    #[test]
    fn nonsense_is_no_date() {
        for text in [
            "",
            "2026",
            "2026-13-01",
            "2026-02-30",
            "2026-11-400",
            "2026-10-323",
            "2027-12-366",
            "20261121",
            "21-11-2026",
            "2026-11-21T",
            "2026-11-21T25:00:00",
            "２０２６-11-21",
        ] {
            assert_eq!(When::parse(text), Err(NotADate), "{text}");
        }
    }
}
