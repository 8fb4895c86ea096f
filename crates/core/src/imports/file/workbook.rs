//! Workbooks: somebody else's program packed them, so nothing about them is believed.

use super::{COLUMNS_MAX, FILE_MAX, ROWS_MAX, Rows, too_large};
use calamine::{Data, DataRef, Reader, Xlsx};
use opc_kernel::rule::Rule;
use std::{
    io::{self, Cursor, Read},
    panic::{AssertUnwindSafe, catch_unwind},
};

/// How much larger than the largest file the unpacked parts may be together.
const UNPACKED: u64 = 10;
/// Parts of a workbook.
const PARTS_MAX: usize = 2000;

pub(super) fn read(bytes: &[u8], rows: &mut Rows) -> Result<(), Rule> {
    measure(bytes)?;
    // The reader is not ours: should it stumble over a broken file, it is the file that is broken.
    catch_unwind(AssertUnwindSafe(|| first_sheet(bytes, rows)))
        .unwrap_or(Err(Rule::ImportFileBroken))
}

/// Unpacks every part once and keeps nothing: what a part says about its own size may be a lie.
fn measure(bytes: &[u8]) -> Result<(), Rule> {
    let mut parts = zip::ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    if parts.len() > PARTS_MAX {
        return Err(too_large());
    }
    let mut left = UNPACKED * FILE_MAX as u64;
    for index in 0..parts.len() {
        let part = parts.by_index(index).map_err(broken)?;
        let size = io::copy(&mut part.take(left + 1), &mut io::sink()).map_err(broken)?;
        left = left.checked_sub(size).ok_or_else(too_large)?;
    }
    Ok(())
}

/// The cells of the first sheet, one after the other: a table with a cell in its farthest corner
/// would not fit into memory.
fn first_sheet(bytes: &[u8], rows: &mut Rows) -> Result<(), Rule> {
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let name = book.sheet_names().into_iter().next().ok_or(Rule::ImportFileBroken)?;
    let mut reader = book.worksheet_cells_reader(&name).map_err(broken)?;
    let (mut number, mut cells) = (0, Vec::new());
    while let Some(cell) = reader.next_cell().map_err(broken)? {
        let text = text(cell.get_value());
        if text.is_empty() {
            continue;
        }
        let (row, column) = cell.get_position();
        if row != number {
            rows.take(number.saturating_add(1), std::mem::take(&mut cells))?;
            number = row;
        }
        if column >= 2 * COLUMNS_MAX {
            return Err(Rule::ImportTooManyColumns { max: COLUMNS_MAX });
        }
        if row > 4 * ROWS_MAX {
            return Err(Rule::ImportTooManyRows { max: ROWS_MAX });
        }
        let column = column as usize;
        cells.resize(cells.len().max(column + 1), String::new());
        cells[column] = text;
    }
    rows.take(number.saturating_add(1), cells)
}

/// What the cell shows. A formula was computed by whoever saved the file.
fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
            format!("{number:.0}")
        }
        DataRef::DateTime(at) => {
            let (year, month, day, ..) = at.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::SharedString(text) => (*text).to_owned(),
        other => Data::from(other.clone()).to_string(),
    }
}

fn broken<E>(_: E) -> Rule {
    Rule::ImportFileBroken
}
