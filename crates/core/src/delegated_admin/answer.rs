//! The customer's global administrator answers.

use super::{AdminRelationship, Named, Stage, assign, list::current, store, tell, wake};
use crate::{
    Cx, Fault, Noun,
    access::{Scope, permissions::ApproveAdmin},
    audit::Operation,
    notifications::AdminNews as News,
    partners,
    secrets::digest,
};
use opc_kernel::{id::AdminRelationshipId, rule::Rule};

/// What the customer says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// The partner gets the roles.
    Approve,
    /// It does not.
    Decline,
}

/// What a link asks the actor's own organisation. A link for another customer, or one that another
/// has answered, leads nowhere.
pub fn by_link(cx: &mut Cx<'_, '_>, token: &str) -> Result<AdminRelationship, Fault> {
    let scope = cx.allow(ApproveAdmin)?.scope();
    let found = store::by_link(cx, &digest(token.as_bytes()))?;
    let found = found.map(|(relationship, _)| relationship).filter(|one| concerns(one, scope));
    Ok(found.ok_or(Fault::NotFound(Noun::AdminRelationship))?.settled(cx.now()))
}

fn concerns(one: &AdminRelationship, scope: Scope) -> bool {
    match &one.customer {
        Some(customer) => scope.organisation() == customer.id.into(),
        None => matches!(one.stage, Stage::Pending { .. }),
    }
}

/// Answers a request: the one with this id, or the one a link leads to. Saying the same twice is
/// as saying it once.
pub fn answer(
    cx: &mut Cx<'_, '_>,
    asked: Result<AdminRelationshipId, &str>,
    answer: Answer,
) -> Result<AdminRelationship, Fault> {
    let scope = cx.allow(ApproveAdmin)?.scope();
    let before = match asked {
        Ok(id) => current(cx, scope, id)?,
        Err(token) => {
            let gone = Fault::NotFound(Noun::AdminRelationship);
            let stored = store::by_link(cx, &digest(token.as_bytes()))?;
            let Some(stored) = stored.filter(|(one, _)| concerns(one, scope)) else {
                return Err(gone);
            };
            wake::catch_up(cx, stored)?.ok_or(gone)?
        }
    };
    match (before.stage, answer) {
        (Stage::Pending { .. }, _) => {}
        (Stage::Active { .. }, Answer::Approve)
        | (Stage::Terminated { since: None, .. }, Answer::Decline) => return Ok(before),
        _ => return Err(Fault::Refused(Rule::AdminRelationshipNotNow)),
    }
    if answer == Answer::Approve && !partners::is_active(cx, before.partner.id)? {
        return Err(Fault::Refused(Rule::InvitationNotNow));
    }
    let name = cx.actor().member().map(|member| member.name.clone()).unwrap_or_default();
    let customer = before.customer.clone();
    let customer = customer.or(Some(Named { id: scope.organisation().into(), name }));
    let now = cx.now();
    let stage = match answer {
        Answer::Approve => Stage::approved(before.terms.days, now),
        Answer::Decline => before.stage.terminated(now),
    };
    let after = store::save(cx, AdminRelationship { customer, stage, ..before })?;
    match answer {
        Answer::Approve => {
            tell::record(cx, &after, Operation::ApproveAdminRelationship)?;
            tell::record(cx, &after, Operation::ActivateAdminRelationship)?;
            assign::activate(cx, &after)?;
            tell::mail(cx, &after, News::Approved)?;
        }
        Answer::Decline => {
            tell::record(cx, &after, Operation::DeclineAdminRelationship)?;
            assign::close(cx, &after)?;
            tell::mail(cx, &after, News::Declined)?;
        }
    }
    Ok(after)
}
