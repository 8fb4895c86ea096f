//! Forgetting what has expired, a few hundred rows at a time.

use super::{Claimed, NewJob, Step, Work, queue};
use crate::{Cx, Fault, customers, drafts, identity, imports, notifications, requests};
use opc_db::sql;
use opc_kernel::{id::JobId, time::Timestamp};

/// Rows forgotten in one transaction: the writer is not held up for longer than a few
/// milliseconds.
const BATCH: u32 = 500;
/// Days a sent mail is kept.
const KEPT_DAYS: i64 = 30;

/// What is forgotten, one kind after the other. Its name is the job's cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Requests,
    Sessions,
    RefreshTokens,
    AuthorizationCodes,
    DeviceCodes,
    Mails,
    Drafts,
    Imports,
    AccountFeed,
}

impl Phase {
    const ALL: [(&'static str, Self); 9] = [
        ("requests", Self::Requests),
        ("sessions", Self::Sessions),
        ("refresh-tokens", Self::RefreshTokens),
        ("authorization-codes", Self::AuthorizationCodes),
        ("device-codes", Self::DeviceCodes),
        ("mails", Self::Mails),
        ("drafts", Self::Drafts),
        ("imports", Self::Imports),
        ("account-feed", Self::AccountFeed),
    ];

    /// The place of a cursor; an unknown one starts from the beginning, which does no harm.
    fn place(cursor: &str) -> usize {
        Self::ALL.iter().position(|(name, _)| *name == cursor).unwrap_or(0)
    }

    fn purge(self, cx: &mut Cx<'_, '_>) -> Result<u64, Fault> {
        let now = cx.now();
        let kept_since = now.plus_seconds(-KEPT_DAYS * 86_400);
        match self {
            Self::Requests => requests::purge(cx, BATCH),
            Self::Sessions => sessions(cx, now),
            Self::RefreshTokens => identity::purge_refresh_tokens(cx, BATCH),
            Self::AuthorizationCodes => identity::purge_authorization_codes(cx, BATCH),
            Self::DeviceCodes => identity::purge_device_codes(cx, BATCH),
            Self::Mails => notifications::purge(cx, kept_since, BATCH),
            Self::Drafts => drafts::purge(cx, BATCH),
            Self::Imports => imports::purge(cx, kept_since),
            Self::AccountFeed => customers::purge_feed(cx, BATCH),
        }
    }
}

/// Queues a round of housekeeping unless one is under way. Answers the job if there is a new one.
pub fn request(cx: &mut Cx<'_, '_>) -> Result<Option<JobId>, Fault> {
    let under_way = cx.first(
        sql!(
            "SELECT id FROM jobs WHERE kind = 'housekeeping' AND state IN ('waiting', 'running') LIMIT 1"
        ),
        &[],
        |r| r.take::<JobId>(),
    )?;
    if under_way.is_some() {
        return Ok(None);
    }
    queue::enqueue(cx, &NewJob { organisation: None, work: Work::Housekeeping, total: 0 }).map(Some)
}

/// Forgets one batch. A phase is over when its batch was not full.
pub(super) fn step(cx: &mut Cx<'_, '_>, held: &Claimed) -> Result<Step, Fault> {
    let place = Phase::place(&held.cursor);
    let is_over = Phase::ALL[place].1.purge(cx)? < u64::from(BATCH);
    let place = if is_over { place + 1 } else { place };
    let Some((cursor, _)) = Phase::ALL.get(place) else { return Ok(Step::Done) };
    Ok(Step::More(Claimed {
        done: u32::try_from(place).unwrap_or(0),
        total: u32::try_from(Phase::ALL.len()).unwrap_or(0),
        cursor: (*cursor).to_owned(),
        ..held.clone()
    }))
}

fn sessions(cx: &mut Cx<'_, '_>, now: Timestamp) -> Result<u64, Fault> {
    cx.execute(
        sql!(
            "DELETE FROM sessions WHERE id IN
             (SELECT id FROM sessions WHERE expires_at < $1 ORDER BY id LIMIT $2)"
        ),
        &[now.into(), BATCH.into()],
    )
}
