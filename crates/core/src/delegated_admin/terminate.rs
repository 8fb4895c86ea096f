//! Ending a relationship before its time.

use super::{AdminRelationship, Ender, Stage, assign, list::current, store, tell, wake};
use crate::{
    Cx, Fault,
    access::{OrganisationKind, permissions::EndAdmin},
    audit::Operation,
    notifications::AdminNews as News,
};
use opc_kernel::{
    id::{AdminRelationshipId, CustomerId, OrganisationId},
    rule::Rule,
};

/// Ends an active relationship from either side, or takes back a request that waits. Twice is as
/// once.
pub fn terminate(
    cx: &mut Cx<'_, '_>,
    id: AdminRelationshipId,
    version: Option<i64>,
) -> Result<AdminRelationship, Fault> {
    let scope = cx.allow(EndAdmin)?.scope();
    let before = current(cx, scope, id)?;
    if version.is_some_and(|version| version != before.version) {
        return Err(Fault::Stale);
    }
    let is_customer = scope.kind() == OrganisationKind::Customer;
    match before.stage {
        Stage::Active { .. } => {}
        Stage::Pending { .. } if !is_customer => {}
        Stage::Terminated { .. } => return Ok(before),
        _ => return Err(Fault::Refused(Rule::AdminRelationshipNotNow)),
    }
    end(cx, before, if is_customer { Ender::Customer } else { Ender::Partner })
}

/// Ends everything between a partner and a customer that part, or between a partner that is no more
/// and everybody: what is active, and what waits.
pub(crate) fn terminate_all(
    cx: &mut Cx<'_, '_>,
    partner: OrganisationId,
    customer: Option<CustomerId>,
) -> Result<(), Fault> {
    for stored in store::open_with(cx, partner, customer)? {
        let Some(open) = wake::catch_up(cx, stored)? else { continue };
        match open.stage {
            Stage::Created => {
                store::delete(cx, &open)?;
                tell::record(cx, &open, Operation::DeleteAdminRelationship)?;
            }
            stage if stage.is_open() => drop(end(cx, open, Ender::Parting)?),
            _ => {}
        }
    }
    Ok(())
}

fn end(
    cx: &mut Cx<'_, '_>,
    before: AdminRelationship,
    by: Ender,
) -> Result<AdminRelationship, Fault> {
    let stage = before.stage.terminated(by, cx.now());
    let after = store::save(cx, AdminRelationship { stage, ..before })?;
    tell::record(cx, &after, Operation::TerminateAdminRelationship)?;
    assign::close(cx, &after)?;
    // A request that is taken back is nobody's loss.
    if after.stage.approved_at().is_some() {
        tell::mail(cx, &after, News::Terminated)?;
    }
    Ok(after)
}
