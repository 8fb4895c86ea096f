//! The REST API, one file per noun, on both engines.

mod agreements;
mod authorization;
mod customers;
mod idempotency;
mod identity;
mod orders;
mod roles;
mod search;
mod tokens;
mod wire;
