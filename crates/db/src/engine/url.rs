//! Which database: `sqlite:PATH` or `postgres://…`.

use super::tls::Server;
use std::{path::PathBuf, str::FromStr};

/// A parsed database URL.
#[derive(Debug, Clone)]
pub enum Url {
    /// An embedded database in one file.
    Sqlite(PathBuf),
    /// A PostgreSQL server.
    Postgres(Box<Server>),
}

/// Text that names no database.
#[derive(Debug, thiserror::Error)]
pub enum UrlError {
    /// Neither of the two schemes.
    #[error("write sqlite:PATH or postgres://USER@HOST/DATABASE")]
    UnknownScheme,
    /// A PostgreSQL URL with a mistake.
    #[error("{0}")]
    Postgres(String),
    /// An `sslmode` that is not offered.
    #[error("sslmode {0}: write disable, prefer, require or verify-full")]
    SslMode(String),
    /// A file of `sslrootcert` that cannot be used.
    #[error("sslrootcert {file}: {why}")]
    RootCertificate {
        /// The file.
        file: String,
        /// What is wrong with it.
        why: String,
    },
}

impl FromStr for Url {
    type Err = UrlError;

    fn from_str(text: &str) -> Result<Self, UrlError> {
        if let Some(path) = text.strip_prefix("sqlite:") {
            return Ok(Self::Sqlite(PathBuf::from(path.strip_prefix("//").unwrap_or(path))));
        }
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Server::parse(text).map(|server| Self::Postgres(Box::new(server)));
        }
        Err(UrlError::UnknownScheme)
    }
}
