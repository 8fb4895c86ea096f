//! Why a command did not do what it was asked to, in words for whoever typed it.

/// A failed command.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// A file on this machine.
    #[error("{path}: {source}")]
    File {
        /// Which.
        path: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// A mapping file that is no mapping.
    #[error("{path} is no mapping: {message}")]
    Mapping {
        /// Which.
        path: String,
        /// What is wrong with it.
        message: String,
    },
    /// The server could not be reached.
    #[error("{url} does not answer: {message}. Check --base-url and that the server runs.")]
    Unreachable {
        /// What was asked.
        url: String,
        /// Why.
        message: String,
    },
    /// The server refused; its own words.
    #[error("{said} (HTTP {status}, correlation id {correlation})")]
    Refused {
        /// Status.
        status: u16,
        /// What it said.
        said: String,
        /// For the log of the server.
        correlation: String,
    },
    /// Something else answered.
    #[error("{url} answered what no server of this product answers. Check --base-url.")]
    Strange {
        /// What was asked.
        url: String,
    },
}
