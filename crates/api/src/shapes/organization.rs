//! The partners of the programme.

use opc_core::access::{OrganisationKind, OrganisationState};
use opc_core::partners::Organisation;
use opc_wire::resources::{Organization, OrganizationKind, OrganizationState, Resource as _};

/// A partner as the operator sees it.
pub(crate) fn organization(of: &Organisation) -> Organization {
    let kind = match of.kind {
        OrganisationKind::DirectBill => Some(OrganizationKind::DirectBill),
        OrganisationKind::IndirectProvider => Some(OrganizationKind::IndirectProvider),
        OrganisationKind::IndirectReseller => Some(OrganizationKind::IndirectReseller),
        // Neither is a partner.
        OrganisationKind::Operator | OrganisationKind::Customer => None,
    };
    let state = match of.state {
        OrganisationState::Active => OrganizationState::Active,
        OrganisationState::Restricted => OrganizationState::Restricted,
        OrganisationState::Suspended => OrganizationState::Suspended,
    };
    let shown = Organization {
        id: Some(of.id.to_string()),
        name: Some(of.name.clone()),
        kind,
        country: Some(of.country.clone()),
        domain: Some(of.domain.clone()),
        mpn_id: of.network_id.clone(),
        agreement_signed: Some(of.agreement_signed),
        state: Some(state),
        state_reason: of.reason.clone(),
        state_date: of.since.map(Into::into),
        ..Organization::default()
    };
    shown.marked(Some(of.version().to_string()))
}

/// The state a client names.
pub(crate) const fn state(named: OrganizationState) -> OrganisationState {
    match named {
        OrganizationState::Active => OrganisationState::Active,
        OrganizationState::Restricted => OrganisationState::Restricted,
        OrganizationState::Suspended => OrganisationState::Suspended,
    }
}
