//! Countries by name: files say `Germany` or `ドイツ` where the form has a code.

use opc_kernel::{country::Country, text::plain};
use std::{collections::HashMap, sync::LazyLock};

/// The names readers see, which are therefore the names they write.
const NAMES: [&str; 2] = [
    include_str!("../../../../locales/en/countries.ftl"),
    include_str!("../../../../locales/ja/countries.ftl"),
];
/// Names that are in no list.
const OTHERS: [(&str, &str); 8] = [
    ("usa", "US"),
    ("u.s.a.", "US"),
    ("united states of america", "US"),
    ("england", "GB"),
    ("scotland", "GB"),
    ("wales", "GB"),
    ("northern ireland", "GB"),
    ("日本国", "JP"),
];

static CODES: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let lines = NAMES.iter().flat_map(|file| file.lines());
    let listed = lines.filter_map(|line| {
        let (code, name) = line.strip_prefix("country-")?.split_once(" = ")?;
        Some((folded(name), code))
    });
    listed.chain(OTHERS.map(|(name, code)| (name.to_owned(), code))).collect()
});

fn folded(name: &str) -> String {
    plain(name.trim()).to_lowercase()
}

/// The code of a country that is written as a code or as a name; what is neither stays as it is.
pub(super) fn code(text: &str) -> String {
    if Country::parse(text.trim()).is_ok() {
        return text.to_owned();
    }
    CODES.get(&folded(text)).map_or_else(|| text.to_owned(), |code| (*code).to_owned())
}

#[cfg(test)]
mod tests {
    use super::code;

    #[test]
    fn a_country_is_read_by_code_or_by_name() {
        for (text, expected) in [
            ("JP", "JP"),
            ("Germany", "DE"),
            ("ドイツ", "DE"),
            (" united states ", "US"),
            ("England", "GB"),
            ("South Korea", "KR"),
            ("Atlantis", "Atlantis"),
        ] {
            assert_eq!(code(text), expected, "{text}");
        }
    }
}
