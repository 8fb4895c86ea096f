//! The time of a country: that of its capital where it has several.

use super::Country;
use crate::time::{Date, Timestamp};
use jiff::tz::TimeZone;
use std::{collections::BTreeMap, sync::LazyLock};

/// Looked up when first needed; a zone the machine does not know counts as UTC.
static ZONES: LazyLock<BTreeMap<&str, TimeZone>> = LazyLock::new(|| {
    let lines = include_str!("../../data/zones.tsv").lines().filter(|l| !l.starts_with('#'));
    lines
        .filter_map(|line| line.split_once('\t'))
        .map(|(code, name)| (code, TimeZone::get(name).unwrap_or(TimeZone::UTC)))
        .collect()
});

impl Country {
    /// Its time zone.
    pub fn time_zone(self) -> TimeZone {
        ZONES.get(self.code()).cloned().unwrap_or(TimeZone::UTC)
    }
    /// The date there at a moment.
    pub fn date_at(self, at: Timestamp) -> Date {
        at.to_jiff().to_zoned(self.time_zone()).date()
    }
    /// The moment a date begins there.
    pub fn midnight(self, date: Date) -> Timestamp {
        let there = date.to_zoned(self.time_zone());
        there.map_or_else(|_| Timestamp::at_utc_midnight(date), |z| z.timestamp().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_country_has_a_zone_and_only_where_nobody_lives_it_is_utc() {
        let in_utc = |c: &Country| c.time_zone() == TimeZone::UTC;
        let codes: Vec<_> = Country::all().filter(in_utc).map(Country::code).collect();
        assert_eq!(codes, ["AQ", "BV", "HM", "UM"]);
        assert!(Country::all().all(|c| ZONES.contains_key(c.code())));
    }

    #[test]
    fn a_day_begins_earlier_in_japan_and_summer_time_counts() {
        let day: Date = "2026-07-01".parse().unwrap();
        let hours = |code| {
            let begins = Country::parse(code).unwrap().midnight(day);
            (Timestamp::at_utc_midnight(day).seconds() - begins.seconds()) / 3600
        };
        assert_eq!(["JP", "DE", "US"].map(hours), [9, 2, -4]);
        let japan = Country::parse("JP").unwrap();
        assert_eq!(japan.date_at(japan.midnight(day)), day);
    }
}
