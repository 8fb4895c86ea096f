//! The activity log: append-only, written in the transaction it tells of (`domain/09`).
//!
//! Deliberately absent: changing or deleting an entry.

mod event;
#[doc(hidden)]
pub mod law;
mod list;
pub(crate) mod store;

use crate::access::OrganisationKind;
use opc_kernel::id::OrganisationId;

pub use event::{Event, EventStatus, Operation, ResourceType};
pub(crate) use list::contains;
pub use list::{Entry, Filter, Query, get, list};

/// The log an organisation's events go to: a customer's own sign-ins are nobody's business but
/// the customer's, and customers have no activity log of their own yet.
pub(crate) fn log_of(kind: OrganisationKind, id: OrganisationId) -> OrganisationId {
    if event::has_log(kind) { id } else { store::system_log() }
}

/// Tables whose rows are no business of the activity log: they carry no fact about a customer,
/// only the state of machinery. Everything else cannot be written without an event.
pub(crate) const UPKEEP_TABLES: &[&str] =
    &["drafts", "jobs", "mails", "refresh_tokens", "requests", "sessions", "settings", "signing_keys"];
