//! Setting up the second factor.

use super::{code, session::raise, sign_in::NewSession};
use crate::{
    Cx, Fault,
    access::{Actor, Person},
    audit::{Event, Operation, ResourceType},
};
use opc_db::sql;
use opc_kernel::rule::Rule;

/// What the authenticator app must be given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enrolment {
    /// The secret, in base 32, to type in.
    pub secret: String,
    /// The same as an `otpauth://` address, to show as a picture.
    pub uri: String,
}

/// The secret on offer to this session: the same until the session ends, stored only when a code
/// has proved that the app has it.
fn offered(person: &Person, cx: &Cx<'_, '_>) -> Option<[u8; 20]> {
    let session = person.session.as_ref()?;
    Some(cx.env().keyring.offer(&format!("totp {}", session.id)))
}

fn person(cx: &Cx<'_, '_>) -> Result<Person, Fault> {
    match cx.actor() {
        Actor::Person(p) if p.session.is_some() => Ok(p.clone()),
        _ => Err(Fault::SignedOut),
    }
}

/// What to give to the authenticator app. Refused once a second factor is set up.
pub fn enrolment(cx: &mut Cx<'_, '_>) -> Result<Enrolment, Fault> {
    let person = person(cx)?;
    if person.enrolled {
        return Err(Fault::Refused(Rule::AlreadyEnrolled));
    }
    let secret = offered(&person, cx).ok_or(Fault::SignedOut)?;
    let secret = totp_rs::Secret::from(secret.as_slice()).to_base32();
    let name = &person.user_name;
    let uri = format!(
        "otpauth://totp/Open%20Partner%20Center:{name}?secret={secret}&issuer=Open%20Partner%20Center"
    );
    Ok(Enrolment { secret, uri })
}

/// Stores the offered secret, now that `code` has proved that the app has it. The session goes on
/// under a new token.
pub fn confirm_enrolment(cx: &mut Cx<'_, '_>, typed: &str) -> Result<NewSession, Fault> {
    let person = person(cx)?;
    let session = person.session.as_ref().ok_or(Fault::SignedOut)?.id;
    if person.enrolled {
        return Err(Fault::Refused(Rule::AlreadyEnrolled));
    }
    let secret = offered(&person, cx).ok_or(Fault::SignedOut)?;
    let step = code::step_of(&secret, typed, 0, cx.now())
        .ok_or_else(|| Fault::field("code", Rule::CodeWrong))?;
    let sealed = cx.env().keyring.seal(code::PURPOSE, &secret);
    cx.execute(
        sql!(
            "UPDATE users SET totp_secret = $2, totp_last_step = $3
             WHERE id = $1 AND totp_secret IS NULL"
        ),
        &[person.user.into(), sealed.into(), step.into()],
    )?;
    cx.record(Event::new(Operation::EnrolSecondFactor, ResourceType::PartnerUser))?;
    raise(cx, session)
}
