//! The names of a partner's customers in memory, so that any part of one is found at once.
//!
//! The database holds the truth; this is a copy of the few words a search looks at, in list order.
//! A search for two characters or more ([`ListFilter`]) walks that order and stops when the page is
//! full: a frequent word stops early, and a rare one reads some tens of megabytes for a million
//! customers. Any other order takes one pass over everything and keeps the first few. Nothing here
//! is stored, so nothing here can be lost.
//!
//! - [`Block`](block): the bulk, one run of bytes that never changes.
//! - [`Names`](names): a block and what has changed since.
//! - [`feed`]: every write to an account leaves a line in `account_feed`; before it searches, a
//!   node reads the lines it has not seen, in the same snapshot as the rows it is going to show.
//!   So a search sees every write that was answered before it began, on whichever node.
//! - [`Shelf`]: the partners whose names are in memory, within a limit.
//! - [`warm()`]: a node reads the names of large partners before anybody waits for them.

mod block;
mod entry;
mod feed;
mod filter;
mod names;
mod ranking;
mod shelf;
mod tags;
mod walk;
mod warm;

use entry::{Entry, Facets};
pub(super) use feed::{by_reseller, count, find, note, tags};
pub(crate) use feed::{forget_foreign as forget_foreign_feed, purge as purge_feed};
pub use filter::{ListFilter, Order, Search, SortBy};
use names::Names;
pub(crate) use shelf::Shelf;
pub(super) use walk::matching;
pub use warm::warm;
