//! Time as an argument. Nothing here reads a clock.

pub use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fmt;

/// An instant with a resolution of one microsecond, as it is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(i64);

impl Timestamp {
    /// From microseconds since 1970-01-01T00:00:00Z.
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }
    /// Microseconds since 1970-01-01T00:00:00Z.
    pub const fn micros(self) -> i64 {
        self.0
    }
    /// This instant moved by whole seconds, backwards if negative.
    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1_000_000)))
    }
    /// Whole seconds since the epoch, as JSON web tokens count.
    pub const fn seconds(self) -> i64 {
        self.0.div_euclid(1_000_000)
    }
    /// The calendar date in UTC.
    pub fn utc_date(self) -> Date {
        self.to_jiff().to_zoned(jiff::tz::TimeZone::UTC).date()
    }
    /// The start of a calendar date in UTC.
    pub fn at_utc_midnight(date: Date) -> Self {
        let zoned = date.to_zoned(jiff::tz::TimeZone::UTC);
        Self(zoned.map_or(0, |z| z.timestamp().as_microsecond()))
    }
    /// For arithmetic and formatting with `jiff`.
    pub fn to_jiff(self) -> jiff::Timestamp {
        jiff::Timestamp::from_microsecond(self.0).unwrap_or(jiff::Timestamp::MAX)
    }
}

impl From<jiff::Timestamp> for Timestamp {
    fn from(t: jiff::Timestamp) -> Self {
        Self(t.as_microsecond())
    }
}

/// ISO 8601 in UTC, as on the wire: `2026-11-21T07:22:58.123456Z`.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.to_jiff().fmt(f)
    }
}
