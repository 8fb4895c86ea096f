//! Verification: what the operator decides about customers and their special qualifications
//! (`domain/02`, After creation).
//!
//! ```text
//!            ask for documents              approve
//!  Asked ◀──────────────────── Open ───────────────────▶ Approved
//!    │                         ▲ │ refuse
//!    └──── add a document ─────┘ └─────────────────────▶ Refused ── again ──▶ a new review
//! ```
//! A [`Review`] is of an account or of one special qualification ([`Subject`]). What it decides is
//! kept with the account: a [`Validation`](crate::customers::Validation) that orders ask for, or the
//! state of the qualification.
//!
//! - [`ReviewPolicy`]: which new customers are verified at all.
//! - [`list()`], [`get()`], [`decide()`], [`read_document()`]: the operator.
//! - [`of_customer()`], [`add_document()`], [`again()`], [`own_document()`]: the partner.
//!
//! Deliberately absent: taking a decision back. A refused customer is reviewed again; an approved
//! one is dealt with as a customer.

mod again;
mod decide;
mod document;
mod list;
mod open;
mod policy;
mod review;
mod store;

pub use again::again;
pub use decide::{Verdict, approve_many, decide};
pub use document::{
    DOCUMENT_MEGABYTES, Document, DocumentInfo, FILES_MAX, NewFile, add_document, own_document,
    read_document,
};
pub use list::{ReviewQuery, Seen, get, list, of_customer};
pub use policy::ReviewPolicy;
pub use review::{Review, ReviewState, Subject};

pub(crate) use open::{going_on, open, open_all};
pub(crate) use policy::begins;
