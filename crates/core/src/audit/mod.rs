//! The activity log: append-only, written in the transaction it tells of (`domain/09`).
//!
//! Deliberately absent: changing or deleting an entry.

mod event;
#[doc(hidden)]
pub mod law;
mod list;
mod store;

pub(crate) use event::log_of;
pub use event::{Event, EventStatus, Operation, ResourceType};
pub(crate) use list::contains;
pub use list::{Entry, Filter, Query, get, list};
pub(crate) use store::append;

/// Tables whose rows are no business of the activity log: they carry no fact about a customer,
/// only the state of machinery. Everything else cannot be written without an event.
pub(crate) const UPKEEP_TABLES: &[&str] = &[
    "account_feed",
    "authorization_codes",
    "device_codes",
    "drafts",
    "jobs",
    "mails",
    "refresh_tokens",
    "requests",
    "sessions",
    "settings",
    "signing_keys",
];
