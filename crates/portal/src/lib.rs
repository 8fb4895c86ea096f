//! The web pages: views (plain data), their templates, words, assets and headers.
//!
//! A page is a struct with an askama template of the same name in `templates/<noun>/`. It holds
//! what the page shows and nothing else. Every sentence comes from `locales/` through
//! [`opc_words::Words`]; every control is a link or a form. Who may see a page and what it shows is
//! decided in [`handlers`].

pub mod account;
pub mod activity;
pub mod address;
pub mod agreements;
pub mod assets;
pub mod authorize;
pub mod components;
pub mod confirmation;
pub mod customers;
pub mod delegated_admin;
pub mod errors;
pub mod form;
pub mod guidance;
pub mod handlers;
pub mod history;
pub mod home;
pub mod hub;
pub mod imports;
pub mod invited;
pub mod labels;
pub mod language;
pub mod mailbox;
pub mod offers;
pub mod organisations;
pub mod palette;
pub mod partners;
pub mod reference;
pub mod requests;
pub mod security;
pub mod shell;
pub mod signin;
pub mod styleguide;
pub mod sure;
pub mod users;
pub mod vetting;
pub mod wizard;

pub use handlers::{DemoAccount, PageRoute, PageScope, PortalOptions, pages, refusal, router};

#[cfg(test)]
mod laws;
#[cfg(test)]
mod samples;
