//! Japanese postal codes: which prefecture, city and town a code stands for.
//!
//! The table is text in the binary, 2.2 MB, and is searched where it lies: nothing is read at start
//! and nothing is kept in memory beside it.

use std::cmp::Ordering;

/// Lines are sorted by the first five digits; the cells are explained in the file.
const CODES: &str = include_str!("../../data/japan-postal.tsv");
/// Lines are sorted by the code of the municipality.
const MUNICIPALITIES: &str = include_str!("../../data/japan-municipalities.tsv");

/// A place that a postal code of Japan stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The prefecture: `東京都`.
    pub prefecture: &'static str,
    /// The municipality, with its district or ward: `千代田区`.
    pub city: &'static str,
    /// The town; empty if the code is that of the whole municipality.
    pub town: &'static str,
}

/// The places of a postal code, digits with or without a hyphen; none if the code is not in use.
///
/// Codes of large offices are known too. Nearly every code stands for one place.
pub fn places(postal_code: &str) -> Vec<Place> {
    let digits: String = postal_code.chars().filter(|c| *c != '-').collect();
    if digits.len() != 7 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Vec::new();
    }
    let (start, end) = digits.split_at(5);
    let mut municipality = None;
    let mut found = Vec::new();
    for cell in cells(CODES, start).into_iter().flat_map(|cells| cells.split('\t')) {
        if let Some(code) = cell.strip_prefix('@') {
            municipality = cells(MUNICIPALITIES, code).and_then(|names| names.split_once('\t'));
        } else if let (Some(town), Some((prefecture, city))) =
            (cell.strip_prefix(end), municipality)
        {
            found.push(Place { prefecture, city, town });
        }
    }
    found
}

/// The rest of the line that begins with `key`, in lines sorted by their first cells. Comments on
/// top sort before every key.
fn cells(text: &'static str, key: &str) -> Option<&'static str> {
    let bytes = text.as_bytes();
    let (mut low, mut high) = (0, text.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let before = bytes[low..middle].iter().rposition(|b| *b == b'\n');
        let start = before.map_or(low, |at| low + at + 1);
        let after = bytes[middle..high].iter().position(|b| *b == b'\n');
        let end = after.map_or(high, |at| middle + at);
        let (first, rest) = text[start..end].split_once('\t').unwrap_or_default();
        match first.cmp(key) {
            Ordering::Less => low = end + 1,
            Ordering::Greater => high = start,
            Ordering::Equal => return Some(rest),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(code: &str) -> Vec<String> {
        let text = |p: &Place| format!("{} {} {}", p.prefecture, p.city, p.town);
        places(code).iter().map(text).collect()
    }

    /// Codes as the search of Japan Post's site answers them.
    #[test]
    fn a_postal_code_stands_for_a_place() {
        assert_eq!(said("100-0005"), ["東京都 千代田区 丸の内"]);
        assert_eq!(said("1000005"), ["東京都 千代田区 丸の内"]);
        assert_eq!(said("001-0010"), ["北海道 札幌市北区 北十条西"]);
        assert_eq!(said("907-1801"), ["沖縄県 八重山郡与那国町 与那国"]);
        assert_eq!(said("470-0151"), ["愛知県 愛知郡東郷町 諸輪"]);
        assert_eq!(said("100-0000"), ["東京都 千代田区 "], "the whole ward");
        assert_eq!(said("001-8501"), ["北海道 札幌市北区 北二十九条西"], "a school");
        assert_eq!(said("004-0000").len(), 2, "two wards share a code");
    }

    #[test]
    fn what_is_no_code_stands_for_nothing() {
        for code in ["", "999-9999", "100-000", "abc-defg", "１００-0005", "@1310100", "00000"] {
            assert_eq!(said(code), Vec::<String>::new(), "{code}");
        }
    }

    #[test]
    fn every_line_of_the_table_is_found_and_whole() {
        let mut codes = 0;
        for line in CODES.lines().filter(|line| !line.starts_with('#')) {
            let (start, rest) = line.split_once('\t').unwrap();
            let towns = || rest.split('\t').filter(|cell| !cell.starts_with('@'));
            codes += towns().count();
            let (end, town) = towns().next_back().unwrap().split_at(2);
            let found = places(&format!("{start}{end}"));
            assert!(found.iter().any(|place| place.town == town), "{start}{end} {town}");
        }
        assert!(codes > 140_000, "{codes}");
    }
}
