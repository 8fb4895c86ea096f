//! The customers of a partner (`domain/02`, `domain/04`).
//!
//! A *customer* is an organisation, a tenant with one id for everybody. An *account* is what one
//! partner keeps about it: bill-to profile, tags, reseller. Every function here sees the accounts
//! of the acting partner only; any other customer looks as if it did not exist.
//!
//! - [`form`]: what was typed; [`examine()`] turns it into a [`NewCustomer`], by the rules
//!   ([`check()`](check::check)) and what is known already ([`duplicates`]).
//! - [`create()`], [`get()`], [`list()`], [`update_billing()`], [`set_tags()`], [`delete()`],
//!   [`change_reseller()`], [`end_relationship()`], [`domain_taken()`], [`qualify()`]: one use case
//!   each.

mod account;
mod billing;
pub mod check;
mod create;
mod delete;
mod domain;
pub mod duplicates;
mod end;
mod examine;
pub mod form;
mod get;
mod index;
mod list;
mod qualification;
mod qualify;
mod reseller;
mod store;
mod tags;

pub use account::{
    Account, BillingProfile, Qualification, QualificationState, Relationship, Validation,
};
pub use billing::{BillingForm, check_billing, update_billing};
pub use check::{AgreementChoice, NewCustomer, Surroundings, surroundings};
pub use create::{Created, create};
pub use delete::delete;
pub use domain::domain_taken;
pub use end::end_relationship;
pub use examine::examine;
pub use form::AccountForm;
pub use get::{get, provider_name};
pub use index::{ListFilter, Search};
pub(crate) use index::{Shelf, purge_feed};
pub use list::{ListItem, ListKey, ListQuery, list};
pub use qualification::{HeldQualification, NewQualification};
pub use qualify::qualify;
pub(crate) use qualify::{decide_qualification, of_partner, set_validation};
pub use reseller::change_reseller;
pub(crate) use store::find;
pub use tags::set_tags;
