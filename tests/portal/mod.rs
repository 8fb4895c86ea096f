//! The portal without script: every control is a link or a form.

mod agreements;
mod customers;
mod duplicates;
mod history;
mod imports;
mod kept;
mod list;
pub(crate) mod printed;
mod reader;
mod refusals;
mod reseller;
mod selling;
pub(crate) mod vetting;
mod wizard;
