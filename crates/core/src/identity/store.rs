//! Rows of users as sign-in needs them.

use crate::{Cx, Fault, access::OrganisationKind, pauses, secrets::PasswordHash};
use opc_db::sql;
use opc_kernel::{
    id::{OrganisationId, UserId},
    time::Timestamp,
};

/// What stands between a name and a session.
#[derive(Debug, Clone)]
pub(super) struct Credentials {
    pub(super) user: UserId,
    pub(super) organisation: OrganisationId,
    pub(super) kind: OrganisationKind,
    pub(super) user_name: String,
    pub(super) active: bool,
    pub(super) password: PasswordHash,
    pub(super) totp: Option<Vec<u8>>,
    pub(super) last_step: i64,
    pub(super) failures: i64,
    pub(super) locked_until: Option<Timestamp>,
    pub(super) epoch: i64,
    pub(super) must_change_password: bool,
}

pub(super) fn by_name(cx: &mut Cx<'_, '_>, name: &str) -> Result<Option<Credentials>, Fault> {
    let name = name.trim().to_lowercase();
    cx.first(
        sql!(
            "SELECT u.id, u.organisation_id, o.kind, u.user_name, u.state, u.password_hash, u.totp_secret,
                    u.totp_last_step, u.failures, u.locked_until, u.epoch, u.must_change_password
             FROM users u JOIN organisations o ON o.id = u.organisation_id
             WHERE u.user_name = $1 AND o.deleted_at IS NULL"
        ),
        &[name.into()],
        |r| {
            Ok(Credentials {
                user: r.take()?,
                organisation: r.take()?,
                kind: r.parse(OrganisationKind::parse)?,
                user_name: r.take()?,
                active: r.take::<String>()? == "active",
                password: PasswordHash::from_stored(r.take()?),
                totp: r.take()?,
                last_step: r.take()?,
                failures: r.take()?,
                locked_until: r.take()?,
                epoch: r.take()?,
                must_change_password: r.take()?,
            })
        },
    )
}

/// Whether a password that was compared outside the transaction is still the user's, and the user
/// still active.
pub(super) fn is_current(cx: &mut Cx<'_, '_>, c: &Credentials) -> Result<bool, Fault> {
    let found = cx.first(
        sql!("SELECT epoch FROM users WHERE id = $1 AND epoch = $2 AND state = 'active'"),
        &[c.user.into(), c.epoch.into()],
        |r| r.take::<i64>(),
    )?;
    Ok(found.is_some())
}

/// Counts a wrong code. It pauses all codes of the user, wherever the next one comes from: who
/// types codes has shown the password, and a million codes are few.
pub(super) fn count_failure(cx: &mut Cx<'_, '_>, c: &Credentials) -> Result<(), Fault> {
    let failures = c.failures + 1;
    let pause = pauses::seconds(u32::try_from(failures).unwrap_or(u32::MAX));
    let until = (pause > 0).then(|| cx.now().plus_seconds(pause));
    cx.execute(
        sql!("UPDATE users SET failures = $2, locked_until = $3 WHERE id = $1"),
        &[c.user.into(), failures.into(), until.into()],
    )?;
    Ok(())
}

pub(super) fn clear_failures(cx: &mut Cx<'_, '_>, user: UserId) -> Result<(), Fault> {
    cx.execute(
        sql!("UPDATE users SET failures = 0, locked_until = NULL WHERE id = $1"),
        &[user.into()],
    )?;
    Ok(())
}

/// Seconds a code must wait, if any.
pub(super) fn pause(c: &Credentials, now: Timestamp) -> Option<u32> {
    let left = c.locked_until?.micros() - now.micros();
    (left > 0).then(|| u32::try_from(left / 1_000_000 + 1).unwrap_or(u32::MAX))
}

/// Ends every session and token of a user. A temporary password is derived from the epoch, so
/// that of a user who still has one stays; such a user cannot have been given an access token.
pub(super) fn end_everything(cx: &mut Cx<'_, '_>, user: UserId) -> Result<(), Fault> {
    cx.execute(sql!("DELETE FROM sessions WHERE user_id = $1"), &[user.into()])?;
    cx.execute(sql!("DELETE FROM refresh_tokens WHERE user_id = $1"), &[user.into()])?;
    cx.execute(sql!("DELETE FROM authorization_codes WHERE user_id = $1"), &[user.into()])?;
    cx.execute(sql!("DELETE FROM device_codes WHERE user_id = $1"), &[user.into()])?;
    cx.execute(
        sql!("UPDATE users SET epoch = epoch + 1 WHERE id = $1 AND password_hash <> 'derived'"),
        &[user.into()],
    )?;
    Ok(())
}
