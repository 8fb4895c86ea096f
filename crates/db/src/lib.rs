//! The engine room: one portable SQL text, two engines. Knows SQL, knows nothing of partners.
//!
//! - [`Db`] runs a piece of work in one transaction on a thread that owns a connection.
//! - [`Tx`] is that transaction; [`sql!`] makes a [`Statement`]; [`Row`] reads a result.
//! - [`migrate`] expands the migrations of `migrations/` for each engine.
//!
//! The only `match` on the engine stands in this crate.

mod durability;
mod engine;
mod error;
mod migrate;
mod row;
mod scratch;
mod statement;
mod tx;
mod value;

pub use durability::Durability;
pub use engine::{Db, Options, Pending, Server, Url, UrlError};
pub use error::DbError;
pub use migrate::{MigrationStatus, Schema, migration_status, schema_text};
pub use row::{FromColumn, Row};
pub use scratch::ScratchDatabase;
pub use statement::{STATEMENTS, Statement};
pub use tx::{Access, Tx};
pub use value::Value;

#[doc(hidden)]
pub use linkme;
