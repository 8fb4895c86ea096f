//! The business, one folder per noun. Knows no HTTP, no HTML, no async.
//!
//! Start with [`Core`]: `core.read(request, |cx| …)` and `core.write(request, |cx| …)` run a use
//! case in one transaction. [`Cx`] is all a use case gets: the acting principal, the scope, the
//! clock, ids and the transaction.

pub mod access;
pub mod agreements;
pub mod audit;
pub mod catalog;
pub mod customers;
pub mod delegated_admin;
pub mod drafts;
pub mod guesses;
pub mod identity;
pub mod imports;
pub mod integrity;
pub mod invitations;
pub mod jobs;
pub mod notifications;
pub mod orders;
pub mod partners;
pub mod requests;
pub mod secrets;
pub mod subscriptions;
pub mod vetting;
pub mod windows;

mod clock;
mod cx;
mod engine;
mod fault;
mod ids;
mod pauses;
mod settings;

pub use clock::Clock;
pub use cx::Cx;
pub use engine::{Core, Pending, Setup};
pub use fault::{Denial, Fault, Noun};
pub use settings::Settings;

pub use opc_db::{Durability, MigrationStatus, Options as DbOptions, Url as DbUrl, UrlError};
pub use opc_kernel as kernel;
