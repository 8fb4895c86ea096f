//! The JSON shapes of REST v1: what clients send and what they are answered (`reference/wire.md`).
//!
//! Strict in what is written (camelCase members, exact enum values, exact amounts), lenient in
//! what is read: see [`fold`].

#[macro_use]
mod macros;

pub mod amount;
pub mod date;
pub mod enums;
pub mod filter;
pub mod fold;
pub mod resources;
pub mod secret;
pub mod token;
