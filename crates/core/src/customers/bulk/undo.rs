//! Taking back a change of many customers' tags.

use super::{
    change::{acting, chain, retag},
    recent::recent_bulk,
};
use crate::{
    Cx, Fault, Noun,
    access::permissions::TagCustomers,
    audit,
    fault::stored,
    jobs::{self, Claimed, NewJob, Step, Work},
};
use opc_kernel::id::{EventId, Id, JobId, UserId};
use serde::{Deserialize, Serialize};

/// Entries of the log read in one piece.
const BATCH: u32 = 200;
/// Up to so many customers are done at once rather than by a job.
const AT_ONCE: u32 = 200;
/// Milliseconds the clocks of two nodes may differ.
const SKEW_MILLIS: u128 = 60_000;

/// The change to take back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TagUndo {
    /// The job that made it.
    pub job: JobId,
    /// Who asked for it.
    pub by: UserId,
}

/// Takes back the acting person's last change of many customers' tags: a tag it added goes, a tag
/// it took comes back, and what happened to a customer since then stays.
pub fn undo_bulk(cx: &mut Cx<'_, '_>, job: JobId) -> Result<JobId, Fault> {
    let scope = cx.allow(TagCustomers)?.scope();
    let by = cx.actor().person().map(|person| person.user).ok_or(Fault::SignedOut)?;
    let last = recent_bulk(cx)?.filter(|bulk| bulk.id == job && bulk.may_undo);
    let total = last.ok_or(Fault::NotFound(Noun::Job))?.total;
    let work = Work::UndoTags(TagUndo { job, by });
    let new = NewJob { organisation: Some(scope.organisation()), work, total };
    if total <= AT_ONCE { jobs::run_now(cx, new) } else { jobs::enqueue(cx, &new) }
}

/// Takes back the next entries of the log.
pub(crate) fn undo_some(
    cx: &mut Cx<'_, '_>,
    held: &Claimed,
    undo: &TagUndo,
) -> Result<Step, Fault> {
    let scope = acting(cx, held, undo.by)?;
    let after: EventId = match held.cursor.parse() {
        Ok(id) => id,
        Err(_) => before(undo.job),
    };
    let entries = audit::of_chain(cx, scope, chain(undo.job), after, BATCH)?;
    for entry in &entries {
        let tags = |json: &Option<String>| -> Result<Vec<String>, Fault> {
            json.as_deref().map_or(Ok(Vec::new()), |json| stored("tags", json))
        };
        // An entry without an outcome is of a customer that was passed over.
        let (Some((customer, _)), Some(_)) = (&entry.customer, &entry.new) else { continue };
        let (old, new) = (tags(&entry.old)?, tags(&entry.new)?);
        let only = |these: &[String], those: &[String]| -> Vec<String> {
            these.iter().filter(|tag| !those.contains(tag)).cloned().collect()
        };
        cx.take_back(entry.id);
        retag(cx, scope, *customer, &only(&old, &new), &only(&new, &old))?;
    }
    let Some(last) = entries.last().filter(|_| entries.len() == BATCH as usize) else {
        return Ok(Step::Done);
    };
    let done = held.done + BATCH;
    let (total, cursor) = (held.total.max(done), last.id.to_string());
    Ok(Step::More(Claimed { done, total, cursor, ..held.clone() }))
}

/// An id before all entries of a job: ids grow with time.
fn before(job: JobId) -> EventId {
    let id = job.uuid().as_u128();
    EventId::from_uuid(uuid::Uuid::from_u128(id.saturating_sub(SKEW_MILLIS << 80)))
}
