//! The queue: who may do a job, and for how long.

use super::{Claimed, Step, Work, step};
use crate::{
    Cx, Fault,
    fault::{stored, to_store},
    imports,
};
use opc_db::sql;
use opc_kernel::id::{JobId, OrganisationId};

/// Seconds a worker holds a job without a sign of life.
pub const LEASE_SECONDS: i64 = 60;
/// Failures after which a job is given up.
const ATTEMPTS_MAX: i64 = 10;
/// Seconds before a failed job is tried again; doubled each time, at most an hour.
const FIRST_PAUSE_SECONDS: i64 = 10;
const PAUSE_MAX_SECONDS: i64 = 3600;

/// A job to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewJob {
    /// Who asked for it and may look at it; `None` for the deployment itself.
    pub organisation: Option<OrganisationId>,
    /// What there is to do.
    pub work: Work,
    /// Pieces in all, as far as known; 0 if not.
    pub total: u32,
}

/// Queues a job in this transaction.
pub fn enqueue(cx: &mut Cx<'_, '_>, job: &NewJob) -> Result<JobId, Fault> {
    let id: JobId = cx.new_id();
    let payload = to_store("job", &job.work)?;
    cx.execute(
        sql!(
            "INSERT INTO jobs (id, organisation_id, kind, payload, state, done, total, cursor, attempts,
                 lease_until, due_at, created_at, finished_at)
             VALUES ($1, $2, $3, $4, 'waiting', 0, $6, '', 0, NULL, $5, $5, NULL)"
        ),
        &[
            id.into(),
            job.organisation.into(),
            job.work.kind().into(),
            payload.into(),
            cx.now().into(),
            job.total.into(),
        ],
    )?;
    Ok(id)
}

/// Does a job that is small at once, in the transaction that wants it.
pub(crate) fn run_now(cx: &mut Cx<'_, '_>, job: NewJob) -> Result<JobId, Fault> {
    let id = enqueue(cx, &job)?;
    cx.execute(
        sql!("UPDATE jobs SET state = 'running', attempts = 1, lease_until = $2 WHERE id = $1"),
        &[id.into(), cx.now().plus_seconds(LEASE_SECONDS).into()],
    )?;
    let (work, total, cursor) = (job.work, job.total, String::new());
    let mut held = Claimed { id, work, done: 0, total, cursor, attempt: 1 };
    while let Step::More(further) = step(cx, &held)? {
        held = further;
    }
    Ok(id)
}

/// Takes the job that has been due longest: one that waits, or one whose worker has gone silent.
pub fn claim(cx: &mut Cx<'_, '_>) -> Result<Option<Claimed>, Fault> {
    let now = cx.now();
    let taken = cx.first(
        sql!(
            "UPDATE jobs SET state = 'running', attempts = attempts + 1, lease_until = $2
             WHERE id = (SELECT id FROM jobs
                         WHERE (state = 'waiting' AND due_at <= $1)
                            OR (state = 'running' AND lease_until <= $1)
                         ORDER BY due_at, id LIMIT 1)
             RETURNING id, payload, done, total, cursor, attempts"
        ),
        &[now.into(), now.plus_seconds(LEASE_SECONDS).into()],
        |r| {
            let (id, payload): (JobId, String) = (r.take()?, r.take()?);
            let (done, total, cursor) = (r.take()?, r.take()?, r.take()?);
            let attempt: i64 = r.take()?;
            let claimed = move |work| Claimed { id, work, done, total, cursor, attempt };
            Ok((id, payload, claimed))
        },
    )?;
    let Some((id, payload, claimed)) = taken else { return Ok(None) };
    match stored("job", &payload) {
        Ok(work) => Ok(Some(claimed(work))),
        // One job that cannot be read must not stand in the way of all others.
        Err(unreadable) => {
            tracing::error!(job = %id, error = ?unreadable, "job given up");
            cx.execute(
                sql!("UPDATE jobs SET state = 'failed', lease_until = NULL, finished_at = $2 WHERE id = $1"),
                &[id.into(), now.into()],
            )?;
            Ok(None)
        }
    }
}

/// Jobs of workers that are gone are due at once: for a server that is the only one on its database
/// and has just begun. Were it not, another worker would lose a piece it is at, and nothing else.
pub fn take_over(cx: &mut Cx<'_, '_>) -> Result<u64, Fault> {
    cx.execute(
        sql!("UPDATE jobs SET lease_until = $1 WHERE state = 'running' AND lease_until > $1"),
        &[cx.now().into()],
    )
}

/// Writes down how far the job is, and holds it for another lease. `Fault::Stale` if another
/// worker has taken it.
pub fn progress(cx: &mut Cx<'_, '_>, held: &Claimed) -> Result<(), Fault> {
    let changed = cx.execute(
        sql!(
            "UPDATE jobs SET done = $3, total = $4, cursor = $5, lease_until = $6
             WHERE id = $1 AND attempts = $2 AND state = 'running'"
        ),
        &[
            held.id.into(),
            held.attempt.into(),
            held.done.into(),
            held.total.into(),
            (&held.cursor).into(),
            cx.now().plus_seconds(LEASE_SECONDS).into(),
        ],
    )?;
    if changed == 1 { Ok(()) } else { Err(Fault::Stale) }
}

/// The job is done. `Fault::Stale` if another worker has taken it.
pub fn finish(cx: &mut Cx<'_, '_>, held: &Claimed) -> Result<(), Fault> {
    close(cx, held, "done")
}

/// The job went wrong: it is tried again later from its cursor, and given up after the tenth
/// attempt. Answers whether it will be tried again.
pub fn fail(cx: &mut Cx<'_, '_>, held: &Claimed) -> Result<bool, Fault> {
    if held.attempt >= ATTEMPTS_MAX {
        if let Work::Import { import, partner } = held.work {
            imports::halt(cx, (partner, import))?;
        }
        return close(cx, held, "failed").map(|()| false);
    }
    let changed = cx.execute(
        sql!(
            "UPDATE jobs SET state = 'waiting', lease_until = NULL, due_at = $3
             WHERE id = $1 AND attempts = $2 AND state = 'running'"
        ),
        &[held.id.into(), held.attempt.into(), cx.now().plus_seconds(pause(held.attempt)).into()],
    )?;
    if changed == 1 { Ok(true) } else { Err(Fault::Stale) }
}

fn close(cx: &mut Cx<'_, '_>, held: &Claimed, state: &'static str) -> Result<(), Fault> {
    let changed = cx.execute(
        sql!(
            "UPDATE jobs SET state = $3, lease_until = NULL, finished_at = $4, done = $5, total = $6
             WHERE id = $1 AND attempts = $2 AND state = 'running'"
        ),
        &[
            held.id.into(),
            held.attempt.into(),
            state.into(),
            cx.now().into(),
            held.done.into(),
            held.total.into(),
        ],
    )?;
    if changed == 1 { Ok(()) } else { Err(Fault::Stale) }
}

/// Seconds until the attempt after `attempt`.
fn pause(attempt: i64) -> i64 {
    (FIRST_PAUSE_SECONDS << (attempt.clamp(1, ATTEMPTS_MAX) - 1)).min(PAUSE_MAX_SECONDS)
}
