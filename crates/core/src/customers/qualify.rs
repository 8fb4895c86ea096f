//! Asking for a special qualification, and the operator's decision (`domain/02`, After creation).

use super::{
    Account, HeldQualification, NewQualification, Qualification, QualificationState,
    qualification::with, store,
};
use crate::{
    Cx, Denial, Fault, Noun,
    access::{Actor, Permission, permissions::QualifyCustomers},
    audit::{Event, Operation, ResourceType},
    partners,
};
use opc_kernel::{
    id::{CustomerId, PartnerId},
    rule::Rule,
    rules::contact,
};

/// What the operator decided about a qualification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Which one.
    pub kind: Qualification,
    /// Approved or denied.
    pub state: QualificationState,
    /// Why it was denied; empty otherwise.
    pub reason: String,
}

/// Asks for a qualification of a customer. The government cloud is for partners qualified for it.
pub fn qualify(
    cx: &mut Cx<'_, '_>,
    customer: CustomerId,
    new: &NewQualification,
) -> Result<Account, Fault> {
    let scope = cx.allow(QualifyCustomers)?.scope();
    let account = store::find(cx, scope, customer)?.ok_or(Fault::NotFound(Noun::Customer))?;
    let closed = match new.kind {
        Qualification::Commercial => true,
        Qualification::GovernmentCommunityCloud => !partners::profile(cx, scope)?.government,
        _ => false,
    };
    if closed {
        return Err(Fault::field("qualification", Rule::QualificationNotOffered));
    }
    if let Err(rule) = contact::website(&new.website) {
        return Err(Fault::field("website", rule));
    }
    let after = with(&account.qualifications, new, cx.now());
    let after = after.map_err(|rule| Fault::field("qualification", rule))?;
    store::save_qualifications(cx, scope.partner(), customer, &after)?;
    record(cx, scope.partner(), &account, &after)?;
    store::find(cx, scope, customer)?.ok_or(Fault::NotFound(Noun::Customer))
}

/// Approves or denies a qualification a customer was given. The operator decides; until it has a
/// page for that, set-up does, so this is for the program itself.
pub fn decide_qualification(
    cx: &mut Cx<'_, '_>,
    partner: PartnerId,
    customer: CustomerId,
    decision: &Decision,
) -> Result<(), Fault> {
    if *cx.actor() != Actor::System {
        return Err(Fault::Denied(Denial::UserNeeded(Permission::QualifyCustomers)));
    }
    let account = store::of(cx, partner, customer)?.ok_or(Fault::NotFound(Noun::Customer))?;
    let mut after = account.qualifications.clone();
    let held = after.iter_mut().find(|held| held.kind == decision.kind);
    let held = held.ok_or(Fault::NotFound(Noun::Customer))?;
    held.state = decision.state;
    held.reason.clone_from(&decision.reason);
    store::save_qualifications(cx, partner, customer, &after)?;
    record(cx, partner, &account, &after)
}

fn record(
    cx: &mut Cx<'_, '_>,
    partner: PartnerId,
    before: &Account,
    after: &[HeldQualification],
) -> Result<(), Fault> {
    let facts = |held: &[HeldQualification]| {
        let told = |one: &HeldQualification| {
            let fact = serde_json::json!({ "state": one.state.name(), "reason": one.reason });
            (one.kind.name().to_owned(), fact)
        };
        held.iter().map(told).collect::<serde_json::Map<_, _>>()
    };
    let event = Event::new(Operation::UpdateQualification, ResourceType::Customer);
    let event = event.in_log_of(partner.into()).about(before.id, &before.billing.company_name);
    cx.record(event.from(&facts(&before.qualifications)).to(&facts(after)))
}
