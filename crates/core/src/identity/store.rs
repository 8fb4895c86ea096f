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
}

pub(super) fn by_name(cx: &mut Cx<'_, '_>, name: &str) -> Result<Option<Credentials>, Fault> {
    let name = name.trim().to_lowercase();
    cx.first(
        sql!(
            "SELECT u.id, u.organisation_id, o.kind, u.user_name, u.state, u.password_hash, u.totp_secret,
                    u.totp_last_step, u.failures, u.locked_until, u.epoch
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
            })
        },
    )
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
