//! One bounded piece of a job.

use super::{Claimed, Work, housekeeping, queue};
use crate::{Cx, Fault, agreements, customers, imports};

/// How a piece ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// There is more to do, from here.
    More(Claimed),
    /// That was all.
    Done,
}

/// Does the next piece and writes the progress down in the same transaction.
pub fn step(cx: &mut Cx<'_, '_>, held: &Claimed) -> Result<Step, Fault> {
    let next = match &held.work {
        Work::Housekeeping => housekeeping::step(cx, held)?,
        Work::Import { import, partner } => imports::step(cx, held, (*partner, *import))?,
        Work::TagCustomers(change) => customers::tag_some(cx, held, change)?,
        Work::UndoTags(undo) => customers::undo_some(cx, held, undo)?,
        Work::RemindAgreements { partner, name, which } => {
            agreements::remind_step(cx, held, (*partner, name, *which))?
        }
    };
    match &next {
        Step::More(further) => queue::progress(cx, further)?,
        Step::Done => queue::finish(cx, &Claimed { done: held.total, ..held.clone() })?,
    }
    Ok(next)
}
