//! Sessions after sign-in: their rise, their end, and the one preference a session page sets.

use super::sign_in::NewSession;
use crate::{
    Cx, Fault,
    access::{Actor, Person},
    audit::{Event, Operation, ResourceType},
    secrets::{digest, random_token},
};
use opc_db::sql;
use opc_kernel::{id::SessionId, language::Lang, time::Timestamp};

fn person(cx: &Cx<'_, '_>) -> Result<Person, Fault> {
    cx.actor().person().cloned().ok_or(Fault::SignedOut)
}

/// Ends this session.
pub fn sign_out(cx: &mut Cx<'_, '_>) -> Result<(), Fault> {
    if let Actor::Person(Person { session: Some(session), .. }) = cx.actor().clone() {
        cx.execute(sql!("DELETE FROM sessions WHERE id = $1"), &[session.id.into()])?;
        cx.record(Event::new(Operation::SignOut, ResourceType::PartnerUser))?;
    }
    Ok(())
}

/// The second factor was shown: the session goes on as one that counts for more.
pub(super) fn raise(cx: &mut Cx<'_, '_>, session: SessionId) -> Result<NewSession, Fault> {
    cx.execute(
        sql!("UPDATE sessions SET mfa_at = $2 WHERE id = $1"),
        &[session.into(), cx.now().into()],
    )?;
    renew(cx, session)
}

/// Gives the session another token and another secret for its forms: whoever knew the old token
/// has nothing of what it is worth from now on (`domain/09`, Security requirements).
pub(super) fn renew(cx: &mut Cx<'_, '_>, session: SessionId) -> Result<NewSession, Fault> {
    let token = random_token();
    cx.execute(
        sql!("UPDATE sessions SET token_hash = $2, csrf = $3 WHERE id = $1"),
        &[session.into(), digest(token.as_bytes()).as_slice().into(), random_token().into()],
    )?;
    let expires_at =
        cx.first(sql!("SELECT expires_at FROM sessions WHERE id = $1"), &[session.into()], |r| {
            r.take::<Timestamp>()
        })?;
    let expires_at = expires_at.ok_or(Fault::SignedOut)?;
    Ok(NewSession { token, seconds: expires_at.seconds() - cx.now().seconds() })
}

/// Ends every session and token of the signed-in person, this one included. [`Fault::StepUp`]
/// while they owe their second factor: a stolen password throws nobody out.
pub fn sign_out_everywhere(cx: &mut Cx<'_, '_>) -> Result<(), Fault> {
    let person = person(cx)?;
    if person.owes_second_factor() {
        return Err(Fault::StepUp);
    }
    super::store::end_everything(cx, person.user)?;
    let everywhere = serde_json::json!({ "everywhere": true });
    cx.record(Event::new(Operation::SignOut, ResourceType::PartnerUser).to(&everywhere))
}

/// Remembers the language the signed-in person reads.
pub fn set_language(cx: &mut Cx<'_, '_>, lang: Lang) -> Result<(), Fault> {
    let person = person(cx)?;
    if person.language == lang {
        return Ok(());
    }
    cx.execute(
        sql!("UPDATE users SET language = $2 WHERE id = $1"),
        &[person.user.into(), lang.code().into()],
    )?;
    let event = Event::new(Operation::UpdatePartnerUser, ResourceType::PartnerUser);
    cx.record(event.to(&serde_json::json!({ "language": lang.code() })))
}
