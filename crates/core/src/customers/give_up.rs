//! A partner gives up the older, all-or-nothing administration of a customer (`domain/03`, What a
//! relation allows).

use super::{Account, account_for, index, store};
use crate::{
    Cx, Fault,
    access::permissions::EndAdmin,
    audit::{Event, Operation, ResourceType},
};
use opc_kernel::id::CustomerId;

/// Gives up the administration of the customer's tenant. The partner goes on selling, and only the
/// customer can let it administer again; done twice, it is as done once.
pub fn give_up_delegated_admin(
    cx: &mut Cx<'_, '_>,
    customer: CustomerId,
) -> Result<Account, Fault> {
    let granted = cx.allow(EndAdmin)?;
    let account = account_for(cx, &granted, customer)?;
    if !account.delegated_admin {
        return Ok(account);
    }
    store::give_up_delegated_admin(cx, granted.scope(), customer)?;
    index::note(cx, customer)?;
    let event = Event::new(Operation::EndDelegatedAdmin, ResourceType::DelegatedAdmin);
    cx.record(event.about(customer, &account.billing.company_name))?;
    let (version, updated_at) = (account.version + 1, cx.now());
    Ok(Account { delegated_admin: false, version, updated_at, ..account })
}
