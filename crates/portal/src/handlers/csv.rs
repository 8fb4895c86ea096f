//! Lines of a CSV file that a spreadsheet opens as what they are.

use opc_core::kernel::text::marked;

/// Tells spreadsheets that the file is UTF-8.
pub(super) const MARK: char = '\u{feff}';

/// Adds a line.
pub(super) fn write_line(cells: &[String], csv: &mut String) {
    let cells: Vec<_> = cells.iter().map(|cell| quoted(cell)).collect();
    csv.push_str(&cells.join(","));
    csv.push_str("\r\n");
}

/// A cell in quotes; one a spreadsheet would take for a formula is marked as text.
fn quoted(cell: &str) -> String {
    format!("\"{}\"", marked(cell).replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_quoted_and_never_a_formula() {
        assert_eq!(quoted("=1+1"), "\"'=1+1\"");
        assert_eq!(quoted("say \"hi\""), "\"say \"\"hi\"\"\"");
    }
}
