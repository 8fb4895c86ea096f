//! Changing one's own password.

use super::{session::renew, sign_in::NewSession, store};
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

/// Replaces the signed-in person's password. Other sessions end; this one goes on under a new
/// token. Blocks for the time of two slow hashes.
///
/// [`Fault::StepUp`] while the person owes their second factor: a stolen password alone takes no
/// account over. A wrong `old` one counts like one at sign-in: a stolen session is no way to try
/// passwords.
pub fn change_password(
    core: &Core,
    request: Request,
    old: &str,
    new: &str,
) -> Result<NewSession, Fault> {
    let known = core.read_blocking(request.clone(), |cx| {
        let Actor::Person(person) = cx.actor().clone() else { return Err(Fault::SignedOut) };
        if person.owes_second_factor() {
            return Err(Fault::StepUp);
        }
        store::by_name(cx, &person.user_name)?.ok_or(Fault::SignedOut)
    })?;
    check_password(new).map_err(|rule| Fault::field("new-password", rule))?;
    let (guesses, name) = (&core.env().guesses, known.user_name.clone());
    let (who, now) = ((name.as_str(), request.from), core.clock().now());
    guesses.password(who, now, Fault::is_wrong_guess, || {
        let keyring = &core.env().keyring;
        if !verify_password(keyring, &known.password, (known.user, known.epoch), old) {
            core.write_blocking(request, |cx| {
                cx.record(Event::new(Operation::ChangePassword, ResourceType::PartnerUser).failed())
            })?;
            return Err(Fault::field("old-password", Rule::PasswordWrong));
        }
        if old == new {
            return Err(Fault::field("new-password", Rule::PasswordUnchanged));
        }
        let hash = hash_password(new);
        core.write_blocking(request, move |cx| replace(cx, &hash))
    })
}

/// Whether a password may be chosen.
pub(crate) fn check_password(new: &str) -> Result<(), Rule> {
    let length = u32::try_from(new.chars().count()).unwrap_or(u32::MAX);
    if length < PASSWORD_MIN {
        Err(Rule::TooShort { min: PASSWORD_MIN })
    } else if length > PASSWORD_MAX {
        Err(Rule::TooLong { max: PASSWORD_MAX })
    } else {
        Ok(())
    }
}

fn replace(cx: &mut Cx<'_, '_>, hash: &PasswordHash) -> Result<NewSession, Fault> {
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
    cx.record(Event::new(Operation::ChangePassword, ResourceType::PartnerUser))?;
    renew(cx, session)
}
