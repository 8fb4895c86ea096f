//! Looking at one's own invitations.

use super::{Asks, Invitation, State, store};
use crate::{
    Cx, Fault, Noun,
    access::{
        Scope,
        permissions::{RequestPartnership, RequestRelationship},
    },
};
use opc_kernel::{
    id::InvitationId,
    page::{Page, PageSize},
};

/// Who may ask for it may look at it.
pub(super) fn may_ask(cx: &Cx<'_, '_>, asks: Asks) -> Result<Scope, Fault> {
    match asks {
        Asks::Customer | Asks::Combined => {
            cx.allow(RequestRelationship).map(|granted| granted.scope())
        }
        Asks::Partnership => cx.allow(RequestPartnership).map(|granted| granted.scope()),
    }
}

/// An invitation of the acting partner.
pub fn get(cx: &mut Cx<'_, '_>, id: InvitationId) -> Result<Invitation, Fault> {
    let missing = Fault::NotFound(Noun::Invitation);
    let scope = may_ask(cx, Asks::Customer).or_else(|_| may_ask(cx, Asks::Partnership))?;
    let found = store::find(cx, scope, id)?.ok_or(missing)?;
    may_ask(cx, found.asks)?;
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
    let scope = may_ask(cx, if of_customers { Asks::Customer } else { Asks::Partnership })?;
    let rows = store::list(cx, scope, (of_customers, state), (after, size.rows() + 1))?;
    Ok(Page::from_fetched(rows, size, |row| row.id))
}
