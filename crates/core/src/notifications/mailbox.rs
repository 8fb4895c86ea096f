//! The mailbox of a sandbox: what an organisation's mails said, without a mail server.

use super::Message;
use crate::{
    Cx, Fault, Noun,
    access::{Scope, permissions::UsePortal},
    fault::stored,
};
use opc_db::{DbError, Row, sql};
use opc_kernel::{
    id::MailId,
    language::Lang,
    page::{Page, PageSize},
    time::Timestamp,
};

/// What became of a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailState {
    /// Not sent yet, or to be tried again.
    Waiting,
    /// It has left.
    Sent,
    /// Given up.
    Failed,
}

impl MailState {
    fn parse(name: &str) -> Option<Self> {
        match name {
            "waiting" => Some(Self::Waiting),
            "sent" => Some(Self::Sent),
            "failed" => Some(Self::Failed),
            _ => None,
        }
    }
}

/// A mail in the mailbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentMail {
    /// Its id; ids grow with time.
    pub id: MailId,
    /// Address of the receiver.
    pub recipient: String,
    /// Language of its words.
    pub language: Lang,
    /// What it says.
    pub message: Message,
    /// What became of it.
    pub state: MailState,
    /// When it was queued.
    pub at: Timestamp,
}

/// Mails of the actor's organisation, newest first. Empty outside a sandbox, where mail goes to
/// its receiver only.
pub fn mailbox(
    cx: &mut Cx<'_, '_>,
    after: Option<MailId>,
    size: PageSize,
) -> Result<Page<SentMail, MailId>, Fault> {
    let scope = cx.allow(UsePortal)?.scope();
    if !cx.env().settings.demo {
        return Ok(Page { items: Vec::new(), next: None });
    }
    let limit = i64::try_from(size.rows()).unwrap_or(i64::MAX - 1) + 1;
    let rows = cx.all(
        sql!(
            "SELECT id, recipient, language, message, state, created_at FROM mails
             WHERE organisation_id = $1 AND (id < $2 OR $2 IS NULL)
             ORDER BY id DESC LIMIT $3"
        ),
        &[scope.organisation().into(), after.into(), limit.into()],
        columns,
    )?;
    let found: Result<Vec<_>, Fault> = rows.into_iter().map(Columns::read).collect();
    Ok(Page::from_fetched(found?, size, |m| m.id))
}

/// One mail of the actor's organisation.
pub fn mail(cx: &mut Cx<'_, '_>, id: MailId) -> Result<SentMail, Fault> {
    let scope = cx.allow(UsePortal)?.scope();
    let found = if cx.env().settings.demo { one(cx, scope, id)? } else { None };
    found.ok_or(Fault::NotFound(Noun::Page))?.read()
}

fn one(cx: &mut Cx<'_, '_>, scope: Scope, id: MailId) -> Result<Option<Columns>, Fault> {
    cx.first(
        sql!(
            "SELECT id, recipient, language, message, state, created_at FROM mails
             WHERE organisation_id = $1 AND id = $2"
        ),
        &[scope.organisation().into(), id.into()],
        columns,
    )
}

/// A row before its JSON is read.
struct Columns {
    id: MailId,
    recipient: String,
    language: Lang,
    message: String,
    state: MailState,
    at: Timestamp,
}

impl Columns {
    fn read(self) -> Result<SentMail, Fault> {
        Ok(SentMail {
            id: self.id,
            recipient: self.recipient,
            language: self.language,
            message: stored("mail", &self.message)?,
            state: self.state,
            at: self.at,
        })
    }
}

fn columns(r: &mut Row<'_>) -> Result<Columns, DbError> {
    Ok(Columns {
        id: r.take()?,
        recipient: r.take()?,
        language: r.parse(Lang::parse)?,
        message: r.take()?,
        state: r.parse(MailState::parse)?,
        at: r.take()?,
    })
}
