//! The rules of the account form against values that others vouch for: published examples, and
//! real businesses; and every rule of every country.

mod countries;
mod examples;
pub(crate) mod real_data;
