//! Commands that talk to a deployment over its REST API, as any other client would.
//!
//! - [`import`]: `opc import customers`; `follow` moves the import on, `report` says what came of it.
//! - `client`: requests, and what a refusal says.
//! - `sign_in`: a token, kept in a file that only its owner can read.
//! - `tongue`: the language of whoever typed the command.

pub mod import;

mod client;
mod failure;
mod follow;
mod kept;
mod report;
mod sign_in;
mod tongue;

use failure::Failure;
