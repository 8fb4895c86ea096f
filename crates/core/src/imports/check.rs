//! The dry run: every row is judged, none is added.

use super::{
    CHUNK, Field, Import, Mapping, Prefix, State, Summary,
    judge::{Judge, Marks},
    store,
};
use crate::{
    Cx, Fault,
    access::{Scope, Starter, permissions::AddCustomer},
};
use opc_kernel::{id::ImportId, rule::Rule};

/// Characters of a constant.
const CONSTANT_MAX: usize = 2000;

/// Starts the dry run, with another mapping if one is given; it is remembered for the next file
/// with this header. What an earlier dry run said is forgotten.
pub fn check(
    cx: &mut Cx<'_, '_>,
    id: ImportId,
    mapping: Option<&Mapping>,
) -> Result<Import, Fault> {
    let scope = cx.allow(AddCustomer)?.scope();
    let mut import = store::find(cx, scope, id)?;
    if !matches!(import.state, State::Mapping | State::Checking | State::Checked) {
        return Err(Fault::Refused(Rule::ImportNotNow));
    }
    if let Some(mapping) = mapping {
        import.mapping = fitting(mapping, import.columns.len())?;
        store::remember(cx, scope, &import.columns, &import.mapping)?;
    }
    import.state = State::Checking;
    import.chunks_done = 0;
    import.summary = Summary::default();
    import.confirmed = Vec::new();
    import.starter = Starter::of(cx)?;
    store::queue(cx, scope, &mut import)?;
    Ok(import)
}

/// The mapping for so many columns, within limits. A name is needed to add anybody.
pub(super) fn fitting(mapping: &Mapping, columns: usize) -> Result<Mapping, Fault> {
    let mut fits = mapping.clone();
    fits.columns.resize(columns, None);
    fits.constants.retain(|_, text| !text.trim().is_empty());
    for text in fits.constants.values_mut() {
        *text = text.trim().chars().take(CONSTANT_MAX).collect();
    }
    if !fits.columns.contains(&Some(Field::CompanyName)) {
        return Err(Fault::field("company-name", Rule::Required));
    }
    if fits.prefix == Prefix::Column && !fits.columns.contains(&Some(Field::DomainPrefix)) {
        return Err(Fault::field("domain-prefix", Rule::Required));
    }
    Ok(fits)
}

/// Judges the next chunk. Answers whether that was the last.
pub(super) fn next_chunk(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    import: &mut Import,
) -> Result<bool, Fault> {
    let at = (import.id, import.chunks_done);
    let Some(chunk) = store::chunk(cx, scope, at)? else { return Ok(true) };
    let mut marks = Marks::read(&store::marks_before(cx, scope, at)?);
    let results = Judge::new(cx, import)?.judge(cx, &chunk.lines, &mut marks)?;
    for result in &results {
        import.summary.add(result);
    }
    store::save_results(cx, scope, at, &results, Some(marks.new))?;
    import.chunks_done += 1;
    debug_assert!(results.len() <= CHUNK as usize);
    Ok(import.chunks_done >= import.chunk_count)
}
