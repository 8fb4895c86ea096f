//! What the audit law is tried with.

use crate::{Cx, Fault};
use opc_db::sql;
use opc_kernel::id::OrganisationId;

/// Writes to a business table and forgets to tell: [`crate::Core::write`] must refuse it.
#[doc(hidden)]
pub fn write_without_event(cx: &mut Cx<'_, '_>, id: OrganisationId) -> Result<(), Fault> {
    cx.execute(sql!("UPDATE organisations SET state = 'suspended' WHERE id = $1"), &[id.into()])?;
    Ok(())
}
