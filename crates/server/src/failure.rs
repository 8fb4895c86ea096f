//! Why a command ended badly.

use opc_core::Fault;
use std::{io, path::Path};

/// For the operator, on the command line.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// A setting that cannot be used.
    #[error("{key}: {why}")]
    Setting {
        /// Its name, as in the config file.
        key: &'static str,
        /// What is wrong with it.
        why: String,
    },
    /// A file or socket.
    #[error("{what}: {source}")]
    Io {
        /// Which one.
        what: String,
        /// What the system says.
        source: io::Error,
    },
    /// A use case.
    #[error("{what}: {fault:?}")]
    Fault {
        /// Which one.
        what: String,
        /// How it ended.
        fault: Fault,
    },
    /// The database.
    #[error("{0}")]
    Database(#[from] opc_db::DbError),
    /// So many things were found to be wrong.
    #[error("{0} found")]
    Found(usize),
}

impl Failure {
    /// A setting that cannot be used.
    pub(crate) fn setting(key: &'static str, why: impl ToString) -> Self {
        Self::Setting { key, why: why.to_string() }
    }
    /// For `map_err` of something done to a file.
    pub(crate) fn file(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let what = path.display().to_string();
        move |source| Self::Io { what, source }
    }
    /// For `map_err` of a use case.
    pub(crate) fn fault(what: impl Into<String>) -> impl FnOnce(Fault) -> Self {
        let what = what.into();
        move |fault| Self::Fault { what, fault }
    }
}
