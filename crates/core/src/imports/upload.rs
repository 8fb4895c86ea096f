//! Storing a file's rows as they are.

use super::{Import, Mapping, State, Summary, Table, store};
use crate::{
    Cx, Fault,
    access::{Scope, Starter, permissions::AddCustomer},
};
use opc_kernel::rule::Rule;

/// Rows checked or added in one transaction: enough that committing costs little, few enough that
/// nobody else waits long for the writer.
pub const CHUNK: u32 = 500;
/// Imports a partner may keep.
const IMPORTS_MAX: u32 = 100;
/// Characters of a file's name.
const NAME_MAX: usize = 120;

/// Keeps the file's rows, to be mapped and checked. The mapping is the one used last for files
/// with this header, or what the header seems to say.
pub fn upload(cx: &mut Cx<'_, '_>, file_name: &str, table: &Table) -> Result<Import, Fault> {
    let scope = cx.allow(AddCustomer)?.scope();
    if store::count(cx, scope)? >= IMPORTS_MAX {
        return Err(Fault::field("file", Rule::TooManyImports { max: IMPORTS_MAX }));
    }
    let mapping = mapping(cx, scope, &table.columns)?;
    let chunks: Vec<_> = table.rows.chunks(CHUNK as usize).collect();
    let import = Import {
        id: cx.new_id(),
        file_name: clean_name(file_name),
        digest: table.digest.clone(),
        columns: table.columns.clone(),
        row_count: u32::try_from(table.rows.len()).unwrap_or(u32::MAX),
        mapping,
        state: State::Mapping,
        halt: None,
        summary: Summary::default(),
        confirmed: Vec::new(),
        created_at: cx.now(),
        updated_at: cx.now(),
        chunk_count: u32::try_from(chunks.len()).unwrap_or(u32::MAX),
        chunks_done: 0,
        starter: Starter::of(cx)?,
        job: None,
    };
    store::insert(cx, scope, &import)?;
    for (rows, number) in chunks.into_iter().zip(0..) {
        store::insert_chunk(cx, scope, (import.id, number), rows)?;
    }
    Ok(import)
}

/// The mapping used last for this header, also if the file is one of rejected rows, which has the
/// messages in a column more.
fn mapping(cx: &mut Cx<'_, '_>, scope: Scope, header: &[String]) -> Result<Mapping, Fault> {
    let shorter = &header[..header.len().saturating_sub(1)];
    let known = match store::remembered(cx, scope, header)? {
        None => store::remembered(cx, scope, shorter)?,
        known => known,
    };
    let Some(mut mapping) = known else { return Ok(Mapping::guess(header)) };
    mapping.columns.resize(header.len(), None);
    Ok(mapping)
}

/// The last part of a path, without what cannot be seen.
fn clean_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default().trim();
    last.chars().filter(|c| !opc_kernel::text::forbidden_character(*c)).take(NAME_MAX).collect()
}
