//! Threads that own connections and run work in transactions.
//!
//! A use case crosses threads once, not once per statement. On SQLite one thread writes, and
//! commits all the work that has queued up as one group; other threads read snapshots. On
//! PostgreSQL a set of threads each own a session.

mod db;
mod options;
mod pending;
pub(crate) mod postgres;
pub(crate) mod sqlite;
mod tls;
mod url;
mod work;

/// The most work that may wait for a thread; more is refused at once. The server lets fewer requests
/// in, so only what was given up on while it waited can add up to this.
const QUEUE: usize = 4096;

pub use db::Db;
pub use options::Options;
pub use pending::Pending;
pub use tls::Server;
pub use url::{Url, UrlError};

#[cfg(test)]
mod tests;
