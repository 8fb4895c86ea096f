//! The laws of the house: what is true of the whole repository, read from its files.
//!
//! - [`dependencies`]: which crate may see which, read from `cargo metadata`;
//!   [`licences`]: under which licences they come.
//! - [`limits`]: how long a file may be, what a module may be called.
//! - [`statements`]: SQL that both engines understand; [`audit`]: no write without an event.
//! - [`editions`]: the page about editions says what the code says.
//! - [`tenancy`]: nobody sees what belongs to another partner.
//! - [`words`]: both languages say the same things.
//! - [`source`]: the files of the repository, for the laws above.
//!
//! Every law is a function from text to offences, and next to it is a test that it has teeth.

mod audit;
mod dependencies;
mod editions;
mod licences;
mod limits;
mod source;
mod statements;
mod tenancy;
mod words;
