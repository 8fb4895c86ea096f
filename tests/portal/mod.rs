//! The portal without script: every control is a link or a form.

mod customers;
mod history;
mod kept;
mod list;
mod reseller;
mod selling;
mod wizard;
