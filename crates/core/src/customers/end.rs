//! Ending the reseller relationship (`domain/03`, Removing).

use super::{Account, Relationship, store};
use crate::{
    Cx, Fault, Noun,
    access::permissions::EndRelationship,
    audit::{Event, Operation, ResourceType},
    subscriptions,
};
use opc_kernel::{id::CustomerId, rule::Rule};

/// Ends the relationship. Every subscription must be suspended or ended first. The customer
/// leaves the list; its history stays.
pub fn end_relationship(cx: &mut Cx<'_, '_>, customer: CustomerId) -> Result<Account, Fault> {
    let scope = cx.allow(EndRelationship)?.scope();
    let account = store::find(cx, scope, customer)?.ok_or(Fault::NotFound(Noun::Customer))?;
    if subscriptions::any_active(cx, scope, customer)? {
        return Err(Fault::Refused(Rule::SubscriptionsActive));
    }
    store::end_relationship(cx, scope, customer)?;
    let event =
        Event::new(Operation::RemoveRelationship, ResourceType::PartnerCustomerRelationship);
    cx.record(event.about(customer, &account.billing.company_name))?;
    let (relationship, version) = (Relationship::None, account.version + 1);
    Ok(Account { relationship, version, delegated_admin: false, updated_at: cx.now(), ..account })
}
