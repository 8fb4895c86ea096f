//! One transaction, on whichever engine.

use crate::{
    DbError, Durability, Row, Statement, Value,
    engine::{
        postgres::{self, PgSession},
        sqlite,
    },
    row::Source,
};

/// What a transaction may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Only look.
    Read,
    /// Look and change.
    Write,
}

/// A transaction. Dropping it decides nothing: the engine commits or rolls back after the work.
#[derive(Debug)]
pub struct Tx<'c> {
    engine: Engine<'c>,
    access: Access,
    written: Vec<&'static str>,
}

#[derive(Debug)]
enum Engine<'c> {
    Sqlite(&'c rusqlite::Connection),
    Postgres(&'c mut PgSession),
}

impl<'c> Tx<'c> {
    pub(crate) fn sqlite(conn: &'c rusqlite::Connection, access: Access) -> Self {
        Self { engine: Engine::Sqlite(conn), access, written: Vec::new() }
    }
    pub(crate) fn postgres(session: &'c mut PgSession, access: Access) -> Self {
        Self { engine: Engine::Postgres(session), access, written: Vec::new() }
    }

    /// The tables written so far, in order, with repeats folded.
    pub fn written(&self) -> &[&'static str] {
        &self.written
    }

    /// Runs a statement that returns no rows. Answers how many rows it changed: with
    /// `ON CONFLICT DO NOTHING`, 0 is how a use case learns of a conflict on both engines.
    pub fn execute(
        &mut self,
        statement: &'static Statement,
        params: &[Value<'_>],
    ) -> Result<u64, DbError> {
        self.note_write(statement)?;
        match &mut self.engine {
            Engine::Sqlite(conn) => sqlite::execute(conn, statement, params),
            Engine::Postgres(session) => session.execute(statement, params),
        }
    }

    /// All rows of a query. The caller's statement carries its own `LIMIT`.
    pub fn all<T>(
        &mut self,
        statement: &'static Statement,
        params: &[Value<'_>],
        mut map: impl FnMut(&mut Row<'_>) -> Result<T, DbError>,
    ) -> Result<Vec<T>, DbError> {
        self.note_write(statement)?;
        let mut found = Vec::new();
        match &mut self.engine {
            Engine::Sqlite(conn) => sqlite::query(conn, statement, params, |row| {
                found.push(map(&mut Row { source: Source::Sqlite(row), statement, next: 0 })?);
                Ok(true)
            })?,
            Engine::Postgres(session) => {
                for row in session.query(statement, params)? {
                    found.push(map(&mut Row {
                        source: Source::Postgres(&row),
                        statement,
                        next: 0,
                    })?);
                }
            }
        }
        Ok(found)
    }

    /// The first row of a query, if there is one.
    pub fn first<T>(
        &mut self,
        statement: &'static Statement,
        params: &[Value<'_>],
        map: impl FnOnce(&mut Row<'_>) -> Result<T, DbError>,
    ) -> Result<Option<T>, DbError> {
        self.note_write(statement)?;
        let mut map = Some(map);
        let mut found = None;
        match &mut self.engine {
            Engine::Sqlite(conn) => sqlite::query(conn, statement, params, |row| {
                if let Some(map) = map.take() {
                    found =
                        Some(map(&mut Row { source: Source::Sqlite(row), statement, next: 0 })?);
                }
                // A statement that changes rows (`… RETURNING`) must run to its end.
                Ok(statement.target().is_some())
            })?,
            Engine::Postgres(session) => {
                if let (Some(row), Some(map)) =
                    (session.query(statement, params)?.into_iter().next(), map.take())
                {
                    found =
                        Some(map(&mut Row { source: Source::Postgres(&row), statement, next: 0 })?);
                }
            }
        }
        Ok(found)
    }

    /// Runs `work` so that its failure undoes only `work`, not what came before it.
    pub fn nested<T, E: From<DbError>>(
        &mut self,
        work: impl FnOnce(&mut Self) -> Result<T, E>,
    ) -> Result<T, E> {
        self.control("SAVEPOINT nested")?;
        let before = self.written.len();
        let result = work(self);
        if result.is_err() {
            self.written.truncate(before);
            self.control("ROLLBACK TO SAVEPOINT nested")?;
        }
        self.control("RELEASE SAVEPOINT nested")?;
        result
    }

    /// A number for the rows written now, by which readers can tell what they have not seen yet:
    /// see [`Tx::horizon`].
    pub fn stamp(&mut self) -> Result<i64, DbError> {
        match &mut self.engine {
            Engine::Sqlite(conn) => sqlite::stamp(conn),
            Engine::Postgres(session) => session.number(postgres::STAMP),
        }
    }

    /// The smallest stamp that rows this transaction cannot see may have. Whoever remembers it
    /// and later reads the rows stamped with it or more has missed none, although transactions
    /// do not commit in the order in which they begin.
    pub fn horizon(&mut self) -> Result<i64, DbError> {
        match &mut self.engine {
            Engine::Sqlite(conn) => sqlite::horizon(conn),
            Engine::Postgres(session) => session.number(postgres::HORIZON),
        }
    }

    /// Whether acknowledged writes survive a power cut, as the engine is set now.
    pub fn durability(&mut self) -> Result<Durability, DbError> {
        match &mut self.engine {
            Engine::Sqlite(conn) => sqlite::durability(conn),
            Engine::Postgres(session) => session.durability(),
        }
    }

    fn control(&mut self, text: &'static str) -> Result<(), DbError> {
        match &mut self.engine {
            Engine::Sqlite(conn) => sqlite::control(conn, text),
            Engine::Postgres(session) => session.control(text),
        }
    }

    fn note_write(&mut self, statement: &'static Statement) -> Result<(), DbError> {
        if let Some(table) = statement.target() {
            if self.access == Access::Read {
                return Err(DbError::WriteInRead(table));
            }
            if self.written.last() != Some(&table) {
                self.written.push(table);
            }
        }
        Ok(())
    }
}
