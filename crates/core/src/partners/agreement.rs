//! The partner's own agreement with the operator (`domain/01` §1, Must do).

use super::store;
use crate::{
    Cx, Fault,
    audit::{Event, Operation, ResourceType},
};
use opc_kernel::id::OrganisationId;

/// Records whether the partner has signed its agreement with the operator. Without it, nothing can
/// be ordered (error 900124). Only for the program itself.
pub fn record_partner_agreement(
    cx: &mut Cx<'_, '_>,
    partner: OrganisationId,
    signed: bool,
) -> Result<(), Fault> {
    cx.only_system()?;
    store::save_agreement(cx, partner, signed)?;
    let event = Event::new(Operation::CreateAgreement, ResourceType::Organisation);
    cx.record(event.in_log_of(partner).to(&serde_json::json!({ "signed": signed })))
}
