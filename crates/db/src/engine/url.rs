//! Which database: `sqlite:PATH` or `postgres://…`.

use std::{path::PathBuf, str::FromStr};

/// A parsed database URL.
#[derive(Debug, Clone)]
pub enum Url {
    /// An embedded database in one file.
    Sqlite(PathBuf),
    /// A PostgreSQL server.
    Postgres(Box<postgres::Config>),
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
}

impl FromStr for Url {
    type Err = UrlError;

    fn from_str(text: &str) -> Result<Self, UrlError> {
        if let Some(path) = text.strip_prefix("sqlite:") {
            return Ok(Self::Sqlite(PathBuf::from(path.strip_prefix("//").unwrap_or(path))));
        }
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            let config =
                text.parse().map_err(|e: postgres::Error| UrlError::Postgres(e.to_string()))?;
            return Ok(Self::Postgres(Box::new(config)));
        }
        Err(UrlError::UnknownScheme)
    }
}
