//! Idempotency: a POST repeated with the same request id has one effect and the same answer,
//! errors included (`reference/wire.md`, Headers).

mod once;

pub use once::{Answer, once, purge};
