//! Asking somebody to come together by a personal link (`domain/03`, Invitation).
//!
//! ```text
//!            send                accept
//! draft ──────────────▶ sent ──────────────▶ accepted
//!   │                   │ │ ──── decline ──▶ declined
//!   └───── revoke ──────┘ │ ──── revoke ───▶ revoked
//!                         └── 90 days pass ▶ expired ── resend ──▶ sent
//! ```
//!
//! A link is made with the draft and holds nothing but a token of 256 bits: it says nothing about
//! anybody, and it is good for one answer. Whoever holds it may see who asks for what
//! ([`offered`]); only a global administrator of the organisation that is asked may answer
//! ([`accept`], [`decline`]), and who has no organisation here yet makes one from the link
//! ([`join`]).
//!
//! - [`draft`], [`save_text`], [`send`], [`resend`], [`revoke`], [`get`], [`list`]: who asks.
//!
//! What an acceptance brings about is the business of [`customers`](crate::customers) and
//! [`partners`](crate::partners).

mod answer;
mod draft;
mod invitation;
mod join;
mod list;
mod offered;
mod send;
mod standing;
mod store;

pub use answer::{Acceptance, accept, decline};
pub use draft::{Asked, draft};
pub use invitation::{Asks, Invitation, State, Text, is_standing};
pub use join::{JoinForm, join};
pub use list::{get, list};
pub use offered::{Offered, Reader, agreement_there, offered};
pub use send::{resend, revoke, save_text, send};
pub use standing::{StandingFor, standing_link};
