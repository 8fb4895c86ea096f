//! Ending the reseller relationship (`domain/03`, Removing).

use super::{Account, PurchasePermissions, Relationship, account_for, permissions, store};
use crate::{
    Cx, Fault,
    access::permissions::EndRelationship,
    audit::{Event, Operation, ResourceType},
    delegated_admin, subscriptions,
};
use opc_kernel::{id::CustomerId, rule::Rule};

/// Ends the relationship. Every subscription must be suspended or ended first. The customer
/// leaves the list and buys nothing by itself any more, and the partner administers nothing there;
/// its history stays.
pub fn end_relationship(cx: &mut Cx<'_, '_>, customer: CustomerId) -> Result<Account, Fault> {
    let granted = cx.allow(EndRelationship)?;
    let (scope, account) = (granted.scope(), account_for(cx, &granted, customer)?);
    if subscriptions::any_active(cx, scope, customer)? {
        return Err(Fault::Refused(Rule::SubscriptionsActive));
    }
    store::end_relationship(cx, scope, customer)?;
    for partner in [Some(scope.organisation()), account.reseller].into_iter().flatten() {
        delegated_admin::terminate_all(cx, partner, customer)?;
    }
    let none = PurchasePermissions::NONE;
    if account.permissions != none {
        permissions::record(cx, &account, none)?;
    }
    let event =
        Event::new(Operation::RemoveRelationship, ResourceType::PartnerCustomerRelationship);
    cx.record(event.about(customer, &account.billing.company_name))?;
    Ok(Account {
        relationship: Relationship::None,
        delegated_admin: false,
        permissions: none,
        version: account.version + 1,
        updated_at: cx.now(),
        ..account
    })
}
