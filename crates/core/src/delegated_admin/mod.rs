//! Granular delegated administration: roles in a customer's directory, for a time, for groups of
//! the partner's people (`domain/03`, What a relation allows; `docs/decisions/18-delegated-administration.md`).
//!
//! ```text
//! created ── ask ──▶ pending ── approve ──▶ active ── end, without auto-extend ──▶ expired
//!    │                 │  │                  │  ▲│
//!  delete              │  │                  │  └┘ end, with auto-extend: 180 days more
//!                      │  └── 90 days ──▶ expired
//!                      └── decline ──▶ terminated ◀── terminate, by either side
//! ```
//!
//! - [`Stage`]: how far a relationship is. What the clock does to it is [`Stage::next`], a pure
//!   function: every reader applies it, and [`wake`] writes it down, with its mails and entries of
//!   the log, as soon as it is due.
//! - [`create`], [`update`], [`ask()`], [`delete`], [`terminate`], [`answer()`]: one use case each;
//!   [`get`], [`list()`], [`link`], [`by_link`]: looking.
//! - [`groups`]: groups of people. [`assign`], [`reassign`], [`unassign`], [`assignments`]: what
//!   roles a group has.
//! - [`rights()`]: what the reader may do in a customer's directory.

mod answer;
mod ask;
mod assign;
mod change;
mod create;
pub mod groups;
mod list;
mod relationship;
mod rights;
mod role;
mod store;
mod tell;
mod terminate;
mod terms;
mod wake;

pub use answer::{Answer, answer, by_link, can_be_approved};
pub use ask::ask;
pub use assign::{
    Assignment, AssignmentState, assign, assignment, assignments, of_relationships, reassign,
    unassign,
};
pub use change::{delete, update};
pub use create::create;
pub use list::{RelationshipQuery, get, link, list};
pub use relationship::{AdminRelationship, Ender, Named, Stage, StageKind};
pub use rights::{AdminTask, Rights, rights};
pub use role::DirectoryRole;
pub(crate) use store::{forget, trusted};
pub use terminate::terminate;
pub(crate) use terminate::terminate_all;
pub use terms::{DAYS_MAX, EXTENSION_DAYS, Terms, TermsForm};
pub use wake::wake;
