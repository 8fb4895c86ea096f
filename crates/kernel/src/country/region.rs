//! Which postal codes belong to which state, for countries where the start of a code says so.

use super::{Country, Pattern, Subdivision};
use crate::text::search_key;
use std::{collections::HashMap, sync::LazyLock};

/// A state and the start of its postal codes.
#[derive(Debug)]
pub struct Region {
    country: &'static str,
    names: Vec<&'static str>,
    postal: Pattern,
}

static ROWS: LazyLock<Vec<Region>> = LazyLock::new(|| {
    let lines = include_str!("../../data/regions.tsv").lines();
    let row = |line: &'static str| {
        let mut cells = line.split('\t');
        Some(Region {
            country: cells.next()?,
            names: cells.next()?.split(';').collect(),
            postal: Pattern::start(cells.next()?),
        })
    };
    lines.filter(|line| !line.starts_with('#')).filter_map(row).collect()
});

static BY_NAME: LazyLock<HashMap<(&str, String), &Region>> = LazyLock::new(|| {
    let names = ROWS.iter().flat_map(|row| row.names.iter().map(move |name| (name, row)));
    names.map(|(name, row)| ((row.country, search_key(name)), row)).collect()
});

impl Region {
    fn of(country: Country) -> impl Iterator<Item = &'static Self> {
        ROWS.iter().filter(move |row| row.country == country.code())
    }
    /// The state that goes by a name or code; nothing if the data does not know it.
    pub fn named(country: Country, state: &str) -> Option<&'static Self> {
        let known = |name: &str| Self::spelled(country, name);
        let listed = || Subdivision::find(country, state)?.names().find_map(known);
        known(state).or_else(listed)
    }
    /// The state that is written like this in addresses.
    fn spelled(country: Country, name: &str) -> Option<&'static Self> {
        BY_NAME.get(&(country.code(), search_key(name))).copied()
    }
    /// Every spelling of a state: `Méx.`, `MEX`, `Estado de México`.
    pub(super) fn spellings(country: Country, name: &str) -> &'static [&'static str] {
        Self::spelled(country, name).map_or(&[], |region| &region.names)
    }
    /// The states in which a postal code lies; most codes lie in one.
    pub fn with_postal_code(country: Country, postal_code: &str) -> Vec<&'static Self> {
        Self::of(country).filter(|row| row.postal.matches(postal_code)).collect()
    }
    /// Whether a postal code can be one of this state.
    pub fn has_postal_code(&self, postal_code: &str) -> bool {
        self.postal.matches(postal_code)
    }
    /// The name to show and to fill in: the last one, which is the longest spelling.
    pub fn name(&self) -> &'static str {
        self.names.last().copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Google's address data, checked against well-known places.
    #[test]
    fn the_start_of_a_postal_code_says_the_state() {
        let cases = [
            ("US", "WA", "98052", true),
            ("US", "Washington", "98052-6399", true),
            ("US", "CA", "98052", false),
            ("CA", "ON", "K1A 0B1", true),
            ("CA", "Québec", "K1A 0B1", true),
            ("CA", "BC", "K1A 0B1", false),
            ("AU", "NSW", "2060", true),
            ("AU", "Victoria", "2060", false),
            ("MX", "JC", "44100", true),
            ("KR", "Seoul", "03051", true),
            ("IT", "RM", "00184", true),
        ];
        for (country, state, code, fits) in cases {
            let country = Country::parse(country).unwrap();
            let region = Region::named(country, state).expect(state);
            assert_eq!(region.has_postal_code(code), fits, "{country} {state} {code}");
        }
    }

    #[test]
    fn every_listed_state_of_the_united_states_and_canada_is_known() {
        for code in ["US", "CA"] {
            let country = Country::parse(code).unwrap();
            for state in country.subdivisions() {
                let known = Region::named(country, state.code()).is_some();
                assert!(known || state.code().starts_with('A'), "{code} {}", state.code());
            }
        }
    }

    #[test]
    fn a_name_nobody_knows_says_nothing() {
        assert!(Region::named(Country::parse("DE").unwrap(), "Bayern").is_none());
        assert!(Region::named(Country::parse("IT").unwrap(), "Südtirol").is_none());
    }
}
