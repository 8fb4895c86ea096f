//! One of every page, filled, for the tests that render them all. A file holds the pages of a noun.

mod account;
mod customers;
mod delegated_admin;
mod every;
mod home;
mod imports;
mod organisations;
mod partners;
mod parts;
mod relationships;
mod selling;
mod signin;
mod tools;
mod users;
mod vetting;
mod wizard;

pub(crate) use every::all;
