//! Background jobs: queued in the transaction that wants them, done in steps by a worker.
//!
//! ```text
//! waiting ── claim ──▶ running ── finish ──▶ done
//!    ▲                  │   ▲ │
//!    └── fail, again ───┘   └─┘ claim by another worker, once the lease has run out
//!                       └── fail, for the last time ──▶ failed
//! ```
//!
//! [`step`] does one bounded piece and writes down the progress in the same transaction, so that
//! a worker that dies takes nothing with it: the next one goes on at the cursor, and no piece is
//! done twice. A worker that only slept too long finds its [`Claimed`] job taken: `Fault::Stale`.
//!
//! Deliberately absent: cancelling a job.

mod housekeeping;
mod job;
mod list;
mod queue;
mod step;
#[cfg(test)]
mod tests;

pub use housekeeping::request as request_housekeeping;
pub use job::{Claimed, Job, JobState, Work};
pub(crate) use list::latest;
pub(crate) use queue::run_now;
pub use queue::{LEASE_SECONDS, NewJob, claim, enqueue, fail, finish, progress, take_over};
pub use step::{Step, step};
