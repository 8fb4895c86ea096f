//! Why a command did not do what it was asked to, in words for whoever typed it.

use opc_words::Words;

/// A failed command.
#[derive(Debug)]
pub(crate) enum Failure {
    /// A file on this machine: which, and what the system said.
    File { path: String, message: String },
    /// A mapping file that is no mapping: which, and what is wrong with it.
    Mapping { path: String, message: String },
    /// The server could not be reached: what was asked, and why not.
    Unreachable { url: String, message: String },
    /// The server refused: status, its own words, and an id for its log.
    Refused { status: u16, said: String, correlation: String },
    /// Something else answered.
    Strange { url: String },
}

impl Failure {
    /// What happened and what to do about it.
    pub(crate) fn said(&self, w: Words) -> String {
        match self {
            Self::File { path, message } => format!("{path}: {message}"),
            Self::Mapping { path, message } => {
                w.t2("cli-not-a-mapping", &("path", path), &("message", message))
            }
            Self::Unreachable { url, message } => {
                w.t2("cli-unreachable", &("url", url), &("message", message))
            }
            Self::Refused { status, said, correlation } => {
                format!("{said} (HTTP {status}, MS-CorrelationId {correlation})")
            }
            Self::Strange { url } => w.t1("cli-strange", "url", url),
        }
    }
}
