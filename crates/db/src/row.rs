//! Reading rows: columns are taken in order, and one that does not fit is a located error.

use crate::{DbError, Statement};
use opc_kernel::{
    id::Id,
    time::{Date, Timestamp},
};
use uuid::Uuid;

/// A row being read. `row.take()` reads the next column.
#[derive(Debug)]
pub struct Row<'r> {
    pub(crate) source: Source<'r>,
    pub(crate) statement: &'static Statement,
    pub(crate) next: usize,
}

#[derive(Debug)]
pub(crate) enum Source<'r> {
    Sqlite(&'r rusqlite::Row<'r>),
    Postgres(&'r postgres::Row),
}

impl Row<'_> {
    /// Reads the next column.
    pub fn take<T: FromColumn>(&mut self) -> Result<T, DbError> {
        let column = self.next;
        self.next += 1;
        T::read(&self.source_ref(), column).map_err(|message| self.misfit(column, message))
    }
    /// Reads the next column and turns its text into something that has fewer values than text.
    pub fn parse<T>(&mut self, parse: impl FnOnce(&str) -> Option<T>) -> Result<T, DbError> {
        let column = self.next;
        let text: String = self.take()?;
        parse(&text).ok_or_else(|| self.misfit(column, format!("{text:?} is no such value")))
    }
    /// The error of a row whose columns contradict each other.
    pub fn misfit(&self, column: usize, message: String) -> DbError {
        DbError::Row { at: self.statement.location(), column, message }
    }
    fn source_ref(&self) -> ColumnSource<'_> {
        ColumnSource(&self.source)
    }
}

/// One row's columns, whatever the engine.
#[derive(Debug)]
pub struct ColumnSource<'r>(&'r Source<'r>);

impl ColumnSource<'_> {
    fn get<T>(&self, i: usize) -> Result<T, String>
    where
        T: rusqlite::types::FromSql + for<'a> postgres::types::FromSql<'a>,
    {
        match self.0 {
            Source::Sqlite(row) => row.get(i).map_err(|e| e.to_string()),
            Source::Postgres(row) => row.try_get(i).map_err(|e| e.to_string()),
        }
    }
    fn is_null(&self, i: usize) -> Result<bool, String> {
        match self.0 {
            Source::Sqlite(row) => row
                .get_ref(i)
                .map(|v| matches!(v, rusqlite::types::ValueRef::Null))
                .map_err(|e| e.to_string()),
            Source::Postgres(row) => row
                .try_get::<_, Option<Anything>>(i)
                .map(|v| v.is_none())
                .map_err(|e| e.to_string()),
        }
    }
}

/// Accepts any PostgreSQL type; only used to ask whether a column is `NULL`.
struct Anything;
impl<'a> postgres::types::FromSql<'a> for Anything {
    fn from_sql(
        _: &postgres::types::Type,
        _: &'a [u8],
    ) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Ok(Self)
    }
    fn accepts(_: &postgres::types::Type) -> bool {
        true
    }
}

/// A type a column can be read into.
pub trait FromColumn: Sized {
    /// Reads column `i`; the error says what does not fit.
    fn read(source: &ColumnSource<'_>, i: usize) -> Result<Self, String>;
}

macro_rules! direct {
    ($($t:ty)*) => {$(
        impl FromColumn for $t {
            fn read(source: &ColumnSource<'_>, i: usize) -> Result<Self, String> { source.get(i) }
        }
    )*};
}
direct! { i64 bool String Vec<u8> }

impl FromColumn for u32 {
    fn read(source: &ColumnSource<'_>, i: usize) -> Result<Self, String> {
        let n: i64 = source.get(i)?;
        Self::try_from(n).map_err(|e| e.to_string())
    }
}
impl FromColumn for Uuid {
    fn read(source: &ColumnSource<'_>, i: usize) -> Result<Self, String> {
        match source.0 {
            Source::Sqlite(row) => {
                let bytes: [u8; 16] = row.get(i).map_err(|e| e.to_string())?;
                Ok(Self::from_bytes(bytes))
            }
            Source::Postgres(row) => row.try_get(i).map_err(|e| e.to_string()),
        }
    }
}
impl FromColumn for Timestamp {
    fn read(source: &ColumnSource<'_>, i: usize) -> Result<Self, String> {
        source.get(i).map(Self::from_micros)
    }
}
impl FromColumn for Date {
    fn read(source: &ColumnSource<'_>, i: usize) -> Result<Self, String> {
        source.get::<String>(i)?.parse().map_err(|e| format!("{e}"))
    }
}
impl<T: FromColumn> FromColumn for Option<T> {
    fn read(source: &ColumnSource<'_>, i: usize) -> Result<Self, String> {
        if source.is_null(i)? { Ok(None) } else { T::read(source, i).map(Some) }
    }
}

macro_rules! ids {
    ($($id:ident)*) => {$(
        impl FromColumn for opc_kernel::id::$id {
            fn read(source: &ColumnSource<'_>, i: usize) -> Result<Self, String> {
                Uuid::read(source, i).map(Self::from_uuid)
            }
        }
    )*};
}
opc_kernel::each_id!(ids);
