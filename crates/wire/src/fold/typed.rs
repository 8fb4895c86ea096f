//! From JSON values to a type, keeping track of where.

use super::error::{Expected, ParseError};
use serde::de::value::StringDeserializer;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::de::{EnumAccess, IntoDeserializer, VariantAccess};
use serde_json::Value;

/// A JSON value that is asked for a type.
pub(super) struct Typed(pub(super) Value);

/// Methods that differ only in the kind of value they accept.
macro_rules! wanting {
    ($($method:ident: $pattern:pat => $wanted:expr;)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ParseError> {
            match self.0 {
                $pattern => self.deserialize_any(visitor),
                _ => Err(ParseError::here($wanted)),
            }
        }
    )*};
}

/// Whole numbers: one that does not fit the member's type is as wrong as a fraction.
macro_rules! integers {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ParseError> {
            let wrong = || ParseError::here(Expected::Integer);
            match &self.0 {
                Value::Number(n) => match (n.as_u64(), n.as_i64(), n.as_f64().and_then(whole)) {
                    (Some(n), _, _) => visitor.visit_u64(n),
                    (_, Some(n), _) | (_, _, Some(n)) => visitor.visit_i64(n),
                    _ => return Err(wrong()),
                }
                .map_err(|_: ParseError| wrong()),
                _ => Err(wrong()),
            }
        }
    )*};
}

/// `5.0` is five: one client library writes every number with a point.
#[expect(clippy::cast_possible_truncation, reason = "the range is checked")]
fn whole(n: f64) -> Option<i64> {
    (n.fract() == 0.0 && n.abs() < 9.0e15).then_some(n as i64)
}

impl<'de> Deserializer<'de> for Typed {
    type Error = ParseError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ParseError> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(yes) => visitor.visit_bool(yes),
            Value::String(text) => visitor.visit_string(text),
            Value::Array(items) => visitor.visit_seq(Items(items.into_iter().enumerate())),
            Value::Object(members) => {
                visitor.visit_map(Members { rest: members.into_iter(), current: None })
            }
            Value::Number(number) => match (number.as_u64(), number.as_i64(), number.as_f64()) {
                (Some(n), _, _) => visitor.visit_u64(n),
                (_, Some(n), _) => visitor.visit_i64(n),
                (_, _, Some(n)) => visitor.visit_f64(n),
                _ => Err(ParseError::here(Expected::Number)),
            },
        }
    }
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ParseError> {
        if self.0.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }
    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, ParseError> {
        visitor.visit_newtype_struct(self)
    }
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ParseError> {
        self.deserialize_map(visitor)
    }
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ParseError> {
        match self.0 {
            Value::String(text) => visitor.visit_enum(Variant(text)),
            _ => Err(ParseError::here(Expected::Text)),
        }
    }
    wanting! {
        deserialize_bool: Value::Bool(_) => Expected::Boolean;
        deserialize_str: Value::String(_) => Expected::Text;
        deserialize_string: Value::String(_) => Expected::Text;
        deserialize_char: Value::String(_) => Expected::Text;
        deserialize_f32: Value::Number(_) => Expected::Number;
        deserialize_f64: Value::Number(_) => Expected::Number;
        deserialize_seq: Value::Array(_) => Expected::Array;
        deserialize_map: Value::Object(_) => Expected::Object;
    }
    integers! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64
    }
    serde::forward_to_deserialize_any! {
        i128 u128 bytes byte_buf unit unit_struct tuple tuple_struct identifier ignored_any
    }
}

struct Items(std::iter::Enumerate<std::vec::IntoIter<Value>>);

impl<'de> SeqAccess<'de> for Items {
    type Error = ParseError;
    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, ParseError> {
        let Some((index, item)) = self.0.next() else { return Ok(None) };
        seed.deserialize(Typed(item)).map(Some).map_err(|error| error.at_index(index))
    }
    fn size_hint(&self) -> Option<usize> {
        Some(self.0.len())
    }
}

struct Members {
    rest: serde_json::map::IntoIter,
    current: Option<(String, Value)>,
}

impl<'de> MapAccess<'de> for Members {
    type Error = ParseError;
    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, ParseError> {
        self.current = self.rest.next();
        let Some((name, _)) = &self.current else { return Ok(None) };
        let name: StringDeserializer<ParseError> = name.clone().into_deserializer();
        seed.deserialize(name).map(Some)
    }
    fn next_value_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<S::Value, ParseError> {
        let (name, value) = self.current.take().unwrap_or_default();
        let read = seed.deserialize(Typed(value));
        // A wrong `Value` inside `Field` is at `Field`, and so on up to the body.
        read.map_err(|error| error.inside(&name))
    }
}

/// Derived enums with unit variants; the enums of the wire read a text themselves.
struct Variant(String);

impl<'de> EnumAccess<'de> for Variant {
    type Error = ParseError;
    type Variant = Self;
    fn variant_seed<S: DeserializeSeed<'de>>(
        self,
        seed: S,
    ) -> Result<(S::Value, Self), ParseError> {
        let name: StringDeserializer<ParseError> = self.0.clone().into_deserializer();
        seed.deserialize(name).map(|value| (value, self))
    }
}

impl<'de> VariantAccess<'de> for Variant {
    type Error = ParseError;
    fn unit_variant(self) -> Result<(), ParseError> {
        Ok(())
    }
    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, _: S) -> Result<S::Value, ParseError> {
        Err(ParseError::here(Expected::Object))
    }
    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, ParseError> {
        Err(ParseError::here(Expected::Object))
    }
    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, ParseError> {
        Err(ParseError::here(Expected::Object))
    }
}
