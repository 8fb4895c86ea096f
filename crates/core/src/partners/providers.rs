//! The indirect providers of an indirect reseller.

use super::store;
use crate::{
    Cx, Fault,
    access::{Scope, permissions::ViewPartnerships},
};
use opc_kernel::{id::OrganisationId, time::Timestamp};

/// An indirect provider, as its reseller sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provider {
    /// Its id.
    pub id: OrganisationId,
    /// Its name.
    pub name: String,
    /// Its partner network ID.
    pub network_id: Option<String>,
    /// Code of the country it is in.
    pub country: String,
    /// Whether it may do new business.
    pub active: bool,
    /// When the partnership began.
    pub since: Timestamp,
    /// How many customers the reseller has through it.
    pub customers: i64,
}

/// The providers the actor's organisation has a partnership with, by name.
pub fn providers(cx: &mut Cx<'_, '_>) -> Result<Vec<Provider>, Fault> {
    let scope = cx.allow(ViewPartnerships)?.scope();
    store::providers(cx, scope)
}

/// The active provider with this id that the scope has a partnership with.
pub(crate) fn active_provider(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    id: OrganisationId,
) -> Result<Option<Provider>, Fault> {
    Ok(store::providers(cx, scope)?.into_iter().find(|one| one.id == id && one.active))
}
