//! Whether the engine keeps what it has acknowledged.

/// Does a commit survive a power cut?
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Durability {
    /// Yes: every commit is on the disk before it is acknowledged.
    Full,
    /// No, and this setting is why. The server does not report ready.
    Off(String),
}
