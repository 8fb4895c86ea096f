//! The customer agreement: its templates, and that a customer accepted it (`domain/02`, Agreement).
//!
//! - [`publish_version`], [`templates`], [`current_template`], [`acceptable_templates`],
//!   [`document`]: the text.
//! - [`attest`]: the partner states that the customer accepted. [`ask`]: it asks the customer to
//!   accept itself. [`accept`]: the customer accepts.
//! - [`confirmations`], [`status`]: what is on record. [`lacking()`], [`remind_all`]: what is not.
//!
//! ```text
//!             attest                      newer template
//! Missing ─────────────────▶ Confirmed ──────────────────▶ Outdated
//!    │                        ▲     ▲    attest, accept       │ │
//!    │ ask, or created for    │     └─────────────────────────┘ │
//!    ▼ direct acceptance      │                                 │
//! Waiting ────────────────────┘ accept, attest                  │
//!    ▲────────────────────────────────────────────────── ask ───┘
//! ```
//! Confirmations are never changed or deleted; a new one is put next to them. The one exception is
//! the row that waits for the customer, which acceptance completes.

mod accept;
mod ask;
mod attest;
mod attestation;
mod confirmation;
mod document;
mod lacking;
mod publish;
mod record;
mod store;
mod template;

pub use accept::{Accepted, Waiting, accept, accepted, waiting};
pub use ask::{ask, why_not_ask};
pub use attest::attest;
pub use attestation::{Attestation, today_in};
pub use confirmation::{
    AgreementStatus, Confirmation, ConfirmationKind, Provenance, confirmations, provenance, status,
};
pub use document::{Document, document};
pub use lacking::{
    Lack, Lacking, LackingCount, LackingQuery, LackingState, coming_days, count_lacking, lacking,
    remind_all,
};
pub use publish::{LANGUAGES, VersionForm, publish_template, publish_version, versions};
pub use template::{
    Template, TemplateKind, TemplateText, acceptable_templates, current_template, templates,
};

pub(crate) use accept::{accept_towards, to_accept};
pub(crate) use confirmation::is_confirmed;
pub(crate) use lacking::remind_step;
pub(crate) use record::{record_attestation, record_direct};
pub(crate) use template::too_early;
