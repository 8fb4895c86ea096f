//! The last change of many customers' tags.

use crate::{
    Cx, Fault,
    access::permissions::TagCustomers,
    jobs::{self, JobState, Work},
};
use opc_kernel::{
    id::{JobId, UserId},
    time::Timestamp,
};

/// Seconds in which the list tells of it and it can be undone.
const KEPT_SECONDS: i64 = 3600;
/// Jobs of the organisation looked through.
const JOBS: u32 = 50;

/// A change of many customers' tags, or taking one back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bulk {
    /// The job.
    pub id: JobId,
    /// Where it is.
    pub state: JobState,
    /// Customers done.
    pub done: u32,
    /// Customers in all, as far as known.
    pub total: u32,
    /// Whether it takes an earlier one back.
    pub is_undo: bool,
    /// Whether it can be taken back now.
    pub may_undo: bool,
    /// When it was asked for.
    pub created_at: Timestamp,
}

/// The acting person's last one, if it is not long ago.
pub fn recent_bulk(cx: &mut Cx<'_, '_>) -> Result<Option<Bulk>, Fault> {
    let scope = cx.allow(TagCustomers)?.scope();
    let me = cx.actor().person().map(|person| person.user);
    let latest = jobs::latest(cx, scope, ["tag-customers", "undo-tags"], JOBS)?;
    let Some(job) = latest.into_iter().find(|job| by(&job.work) == me && me.is_some()) else {
        return Ok(None);
    };
    let is_undo = matches!(job.work, Work::UndoTags(_));
    let is_over = matches!(job.state, JobState::Done { .. } | JobState::Failed { .. });
    let bulk = Bulk {
        id: job.id,
        state: job.state,
        done: job.done,
        total: job.total,
        is_undo,
        may_undo: !is_undo && is_over,
        created_at: job.created_at,
    };
    Ok((cx.now().plus_seconds(-KEPT_SECONDS) <= bulk.created_at).then_some(bulk))
}

fn by(work: &Work) -> Option<UserId> {
    match work {
        Work::TagCustomers(change) => Some(change.by),
        Work::UndoTags(undo) => Some(undo.by),
        Work::Housekeeping | Work::Import { .. } | Work::RemindAgreements { .. } => None,
    }
}
