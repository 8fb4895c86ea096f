//! Stopping an import half-way, and what can be done then.

use super::{Import, State, run, store};
use crate::{
    Cx, Fault,
    access::{Scope, Starter, permissions::AddCustomer},
    audit::{EventStatus, Operation},
};
use opc_kernel::{id::ImportId, rule::Rule};

fn in_state(cx: &mut Cx<'_, '_>, id: ImportId, states: &[State]) -> Result<(Scope, Import), Fault> {
    let scope = cx.allow(AddCustomer)?.scope();
    let import = store::find(cx, scope, id)?;
    if states.contains(&import.state) {
        Ok((scope, import))
    } else {
        Err(Fault::Refused(Rule::ImportNotNow))
    }
}

/// Adds no more after the chunk that is being added.
pub fn pause(cx: &mut Cx<'_, '_>, id: ImportId) -> Result<Import, Fault> {
    let (scope, mut import) = in_state(cx, id, &[State::Running])?;
    import.state = State::Paused;
    import.job = None;
    store::save(cx, scope.organisation(), &import)?;
    Ok(import)
}

/// Goes on where it stopped, in the name of whoever resumes it.
pub fn resume(cx: &mut Cx<'_, '_>, id: ImportId) -> Result<Import, Fault> {
    let (scope, mut import) = in_state(cx, id, &[State::Paused])?;
    import.state = State::Running;
    import.starter = Starter::of(cx)?;
    store::queue(cx, scope, &mut import)?;
    Ok(import)
}

/// Gives up what has not been added; what has been added stays. A file of which nothing was added
/// is forgotten.
pub fn cancel(cx: &mut Cx<'_, '_>, id: ImportId) -> Result<Option<Import>, Fault> {
    let begun = [State::Running, State::Paused];
    let new = [State::Mapping, State::Checking, State::Checked];
    let (scope, mut import) = in_state(cx, id, &[&begun[..], &new].concat())?;
    if new.contains(&import.state) {
        store::delete(cx, scope, id)?;
        return Ok(None);
    }
    import.state = State::Cancelled;
    import.halt = None;
    import.job = None;
    store::save(cx, scope.organisation(), &import)?;
    run::record(cx, &import, (Operation::ImportCustomers, EventStatus::Failed))?;
    Ok(Some(import))
}
