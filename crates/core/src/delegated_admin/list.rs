//! Looking at relationships, from either side.

use super::{AdminRelationship, StageKind, create::PURPOSE, store, wake};
use crate::{
    Cx, Fault, Noun,
    access::{Scope, permissions::ViewAdmin},
};
use opc_kernel::{
    id::{AdminRelationshipId, CustomerId},
    page::{Page, PageSize},
};

/// Which relationships.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RelationshipQuery {
    /// Only with this customer.
    pub customer: Option<CustomerId>,
    /// Only those that are so far.
    pub stage: Option<StageKind>,
    /// After this one of the previous page.
    pub after: Option<AdminRelationshipId>,
    /// At most so many.
    pub size: PageSize,
}

/// Relationships of the actor's organisation, the newest first: a partner's with its customers, a
/// customer's with its partners.
pub fn list(
    cx: &mut Cx<'_, '_>,
    query: &RelationshipQuery,
) -> Result<Page<AdminRelationship, AdminRelationshipId>, Fault> {
    let scope = cx.allow(ViewAdmin)?.scope();
    let found = store::page(cx, scope, query)?;
    Ok(Page::from_fetched(found, query.size, |one| one.id))
}

/// One relationship of the actor's organisation.
pub fn get(cx: &mut Cx<'_, '_>, id: AdminRelationshipId) -> Result<AdminRelationship, Fault> {
    let scope = cx.allow(ViewAdmin)?.scope();
    let found = store::find(cx, scope, id)?.ok_or(Fault::NotFound(Noun::AdminRelationship))?;
    Ok(found.0.settled(cx.now()))
}

/// Where the customer's global administrator answers; only for the partner, while it waits.
pub fn link(cx: &mut Cx<'_, '_>, of: &AdminRelationship) -> Result<Option<String>, Fault> {
    let scope = cx.allow(ViewAdmin)?.scope();
    if of.stage.lapses_at().is_none() {
        return Ok(None);
    }
    let Some(sealed) = store::sealed_link(cx, scope, of.id)? else { return Ok(None) };
    let opened = cx.env().keyring.open(PURPOSE, &sealed).and_then(|b| String::from_utf8(b).ok());
    let token = opened.ok_or_else(|| Fault::Internal(format!("the link of {}", of.id)))?;
    let settings = &cx.env().settings;
    Ok(Some(format!("{}{}/a/{token}", settings.base_url, settings.cloud.link_prefix())))
}

/// The relationship as it stands now, with everything written down that the clock has done.
pub(super) fn current(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    id: AdminRelationshipId,
) -> Result<AdminRelationship, Fault> {
    let gone = Fault::NotFound(Noun::AdminRelationship);
    let Some(stored) = store::find(cx, scope, id)? else { return Err(gone) };
    wake::catch_up(cx, stored)?.ok_or(gone)
}
