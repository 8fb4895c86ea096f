//! Rows of users as sign-in needs them.

use crate::{Cx, Fault, access::OrganisationKind, secrets::PasswordHash};
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
             FROM users u JOIN organisations o ON o.id = u.organisation_id WHERE u.user_name = $1"
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

/// How an attempt ended, decided inside the transaction that counts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Attempt {
    Right,
    Wrong,
    /// Too many wrong ones before; seconds to wait. Whether this one was right is not said.
    Paused(u32),
}

/// Settles an attempt whose password was compared outside the transaction. The count is read
/// again: of many attempts made at once, only the first few are answered. A `code`, if one was
/// typed, must be right as well.
pub(super) fn settle(
    cx: &mut Cx<'_, '_>,
    c: &Credentials,
    right: bool,
    code: Option<&str>,
) -> Result<Attempt, Fault> {
    let found = cx.first(
        sql!("SELECT failures, locked_until, epoch, state FROM users WHERE id = $1"),
        &[c.user.into()],
        |r| Ok((r.take()?, r.take()?, r.take::<i64>()?, r.take::<String>()?)),
    )?;
    let Some((failures, locked_until, epoch, state)) = found else { return Ok(Attempt::Wrong) };
    let current = Credentials { failures, locked_until, ..c.clone() };
    if let Some(wait) = pause(&current, cx.now()) {
        return Ok(Attempt::Paused(wait));
    }
    // A password that was replaced while it was being compared is wrong now.
    let mut right = right && epoch == c.epoch && state == "active";
    if let (true, Some(typed)) = (right, code) {
        right = super::code::accept(cx, &current, typed)?;
    }
    if right {
        // Who knows only the password must not get rid of the count of wrong codes with it.
        if c.totp.is_none() || code.is_some() {
            clear_failures(cx, c.user)?;
        }
        return Ok(Attempt::Right);
    }
    count_failure(cx, &current)?;
    Ok(Attempt::Wrong)
}

/// Counts a wrong password or code. From the fifth in a row on, the account pauses: 30 s, then
/// twice as long each time, at most an hour. A pause, not a lock: nobody can shut another out.
pub(super) fn count_failure(cx: &mut Cx<'_, '_>, c: &Credentials) -> Result<(), Fault> {
    let failures = c.failures + 1;
    let pause = (failures >= 5).then(|| (30_i64 << (failures - 5).min(7)).min(3600));
    let until = pause.map(|seconds| cx.now().plus_seconds(seconds));
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

/// Seconds an attempt must wait, if any.
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
