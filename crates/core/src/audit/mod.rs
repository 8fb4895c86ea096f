//! The activity log: append-only, written in the transaction it tells of (`domain/09`).
//!
//! Deliberately absent: changing or deleting an entry.

mod event;
#[doc(hidden)]
pub mod law;
mod list;
mod store;

pub(crate) use event::Principal;
pub(crate) use event::log_of;
pub use event::{Event, EventStatus, Operation, ResourceType};
pub use list::{Entry, Filter, Query, Unnamed, get, list, of_customer};
pub(crate) use list::{contains, of_chain};
pub(crate) use store::append;

/// Tables whose rows are no business of the activity log: they carry no fact about a customer,
/// only the state of machinery. Everything else cannot be written without an event.
pub(crate) const UPKEEP_TABLES: &[&str] = &[
    "account_feed",
    "admin_wakes",
    "authorization_codes",
    "device_codes",
    "drafts",
    "import_chunks",
    "import_mappings",
    "imports",
    "jobs",
    "list_views",
    "mails",
    "refresh_tokens",
    "requests",
    "sessions",
    "settings",
    "signing_keys",
];
