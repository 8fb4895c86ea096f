//! What can be bought: offers and their categories (`domain/05`, Catalogue).
//!
//! - [`list`], [`get`], [`add_ons`], [`categories`]: what a partner can sell in a country.
//! - [`publish`]: what the operator offers.
//!
//! An offer is sold where its market contains both the partner's country and the customer's.
//! An offer that is withdrawn stays: subscriptions go on pointing at it.
//!
//! Deliberately absent: deleting an offer.

mod add_ons;
mod categories;
mod get;
mod list;
mod offer;
mod publish;
mod store;

pub use add_ons::add_ons;
pub use categories::categories;
pub use get::{get, mentioned, names};
pub use list::list;
pub use offer::{
    BillingCycle, BillingType, Category, LimitUnit, Localized, Offer, OfferTerms, Price, Segment,
};
pub use publish::{Catalogue, publish};

pub(crate) use get::find;
