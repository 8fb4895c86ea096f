//! What can go wrong between a statement and its rows.

use std::fmt;

/// A failure of the database, not of the caller.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    /// The engine refused a statement. `at` is the place of the `sql!` that wrote it.
    #[error("statement at {at}: {message}")]
    Statement {
        /// File and line of the statement.
        at: Location,
        /// The engine's own words.
        message: String,
    },
    /// A row does not fit the type it is read into: the data is damaged or the code is wrong.
    #[error("row of the statement at {at}, column {column}: {message}")]
    Row {
        /// File and line of the statement.
        at: Location,
        /// Zero-based column.
        column: usize,
        /// What does not fit.
        message: String,
    },
    /// The disk is full. Nothing was written.
    #[error("the disk is full")]
    Full,
    /// The engine cannot be reached. Nothing was written.
    #[error("the database cannot be reached: {0}")]
    Unreachable(String),
    /// The connection broke while committing: the work is done wholly or not at all, but
    /// nobody can say which. Repeating it with the same request id is safe.
    #[error("the connection broke during commit")]
    OutcomeUnknown,
    /// Too many transactions wanted the same rows; the work was retried and given up.
    #[error("too much contention")]
    Contention,
    /// Too much work is waiting already. Nothing was done.
    #[error("too much work is waiting")]
    Busy,
    /// The closure wrote inside a read.
    #[error("write to {0} inside a read")]
    WriteInRead(&'static str),
    /// The work panicked; its transaction was rolled back.
    #[error("the work panicked: {0}")]
    Panicked(String),
    /// The database is shutting down.
    #[error("the database has stopped")]
    Stopped,
    /// A migration failed or a released one was changed.
    #[error("migration: {0}")]
    Migration(String),
}

impl DbError {
    /// What the server or the way to it said: the client's own words keep that for their cause.
    pub(crate) fn of_server(e: &postgres::Error) -> Self {
        let cause = std::error::Error::source(e).map(|cause| format!(": {cause}"));
        Self::Unreachable(format!("{e}{}", cause.unwrap_or_default()))
    }
}

/// Where in the source a statement is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Location {
    /// Source file.
    pub file: &'static str,
    /// Line in it.
    pub line: u32,
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}
