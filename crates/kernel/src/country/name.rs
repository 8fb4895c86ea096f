//! Countries by what people call them.

use super::Country;
use crate::text::search_key;
use std::{collections::HashMap, sync::LazyLock};

/// The names the pages show, so that every name that can be read can be written.
const NAMES: [&str; 2] = [
    include_str!("../../../../locales/en/countries.ftl"),
    include_str!("../../../../locales/ja/countries.ftl"),
];

/// Names in lists that come from elsewhere.
const OTHER_NAMES: &[(&str, &str)] = &[
    ("America", "US"),
    ("United States of America", "US"),
    ("アメリカ", "US"),
    ("米国", "US"),
    ("England", "GB"),
    ("Scotland", "GB"),
    ("Wales", "GB"),
    ("Northern Ireland", "GB"),
    ("Great Britain", "GB"),
    ("英国", "GB"),
    ("Deutschland", "DE"),
    ("Holland", "NL"),
    ("The Netherlands", "NL"),
    ("Republic of Korea", "KR"),
    ("大韓民国", "KR"),
    ("日本国", "JP"),
    ("Nippon", "JP"),
    ("Czech Republic", "CZ"),
    ("Turkey", "TR"),
    ("Viet Nam", "VN"),
    ("Russian Federation", "RU"),
    ("Hong Kong", "HK"),
    ("香港", "HK"),
    ("Macau", "MO"),
    ("中華人民共和国", "CN"),
];

static BY_NAME: LazyLock<HashMap<String, Country>> = LazyLock::new(|| {
    let shown = NAMES.iter().flat_map(|file| file.lines()).filter_map(|line| {
        let (code, name) = line.strip_prefix("country-")?.split_once(" = ")?;
        Some((name, code))
    });
    let other = OTHER_NAMES.iter().copied();
    let three = Country::all().map(|country| (country.iso3(), country.code()));
    let known = |(name, code)| Some((search_key(name), Country::parse(code).ok()?));
    shown.chain(other).chain(three).filter_map(known).collect()
});

impl Country {
    /// The country that a code of two or three letters means, or a name in either language.
    pub fn find(text: &str) -> Option<Self> {
        let text = text.trim();
        Self::parse(text).ok().or_else(|| BY_NAME.get(&search_key(text)).copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_is_found_by_code_or_by_name_in_either_language() {
        let cases = [
            ("JP", "JP"),
            ("jpn", "JP"),
            ("Japan", "JP"),
            ("日本", "JP"),
            (" ｊａｐａｎ ", "JP"),
            ("United States", "US"),
            ("USA", "US"),
            ("アメリカ合衆国", "US"),
            ("UK", "GB"),
            ("England", "GB"),
            ("South Korea", "KR"),
            ("Côte d’Ivoire", "CI"),
            ("Isle of Man", "IM"),
        ];
        for (text, code) in cases {
            assert_eq!(Country::find(text).map(Country::code), Some(code), "{text}");
        }
        for text in ["", "Atlantis", "1", "株式会社"] {
            assert_eq!(Country::find(text), None, "{text}");
        }
    }

    #[test]
    fn every_name_that_is_shown_is_understood() {
        for file in NAMES {
            let mut names = 0;
            for line in file.lines().filter_map(|line| line.strip_prefix("country-")) {
                let (code, name) = line.split_once(" = ").unwrap();
                assert_eq!(Country::find(name).map(Country::code), Some(code), "{name}");
                names += 1;
            }
            assert_eq!(names, 249);
        }
    }
}
