//! Changing one's own password.

use super::store;
use crate::{
    Core, Cx, Fault,
    access::{Actor, Request},
    audit::{Event, Operation, ResourceType},
    secrets::{PasswordHash, hash_password, verify_password},
};
use opc_db::sql;
use opc_kernel::rule::Rule;

/// The fewest characters of a chosen password.
pub const PASSWORD_MIN: u32 = 12;
/// The most: hashing cost is bounded.
const PASSWORD_MAX: u32 = 200;

/// Replaces the signed-in person's password. Other sessions end; this one goes on.
/// Blocks for the time of two slow hashes.
pub fn change_password(core: &Core, request: Request, old: &str, new: &str) -> Result<(), Fault> {
    let length = u32::try_from(new.chars().count()).unwrap_or(u32::MAX);
    if length < PASSWORD_MIN {
        return Err(Fault::field("new-password", Rule::TooShort { min: PASSWORD_MIN }));
    }
    if length > PASSWORD_MAX {
        return Err(Fault::field("new-password", Rule::TooLong { max: PASSWORD_MAX }));
    }
    let known = core.read_blocking(request.clone(), |cx| {
        let Actor::Person(person) = cx.actor().clone() else { return Err(Fault::SignedOut) };
        store::by_name(cx, &person.user_name)?.ok_or(Fault::SignedOut)
    })?;
    // The same pause as at sign-in: a stolen session is no way to try passwords.
    if let Some(retry_after) = store::pause(&known, core.clock().now()) {
        return Err(Fault::TooMany { retry_after });
    }
    let keyring = &core.env().keyring;
    if !verify_password(keyring, &known.password, (known.user, known.epoch), old) {
        core.write_blocking(request, move |cx| {
            store::settle(cx, &known, false, None)?;
            cx.record(Event::new(Operation::ChangePassword, ResourceType::PartnerUser).failed())
        })?;
        return Err(Fault::field("old-password", Rule::PasswordWrong));
    }
    if old == new {
        return Err(Fault::field("new-password", Rule::PasswordUnchanged));
    }
    let hash = hash_password(new);
    core.write_blocking(request, move |cx| replace(cx, &hash))
}

fn replace(cx: &mut Cx<'_, '_>, hash: &PasswordHash) -> Result<(), Fault> {
    let Actor::Person(person) = cx.actor().clone() else { return Err(Fault::SignedOut) };
    let session = person.session.as_ref().ok_or(Fault::SignedOut)?.id;
    cx.execute(
        sql!(
            "UPDATE users SET password_hash = $2, must_change_password = $3, epoch = epoch + 1 WHERE id = $1"
        ),
        &[person.user.into(), hash.to_stored().into(), false.into()],
    )?;
    cx.execute(
        sql!("UPDATE sessions SET epoch = (SELECT epoch FROM users WHERE id = $2) WHERE id = $1"),
        &[session.into(), person.user.into()],
    )?;
    cx.record(Event::new(Operation::ChangePassword, ResourceType::PartnerUser))
}
