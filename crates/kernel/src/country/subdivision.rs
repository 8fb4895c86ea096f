//! States, provinces and prefectures.

use super::{Country, Region};
use crate::language::Lang;
use crate::text::search_key;
use std::{collections::HashMap, sync::LazyLock};

/// A first-level subdivision of a country.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Subdivision {
    country: &'static str,
    code: &'static str,
    other_code: &'static str,
    english: &'static str,
    japanese: &'static str,
}

static ROWS: LazyLock<Vec<Subdivision>> = LazyLock::new(|| {
    include_str!("../../data/subdivisions.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut cells = line.split('\t');
            Some(Subdivision {
                country: cells.next()?,
                code: cells.next()?,
                other_code: cells.next()?,
                english: cells.next()?,
                japanese: cells.next()?,
            })
        })
        .collect()
});

/// What follows the name of a state in a longer spelling, as folded by [`search_key`].
const KINDS: [&str; 6] = [" prefecture", " ken", " fu", " to", " state", " province"];

static BY_NAME: LazyLock<HashMap<(&str, String), &Subdivision>> = LazyLock::new(|| {
    let mut keys = HashMap::new();
    for row in &*ROWS {
        let short = row.japanese.strip_suffix(['都', '府', '県', '州']).unwrap_or_default();
        for name in row.names().into_iter().chain([short]).filter(|name| !name.is_empty()) {
            keys.entry((row.country, search_key(name))).or_insert(row);
        }
    }
    keys
});

impl Subdivision {
    /// The list of a country; empty where any text is a state (`domain/02`).
    pub fn list(country: Country) -> &'static [Self] {
        // The rows of a country are neighbours in the file.
        let rows = &*ROWS;
        let start = rows.iter().position(|row| row.country == country.code());
        let Some(start) = start else { return &[] };
        let tail = &rows[start..];
        let len = tail.iter().take_while(|row| row.country == country.code()).count();
        &tail[..len]
    }
    /// The subdivision that a person or a program means by its code or by its name, with or without
    /// its kind: `東京都`, `東京`, `Tokyo`, `Osaka Prefecture`; or by what addresses have there: `Jal.`
    /// Case, width and accents do not matter.
    pub fn find(country: Country, text: &str) -> Option<&'static Self> {
        let key = search_key(text);
        let bare = KINDS.iter().find_map(|kind| key.strip_suffix(kind)).unwrap_or(&key);
        let known = |key: &str| BY_NAME.get(&(country.code(), key.to_owned())).copied();
        let spelled =
            || Region::spellings(country, text).iter().find_map(|s| known(&search_key(s)));
        known(&key).or_else(|| known(bare)).or_else(spelled)
    }
    /// Every spelling there is; no other code is an empty one.
    pub(super) const fn names(&self) -> [&'static str; 4] {
        [self.code, self.other_code, self.english, self.japanese]
    }
    /// The code as stored and sent: two characters.
    pub const fn code(&self) -> &'static str {
        self.code
    }
    /// The name for people who read `lang`.
    pub const fn name(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.english,
            Lang::Ja => self.japanese,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_countries_have_a_list() {
        let counts = [("US", 59), ("CA", 13), ("CN", 31), ("MX", 32), ("JP", 47), ("DE", 0)];
        for (code, count) in counts {
            let country = Country::parse(code).unwrap();
            assert_eq!(Subdivision::list(country).len(), count, "{code}");
        }
    }

    #[test]
    fn a_state_is_found_by_code_or_name_in_any_case() {
        let cases = [
            ("US", "wa", Some("WA")),
            ("US", "Washington", Some("WA")),
            ("US", "ワシントン州", Some("WA")),
            ("US", "Ontario", None),
            ("MX", "JAL", Some("JC")),
            ("JP", "東京都", Some("13")),
            ("JP", "Tokyo", Some("13")),
            ("JP", "東京", Some("13")),
            ("JP", "京都", Some("26")),
            ("JP", "Osaka-fu", Some("27")),
            ("JP", "Osaka Prefecture", Some("27")),
            ("MX", "Nuevo Leon", Some("NL")),
            ("MX", "Veracruz", Some("VZ")),
            ("US", "", None),
        ];
        for (country, text, code) in cases {
            let found = Subdivision::find(Country::parse(country).unwrap(), text);
            assert_eq!(found.map(Subdivision::code), code, "{country} {text}");
        }
    }
}
