//! Rows of people.

use super::{
    User, UserState,
    rules::{Home, ValidUser},
};
use crate::{
    Cx, Fault, Noun,
    access::{OrganisationKind, RoleSet, Scope},
    secrets::PasswordHash,
};
use opc_db::{DbError, Row, sql};
use opc_kernel::{
    id::{OrganisationId, UserId},
    language::Lang,
};

fn user(r: &mut Row<'_>) -> Result<User, DbError> {
    Ok(User {
        id: r.take()?,
        user_name: r.take()?,
        first_name: r.take()?,
        last_name: r.take()?,
        email: r.take()?,
        language: r.parse(Lang::parse)?,
        roles: r.parse(RoleSet::parse)?,
        state: r.parse(UserState::parse)?,
        enrolled: r.take()?,
        must_change_password: r.take()?,
        created_at: r.take()?,
    })
}

pub(super) fn get(cx: &mut Cx<'_, '_>, scope: Scope, id: UserId) -> Result<User, Fault> {
    cx.first(
        sql!(
            "SELECT id, user_name, first_name, last_name, email, language, roles, state,
                    totp_secret IS NOT NULL, must_change_password, created_at
             FROM users WHERE organisation_id = $1 AND id = $2"
        ),
        &[scope.organisation().into(), id.into()],
        user,
    )?
    .ok_or(Fault::NotFound(Noun::User))
}

/// At most `limit` people whose names follow `after`, in the order of their names.
pub(super) fn list(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    after: &str,
    limit: i64,
) -> Result<Vec<User>, Fault> {
    cx.all(
        sql!(
            "SELECT id, user_name, first_name, last_name, email, language, roles, state,
                    totp_secret IS NOT NULL, must_change_password, created_at
             FROM users WHERE organisation_id = $1 AND user_name > $2
             ORDER BY user_name LIMIT $3"
        ),
        &[scope.organisation().into(), after.into(), limit.into()],
        user,
    )
}

pub(super) fn home(cx: &mut Cx<'_, '_>, id: OrganisationId) -> Result<Home, Fault> {
    cx.first(
        sql!("SELECT kind, domain, country FROM organisations WHERE id = $1"),
        &[id.into()],
        |r| {
            Ok(Home {
                kind: r.parse(OrganisationKind::parse)?,
                domain: r.take()?,
                country: r.take()?,
            })
        },
    )?
    .ok_or_else(|| Fault::Internal(format!("no organisation {id}")))
}

/// How a person who is being stored will sign in.
#[derive(Debug)]
pub(super) struct FirstCredentials {
    pub(super) password: PasswordHash,
    /// Sealed.
    pub(super) totp: Option<Vec<u8>>,
}

/// Stores a person. `None` if somebody has the sign-in name.
pub(super) fn insert(
    cx: &mut Cx<'_, '_>,
    organisation: OrganisationId,
    new: &ValidUser,
    credentials: &FirstCredentials,
) -> Result<Option<UserId>, Fault> {
    let id: UserId = cx.new_id();
    let inserted = cx.execute(
        sql!(
            "INSERT INTO users (id, organisation_id, user_name, first_name, last_name, email, language,
                 state, roles, password_hash, must_change_password, totp_secret, totp_last_step,
                 failures, locked_until, epoch, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, 'active', $8, $9, $10, $11, 0, 0, NULL, 0, $12)
             ON CONFLICT (user_name) DO NOTHING"
        ),
        &[
            id.into(),
            organisation.into(),
            new.user_name.as_str().into(),
            new.first_name.as_str().into(),
            new.last_name.as_str().into(),
            new.email.as_str().into(),
            new.language.code().into(),
            new.roles.to_stored().into(),
            credentials.password.to_stored().into(),
            (credentials.password == PasswordHash::Derived).into(),
            credentials.totp.as_deref().into(),
            cx.now().into(),
        ],
    )?;
    Ok((inserted == 1).then_some(id))
}

pub(super) fn set_roles(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    id: UserId,
    roles: RoleSet,
) -> Result<(), Fault> {
    cx.execute(
        sql!("UPDATE users SET roles = $3 WHERE organisation_id = $1 AND id = $2"),
        &[scope.organisation().into(), id.into(), roles.to_stored().into()],
    )?;
    Ok(())
}

pub(super) fn set_state(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    id: UserId,
    state: UserState,
) -> Result<(), Fault> {
    cx.execute(
        sql!("UPDATE users SET state = $3 WHERE organisation_id = $1 AND id = $2"),
        &[scope.organisation().into(), id.into(), state.name().into()],
    )?;
    Ok(())
}

/// Gives a person the temporary password of a new epoch, and answers the epoch.
pub(super) fn derive_password(cx: &mut Cx<'_, '_>, scope: Scope, id: UserId) -> Result<i64, Fault> {
    cx.execute(
        sql!(
            "UPDATE users SET password_hash = 'derived', must_change_password = $3,
                 epoch = epoch + 1, failures = 0, locked_until = NULL
             WHERE organisation_id = $1 AND id = $2"
        ),
        &[scope.organisation().into(), id.into(), true.into()],
    )?;
    let epoch = cx.first(
        sql!("SELECT epoch FROM users WHERE organisation_id = $1 AND id = $2"),
        &[scope.organisation().into(), id.into()],
        |r| r.take(),
    )?;
    epoch.ok_or(Fault::NotFound(Noun::User))
}

/// Active global administrators besides this person.
pub(super) fn other_global_admins(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    id: UserId,
) -> Result<i64, Fault> {
    let count = cx.first(
        sql!(
            "SELECT count(*) FROM users WHERE organisation_id = $1 AND id <> $2
             AND state = 'active' AND roles LIKE '%global_admin%'"
        ),
        &[scope.organisation().into(), id.into()],
        |r| r.take(),
    )?;
    Ok(count.unwrap_or(0))
}
