//! The REST API, one file per noun, on both engines.

mod agreements;
mod authorization;
mod customers;
mod devices;
mod guessing;
mod idempotency;
mod identity;
mod orders;
mod roles;
mod tokens;
mod wire;
