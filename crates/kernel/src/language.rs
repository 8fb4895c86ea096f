//! Languages: the two of the portal, and the cultures a customer can have.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::LazyLock;

/// A language of the portal, its mails and its files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Japanese.
    Ja,
}

impl Lang {
    /// Both languages.
    pub const ALL: [Self; 2] = [Self::En, Self::Ja];

    /// The code, as in `?lang=` and in `<html lang>`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ja => "ja",
        }
    }
    /// From a code or a language tag: `ja`, `ja-JP`, `EN_us`.
    pub fn parse(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or(tag).trim();
        Self::ALL.into_iter().find(|lang| primary.eq_ignore_ascii_case(lang.code()))
    }
    /// The language an `Accept-Language` header likes best; nothing if it names neither.
    pub fn from_accept_language(header: &str) -> Option<Self> {
        let mut best: Option<(u16, Self)> = None;
        // A limit, because the header is written by strangers.
        for range in header.split(',').take(32) {
            let mut parts = range.split(';');
            let Some(lang) = parts.next().and_then(Self::parse) else { continue };
            let quality = parts.find_map(quality).unwrap_or(1000);
            if quality > 0 && best.is_none_or(|(most, _)| quality > most) {
                best = Some((quality, lang));
            }
        }
        best.map(|(_, lang)| lang)
    }
    /// The first that names a language: `?lang=`, the user's setting, the cookie, `Accept-Language`.
    /// English if none does.
    pub fn negotiate(
        query: Option<&str>,
        setting: Option<Self>,
        cookie: Option<&str>,
        accept_language: Option<&str>,
    ) -> Self {
        query
            .and_then(Self::parse)
            .or(setting)
            .or_else(|| cookie.and_then(Self::parse))
            .or_else(|| accept_language.and_then(Self::from_accept_language))
            .unwrap_or_default()
    }
    /// Whether the family name is written before the given name.
    pub const fn family_name_first(self) -> bool {
        matches!(self, Self::Ja)
    }
}

/// `q=0.8` in thousandths. A malformed weight counts as 0: the range is passed over.
fn quality(parameter: &str) -> Option<u16> {
    let text = parameter.trim().strip_prefix("q=")?;
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let thousandths = format!("{fraction:0<3}");
    let value = match (whole, thousandths.parse::<u16>()) {
        ("1", _) => 1000,
        ("0", Ok(n)) if n < 1000 => n,
        _ => 0,
    };
    Some(value)
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// Text that is not a culture some country offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a known culture")]
pub struct NotACulture;

/// A culture of a customer: language and country, `ja-JP`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Culture(&'static str);

static CULTURES: LazyLock<Vec<Culture>> = LazyLock::new(|| {
    let offered = crate::country::Country::all().flat_map(|c| c.cultures().iter().copied());
    let mut all: Vec<_> = offered.collect();
    all.sort_unstable();
    all.dedup();
    all
});

impl Culture {
    /// The culture that every country offers besides its own.
    pub const ENGLISH: Self = Self("en-US");

    pub(crate) const fn from_table(tag: &'static str) -> Self {
        Self(tag)
    }
    /// Every culture some country offers, sorted by tag.
    pub fn all() -> &'static [Self] {
        &CULTURES
    }
    /// From a tag in any case: `ja-JP`.
    pub fn parse(tag: &str) -> Result<Self, NotACulture> {
        let found = Self::all().iter().find(|culture| culture.0.eq_ignore_ascii_case(tag));
        found.copied().ok_or(NotACulture)
    }
    /// The tag: `ja-JP`.
    pub const fn tag(self) -> &'static str {
        self.0
    }
    /// The language of the culture: `ja`.
    pub fn language(self) -> &'static str {
        self.0.split('-').next().unwrap_or(self.0)
    }
}

impl fmt::Display for Culture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}
impl TryFrom<String> for Culture {
    type Error = NotACulture;
    fn try_from(tag: String) -> Result<Self, NotACulture> {
        Self::parse(&tag)
    }
}
impl From<Culture> for String {
    fn from(culture: Culture) -> Self {
        culture.0.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_read_from_a_code_or_a_tag() {
        let cases = [
            ("ja", Some(Lang::Ja)),
            ("JA-jp", Some(Lang::Ja)),
            ("en_US", Some(Lang::En)),
            ("fr", None),
            ("", None),
            ("jam", None),
        ];
        for (tag, lang) in cases {
            assert_eq!(Lang::parse(tag), lang, "{tag}");
        }
    }

    #[test]
    fn the_browser_gets_the_language_it_likes_best() {
        let cases = [
            ("ja,en-US;q=0.9,en;q=0.8", Some(Lang::Ja)),
            ("en;q=0.5, ja;q=0.51", Some(Lang::Ja)),
            ("fr-CH, fr;q=0.9, en;q=0.8, *;q=0.5", Some(Lang::En)),
            ("ja;q=0, en;q=0.1", Some(Lang::En)),
            ("ja;q=nonsense, en;q=0.001", Some(Lang::En)),
            ("en, ja", Some(Lang::En)),
            ("de", None),
            ("", None),
        ];
        for (header, lang) in cases {
            assert_eq!(Lang::from_accept_language(header), lang, "{header}");
        }
    }

    #[test]
    fn the_query_wins_over_the_setting_over_the_cookie_over_the_browser() {
        let pick = Lang::negotiate;
        assert_eq!(pick(Some("en"), Some(Lang::Ja), Some("ja"), Some("ja")), Lang::En);
        assert_eq!(pick(Some("fr"), Some(Lang::Ja), Some("en"), Some("en")), Lang::Ja);
        assert_eq!(pick(None, None, Some("ja"), Some("en")), Lang::Ja);
        assert_eq!(pick(None, None, None, Some("ja")), Lang::Ja);
        assert_eq!(pick(None, None, None, None), Lang::En);
    }

    #[test]
    fn a_culture_has_a_language_and_is_read_in_any_case() {
        let culture = Culture::parse("JA-jp").unwrap();
        assert_eq!((culture.tag(), culture.language()), ("ja-JP", "ja"));
        assert_eq!(Culture::parse("xx-JP"), Err(NotACulture));
        assert!(Culture::all().contains(&Culture::ENGLISH));
    }
}
