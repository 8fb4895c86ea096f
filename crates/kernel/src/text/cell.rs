//! Cells of the files that spreadsheets open.

use std::borrow::Cow;

/// What begins a formula; in Japanese spreadsheets the wide signs do, too.
const SIGNS: [char; 10] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r'];

/// Whether a spreadsheet computes it, or [`unmarked`] would take an apostrophe from it.
fn needs_mark(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(SIGNS)
}

/// The cell with an apostrophe before what a spreadsheet would compute (`domain/04`, Export).
pub fn marked(cell: &str) -> Cow<'_, str> {
    if needs_mark(cell) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

/// The cell without that apostrophe.
pub fn unmarked(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| needs_mark(rest)).unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_cell_is_never_a_formula_and_other_apostrophes_stay() {
        for (cell, written) in [
            ("=1+1", "'=1+1"),
            ("＝１", "'＝１"),
            ("+81 3", "'+81 3"),
            ("'=1", "''=1"),
            ("'s", "'s"),
            ("青葉", "青葉"),
        ] {
            assert_eq!(marked(cell), written);
        }
    }

    proptest! {
        #[test]
        fn a_mark_comes_off_again(cell in "['\t]{0,2}[=+＠-]?.{0,4}") {
            let written = marked(&cell);
            prop_assert_eq!(unmarked(&written), &cell);
        }
    }
}
