//! People who are told, and the older privilege.

use crate::{Cx, Fault, access::Scope};
use opc_db::{DbError, Row, sql};
use opc_kernel::{
    id::{CustomerId, OrganisationId, UserId},
    language::Lang,
};

/// The most people of an organisation who get a mail.
const PEOPLE_MAX: u32 = 20;

fn address(r: &mut Row<'_>) -> Result<(String, Lang), DbError> {
    Ok((r.take()?, r.parse(Lang::parse)?))
}

/// Address and language of a person who may still sign in.
pub(in crate::delegated_admin) fn requester(
    cx: &mut Cx<'_, '_>,
    (organisation, user): (OrganisationId, UserId),
) -> Result<Option<(String, Lang)>, Fault> {
    let statement = sql!(
        "SELECT email, language FROM users
         WHERE organisation_id = $1 AND id = $2 AND state = 'active'"
    );
    cx.first(statement, &[organisation.into(), user.into()], address)
}

/// Addresses and languages of an organisation's active people whose roles have this one.
pub(in crate::delegated_admin) fn admins_of(
    cx: &mut Cx<'_, '_>,
    organisation: OrganisationId,
    role: &'static str,
) -> Result<Vec<(String, Lang)>, Fault> {
    let statement = sql!(
        "SELECT email, language FROM users
         WHERE organisation_id = $1 AND state = 'active' AND roles LIKE $2 ORDER BY id LIMIT $3"
    );
    let like = format!("%{role}%");
    cx.all(statement, &[organisation.into(), like.into(), PEOPLE_MAX.into()], address)
}

/// Whether the scope has the older privilege, which is all or nothing.
pub(in crate::delegated_admin) fn has_delegated_admin(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    customer: CustomerId,
) -> Result<bool, Fault> {
    let statement = sql!(
        "SELECT delegated_admin FROM accounts
         WHERE partner_id = $1 AND customer_id = $2 AND relationship = 'reseller'"
    );
    let found = cx.first(statement, &[scope.partner().into(), customer.into()], |r| r.take())?;
    Ok(found.unwrap_or(false))
}
