//! Tags of many customers at once (`domain/04`: admin agents only), and taking that back.
//!
//! A change of customers picked one by one is done at once; one of all that a filter lets through
//! is a [job](crate::jobs), a batch at a time, as the person who asked. Every customer changed has
//! its entry in the activity log, and the entries of a job are a chain; that log is what undoing
//! reads, so nothing else has to be kept.

mod change;
mod recent;
mod undo;

pub(crate) use change::tag_some;
pub use change::{Chosen, TagChange, tag_many};
pub use recent::{Bulk, recent_bulk};
pub(crate) use undo::undo_some;
pub use undo::{TagUndo, undo_bulk};
