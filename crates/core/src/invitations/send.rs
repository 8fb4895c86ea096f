//! Sending an invitation, again, or taking it back.

use super::{
    Invitation, State, Text,
    draft::{event, facts},
    get,
    invitation::DAYS,
    list::{may_ask, may_look},
    store,
};
use crate::{
    Cx, Fault,
    audit::Operation,
    notifications::{self, Mail, Message},
};
use opc_kernel::{
    id::InvitationId,
    rule::{Problem, Rule},
    rules::contact,
    text::{clean_line, clean_message},
};

/// The most characters of a subject and of a text.
const SUBJECT_MAX: u32 = 200;
const BODY_MAX: u32 = 10_000;

/// Keeps what was typed, whether it could be sent or not, as long as the invitation has not been
/// answered.
pub fn save_text(cx: &mut Cx<'_, '_>, id: InvitationId, text: &Text) -> Result<Invitation, Fault> {
    let open = open(cx, id)?;
    save(cx, Invitation { text: clean(text)?, ..open }, Operation::UpdateInvitation)
}

/// Notes that the mail is on its way: in the partner's own mail program, or sent by us
/// (`by_us`). The text must have the link in it, or nobody could answer. Sent again, the link can
/// be answered for another ninety days.
pub fn send(
    cx: &mut Cx<'_, '_>,
    id: InvitationId,
    (text, by_us): (&Text, bool),
) -> Result<Invitation, Fault> {
    let open = open(cx, id)?;
    let sent = Invitation { text: clean(text)?, ..open };
    checked(&sent, by_us)?;
    dispatch(cx, sent, by_us)
}

/// [`send`] of what was sent before, as it was, also after its link has ended.
pub fn resend(cx: &mut Cx<'_, '_>, id: InvitationId, by_us: bool) -> Result<Invitation, Fault> {
    let known = get(cx, id)?;
    may_ask(cx, known.asks)?;
    if !matches!(known.state, State::Sent | State::Expired) {
        return Err(Fault::Refused(Rule::InvitationEnded));
    }
    checked(&known, by_us)?;
    dispatch(cx, known, by_us)
}

/// Takes an invitation back: its link cannot be answered any more.
pub fn revoke(cx: &mut Cx<'_, '_>, id: InvitationId) -> Result<Invitation, Fault> {
    let known = get(cx, id)?;
    match known.state {
        State::Revoked => return Ok(known),
        State::Accepted | State::Declined => return Err(Fault::Refused(Rule::InvitationEnded)),
        State::Draft | State::Sent | State::Expired => {}
    }
    let ended_at = Some(cx.now());
    save(cx, Invitation { state: State::Revoked, ended_at, ..known }, Operation::RevokeInvitation)
}

fn open(cx: &mut Cx<'_, '_>, id: InvitationId) -> Result<Invitation, Fault> {
    let known = get(cx, id)?;
    may_ask(cx, known.asks)?;
    if known.state.is_open() { Ok(known) } else { Err(Fault::Refused(Rule::InvitationEnded)) }
}

/// Whether a text can be sent as it is.
fn checked(of: &Invitation, by_us: bool) -> Result<(), Fault> {
    let mut problems = Vec::new();
    if of.text.subject.is_empty() {
        problems.push(Problem::new("subject", Rule::Required));
    }
    if !has_link(&of.text.body, &of.link) {
        problems.push(Problem::new("body", Rule::InvitationLinkMissing));
    }
    if by_us && of.text.recipient.is_empty() {
        problems.push(Problem::new("recipient", Rule::Required));
    }
    if problems.is_empty() { Ok(()) } else { Err(Fault::Invalid(problems)) }
}

/// Whether the link stands in the text by itself, not as a part of another address.
fn has_link(body: &str, link: &str) -> bool {
    let joins = |c: char| c.is_ascii_alphanumeric() || "/?#&=%+-_~:@".contains(c);
    body.match_indices(link).any(|(at, _)| {
        let (before, after) = (&body[..at], &body[at + link.len()..]);
        !before.ends_with(joins) && !after.starts_with(joins)
    })
}

/// The text as it is kept: nothing in it could begin another header of the mail, or be unseen.
pub(super) fn clean(text: &Text) -> Result<Text, Fault> {
    let mut problems = Vec::new();
    let mut kept = |field, part: Result<String, Rule>| {
        part.unwrap_or_else(|rule| {
            problems.push(Problem::new(field, rule));
            String::new()
        })
    };
    let is_nobody = text.recipient.trim().is_empty();
    let recipient = if is_nobody { Ok(String::new()) } else { contact::email(&text.recipient) };
    let text = Text {
        recipient: kept("recipient", recipient),
        subject: kept("subject", subject(&text.subject)),
        body: kept("body", clean_message(&text.body, BODY_MAX)),
    };
    if problems.is_empty() { Ok(text) } else { Err(Fault::Invalid(problems)) }
}

fn subject(typed: &str) -> Result<String, Rule> {
    let line = clean_line(typed)?;
    let is_long = line.chars().count() > SUBJECT_MAX as usize;
    if is_long { Err(Rule::TooLong { max: SUBJECT_MAX }) } else { Ok(line) }
}

fn dispatch(cx: &mut Cx<'_, '_>, mut sent: Invitation, by_us: bool) -> Result<Invitation, Fault> {
    sent.expires_at = cx.now().plus_seconds(DAYS * 86_400);
    if by_us {
        let scope = may_ask(cx, sent.asks)?;
        let mail = Mail {
            organisation: scope.organisation(),
            recipient: sent.text.recipient.clone(),
            language: sent.language,
            message: Message::Invitation {
                subject: sent.text.subject.clone(),
                body: sent.text.body.clone(),
            },
        };
        notifications::queue(cx, &mail)?;
    }
    let sent_at = Some(cx.now());
    save(cx, Invitation { state: State::Sent, sent_at, ..sent }, Operation::SendInvitation)
}

fn save(cx: &mut Cx<'_, '_>, now: Invitation, operation: Operation) -> Result<Invitation, Fault> {
    let scope = may_look(cx, now.asks.is_of_customer())?;
    if !store::save(cx, scope, &now)? {
        return Err(Fault::Refused(Rule::InvitationEnded));
    }
    cx.record(event(operation).to(&facts(&now)))?;
    Ok(now)
}
