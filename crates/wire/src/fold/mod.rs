//! Reading request bodies the way their senders write them (`reference/wire.md`, Requests).
//!
//! Clients send `camelCase` or `PascalCase` members, explicit nulls, members that differ only by case
//! and members nobody knows. [`parse`] makes one thing of all of that in two steps: `body` reads
//! the bytes against the member names of the wanted type (`names`) and drops the noise; `typed`
//! turns the rest into the type and knows the path of what does not fit.

mod body;
mod error;
mod names;
mod typed;

pub use body::{parse, spelling};
pub use error::{Expected, ParseError};
