//! The portal without script: every control is a link or a form.

mod acceptance;
mod advice;
mod agreements;
mod customers;
mod delegated_admin;
mod drafts;
mod duplicates;
mod editions;
mod ending;
mod history;
mod imports;
mod invitations;
mod kept;
mod list;
mod nodes;
mod partners;
mod permissions;
pub(crate) mod printed;
mod reader;
mod refusals;
mod reseller;
mod round_trip;
mod selling;
mod standing;
pub(crate) mod vetting;
mod walking;
mod wizard;
