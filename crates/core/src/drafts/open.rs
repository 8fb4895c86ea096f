//! Starting, opening, listing and discarding drafts.

use super::{Draft, Summary, store};
use crate::{
    Cx, Fault, Noun,
    access::{Granted, permissions::AddCustomer},
};
use opc_kernel::{
    id::{DraftId, UserId},
    rule::Rule,
};

/// The most drafts one person may have open.
const DRAFTS_MAX: u32 = 50;

/// Who may work on drafts: someone who may add customers, on their own drafts.
pub(super) fn author(cx: &Cx<'_, '_>) -> Result<(Granted<AddCustomer>, UserId), Fault> {
    let granted = cx.allow(AddCustomer)?;
    let person = cx.actor().person().ok_or(Fault::SignedOut)?;
    Ok((granted, person.user))
}

/// Starts an empty draft, unless it has been: a form that is sent twice starts one. With too many
/// open ones it is refused: none is thrown away unasked.
pub fn start(cx: &mut Cx<'_, '_>, id: DraftId) -> Result<(), Fault> {
    let (granted, user) = author(cx)?;
    if store::find(cx, granted.scope(), user, id)?.is_some() {
        return Ok(());
    }
    if store::open_drafts(cx, granted.scope(), user)?.len() >= DRAFTS_MAX as usize {
        return Err(Fault::Refused(Rule::TooManyDrafts { max: DRAFTS_MAX }));
    }
    let started = store::insert(cx, granted.scope(), user, id)?;
    // Somebody else's draft looks like none.
    if started { Ok(()) } else { Err(Fault::NotFound(Noun::Draft)) }
}

/// A draft of the signed-in person, submitted or not.
pub fn open(cx: &mut Cx<'_, '_>, id: DraftId) -> Result<Draft, Fault> {
    let (granted, user) = author(cx)?;
    store::find(cx, granted.scope(), user, id)?.ok_or(Fault::NotFound(Noun::Draft))
}

/// The drafts not submitted yet, last saved first.
pub fn list(cx: &mut Cx<'_, '_>) -> Result<Vec<Summary>, Fault> {
    let (granted, user) = author(cx)?;
    store::open_drafts(cx, granted.scope(), user)
}

/// Throws a draft away. What has been submitted stays.
pub fn discard(cx: &mut Cx<'_, '_>, id: DraftId) -> Result<(), Fault> {
    let draft = open(cx, id)?;
    let (granted, user) = author(cx)?;
    if draft.submitted.is_none() {
        store::delete(cx, granted.scope(), user, id)?;
    }
    Ok(())
}
