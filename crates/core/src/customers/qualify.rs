//! Asking for a special qualification, and the operator's decision (`domain/02`, After creation).

use super::{
    Account, HeldQualification, NewQualification, Qualification, QualificationState, Validation,
    account_for, qualification::with, school, store,
};
use crate::{
    Cx, Fault, Noun,
    access::{
        Granted,
        permissions::{QualifyCustomers, ReviewCustomers},
    },
    audit::{Event, Operation, ResourceType},
    partners,
    vetting::{self, Subject},
};
use opc_kernel::{
    id::{CustomerId, PartnerId},
    rule::Rule,
    rules::contact,
};
use serde_json::{Map, Value};

/// Asks for a qualification of a customer. The government cloud is for partners qualified for it.
pub fn qualify(
    cx: &mut Cx<'_, '_>,
    customer: CustomerId,
    new: &NewQualification,
) -> Result<Account, Fault> {
    ask(cx, customer, new, true)
}

/// The same where nobody can be asked for what a school has to say of itself: of a client that speaks
/// in bare strings (`docs/decisions/10-rest-v1.md`), or when what stands is asked for again.
pub fn qualify_without_details(
    cx: &mut Cx<'_, '_>,
    customer: CustomerId,
    new: &NewQualification,
) -> Result<Account, Fault> {
    ask(cx, customer, new, false)
}

fn ask(
    cx: &mut Cx<'_, '_>,
    customer: CustomerId,
    new: &NewQualification,
    with_details: bool,
) -> Result<Account, Fault> {
    let granted = cx.allow(QualifyCustomers)?;
    let (scope, account) = (granted.scope(), account_for(cx, &granted, customer)?);
    let closed = match new.kind {
        Qualification::Commercial => true,
        Qualification::GovernmentCommunityCloud => !partners::profile(cx, scope)?.government,
        _ => false,
    };
    if closed {
        return Err(Fault::field("qualification", Rule::QualificationNotOffered));
    }
    let after = with(&account.qualifications, new, cx.now());
    let after = after.map_err(|rule| Fault::field("qualification", rule))?;
    if new.kind == Qualification::Education {
        let details = (new.education_segment.as_str(), new.website.as_str());
        let tenant_domains = &cx.env().settings.accepted_suffixes;
        let details = with_details.then_some(details);
        let missing = school::problems(details, &account.billing.email, tenant_domains);
        if !missing.is_empty() {
            return Err(Fault::Invalid(missing));
        }
    } else if let Err(rule) = contact::website(&new.website) {
        return Err(Fault::field("website", rule));
    }
    store::save_qualifications(cx, scope.partner(), customer, &after)?;
    record(cx, scope.partner(), &account, &after)?;
    let asked = after.iter().find(|held| held.kind == new.kind);
    if asked.is_some_and(|held| held.state == QualificationState::InReview) {
        vetting::open(cx, scope, &account, (Subject::Qualification(new.kind), &[]))?;
    }
    store::find(cx, scope, customer)?.ok_or(Fault::NotFound(Noun::Customer))
}

/// What the operator decided about a qualification of a partner's customer: its new state, and why
/// it was denied.
pub(crate) fn decide_qualification(
    cx: &mut Cx<'_, '_>,
    (partner, customer): (PartnerId, CustomerId),
    (kind, state, reason): (Qualification, QualificationState, &str),
) -> Result<(), Fault> {
    let account = store::of(cx, partner, customer)?.ok_or(Fault::NotFound(Noun::Customer))?;
    let mut after = account.qualifications.clone();
    let held = after.iter_mut().find(|held| held.kind == kind);
    let held = held.ok_or(Fault::NotFound(Noun::Customer))?;
    held.state = state;
    reason.clone_into(&mut held.reason);
    store::save_qualifications(cx, partner, customer, &after)?;
    record(cx, partner, &account, &after)
}

/// Says how far the verification of a partner's customer is. The caller records the event.
pub(crate) fn set_validation(
    cx: &mut Cx<'_, '_>,
    (partner, customer): (PartnerId, CustomerId),
    validation: Validation,
) -> Result<(), Fault> {
    store::save_validation(cx, partner, customer, validation)
}

/// The account a partner has of a customer, for the operator.
pub(crate) fn of_partner(
    cx: &mut Cx<'_, '_>,
    _: &Granted<ReviewCustomers>,
    (partner, customer): (PartnerId, CustomerId),
) -> Result<Option<Account>, Fault> {
    store::of(cx, partner, customer)
}

fn record(
    cx: &mut Cx<'_, '_>,
    partner: PartnerId,
    before: &Account,
    after: &[HeldQualification],
) -> Result<(), Fault> {
    let event = Event::new(Operation::UpdateQualification, ResourceType::Customer);
    let event = event.in_log_of(partner.into()).about(before.id, &before.billing.company_name);
    cx.record(event.from(&facts(&before.qualifications)).to(&facts(after)))
}

/// Qualifications as the log tells them.
pub(super) fn facts(held: &[HeldQualification]) -> Map<String, Value> {
    let told = |one: &HeldQualification| {
        let fact = serde_json::json!({
            "state": one.state.name(),
            "reason": one.reason,
            "education_segment": one.education_segment,
            "website": one.website,
        });
        (one.kind.name().to_owned(), fact)
    };
    held.iter().map(told).collect()
}
