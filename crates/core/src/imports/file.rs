//! Reading a file of customers into rows, whatever it is, within limits.

mod text;
mod workbook;

use crate::secrets::{digest, hex};
use opc_kernel::{rule::Rule, text::unmarked};
use serde::{Deserialize, Serialize};

/// Bytes of a file.
pub const FILE_MAX: usize = 10 << 20;
/// Rows below the header.
pub const ROWS_MAX: u32 = 50_000;
/// Columns of the header.
pub const COLUMNS_MAX: u32 = 60;
/// Characters of a cell: as many tags as a customer may have, and some.
pub const CELL_MAX: u32 = 8000;

/// How files of Excel before 2007 begin.
const OLD_WORKBOOK: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// A file as rows of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The header: the first row that is not empty.
    pub columns: Vec<String>,
    /// The rows below that are not empty.
    pub(super) rows: Vec<Line>,
    /// SHA-256 of the file in hex: by it a client finds the import of a file it has.
    pub(super) digest: String,
}

/// A row with its number in the file; the header is usually row 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Line {
    #[serde(rename = "n")]
    pub(super) number: u32,
    #[serde(rename = "c")]
    pub(super) cells: Vec<String>,
}

/// Reads a workbook (XLSX) or a table of text: separated by commas, semicolons or tabs, in UTF-8,
/// UTF-16 or `Shift_JIS`. It says what is wrong with any other file. Slow for large files.
pub fn read_table(bytes: &[u8]) -> Result<Table, Rule> {
    if bytes.len() > FILE_MAX {
        return Err(too_large());
    }
    if bytes.starts_with(OLD_WORKBOOK) {
        return Err(Rule::ImportFileOldWorkbook);
    }
    let mut rows = Rows::default();
    if bytes.starts_with(b"PK\x03\x04") {
        workbook::read(bytes, &mut rows)?;
    } else {
        text::read(bytes, &mut rows)?;
    }
    rows.table(hex(&digest(bytes)))
}

fn too_large() -> Rule {
    Rule::ImportFileTooLarge { max: u32::try_from(FILE_MAX >> 20).unwrap_or(0) }
}

/// The rows so far, header first.
#[derive(Debug, Default)]
struct Rows(Vec<Line>);

impl Rows {
    /// Takes a row unless it is empty.
    fn take(&mut self, number: u32, mut cells: Vec<String>) -> Result<(), Rule> {
        for cell in &mut cells {
            tidy(cell);
            if cell.chars().count() > CELL_MAX as usize {
                return Err(Rule::ImportCellTooLong { row: number, max: CELL_MAX });
            }
        }
        let filled = cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
        cells.truncate(filled);
        if cells.is_empty() {
            return Ok(());
        }
        if self.0.is_empty() && cells.len() > COLUMNS_MAX as usize {
            return Err(Rule::ImportTooManyColumns { max: COLUMNS_MAX });
        }
        if self.0.len() > ROWS_MAX as usize {
            return Err(Rule::ImportTooManyRows { max: ROWS_MAX });
        }
        self.0.push(Line { number, cells });
        Ok(())
    }

    fn table(self, digest: String) -> Result<Table, Rule> {
        let mut rows = self.0.into_iter();
        let columns = rows.next().map(|line| line.cells).unwrap_or_default();
        let rows: Vec<_> = rows.collect();
        if rows.is_empty() {
            Err(Rule::ImportFileEmpty)
        } else {
            Ok(Table { columns, rows, digest })
        }
    }
}

/// Soft hyphens, zero-width spaces and byte-order marks: how a page was laid out that somebody copied
/// from. No reader misses them, and no rule lets them pass.
const LAYOUT: [char; 3] = ['\u{ad}', '\u{200b}', '\u{feff}'];

/// Without what is only layout, blanks around it, and the apostrophe that keeps programs from taking
/// a cell for a formula. Nothing is ever computed: a formula is its text.
fn tidy(cell: &mut String) {
    if cell.contains(LAYOUT) {
        cell.retain(|c| !LAYOUT.contains(&c));
    }
    let bare = unmarked(cell.trim());
    if bare.len() != cell.len() {
        *cell = bare.to_owned();
    }
}

#[cfg(test)]
mod tests;
