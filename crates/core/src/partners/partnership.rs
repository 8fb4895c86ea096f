//! An indirect provider and an indirect reseller begin to sell together.

use super::store;
use crate::{
    Cx, Fault,
    audit::{Event, Operation, ResourceType},
};
use opc_kernel::id::OrganisationId;

/// Makes a reseller one that the provider can pick, again if it was removed. Only for the
/// program itself; done twice, it is as done once. Both see it in their activity log.
pub fn add_partnership(
    cx: &mut Cx<'_, '_>,
    provider: OrganisationId,
    reseller: OrganisationId,
) -> Result<(), Fault> {
    cx.only_system()?;
    store::save_partnership(cx, provider, reseller)?;
    let facts = serde_json::json!({ "provider": provider, "reseller": reseller });
    for log in [provider, reseller] {
        let event =
            Event::new(Operation::CreatePartnerRelationship, ResourceType::PartnerRelationship);
        cx.record(event.in_log_of(log).to(&facts))?;
    }
    Ok(())
}
