//! Refresh tokens: stored as digests, spent by use, ended as a family when one is used twice.

use super::{
    client::Client,
    given::{Consent, Given, holder},
    token::{Decided, TokenFault},
};
use crate::{
    Cx, Fault,
    access::Claims,
    secrets::{digest, random_token},
};
use opc_db::sql;

/// Seconds a refresh token lives; each use gives a new one.
const REFRESH_SECONDS: i64 = 90 * 86_400;

/// Gives the application tokens for what the person let it have.
pub(super) fn granted(
    cx: &mut Cx<'_, '_>,
    client: &Client,
    consent: &Consent,
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
            consent.family.into(),
            client.id.into(),
            consent.user.into(),
            consent.epoch.into(),
            consent.mfa.into(),
            cx.now().plus_seconds(REFRESH_SECONDS).into(),
        ],
    )?;
    let claims = Claims {
        organisation: client.organisation,
        application: client.id,
        user: Some((consent.user, consent.epoch)),
        mfa: consent.mfa,
    };
    Ok(Ok((claims, cx.now(), Some(token))))
}

/// Spends a refresh token for the next one. A routine refresh is no event of the log; a token
/// used twice is, and ends its family: one of the two users is a thief.
pub(super) fn refreshed(
    cx: &mut Cx<'_, '_>,
    client: &Client,
    token: &str,
) -> Result<Decided, Fault> {
    let refused = Ok(Err(TokenFault::InvalidGrant));
    let hash = digest(token.as_bytes());
    let found = cx.first(
        sql!(
            "SELECT family, user_id, epoch, mfa, application_id, spent_at, expires_at
             FROM refresh_tokens WHERE token_hash = $1"
        ),
        &[hash.as_slice().into()],
        Given::read,
    )?;
    let Some(found) = found.filter(|found| found.application == client.id) else { return refused };
    let Some(holder) = holder(cx, client, &found.consent)? else { return refused };
    if found.spent {
        end_family(cx, found.consent.family)?;
        cx.record(holder.event(client, "refresh_token").failed())?;
        return refused;
    }
    if found.expires_at <= cx.now() || !holder.is_unchanged {
        return refused;
    }
    cx.execute(
        sql!("UPDATE refresh_tokens SET spent_at = $2 WHERE token_hash = $1"),
        &[hash.as_slice().into(), cx.now().into()],
    )?;
    granted(cx, client, &found.consent)
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
