//! The vocabulary of the product: ids, time, money, text, countries, page cursors. No IO.
//!
//! A value of one of these types is valid because it exists: everything is parsed at the edge.

pub mod country;
pub mod id;
pub mod language;
pub mod money;
pub mod page;
pub mod rule;
pub mod rules;
pub mod text;
pub mod time;

/// The library behind [`time`], for arithmetic at the edges.
pub use jiff;
