//! Parameters of a statement.

use opc_kernel::{
    id::Id,
    time::{Date, Timestamp},
};
use std::{borrow::Cow, rc::Rc};
use uuid::Uuid;

/// A parameter. Text and bytes are borrowed where the caller can lend them.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    /// SQL `NULL`.
    Null,
    /// A whole number, also of time in microseconds.
    Int(i64),
    /// A truth value.
    Bool(bool),
    /// Text.
    Text(Cow<'a, str>),
    /// Bytes.
    Bytes(Cow<'a, [u8]>),
    /// A GUID: `uuid` on PostgreSQL, 16 bytes on SQLite.
    Id(Uuid),
    /// Several GUIDs, for `= ANY($n)`.
    Ids(Vec<Uuid>),
    /// Several texts, for `= ANY($n)`.
    Texts(Vec<String>),
}

macro_rules! values {
    ($($from:ty => $variant:ident($make:expr)),* $(,)?) => {$(
        impl<'a> From<$from> for Value<'a> {
            fn from(v: $from) -> Self {
                let make: fn($from) -> _ = $make;
                Value::$variant(make(v))
            }
        }
    )*};
}

values! {
    i64 => Int(|v| v), i32 => Int(i64::from), u32 => Int(i64::from), bool => Bool(|v| v),
    &'a str => Text(Cow::Borrowed), String => Text(Cow::Owned), &'a String => Text(|v| Cow::Borrowed(v.as_str())),
    Cow<'a, str> => Text(|v| v),
    &'a [u8] => Bytes(Cow::Borrowed), Vec<u8> => Bytes(Cow::Owned), &'a Vec<u8> => Bytes(|v| Cow::Borrowed(v.as_slice())),
    Uuid => Id(|v| v), Timestamp => Int(Timestamp::micros), Date => Text(|d| Cow::Owned(d.to_string())),
}

macro_rules! ids {
    ($($id:ident)*) => {$(
        impl From<opc_kernel::id::$id> for Value<'_> {
            fn from(id: opc_kernel::id::$id) -> Self { Value::Id(id.uuid()) }
        }
        impl From<&[opc_kernel::id::$id]> for Value<'_> {
            fn from(ids: &[opc_kernel::id::$id]) -> Self {
                Value::Ids(ids.iter().map(|id| id.uuid()).collect())
            }
        }
    )*};
}
opc_kernel::each_id!(ids);

impl<'a, T: Into<Value<'a>>> From<Option<T>> for Value<'a> {
    fn from(v: Option<T>) -> Self {
        v.map_or(Value::Null, Into::into)
    }
}

impl From<Vec<String>> for Value<'_> {
    fn from(texts: Vec<String>) -> Self {
        Value::Texts(texts)
    }
}

impl rusqlite::ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        use rusqlite::types::{ToSqlOutput, ValueRef};
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Ids(ids) => {
                let bytes = |id: &Uuid| rusqlite::types::Value::Blob(id.as_bytes().to_vec());
                let array: rusqlite::vtab::array::Array = Rc::new(ids.iter().map(bytes).collect());
                return Ok(ToSqlOutput::from_rc(array, c"rarray"));
            }
            Value::Texts(texts) => {
                let text = |text: &String| rusqlite::types::Value::Text(text.clone());
                let array: rusqlite::vtab::array::Array = Rc::new(texts.iter().map(text).collect());
                return Ok(ToSqlOutput::from_rc(array, c"rarray"));
            }
            Value::Null => ValueRef::Null,
            Value::Int(n) => ValueRef::Integer(*n),
            Value::Bool(b) => ValueRef::Integer(i64::from(*b)),
            Value::Text(t) => ValueRef::Text(t.as_bytes()),
            Value::Bytes(b) => ValueRef::Blob(b),
            Value::Id(id) => ValueRef::Blob(id.as_bytes()),
        }))
    }
}

impl postgres::types::ToSql for Value<'_> {
    fn to_sql(
        &self,
        ty: &postgres::types::Type,
        out: &mut bytes::BytesMut,
    ) -> Result<postgres::types::IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Value::Null => Ok(postgres::types::IsNull::Yes),
            Value::Int(n) if *ty == postgres::types::Type::INT4 => {
                i32::try_from(*n)?.to_sql(ty, out)
            }
            Value::Int(n) => n.to_sql(ty, out),
            Value::Bool(b) => b.to_sql(ty, out),
            Value::Text(t) => t.as_ref().to_sql(ty, out),
            Value::Bytes(b) => b.as_ref().to_sql(ty, out),
            Value::Id(id) => id.to_sql(ty, out),
            Value::Ids(ids) => ids.to_sql(ty, out),
            Value::Texts(texts) => texts.to_sql(ty, out),
        }
    }
    fn accepts(_: &postgres::types::Type) -> bool {
        true
    }
    postgres::types::to_sql_checked!();
}
