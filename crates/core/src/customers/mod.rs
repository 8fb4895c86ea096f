//! The customers of a partner (`domain/02`, `domain/04`).
//!
//! A *customer* is an organisation, a tenant with one id for everybody. An *account* is what one
//! partner keeps about it: bill-to profile, tags, reseller; a partner has a customer as the seller, as
//! the [reseller](Capacity) of providers, or both. Every function here sees the accounts
//! of the acting partner only; any other customer looks as if it did not exist.
//!
//! - [`form`]: what was typed; [`examine()`] turns it into a [`NewCustomer`], by the rules
//!   ([`check()`](check::check)) and what is known already ([`duplicates`]).
//! - [`list()`], [`export()`], [`views()`]: finding, taking along, and how a person likes to look.
//! - [`bulk`]: tags of many at once. [`undo_change()`]: taking back one change of one customer.
//! - [`own_profile()`], [`own_partners()`], [`end_delegated_admin()`]: what a customer itself sees and
//!   says; what it agrees to becomes an account by `take_on`.
//! - [`create()`], [`get()`], [`update_billing()`], [`set_tags()`], [`delete()`],
//!   [`change_reseller()`], [`sharing()`], [`end_relationship()`], [`give_up_delegated_admin()`],
//!   [`domain_taken()`], [`qualify()`], [`set_purchase_permissions()`]: one use case each.

mod account;
mod billing;
mod bulk;
mod capacity;
pub mod check;
mod create;
mod delete;
mod domain;
pub mod duplicates;
mod end;
mod examine;
mod export;
pub mod form;
mod get;
mod give_up;
mod history;
mod index;
mod list;
mod new_tenant;
mod own_partners;
mod own_profile;
mod permissions;
mod qualification;
mod qualify;
mod reseller;
mod school;
mod source;
mod store;
mod tags;
mod take_on;
mod views;

pub use account::{
    Account, BillingProfile, Qualification, QualificationState, Relationship, Validation,
};
pub use billing::{BillingForm, check_billing, update_billing};
pub use bulk::{Bulk, Chosen, TagChange, TagUndo, recent_bulk, tag_many, undo_bulk};
pub(crate) use bulk::{tag_some, undo_some};
pub(crate) use capacity::account_for;
pub use capacity::{Capacity, begin_to_sell, capacities};
pub use check::{AgreementChoice, NewCustomer, Surroundings, surroundings};
pub use create::{Created, create};
pub use delete::delete;
pub use domain::domain_taken;
pub(crate) use domain::{taken_domains, taken_prefix};
pub use end::end_relationship;
pub use examine::examine;
pub use export::{Exported, export};
pub use form::AccountForm;
pub use get::get;
pub use give_up::give_up_delegated_admin;
pub use history::{is_reversible, still_holds, undo_change};
pub use index::{ListFilter, Order, Search, SortBy, warm};
pub(crate) use index::{Shelf, forget_foreign_feed, purge_feed};
pub use list::{
    ListItem, ListKey, ListQuery, count, count_by_reseller, known_tags, list, names_of,
};
pub(crate) use new_tenant::{NewTenant, begin_tenant, known_like, new_tenant};
pub use own_partners::{OwnPartner, end_delegated_admin, own_partners};
pub use own_profile::own_profile;
pub(crate) use own_profile::stated;
pub use permissions::{PurchasePermissions, purchase_permissions, set_purchase_permissions};
pub use qualification::{HeldQualification, NewQualification};
pub(crate) use qualify::{decide_qualification, of_partner, set_validation};
pub use qualify::{qualify, qualify_without_details};
pub(crate) use reseller::release;
pub use reseller::{change_reseller, sharing};
pub use source::{Source, of_source, sources};
pub(crate) use store::find;
pub use tags::set_tags;
pub(crate) use take_on::{TakenOn, has_parted, serve, take_on};
pub use views::{View, forget_view, remember_columns, save_view, views};
