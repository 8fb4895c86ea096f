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
    others: &'static str,
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
                others: cells.next()?,
            })
        })
        .collect()
});

/// What stands before or after the name of a state in a longer spelling, as folded by [`search_key`].
const BEFORE: [&str; 4] = ["state of ", "province of ", "estado de ", "province de "];
const AFTER: [&str; 9] = [
    " prefecture",
    " ken",
    " fu",
    " to",
    " state",
    " province",
    " sheng",
    " municipality",
    " autonomous region",
];
/// The same in Chinese and Japanese, where the name is known without it as well.
const KINDS: [&str; 8] = ["自治区", "自治區", "都", "府", "県", "州", "省", "市"];

static BY_NAME: LazyLock<HashMap<(&str, String), &Subdivision>> = LazyLock::new(|| {
    let mut keys = HashMap::new();
    for row in &*ROWS {
        let short = |name: &'static str| KINDS.iter().find_map(|kind| name.strip_suffix(kind));
        for name in row.names().chain(row.names().filter_map(short)) {
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
    /// The subdivision that a person or a program means by its code or by its name in English, in
    /// Japanese or in the country's own language, with or without its kind: `東京都`, `上海`, `Tokyo`,
    /// `Osaka Prefecture`; or by what addresses have there: `Jal.` Case, width and accents do not matter.
    pub fn find(country: Country, text: &str) -> Option<&'static Self> {
        let key = search_key(text);
        let bare = AFTER.iter().find_map(|kind| key.strip_suffix(kind));
        let bare = bare.or_else(|| BEFORE.iter().find_map(|kind| key.strip_prefix(kind)));
        let known = |key: &str| BY_NAME.get(&(country.code(), key.to_owned())).copied();
        let spelled =
            || Region::spellings(country, text).iter().find_map(|s| known(&search_key(s)));
        known(&key).or_else(|| known(bare?)).or_else(spelled)
    }
    /// Every spelling there is.
    pub(super) fn names(&self) -> impl Iterator<Item = &'static str> + use<> {
        let names = [self.code, self.other_code, self.english, self.japanese];
        names.into_iter().chain(self.others.split(';')).filter(|name| !name.is_empty())
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
            ("MX", "Edo. Méx.", Some("MC")),
            ("MX", "Distrito Federal", Some("DF")),
            ("MX", "Estado de Jalisco", Some("JC")),
            ("CN", "上海", Some("SH")),
            ("CN", "北京市", Some("BJ")),
            ("CN", "广东", Some("GD")),
            ("CN", "廣東省", Some("GD")),
            ("CN", "内蒙古", Some("NM")),
            ("CN", "内蒙古自治区", Some("NM")),
            ("CN", "新疆维吾尔自治区", Some("XJ")),
            ("CN", "广西", Some("GX")),
            ("CN", "陕西", Some("SN")),
            ("CN", "山西", Some("SX")),
            ("CN", "Guangdong Sheng", Some("GD")),
            ("CN", "Ningxia Hui Autonomous Region", Some("NX")),
            ("CN", "東京", None),
            ("CA", "Newfoundland", Some("NL")),
            ("CA", "P.E.I.", Some("PE")),
            ("CA", "Île-du-Prince-Édouard", Some("PE")),
            ("CA", "Colombie-Britannique", Some("BC")),
            ("CA", "Que.", Some("QC")),
            ("CA", "Province of Ontario", Some("ON")),
            ("CA", "NT", Some("NT")),
            ("US", "Wash.", Some("WA")),
            ("US", "N. Dak.", Some("ND")),
            ("US", "State of Washington", Some("WA")),
            ("US", "", None),
        ];
        for (country, text, code) in cases {
            let found = Subdivision::find(Country::parse(country).unwrap(), text);
            assert_eq!(found.map(Subdivision::code), code, "{country} {text}");
        }
    }
}
