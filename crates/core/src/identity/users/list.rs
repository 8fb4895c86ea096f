//! Looking at the organisation's people.

use super::{User, store};
use crate::{Cx, Fault, access::permissions::ManageUsers};
use opc_kernel::{
    id::UserId,
    page::{Page, PageSize},
};

/// People of the actor's organisation in the order of their sign-in names, after the name
/// `after` of the previous page.
pub fn list(
    cx: &mut Cx<'_, '_>,
    after: Option<&str>,
    size: PageSize,
) -> Result<Page<User, String>, Fault> {
    let scope = cx.allow(ManageUsers)?.scope();
    let limit = i64::try_from(size.rows()).unwrap_or(i64::MAX - 1) + 1;
    let found = store::list(cx, scope, after.unwrap_or(""), limit)?;
    Ok(Page::from_fetched(found, size, |user| user.user_name.clone()))
}

/// One person of the actor's organisation.
pub fn get(cx: &mut Cx<'_, '_>, id: UserId) -> Result<User, Fault> {
    let scope = cx.allow(ManageUsers)?.scope();
    store::get(cx, scope, id)
}
