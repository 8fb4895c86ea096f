//! Ending the reseller relationship (`domain/03`, Removing).

use super::{
    Account, PurchasePermissions, Relationship, account_for, permissions, reseller, store,
};
use crate::{
    Cx, Fault,
    access::permissions::EndRelationship,
    audit::{Event, Operation, ResourceType},
    delegated_admin, subscriptions,
};
use opc_kernel::{
    id::{CustomerId, OrganisationId},
    rule::Rule,
};

/// Ends the relationship. Every subscription must be suspended or ended first. The customer
/// leaves the list and buys nothing by itself any more, and the partner administers nothing there;
/// its history stays. What the partner has as the reseller of others stays as well, with its
/// privileges; its own resellers lose the customer.
pub fn end_relationship(cx: &mut Cx<'_, '_>, customer: CustomerId) -> Result<Account, Fault> {
    let granted = cx.allow(EndRelationship)?;
    let (scope, account) = (granted.scope(), account_for(cx, &granted, customer)?);
    if subscriptions::any_active(cx, scope, customer)? {
        return Err(Fault::Refused(Rule::SubscriptionsActive));
    }
    reseller::withdraw_all(cx, scope, customer)?;
    store::stop_selling(cx, scope, customer)?;
    let none = PurchasePermissions::NONE;
    if account.permissions != none {
        permissions::record(cx, &account, none)?;
    }
    let event =
        Event::new(Operation::RemoveRelationship, ResourceType::PartnerCustomerRelationship);
    cx.record(event.about(customer, &account.billing.company_name))?;
    part(cx, scope.organisation(), &account)?;
    let kept = store::find(cx, scope, customer)?;
    Ok(kept.unwrap_or(Account {
        relationship: Relationship::None,
        delegated_admin: false,
        permissions: none,
        version: account.version + 1,
        updated_at: cx.now(),
        ..account
    }))
}

/// Ends what a partner administers at a customer that it has in no capacity any more; `before` is
/// the account it had.
pub(super) fn part(
    cx: &mut Cx<'_, '_>,
    partner: OrganisationId,
    before: &Account,
) -> Result<(), Fault> {
    if store::of(cx, partner.into(), before.id)?.is_some() {
        return Ok(());
    }
    if before.delegated_admin {
        let event = Event::new(Operation::EndDelegatedAdmin, ResourceType::DelegatedAdmin);
        cx.record(event.in_log_of(partner).about(before.id, &before.billing.company_name))?;
    }
    delegated_admin::terminate_all(cx, partner, Some(before.id))
}
