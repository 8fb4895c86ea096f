//! The outbox: mails that wait, and what became of them.

use super::{Mail, Message};
use crate::{
    Cx, Fault,
    fault::{stored, to_store},
};
use opc_db::sql;
use opc_kernel::{id::MailId, language::Lang};

/// Attempts before a mail is given up.
const ATTEMPTS_MAX: i64 = 10;
/// Seconds a worker may take before another may send the mail.
const LEASE_SECONDS: i64 = 300;
/// Seconds before the second attempt; doubled each time, at most an hour.
const FIRST_PAUSE_SECONDS: i64 = 30;
const PAUSE_MAX_SECONDS: i64 = 3600;

/// A mail a worker has taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueMail {
    /// Its id: the same with every attempt, so that a receiver can tell a repeat.
    pub id: MailId,
    /// Address of the receiver.
    pub recipient: String,
    /// Language of its words.
    pub language: Lang,
    /// What it says.
    pub message: Message,
    /// Which attempt this is, from 1.
    pub attempt: i64,
}

/// Puts a mail into the outbox of this transaction.
pub(crate) fn queue(cx: &mut Cx<'_, '_>, mail: &Mail) -> Result<MailId, Fault> {
    let id: MailId = cx.new_id();
    let message = to_store("mail", &mail.message)?;
    cx.execute(
        sql!(
            "INSERT INTO mails (id, organisation_id, recipient, language, message, state, attempts,
                 due_at, created_at, sent_at)
             VALUES ($1, $2, $3, $4, $5, 'waiting', 0, $6, $6, NULL)"
        ),
        &[
            id.into(),
            mail.organisation.into(),
            (&mail.recipient).into(),
            mail.language.code().into(),
            message.into(),
            cx.now().into(),
        ],
    )?;
    Ok(id)
}

/// Takes up to `limit` mails that are due; no other worker gets them for five minutes.
pub fn due(cx: &mut Cx<'_, '_>, limit: u32) -> Result<Vec<DueMail>, Fault> {
    let now = cx.now();
    let rows = cx.all(
        sql!(
            "UPDATE mails SET attempts = attempts + 1, due_at = $2
             WHERE id IN (SELECT id FROM mails WHERE state = 'waiting' AND due_at <= $1
                          ORDER BY due_at, id LIMIT $3)
             RETURNING id, recipient, language, message, attempts"
        ),
        &[now.into(), now.plus_seconds(LEASE_SECONDS).into(), limit.into()],
        |r| {
            Ok((
                r.take::<MailId>()?,
                r.take::<String>()?,
                r.parse(Lang::parse)?,
                r.take::<String>()?,
                r.take::<i64>()?,
            ))
        },
    )?;
    let mut mails = Vec::with_capacity(rows.len());
    for (id, recipient, language, message, attempt) in rows {
        let message = stored("mail", &message)?;
        mails.push(DueMail { id, recipient, language, message, attempt });
    }
    mails.sort_unstable_by_key(|mail| mail.id);
    Ok(mails)
}

/// The mail has left.
pub fn mark_sent(cx: &mut Cx<'_, '_>, id: MailId) -> Result<(), Fault> {
    cx.execute(
        sql!("UPDATE mails SET state = 'sent', sent_at = $2 WHERE id = $1 AND state = 'waiting'"),
        &[id.into(), cx.now().into()],
    )?;
    Ok(())
}

/// The mail could not leave: it is tried again later, and given up after the tenth attempt.
/// Answers whether it will be tried again.
pub fn mark_failed(cx: &mut Cx<'_, '_>, mail: &DueMail) -> Result<bool, Fault> {
    let again = mail.attempt < ATTEMPTS_MAX;
    cx.execute(
        sql!("UPDATE mails SET state = $2, due_at = $3 WHERE id = $1 AND state = 'waiting'"),
        &[
            mail.id.into(),
            if again { "waiting" } else { "failed" }.into(),
            cx.now().plus_seconds(pause(mail.attempt)).into(),
        ],
    )?;
    Ok(again)
}

/// Seconds until the attempt after `attempt`.
fn pause(attempt: i64) -> i64 {
    let doublings = attempt.clamp(1, ATTEMPTS_MAX) - 1;
    (FIRST_PAUSE_SECONDS << doublings).min(PAUSE_MAX_SECONDS)
}

/// Forgets up to `limit` mails that were sent before `before`. Answers how many.
pub(crate) fn purge(
    cx: &mut Cx<'_, '_>,
    before: opc_kernel::time::Timestamp,
    limit: u32,
) -> Result<u64, Fault> {
    cx.execute(
        sql!(
            "DELETE FROM mails WHERE id IN
             (SELECT id FROM mails WHERE state = 'sent' AND sent_at < $1 ORDER BY id LIMIT $2)"
        ),
        &[before.into(), limit.into()],
    )
}

#[cfg(test)]
mod tests {
    use super::pause;

    #[test]
    fn pauses_double_from_half_a_minute_to_an_hour() {
        let pauses: Vec<i64> = (1..=10).map(pause).collect();
        assert_eq!(pauses, [30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]);
    }
}
