//! Deleting a customer: only in a sandbox, where nothing is real (`reference/operations.csv`).

use super::store;
use crate::{
    Cx, Denial, Fault, Noun,
    access::{Permission, permissions::DeleteCustomer},
    audit::{Event, Operation, ResourceType},
    delegated_admin, partners,
};
use opc_kernel::id::CustomerId;

/// Deletes a customer with everything that hangs on it. The activity log keeps what happened.
pub fn delete(cx: &mut Cx<'_, '_>, customer: CustomerId) -> Result<(), Fault> {
    let scope = cx.allow(DeleteCustomer)?.scope();
    let account = store::find(cx, scope, customer)?.ok_or(Fault::NotFound(Noun::Customer))?;
    if !partners::profile(cx, scope)?.sandbox {
        return Err(Fault::Denied(Denial::OrganisationKind(Permission::DeleteCustomer)));
    }
    store::delete(cx, scope, customer)?;
    delegated_admin::forget(cx, scope, customer)?;
    let event = Event::new(Operation::DeleteCustomer, ResourceType::Customer);
    cx.record(event.about(customer, &account.billing.company_name).from(&account.billing))
}
