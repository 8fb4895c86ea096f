//! What a job does for an import: one chunk in a transaction.

use super::{Halt, Import, State, check, run, store};
use crate::{
    Cx, Fault,
    access::permissions::AddCustomer,
    audit::{EventStatus, Operation},
    jobs::{Claimed, Step},
};
use opc_kernel::id::{ImportId, OrganisationId};

/// The next chunk, and how far the import is after it. A job that is not the import's own any
/// more, or that finds it paused or gone, has nothing left to do.
pub(crate) fn step(
    cx: &mut Cx<'_, '_>,
    held: &Claimed,
    of: (OrganisationId, ImportId),
) -> Result<Step, Fault> {
    let Some(mut import) = store::of_job(cx, of)? else { return Ok(Step::Done) };
    if import.job != Some(held.id) || !import.is_busy() {
        return Ok(Step::Done);
    }
    let acting = import.starter.act(cx).and_then(|()| cx.allow(AddCustomer));
    let scope = match acting {
        Ok(granted) if granted.scope().organisation() == of.0 => granted.scope(),
        Ok(_) | Err(Fault::SignedOut | Fault::Denied(_)) => {
            return stop(cx, of.0, &mut import, Halt::Starter).map(|()| Step::Done);
        }
        Err(fault) => return Err(fault),
    };
    let running = import.state == State::Running;
    let next = if running { run::next_chunk } else { check::next_chunk };
    let is_last = next(cx, scope, &mut import)?;
    if is_last {
        import.state = if running { State::Done } else { State::Checked };
        import.job = None;
    }
    store::save(cx, of.0, &import)?;
    if is_last {
        let operation = if running { Operation::ImportCustomers } else { Operation::CheckImport };
        run::record(cx, &import, (operation, EventStatus::Succeeded))?;
    }
    let further = Claimed {
        done: import.rows_done(),
        total: import.row_count,
        cursor: import.chunks_done.to_string(),
        ..held.clone()
    };
    Ok(if is_last { Step::Done } else { Step::More(further) })
}

/// The job of an import was given up.
pub(crate) fn halt(cx: &mut Cx<'_, '_>, of: (OrganisationId, ImportId)) -> Result<(), Fault> {
    match store::of_job(cx, of)? {
        Some(mut import) if import.is_busy() => stop(cx, of.0, &mut import, Halt::Failed),
        _ => Ok(()),
    }
}

/// A dry run that stops begins anew; a run waits to be resumed.
fn stop(
    cx: &mut Cx<'_, '_>,
    partner: OrganisationId,
    import: &mut Import,
    why: Halt,
) -> Result<(), Fault> {
    import.state = if import.state == State::Running { State::Paused } else { State::Mapping };
    import.halt = Some(why);
    import.job = None;
    store::save(cx, partner, import)
}
