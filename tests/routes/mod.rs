//! The REST API, one file per noun, on both engines.

mod agreements;
mod audit;
mod authorization;
mod customers;
mod devices;
mod guessing;
mod idempotency;
mod identity;
mod imports;
mod orders;
mod qualifications;
mod roles;
mod search;
mod tokens;
mod wire;
