//! The end of the vetting of a special qualification (`domain/02`, After creation).

use super::{QualificationState, store};
use crate::{
    Cx, Denial, Fault, Noun,
    access::{Actor, Permission},
    audit::{Event, Operation, ResourceType},
};
use opc_kernel::id::{CustomerId, PartnerId};

/// Approves or denies the qualification a customer was added with. The operator decides; until
/// it has a page for that, set-up does, so this is for the program itself.
pub fn decide_qualification(
    cx: &mut Cx<'_, '_>,
    partner: PartnerId,
    customer: CustomerId,
    decision: QualificationState,
) -> Result<(), Fault> {
    if *cx.actor() != Actor::System {
        return Err(Fault::Denied(Denial::UserNeeded(Permission::AddCustomer)));
    }
    let company = store::decide_qualification(cx, partner, customer, decision)?
        .ok_or(Fault::NotFound(Noun::Customer))?;
    let event = Event::new(Operation::UpdateQualification, ResourceType::Customer);
    cx.record(event.in_log_of(partner.into()).about(customer, &company).to(&decision.name()))
}
