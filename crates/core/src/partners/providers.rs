//! The indirect providers of an indirect reseller, and beginning to sell together with one.

use super::{profile, store};
use crate::{
    Cx, Fault,
    access::{
        Scope,
        permissions::{AuthorizePartnership, ViewCustomers},
    },
    audit::{Event, Operation, ResourceType},
};
use opc_kernel::{id::OrganisationId, rule::Rule};

/// An indirect provider, as its reseller sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provider {
    /// Its id.
    pub id: OrganisationId,
    /// Its name.
    pub name: String,
    /// Whether the partnership goes on and the provider may do new business.
    pub active: bool,
}

/// The providers of the acting organisation by name, past ones too; empty unless it is an indirect
/// reseller.
pub fn own_providers(cx: &mut Cx<'_, '_>) -> Result<Vec<Provider>, Fault> {
    let scope = cx.allow(ViewCustomers)?.scope();
    store::providers(cx, scope)
}

/// The providers the scope sells together with, by name, past ones too.
pub(crate) fn providers(cx: &mut Cx<'_, '_>, scope: Scope) -> Result<Vec<Provider>, Fault> {
    store::providers(cx, scope)
}

/// The acting partner agrees to sell what a provider buys (`domain/03`, Indirect partnership). It
/// has to have signed its own agreement with the operator and to be known to the partner network.
/// Done twice, it is as done once. Both see it in their activity log.
pub(crate) fn join(cx: &mut Cx<'_, '_>, provider: OrganisationId) -> Result<(), Fault> {
    let scope = cx.allow(AuthorizePartnership)?.scope();
    let own = profile(cx, scope)?;
    if !own.agreement_signed {
        return Err(Fault::Refused(Rule::PartnerAgreementUnsigned));
    }
    if own.network_id.is_none() {
        return Err(Fault::Refused(Rule::InvitationOtherKind));
    }
    if store::providers(cx, scope)?.iter().any(|one| one.id == provider && one.active) {
        return Ok(());
    }
    store::save_partnership(cx, provider, scope.organisation())?;
    let facts = serde_json::json!({ "provider": provider, "reseller": scope.organisation() });
    for log in [provider, scope.organisation()] {
        let event =
            Event::new(Operation::CreatePartnerRelationship, ResourceType::PartnerRelationship);
        cx.record(event.in_log_of(log).to(&facts))?;
    }
    Ok(())
}
