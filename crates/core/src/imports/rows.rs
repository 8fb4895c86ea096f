//! What came of the single rows.

use super::{CHUNK, Outcome, RowResult, store};
use crate::{Cx, Fault, access::permissions::AddCustomer};
use opc_kernel::{
    id::ImportId,
    page::{Page, PageSize},
};

/// Which rows.
#[derive(Debug, Clone, Copy)]
pub struct RowQuery {
    /// Only those that came to this.
    pub outcome: Option<Outcome>,
    /// Place to go on from: the last [`Page::next`].
    pub after: u32,
    /// How many.
    pub size: PageSize,
}

/// A page of rows with their cells; the key counts rows from the first.
pub type RowPage = Page<(RowResult, Vec<String>), u32>;

/// Rows in the order of the file. Before the dry run there are none.
pub fn rows(cx: &mut Cx<'_, '_>, id: ImportId, query: RowQuery) -> Result<RowPage, Fault> {
    let scope = cx.allow(AddCustomer)?.scope();
    let import = store::find(cx, scope, id)?;
    let mut found = Vec::new();
    for number in query.after / CHUNK..import.chunk_count {
        let Some(chunk) = store::chunk(cx, scope, (id, number))? else { break };
        for ((line, result), place) in
            chunk.lines.into_iter().zip(chunk.results).zip(number * CHUNK..)
        {
            let wanted = query.outcome.is_none_or(|outcome| outcome == result.outcome);
            if place >= query.after && wanted {
                found.push(((result, line.cells), place + 1));
            }
        }
        if found.len() > query.size.rows() {
            break;
        }
    }
    Ok(Page::from_fetched(found, query.size, |(_, next)| *next).map(|(row, _)| row))
}
