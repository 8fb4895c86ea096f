//! Deleting a customer: only in a sandbox, where nothing is real (`reference/operations.csv`).

use super::{account_for, reseller, store};
use crate::{
    Cx, Denial, Fault,
    access::{Permission, permissions::DeleteCustomer},
    audit::{Event, Operation, ResourceType},
    delegated_admin, partners,
};
use opc_kernel::id::CustomerId;

/// Deletes a customer with everything that hangs on it. The activity log keeps what happened.
pub fn delete(cx: &mut Cx<'_, '_>, customer: CustomerId) -> Result<(), Fault> {
    let granted = cx.allow(DeleteCustomer)?;
    let (scope, account) = (granted.scope(), account_for(cx, &granted, customer)?);
    if !partners::profile(cx, scope)?.sandbox {
        return Err(Fault::Denied(Denial::OrganisationKind(Permission::DeleteCustomer)));
    }
    reseller::withdraw_all(cx, scope, customer)?;
    store::delete(cx, scope, customer)?;
    // A partner that still has the customer as a reseller keeps its roles too.
    if store::of(cx, scope.partner(), customer)?.is_none() {
        delegated_admin::forget(cx, scope, customer)?;
    }
    let event = Event::new(Operation::DeleteCustomer, ResourceType::Customer);
    cx.record(event.about(customer, &account.billing.company_name).from(&account.billing))
}
