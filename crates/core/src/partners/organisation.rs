//! The partners of the programme, as the operator sees them.

use super::store;
use crate::{
    Cx, Fault, Noun,
    access::{OrganisationKind, OrganisationState, permissions::ManageProgramme},
};
use opc_kernel::{
    id::OrganisationId,
    page::{Page, PageSize},
    time::Timestamp,
};

/// A partner of the programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// Its id.
    pub id: OrganisationId,
    /// What it is.
    pub kind: OrganisationKind,
    /// Its legal name.
    pub name: String,
    /// Code of the country it is in: `JP`.
    pub country: String,
    /// Its primary domain.
    pub domain: String,
    /// Its partner network ID.
    pub network_id: Option<String>,
    /// Whether it has signed its agreement with the operator.
    pub agreement_signed: bool,
    /// Whether it may go on.
    pub state: OrganisationState,
    /// Why it is restricted or suspended.
    pub reason: Option<String>,
    /// Since when it is in its state; absent if it never was in another.
    pub since: Option<Timestamp>,
}

impl Organisation {
    /// Grows with every change of its state.
    pub fn version(&self) -> i64 {
        self.since.map_or(0, Timestamp::micros)
    }
}

/// Which partners.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganisationQuery {
    /// With this in name, domain or partner network ID; may be empty.
    pub text: String,
    /// In this state.
    pub state: Option<OrganisationState>,
    /// After this one of the previous page.
    pub after: Option<OrganisationId>,
    /// At most so many.
    pub size: PageSize,
}

/// The partners of the programme by name, for the operator.
pub fn organisations(
    cx: &mut Cx<'_, '_>,
    query: &OrganisationQuery,
) -> Result<Page<Organisation, OrganisationId>, Fault> {
    let granted = cx.allow(ManageProgramme)?;
    let found = store::organisations(cx, &granted, query)?;
    Ok(Page::from_fetched(found, query.size, |one| one.id))
}

/// One of them.
pub fn organisation(cx: &mut Cx<'_, '_>, id: OrganisationId) -> Result<Organisation, Fault> {
    let granted = cx.allow(ManageProgramme)?;
    store::organisation(cx, &granted, id)?.ok_or(Fault::NotFound(Noun::Organisation))
}
