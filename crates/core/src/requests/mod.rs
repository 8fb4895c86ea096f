//! Idempotency: a POST repeated with the same request id has one effect and the same answer,
//! errors included (`reference/wire.md`, Headers).

mod kept;
mod once;

pub(crate) use kept::{forget, keep, kept};
pub use once::{Answer, once, purge};
