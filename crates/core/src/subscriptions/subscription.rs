//! A subscription.

use crate::access::organisation_names as named;
use crate::catalog::{BillingCycle, BillingType};
use opc_kernel::{
    id::{CustomerId, OrderId, OrganisationId, PartnerId, SubscriptionId},
    time::{Date, Timestamp},
};

named! {
    /// Where a subscription is in its life.
    Status {
        /// In use.
        Active = "active",
        /// Switched off, may come back.
        Suspended = "suspended",
        /// Over.
        Deleted = "deleted",
    }
}

/// A subscription of a customer.
#[derive(Debug, Clone, PartialEq)]
pub struct Subscription {
    /// Its id.
    pub id: SubscriptionId,
    /// Who sold it.
    pub partner: PartnerId,
    /// Whose it is.
    pub customer: CustomerId,
    /// The order it came from.
    pub order: OrderId,
    /// The offer.
    pub offer: String,
    /// The name the partner gave it; the offer's name if none.
    pub friendly_name: String,
    /// Licences; 1 of what is billed by use.
    pub quantity: u32,
    /// Whether licences are billed or use.
    pub billing: BillingType,
    /// Where it is in its life.
    pub status: Status,
    /// Whether it renews by itself.
    pub auto_renew: bool,
    /// How often it is billed.
    pub billing_cycle: BillingCycle,
    /// The subscription it adds to.
    pub parent: Option<SubscriptionId>,
    /// The indirect reseller.
    pub reseller: Option<OrganisationId>,
    /// First day.
    pub starts_on: Date,
    /// Day the commitment ends.
    pub ends_on: Date,
    /// Raised by every change; the ETag.
    pub version: i64,
    /// When it was made.
    pub created_at: Timestamp,
}
