//! The REST API, one file per noun, on both engines.

mod admin_life;
mod agreements;
mod audit;
mod authorization;
mod customers;
mod delegated_admin;
mod devices;
mod guessing;
mod idempotency;
mod identity;
mod imports;
mod invitation_model;
mod invitations;
mod orders;
mod partnerships;
mod passwords;
mod qualifications;
mod relationships;
mod rights;
mod roles;
mod search;
mod self_serve;
mod setup;
mod tokens;
mod validations;
mod wire;
