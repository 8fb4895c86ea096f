//! Looking at one's own invitations.

use super::{Asks, Invitation, State, store};
use crate::{
    Cx, Fault, Noun,
    access::{
        Scope,
        permissions::{
            RequestPartnership, RequestRelationship, ViewPartnershipRequests,
            ViewRelationshipRequests,
        },
    },
};
use opc_kernel::{
    id::InvitationId,
    page::{Page, PageSize},
};

/// Whether the actor may ask for it, and send what was asked.
pub(super) fn may_ask(cx: &Cx<'_, '_>, asks: Asks) -> Result<Scope, Fault> {
    if asks.is_of_customer() {
        cx.allow(RequestRelationship).map(|granted| granted.scope())
    } else {
        cx.allow(RequestPartnership).map(|granted| granted.scope())
    }
}

/// Whether the actor may look at what was asked, and take it back: also while their organisation is
/// restricted, which starts nothing new.
pub(super) fn may_look(cx: &Cx<'_, '_>, of_customers: bool) -> Result<Scope, Fault> {
    if of_customers {
        cx.allow(ViewRelationshipRequests).map(|granted| granted.scope())
    } else {
        cx.allow(ViewPartnershipRequests).map(|granted| granted.scope())
    }
}

/// An invitation of the acting partner.
pub fn get(cx: &mut Cx<'_, '_>, id: InvitationId) -> Result<Invitation, Fault> {
    let missing = Fault::NotFound(Noun::Invitation);
    let scope = may_look(cx, true).or_else(|_| may_look(cx, false))?;
    let found = store::find(cx, scope, id)?.ok_or(missing)?;
    may_look(cx, found.asks.is_of_customer())?;
    Ok(found)
}

/// The acting partner's invitations of a kind, the newest first, after `after`; of a state, if one
/// is given.
pub fn list(
    cx: &mut Cx<'_, '_>,
    (of_customers, state): (bool, Option<State>),
    after: Option<InvitationId>,
    size: PageSize,
) -> Result<Page<Invitation, InvitationId>, Fault> {
    let scope = may_look(cx, of_customers)?;
    let rows = store::list(cx, scope, (of_customers, state), (after, size.rows() + 1))?;
    Ok(Page::from_fetched(rows, size, |row| row.id))
}
