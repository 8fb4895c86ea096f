//! The rules of the account form against values that others vouch for: published examples, and
//! real businesses.

mod examples;
mod real_data;
