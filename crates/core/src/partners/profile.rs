//! What a partner is and where it may sell.

use super::store;
use crate::{
    Cx, Fault,
    access::{OrganisationKind, OrganisationState, Scope, permissions::ViewAgreements},
};
use opc_kernel::id::OrganisationId;

/// A partner as the rules need to know it.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    /// Its id.
    pub id: OrganisationId,
    /// What it is in the programme.
    pub kind: OrganisationKind,
    /// Its legal name.
    pub name: String,
    /// Code of the country it is in: `JP`.
    pub country: String,
    /// ISO 4217 code of what it is billed in.
    pub currency: String,
    /// Codes of the countries it may sell in.
    pub market: Vec<String>,
    /// Its primary domain.
    pub domain: String,
    /// Its partner network ID.
    pub network_id: Option<String>,
    /// Whether it has signed its agreement with the operator.
    pub agreement_signed: bool,
    /// Whether it is a sandbox: its customers can be deleted.
    pub sandbox: bool,
    /// Whether it is qualified for the government community cloud.
    pub government: bool,
    /// Whether it may do new business.
    pub state: OrganisationState,
}

/// The profile of the actor's own organisation, for whoever may read agreements.
pub fn own_profile(cx: &mut Cx<'_, '_>) -> Result<Profile, Fault> {
    let granted = cx.allow(ViewAgreements)?;
    profile(cx, granted.scope())
}

/// The profile of the organisation whose scope it is. One query.
pub(crate) fn profile(cx: &mut Cx<'_, '_>, scope: Scope) -> Result<Profile, Fault> {
    // The actor was resolved in this transaction, so the row is there.
    store::profile(cx, scope.organisation())?
        .ok_or_else(|| Fault::Internal("an actor without an organisation".into()))
}

/// Whether an organisation that asks for something is neither restricted nor suspended. A look
/// across tenants: it answers yes or no, to who was asked.
pub(crate) fn is_active(cx: &mut Cx<'_, '_>, id: OrganisationId) -> Result<bool, Fault> {
    let found = store::profile(cx, id)?;
    Ok(found.is_some_and(|found| found.state == OrganisationState::Active))
}
