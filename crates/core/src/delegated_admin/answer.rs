//! The customer's global administrator answers.

use super::{AdminRelationship, Ender, Named, Stage, assign, list::current, store, tell, wake};
use crate::{
    Cx, Fault, Noun, access::permissions::ApproveAdmin, audit::Operation, invitations::Reader,
    notifications::AdminNews as News, partners, secrets::digest,
};
use opc_kernel::{
    id::{AdminRelationshipId, OrganisationId},
    rule::Rule,
};

/// What the customer says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// The partner gets the roles.
    Approve,
    /// It does not.
    Decline,
}

/// What a link asks, and what its reader can do. Whoever holds it may see who asks for what; which
/// customer is asked or has answered, only that customer.
pub fn by_link(cx: &mut Cx<'_, '_>, token: &str) -> Result<(AdminRelationship, Reader), Fault> {
    let found = store::by_link(cx, &digest(token.as_bytes()))?;
    let (found, _) = found.ok_or(Fault::NotFound(Noun::AdminRelationship))?;
    let found = found.settled(cx.now());
    let is_own = cx.actor().member().is_some_and(|home| concerns(&found, home.id));
    match Reader::of(cx.actor(), found.partner.id, true) {
        Reader::MayAnswer if is_own => {
            cx.allow(ApproveAdmin)?;
            Ok((found, Reader::MayAnswer))
        }
        reader => {
            let is_customer = matches!(reader, Reader::MayAnswer | Reader::NoGlobalAdmin);
            let reader = if is_customer && !is_own { Reader::OtherKind } else { reader };
            Ok((AdminRelationship { customer: None, ..found }, reader))
        }
    }
}

fn concerns(one: &AdminRelationship, organisation: OrganisationId) -> bool {
    match &one.customer {
        Some(customer) => organisation == customer.id.into(),
        None => matches!(one.stage, Stage::Pending { .. }),
    }
}

/// Whether the customer can say yes: not while the partner is restricted or suspended, which starts
/// nothing new.
pub fn can_be_approved(cx: &mut Cx<'_, '_>, of: &AdminRelationship) -> Result<bool, Fault> {
    let waits = matches!(of.stage, Stage::Pending { .. });
    Ok(waits && partners::is_active(cx, of.partner.id)?)
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
            let Some(stored) = stored.filter(|(one, _)| concerns(one, scope.organisation())) else {
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
        Answer::Decline => before.stage.terminated(Ender::Customer, now),
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
