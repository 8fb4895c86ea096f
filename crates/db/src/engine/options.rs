//! Options of an engine.

/// How many threads an engine gets.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// SQLite: reader threads beside the one writer. PostgreSQL: sessions.
    pub connections: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { connections: 4 }
    }
}
