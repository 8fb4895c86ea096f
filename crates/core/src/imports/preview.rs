//! What the first rows become with a mapping that is not decided yet.

use super::{
    Mapping, RowResult, check,
    judge::{Judge, Marks},
    store,
};
use crate::{Cx, Fault, access::permissions::AddCustomer, customers::AccountForm};
use opc_kernel::id::ImportId;

/// Rows that are shown.
const ROWS: usize = 5;

/// A row as it would be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    /// What would be typed.
    pub form: AccountForm,
    /// What would come of it.
    pub result: RowResult,
}

/// The cells of the first rows, as they are in the file.
pub fn head(cx: &mut Cx<'_, '_>, id: ImportId) -> Result<Vec<Vec<String>>, Fault> {
    let scope = cx.allow(AddCustomer)?.scope();
    let chunk = store::chunk(cx, scope, (id, 0))?;
    let lines = chunk.into_iter().flat_map(|chunk| chunk.lines).take(ROWS);
    Ok(lines.map(|line| line.cells).collect())
}

/// Judges the first rows and keeps nothing, neither results nor mapping.
pub fn preview(cx: &mut Cx<'_, '_>, id: ImportId, mapping: &Mapping) -> Result<Vec<Sample>, Fault> {
    let scope = cx.allow(AddCustomer)?.scope();
    let mut import = store::find(cx, scope, id)?;
    import.mapping = check::fitting(mapping, import.columns.len())?;
    let chunk = store::chunk(cx, scope, (id, 0))?;
    let lines: Vec<_> = chunk.into_iter().flat_map(|chunk| chunk.lines).take(ROWS).collect();
    let mut judge = Judge::new(cx, &import)?;
    let results = judge.judge(cx, &lines, &mut Marks::default())?;
    let sample = |(line, result): (_, RowResult)| {
        let form = judge.typed(cx, line).with_prefix(&result.prefix, result.row);
        Sample { form, result }
    };
    Ok(lines.iter().zip(results).map(sample).collect())
}
