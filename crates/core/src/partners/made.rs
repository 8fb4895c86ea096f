//! A reseller to try things out with, made by a form: the form may come twice, and the page with the
//! first password may be reloaded until *Done*, as in the wizard.

use super::{NewSandboxReseller, make_sandbox_reseller, store};
use crate::{
    Cx, Fault, Noun,
    access::{Permission, permissions::MakeSandboxResellers},
    fault::{stored, to_store},
    requests::{self, Answer},
};
use opc_kernel::id::{Id, OrganisationId, RequestId, UserId};
use serde::{Deserialize, Serialize};

/// Seconds the password can be shown for, if nobody chooses *Done*.
const SHOWN_SECONDS: i64 = 3600;

const MAY: Permission = Permission::MakeSandboxResellers;

/// The first administrator of such a reseller.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstPassword {
    /// Sign-in name.
    pub user_name: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// The temporary password.
    pub password: String,
}

impl std::fmt::Debug for FirstPassword {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "FirstPassword({}, …)", self.user_name)
    }
}

/// Makes a reseller once per form: the same form again answers the same reseller.
pub fn make_by_form(
    cx: &mut Cx<'_, '_>,
    form: RequestId,
    new: &NewSandboxReseller,
) -> Result<OrganisationId, Fault> {
    let body = format!("sandbox reseller {new:?}");
    let answer = |status, location| Answer { status, location, body: Vec::new() };
    let mut refused = None;
    let work = |cx: &mut Cx<'_, '_>| {
        let made = make_sandbox_reseller(cx, new)?;
        let first = FirstPassword {
            user_name: made.admin.user_name,
            first_name: new.admin.first_name.trim().to_owned(),
            last_name: new.admin.last_name.trim().to_owned(),
            password: made.admin.one_time_password,
        };
        let by = maker(cx)?;
        let plain = to_store("first password", &(by, first))?;
        requests::keep(cx, MAY, (page_of(made.id), plain.as_bytes()))?;
        Ok(answer(303, Some(made.id.to_string())))
    };
    let failed = |fault: &Fault| {
        refused = Some(fault.clone());
        answer(422, None)
    };
    // A refusal leaves no trace, so that the form can be mended and sent again.
    let found = requests::once(cx, MAY, (form, body.as_bytes()), work, failed)?;
    let id = found.location.and_then(|id| id.parse().ok());
    id.ok_or_else(|| refused.unwrap_or(Fault::NotFound(Noun::Partnership)))
}

/// The first administrator of a reseller, for who made it, until *Done* and for an hour at most.
pub fn first_password(
    cx: &mut Cx<'_, '_>,
    id: OrganisationId,
) -> Result<Option<FirstPassword>, Fault> {
    own(cx, id)?;
    let kept = requests::kept(cx, MAY, page_of(id))?;
    let Some((plain, _)) = kept.filter(|(_, at)| cx.now() <= at.plus_seconds(SHOWN_SECONDS)) else {
        return Ok(None);
    };
    let plain = String::from_utf8(plain).unwrap_or_default();
    let (by, first): (UserId, FirstPassword) = stored("first password", &plain)?;
    Ok((by == maker(cx)?).then_some(first))
}

/// Done: the password cannot be shown again. Nobody but who made the reseller is done with it.
pub fn forget_first_password(cx: &mut Cx<'_, '_>, id: OrganisationId) -> Result<(), Fault> {
    match first_password(cx, id)? {
        Some(_) => requests::forget(cx, MAY, page_of(id)),
        None => Ok(()),
    }
}

fn own(cx: &mut Cx<'_, '_>, id: OrganisationId) -> Result<(), Fault> {
    let scope = cx.allow(MakeSandboxResellers)?.scope();
    let found = store::sandbox_reseller(cx, scope, id)?;
    found.map(drop).ok_or(Fault::NotFound(Noun::Partnership))
}

fn maker(cx: &Cx<'_, '_>) -> Result<UserId, Fault> {
    cx.actor().person().map(|person| person.user).ok_or(Fault::SignedOut)
}

/// What is kept for a reseller's page goes by the reseller's own id.
fn page_of(id: OrganisationId) -> RequestId {
    RequestId::from_uuid(id.uuid())
}
