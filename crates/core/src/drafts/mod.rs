//! The add-customer wizard under way (`domain/02`).
//!
//! A draft keeps what was typed, section by section, valid or not: walking back and forth, a
//! reload, a second tab or signing out loses nothing. [`submit()`] happens once; a repeat shows
//! the same confirmation. A draft belongs to the person who started it.

mod confirmation;
mod draft;
mod open;
mod review;
mod save;
mod store;
mod submit;

pub use confirmation::{Confirmation, confirmation, done};
pub use draft::{Draft, Picked, ResellerChoice, Saved, Section, Summary};
pub use open::{discard, list, open, start};
pub use review::{BUYS_AS, Review, review};
pub use save::{save_account, save_reseller, save_subscriptions};
pub(crate) use store::purge;
pub use submit::submit;
