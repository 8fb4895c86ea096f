//! What the laws of writing are tried with.

use super::{Event, Operation, ResourceType};
use crate::{Cx, Fault};
use opc_db::sql;
use opc_kernel::id::{CustomerId, OrganisationId};

/// Writes to a business table and forgets to tell: [`crate::Core::write`] must refuse it.
#[doc(hidden)]
pub fn write_without_event(cx: &mut Cx<'_, '_>, id: OrganisationId) -> Result<(), Fault> {
    cx.execute(sql!("UPDATE organisations SET state = 'suspended' WHERE id = $1"), &[id.into()])?;
    Ok(())
}

/// Writes an account and forgets the feed the nodes follow: refused as well.
#[doc(hidden)]
pub fn write_without_feed(cx: &mut Cx<'_, '_>, customer: CustomerId) -> Result<(), Fault> {
    cx.execute(
        sql!("UPDATE accounts SET version = version + 1 WHERE customer_id = $1"),
        &[customer.into()],
    )?;
    let event = Event::new(Operation::UpdateTags, ResourceType::Customer);
    cx.record(event.about(customer, "nobody"))
}
