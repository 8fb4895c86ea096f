//! Commands that talk to a deployment over its REST API, as any other client would.
//!
//! - [`import`]: `opc import customers`.
//! - `client`: requests, and what a refusal says.
//! - `sign_in`: a token, kept in a file that only its owner can read.

pub mod import;

mod client;
mod failure;
mod kept;
mod sign_in;

pub use failure::Failure;
