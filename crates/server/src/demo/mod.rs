//! The sandbox: fictional organisations, people, offers and customers, made through the same use
//! cases as real ones. The texts are in `demo/`; secrets are made here and handed out in
//! `demo.json`.

mod agreement;
mod catalogue;
mod customers;
mod load;
mod output;
mod programme;

pub(crate) use load::load;
pub(crate) use output::{Demo, Tenant, User};
