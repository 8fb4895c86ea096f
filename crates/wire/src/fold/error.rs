//! What is wrong with a body, and where.

use std::fmt;

/// A body that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}{what}", if path.is_empty() { String::new() } else { format!("{path}: ") })]
pub struct ParseError {
    /// The JSON path of the culprit, `billingProfile.defaultAddress.city` or `lineItems[0]`; empty
    /// for the body itself.
    pub path: String,
    /// What was wanted there.
    pub what: Expected,
}

/// What was wanted where something else came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expected {
    /// Well-formed JSON; with the reader's complaint.
    Json(String),
    /// At most this many levels of nesting.
    Depth(usize),
    /// At most this many bytes.
    Length(usize),
    /// `{…}`
    Object,
    /// `[…]`
    Array,
    /// `"…"`
    Text,
    /// A number.
    Number,
    /// A number without fraction.
    Integer,
    /// `true` or `false`
    Boolean,
    /// One of these texts.
    OneOf(&'static [&'static str]),
    /// A member that is not there.
    Member(&'static str),
    /// Something the type itself describes, such as a date.
    Other(String),
}

impl Expected {
    /// A stable key, for messages in the reader's language.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Json(_) => "json",
            Self::Depth(_) => "depth",
            Self::Length(_) => "length",
            Self::Object => "object",
            Self::Array => "array",
            Self::Text => "text",
            Self::Number => "number",
            Self::Integer => "integer",
            Self::Boolean => "boolean",
            Self::OneOf(_) => "one-of",
            Self::Member(_) => "member",
            Self::Other(_) => "other",
        }
    }
}

/// For logs and for the English-only `description` of an error answer.
impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected ")?;
        match self {
            Self::Json(reason) => write!(f, "JSON ({reason})"),
            Self::Depth(most) => write!(f, "at most {most} levels of nesting"),
            Self::Length(most) => write!(f, "at most {most} bytes"),
            Self::Object => f.write_str("an object"),
            Self::Array => f.write_str("an array"),
            Self::Text => f.write_str("a string"),
            Self::Number => f.write_str("a number"),
            Self::Integer => f.write_str("an integer"),
            Self::Boolean => f.write_str("true or false"),
            Self::OneOf(texts) => write!(f, "one of {}", texts.join(", ")),
            Self::Member(name) => write!(f, "the member {name}"),
            Self::Other(what) => f.write_str(what),
        }
    }
}

impl ParseError {
    /// Text longer than its limit in bytes.
    pub fn too_long(most: usize) -> Self {
        Self { path: String::new(), what: Expected::Length(most) }
    }
    /// Nested deeper than `most`; the first steps of the path are enough to find the place.
    pub(super) fn too_deep(path: &str, most: usize) -> Self {
        let end = path.match_indices(['.', '[']).nth(2).map_or(path.len(), |(at, _)| at);
        let more = if end < path.len() { "…" } else { "" };
        Self { path: format!("{}{more}", &path[..end]), what: Expected::Depth(most) }
    }
    pub(super) fn here(what: Expected) -> Self {
        Self { path: String::new(), what }
    }
    pub(super) fn inside(mut self, member: &str) -> Self {
        self.path = match self.path.as_bytes().first() {
            None => member.to_owned(),
            Some(b'[') => format!("{member}{}", self.path),
            Some(_) => format!("{member}.{}", self.path),
        };
        self
    }
    pub(super) fn at_index(mut self, index: usize) -> Self {
        let dot = if self.path.is_empty() || self.path.starts_with('[') { "" } else { "." };
        self.path = format!("[{index}]{dot}{}", self.path);
        self
    }
}

impl serde::de::Error for ParseError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::here(Expected::Other(message.to_string()))
    }
    fn invalid_type(_: serde::de::Unexpected<'_>, wanted: &dyn serde::de::Expected) -> Self {
        Self::here(Expected::Other(wanted.to_string()))
    }
    fn invalid_value(_: serde::de::Unexpected<'_>, wanted: &dyn serde::de::Expected) -> Self {
        Self::here(Expected::Other(wanted.to_string()))
    }
    fn unknown_variant(_: &str, texts: &'static [&'static str]) -> Self {
        Self::here(Expected::OneOf(texts))
    }
    fn missing_field(name: &'static str) -> Self {
        Self::here(Expected::Member(name))
    }
}
