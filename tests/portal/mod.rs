//! The portal without script: every control is a link or a form.

mod reseller;
mod selling;
mod wizard;
