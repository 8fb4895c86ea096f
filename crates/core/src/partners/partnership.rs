//! An indirect provider and an indirect reseller begin to sell together, and stop
//! (`domain/03`, Indirect partnership).

use super::store;
use crate::{
    Cx, Fault, Noun,
    access::{OrganisationKind, OrganisationState, permissions::RemovePartnership},
    audit::{Event, Operation, ResourceType},
};
use opc_kernel::{id::OrganisationId, rule::Rule};

/// Makes a reseller one that the provider can pick, whatever the rules. Only for the program itself.
pub fn add_partnership(
    cx: &mut Cx<'_, '_>,
    provider: OrganisationId,
    reseller: OrganisationId,
) -> Result<(), Fault> {
    cx.only_system()?;
    begin(cx, provider, reseller)
}

/// Lets two organisations sell together; the caller has asked whether the actor may say so for
/// them. Any partner may be a reseller beside what else it is (`domain/01` §1, Dual partner), if it
/// is enrolled with a partner network ID, has signed its agreement and is in the provider's market.
/// Done twice, it is as done once.
pub(crate) fn join(
    cx: &mut Cx<'_, '_>,
    provider: OrganisationId,
    reseller: OrganisationId,
) -> Result<(), Fault> {
    if provider == reseller {
        return Err(Fault::Refused(Rule::ProviderAsReseller));
    }
    let active = OrganisationState::Active;
    let found = store::profile(cx, provider)?;
    let provides = found
        .filter(|p| p.kind == OrganisationKind::IndirectProvider && p.state == active)
        .ok_or(Fault::Refused(Rule::ProviderInactive))?;
    let resells = store::profile(cx, reseller)?
        .filter(|r| r.kind.is_partner() && r.network_id.is_some() && r.state == active)
        .ok_or(Fault::Refused(Rule::ResellerNotEnrolled))?;
    if !resells.agreement_signed {
        return Err(Fault::Refused(Rule::ResellerAgreementUnsigned));
    }
    if !provides.market.contains(&resells.country) {
        return Err(Fault::Refused(Rule::ResellerOutsideMarket { country: resells.country }));
    }
    begin(cx, provider, reseller)
}

/// Ends a partnership of the acting provider. The customers the two share stay as they are, for both,
/// and nobody is notified. Done twice, it is as done once.
pub fn remove_partnership(cx: &mut Cx<'_, '_>, reseller: OrganisationId) -> Result<(), Fault> {
    let scope = cx.allow(RemovePartnership)?.scope();
    let known = store::reseller(cx, scope, reseller)?;
    if known.ok_or(Fault::NotFound(Noun::Partnership))?.removed {
        return Ok(());
    }
    store::remove_partnership(cx, scope, reseller)?;
    record(cx, Operation::RemovePartnerRelationship, scope.organisation(), reseller)
}

fn begin(
    cx: &mut Cx<'_, '_>,
    provider: OrganisationId,
    reseller: OrganisationId,
) -> Result<(), Fault> {
    if store::has_partnership(cx, provider, reseller)? {
        return Ok(());
    }
    store::save_partnership(cx, provider, reseller)?;
    record(cx, Operation::CreatePartnerRelationship, provider, reseller)
}

/// Both see it in their activity log.
fn record(
    cx: &mut Cx<'_, '_>,
    operation: Operation,
    provider: OrganisationId,
    reseller: OrganisationId,
) -> Result<(), Fault> {
    let facts = serde_json::json!({ "provider": provider, "reseller": reseller });
    for log in [provider, reseller] {
        let event = Event::new(operation, ResourceType::PartnerRelationship).in_log_of(log);
        cx.record(match operation {
            Operation::RemovePartnerRelationship => event.from(&facts),
            _ => event.to(&facts),
        })?;
    }
    Ok(())
}
