//! The end of sessions, and the one preference a session page sets.

use crate::{
    Cx, Fault,
    access::{Actor, Person},
    audit::{Event, Operation, ResourceType},
};
use opc_db::sql;
use opc_kernel::language::Lang;

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

/// Ends every session and token of the signed-in person, this one included.
pub fn sign_out_everywhere(cx: &mut Cx<'_, '_>) -> Result<(), Fault> {
    let person = person(cx)?;
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
