//! Asking the customer: from here on the link works and the terms are fixed.

use super::{AdminRelationship, Stage, list::current, store, tell};
use crate::{Cx, Fault, access::permissions::RequestAdmin, audit::Operation};
use opc_kernel::{id::AdminRelationshipId, rule::Rule};

/// Asks. Asking twice is as asking once. No mail is sent: the partner sends the link itself.
pub fn ask(
    cx: &mut Cx<'_, '_>,
    id: AdminRelationshipId,
    version: Option<i64>,
) -> Result<AdminRelationship, Fault> {
    let scope = cx.allow(RequestAdmin)?.scope();
    let before = current(cx, scope, id)?;
    if version.is_some_and(|version| version != before.version) {
        return Err(Fault::Stale);
    }
    match before.stage {
        Stage::Pending { .. } => return Ok(before),
        Stage::Created => {}
        _ => return Err(Fault::Refused(Rule::AdminRelationshipNotNow)),
    }
    let stage = Stage::Pending { since: cx.now() };
    let after = store::save(cx, AdminRelationship { stage, ..before })?;
    tell::record(cx, &after, Operation::RequestAdminRelationship)?;
    Ok(after)
}
