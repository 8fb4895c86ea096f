//! The rows that are not customers, as a file to mend and upload again.

use super::{Outcome, RowResult, State, store};
use crate::{Cx, Fault, access::permissions::AddCustomer};
use opc_kernel::{id::ImportId, text::marked};

/// A file of rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejected {
    /// Name of the uploaded file.
    pub file_name: String,
    /// CSV in UTF-8 with the mark that spreadsheets know it by.
    pub csv: String,
}

/// The rows that broke a rule or were not confirmed, and after a cancelled run those it did not
/// come to, with their cells as they were and a last column under `heading`: what `say` says about
/// each.
pub fn rejected(
    cx: &mut Cx<'_, '_>,
    id: ImportId,
    heading: &str,
    say: impl Fn(&RowResult) -> String,
) -> Result<Rejected, Fault> {
    let scope = cx.allow(AddCustomer)?.scope();
    let import = store::find(cx, scope, id)?;
    let over = matches!(import.state, State::Cancelled | State::Done);
    let left = |outcome| match outcome {
        Outcome::Added => false,
        Outcome::Ready => over,
        Outcome::Refused | Outcome::Unconfirmed => true,
    };
    let broken = |e: csv::Error| Fault::Internal(format!("writing a table: {e}"));
    let mut csv = csv::Writer::from_writer(Vec::new());
    let width = import.columns.len();
    let mut write = |cells: Vec<String>, last: &str| {
        let cells = cells.into_iter().chain(std::iter::repeat(String::new())).take(width);
        csv.write_record(cells.chain([last.to_owned()]).map(|cell| marked(&cell).into_owned()))
            .map_err(broken)
    };
    write(import.columns.clone(), heading)?;
    for number in 0..import.chunk_count {
        let Some(chunk) = store::chunk(cx, scope, (id, number))? else { break };
        for (line, result) in chunk.lines.into_iter().zip(chunk.results) {
            if left(result.outcome) {
                write(line.cells, &say(&result))?;
            }
        }
    }
    let bytes = csv.into_inner().map_err(|e| Fault::Internal(e.to_string()))?;
    let text = String::from_utf8(bytes).map_err(|e| Fault::Internal(e.to_string()))?;
    Ok(Rejected { file_name: import.file_name, csv: format!("\u{feff}{text}") })
}
