//! The portal without script: every control is a link or a form.

mod customers;
mod history;
mod imports;
mod kept;
mod list;
mod reader;
mod refusals;
mod reseller;
mod selling;
mod wizard;
