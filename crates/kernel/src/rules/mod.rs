//! The rules of the add-customer wizard as pure functions (`domain/02`).
//!
//! A function takes text as it was typed and gives the value to store, or the rule it breaks. Which
//! field a rule belongs to is the caller's knowledge; whether something is taken, the store's.

pub mod address;
pub mod agreement;
pub mod contact;
pub mod domain_prefix;
pub mod licence_count;
pub mod name;
#[cfg(test)]
mod normal;
pub mod place;
pub mod registration;
pub mod tags;
