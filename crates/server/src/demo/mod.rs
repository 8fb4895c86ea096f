//! The sandbox: the programme that comes with the program, and fictional customers, made through the
//! same use cases as real ones. Secrets are made here and handed out in `demo.json`.

mod customers;
mod delegated_admin;
mod load;
mod output;

pub(crate) use load::load;
pub(crate) use output::Demo;
