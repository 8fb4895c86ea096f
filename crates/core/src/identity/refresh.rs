//! Refresh tokens: stored as digests, spent by use, ended as a family when one is used twice.

use super::token::{Client, Decided, TokenFault, sign_in_event};
use crate::{
    Cx, Fault,
    access::{Claims, OrganisationKind},
    secrets::{digest, random_token},
};
use opc_db::sql;
use opc_kernel::{
    id::{ApplicationId, OrganisationId, UserId},
    time::Timestamp,
};

/// Seconds a refresh token lives; each use gives a new one.
const REFRESH_SECONDS: i64 = 90 * 86_400;

/// What one refresh token hands to the next.
#[derive(Debug, Clone, Copy)]
pub(super) struct RefreshRow {
    pub(super) family: uuid::Uuid,
    pub(super) user: UserId,
    pub(super) epoch: i64,
    pub(super) mfa: bool,
}

pub(super) fn granted(
    cx: &mut Cx<'_, '_>,
    client: &Client,
    row: &RefreshRow,
) -> Result<Decided, Fault> {
    let token = random_token();
    cx.execute(
        sql!(
            "INSERT INTO refresh_tokens (token_hash, family, application_id, user_id, epoch, mfa,
                 spent_at, expires_at)
             VALUES ($1, $2, $3, $4, $5, $6, NULL, $7)"
        ),
        &[
            digest(token.as_bytes()).as_slice().into(),
            row.family.into(),
            client.id.into(),
            row.user.into(),
            row.epoch.into(),
            row.mfa.into(),
            cx.now().plus_seconds(REFRESH_SECONDS).into(),
        ],
    )?;
    let claims = Claims {
        organisation: client.organisation,
        application: client.id,
        user: Some((row.user, row.epoch)),
        mfa: row.mfa,
    };
    Ok(Ok((claims, cx.now(), Some(token))))
}

/// A refresh token as it is stored, with the state of its user.
#[derive(Debug)]
struct StoredToken {
    row: RefreshRow,
    application: ApplicationId,
    spent: bool,
    expires_at: Timestamp,
    user_name: String,
    organisation: OrganisationId,
    kind: OrganisationKind,
    /// Active, of the token's epoch, and with a password of their own choosing.
    user_is_unchanged: bool,
}

fn stored_token(cx: &mut Cx<'_, '_>, token: &str) -> Result<Option<StoredToken>, Fault> {
    cx.first(
        sql!(
            "SELECT r.family, r.user_id, r.epoch, r.mfa, r.application_id, r.spent_at, r.expires_at,
                    u.user_name, u.organisation_id, o.kind, u.state, u.epoch, u.must_change_password
             FROM refresh_tokens r JOIN users u ON u.id = r.user_id
             JOIN organisations o ON o.id = u.organisation_id WHERE r.token_hash = $1"
        ),
        &[digest(token.as_bytes()).as_slice().into()],
        |r| {
            let row =
                RefreshRow { family: r.take()?, user: r.take()?, epoch: r.take()?, mfa: r.take()? };
            Ok(StoredToken {
                application: r.take()?,
                spent: r.take::<Option<Timestamp>>()?.is_some(),
                expires_at: r.take()?,
                user_name: r.take()?,
                organisation: r.take()?,
                kind: r.parse(OrganisationKind::parse)?,
                user_is_unchanged: r.take::<String>()? == "active"
                    && r.take::<i64>()? == row.epoch
                    && !r.take::<bool>()?,
                row,
            })
        },
    )
}

/// Spends a refresh token for the next one. A routine refresh is no event of the log; a token
/// used twice is, and ends its family: one of the two users is a thief.
pub(super) fn refreshed(
    cx: &mut Cx<'_, '_>,
    client: &Client,
    token: &str,
) -> Result<Decided, Fault> {
    let refused = Ok(Err(TokenFault::InvalidGrant));
    let Some(found) = stored_token(cx, token)? else { return refused };
    if found.application != client.id || found.organisation != client.organisation {
        return refused;
    }
    if found.spent {
        end_family(cx, found.row.family)?;
        let whose = (found.kind, found.organisation);
        let event = sign_in_event(client, whose, &found.user_name, "refresh_token");
        cx.record(event.failed())?;
        return refused;
    }
    if found.expires_at <= cx.now() || !found.user_is_unchanged {
        return refused;
    }
    cx.execute(
        sql!("UPDATE refresh_tokens SET spent_at = $2 WHERE token_hash = $1"),
        &[digest(token.as_bytes()).as_slice().into(), cx.now().into()],
    )?;
    granted(cx, client, &found.row)
}

/// Ends every refresh token that goes back to one sign-in.
pub(super) fn end_family(cx: &mut Cx<'_, '_>, family: uuid::Uuid) -> Result<(), Fault> {
    cx.execute(sql!("DELETE FROM refresh_tokens WHERE family = $1"), &[family.into()])?;
    Ok(())
}

/// Forgets up to `limit` refresh tokens that have ended. Answers how many.
pub fn purge_refresh_tokens(cx: &mut Cx<'_, '_>, limit: u32) -> Result<u64, Fault> {
    cx.execute(
        sql!(
            "DELETE FROM refresh_tokens WHERE token_hash IN
             (SELECT token_hash FROM refresh_tokens WHERE expires_at <= $1 LIMIT $2)"
        ),
        &[cx.now().into(), limit.into()],
    )
}
