//! Migrations: one text with type tokens, expanded per engine, run by a library.
//!
//! A released migration never changes: the library keeps checksums of what it ran and refuses.

use crate::{Db, DbError, Url};
use refinery::{Migration, Runner};

/// The migrations in order: name and portable text.
const MIGRATIONS: &[(&str, &str)] =
    &[("V1__foundation", include_str!("../../../migrations/V1__foundation.sql"))];

/// An engine's dialect of the type tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Schema {
    /// `STRICT` tables, ids as 16 bytes.
    Sqlite,
    /// `uuid`, `bigint`, `boolean`.
    Postgres,
}

impl Schema {
    const fn tokens(self) -> [(&'static str, &'static str); 7] {
        match self {
            Self::Sqlite => [
                ("{id}", "BLOB"),
                ("{time}", "INTEGER"),
                ("{int}", "INTEGER"),
                ("{bool}", "INTEGER"),
                ("{bytes}", "BLOB"),
                ("{key}", "TEXT"),
                ("{options}", "STRICT, WITHOUT ROWID"),
            ],
            Self::Postgres => [
                ("{id}", "UUID"),
                ("{time}", "BIGINT"),
                ("{int}", "BIGINT"),
                ("{bool}", "BOOLEAN"),
                ("{bytes}", "BYTEA"),
                ("{key}", "TEXT COLLATE \"C\""),
                ("{options}", ""),
            ],
        }
    }
    fn expand(self, text: &str) -> String {
        let mut text = text.to_owned();
        for (token, sql) in self.tokens() {
            text = text.replace(token, sql);
        }
        text.replace(") ;", ");")
    }
}

/// The whole schema as the engine gets it; committed as a snapshot, so that a change is seen.
pub fn schema_text(schema: Schema) -> String {
    MIGRATIONS.iter().map(|(_, text)| schema.expand(text)).collect::<Vec<_>>().join("\n")
}

fn runner(schema: Schema) -> Result<Runner, DbError> {
    let mut migrations = Vec::new();
    for (name, text) in MIGRATIONS {
        migrations.push(Migration::unapplied(name, &schema.expand(text)).map_err(failed)?);
    }
    Ok(Runner::new(&migrations))
}

pub(crate) fn sqlite(conn: &mut rusqlite::Connection) -> Result<(), DbError> {
    runner(Schema::Sqlite)?.run(conn).map(|_| ()).map_err(failed)
}

pub(crate) fn postgres(client: &mut postgres::Client) -> Result<(), DbError> {
    // Nodes that start together must not migrate together.
    let locked = |e: postgres::Error| DbError::Migration(e.to_string());
    client.batch_execute("SELECT pg_advisory_lock(7063)").map_err(locked)?;
    let result = runner(Schema::Postgres)?.run(client).map(|_| ()).map_err(failed);
    client.batch_execute("SELECT pg_advisory_unlock(7063)").map_err(locked)?;
    result
}

/// One migration and whether the database has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MigrationStatus {
    /// Its name.
    pub name: String,
    /// Whether it has been applied.
    pub applied: bool,
}

/// Which migrations a database has, without changing it.
pub fn migration_status(url: &Url) -> Result<Vec<MigrationStatus>, DbError> {
    let applied = match url {
        Url::Sqlite(path) => {
            let mut conn = rusqlite::Connection::open(path)
                .map_err(|e| DbError::Unreachable(e.to_string()))?;
            runner(Schema::Sqlite)?.get_applied_migrations(&mut conn).map_err(failed)?
        }
        Url::Postgres(server) => {
            let mut client = server.connect()?;
            runner(Schema::Postgres)?.get_applied_migrations(&mut client).map_err(failed)?
        }
    };
    let has = |version: usize| applied.iter().any(|m| usize::try_from(m.version()) == Ok(version));
    Ok(MIGRATIONS
        .iter()
        .enumerate()
        .map(|(i, (name, _))| MigrationStatus { name: (*name).to_owned(), applied: has(i + 1) })
        .collect())
}

fn failed(e: refinery::Error) -> DbError {
    DbError::Migration(e.to_string())
}

impl Db {
    /// Prepares every registered statement on a migrated database: a statement that either
    /// engine does not understand is found by one test, not by a user.
    pub fn unprepared(url: &Url) -> Result<Vec<String>, DbError> {
        let mut bad = Vec::new();
        match url {
            Url::Sqlite(path) => {
                let conn = rusqlite::Connection::open(path)
                    .map_err(|e| DbError::Unreachable(e.to_string()))?;
                rusqlite::vtab::array::load_module(&conn)
                    .map_err(|e| DbError::Unreachable(e.to_string()))?;
                for s in crate::STATEMENTS {
                    if let Err(e) = conn.prepare(s.numbered()) {
                        bad.push(format!("{}: {e}", s.location()));
                    }
                }
            }
            Url::Postgres(server) => {
                let mut client = server.connect()?;
                for s in crate::STATEMENTS {
                    if let Err(e) = client.prepare(s.text()) {
                        let words =
                            e.as_db_error().map_or_else(|| e.to_string(), ToString::to_string);
                        bad.push(format!("{}: {words}", s.location()));
                    }
                }
            }
        }
        Ok(bad)
    }
}
