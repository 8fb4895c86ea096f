//! Subscriptions.

use super::Link;
use crate::date::DateTime;
use crate::enums::{BillingCycleType, BillingType, ContractType, RefundType, SubscriptionStatus};

resource! {
    /// What a customer has bought.
    #[derive(Eq)]
    Subscription {
        /// The id of the subscription.
        id: String,
        /// The offer it was bought as.
        offer_id: String,
        /// The entitlement behind it.
        entitlement_id: String,
        /// The name of the offer.
        offer_name: String,
        /// What the customer calls it.
        friendly_name: String,
        /// The product and edition.
        product_type: ItemType,
        /// How many units.
        quantity: i32,
        /// What the quantity counts.
        unit_type: String,
        /// The subscription an add-on belongs to.
        parent_subscription_id: String,
        /// When it was bought.
        creation_date: DateTime,
        /// When it began.
        effective_start_date: DateTime,
        /// When the term ends.
        commitment_end_date: DateTime,
        /// When the term ends, to the second.
        commitment_end_date_time: DateTime,
        /// Until when it can be cancelled.
        cancellation_allowed_until_date: DateTime,
        /// When the billing period ends.
        billing_cycle_end_date: DateTime,
        /// When the billing period ends, to the second.
        billing_cycle_end_date_time: DateTime,
        /// Its state.
        status: SubscriptionStatus,
        /// Whether it renews itself.
        auto_renew_enabled: bool,
        /// How it is billed.
        billing_type: BillingType,
        /// How often it is billed.
        billing_cycle: BillingCycleType,
        /// How long a term is, as an ISO 8601 duration such as `P1Y`.
        term_duration: String,
        /// How long the next term is.
        renewal_term_duration: String,
        /// Whether add-ons can be bought for it.
        has_purchasable_addons: bool,
        /// Whether it is a trial.
        is_trial: bool,
        /// Whether the operator itself makes the product.
        is_microsoft_product: bool,
        /// Who makes the product.
        publisher_name: String,
        /// What can be done with it.
        actions: Vec<String>,
        /// The indirect reseller on record.
        partner_id: String,
        /// Why it is suspended.
        suspension_reasons: Vec<String>,
        /// What the customer holds.
        contract_type: ContractType,
        /// What would be refunded, until when.
        refund_options: Vec<RefundOption>,
        /// What changes when it renews.
        scheduled_next_term_instructions: NextTermInstructions,
        /// The promotion used.
        promotion_id: String,
        /// The order that made it.
        order_id: String,
        /// The subscription it continues.
        migrated_from_subscription_id: String,
        /// Related resources.
        links: SubscriptionLinks,
    }
}

shape! {
    /// A kind of product, with the kind within that kind.
    #[derive(Eq)]
    ItemType {
        /// The id of the kind.
        id: String,
        /// Its name.
        display_name: String,
        /// The kind within.
        sub_type: Box<ItemType>,
    }
}

shape! {
    /// A refund that is possible for a while.
    #[derive(Eq)]
    RefundOption {
        /// How much is refunded.
        #[serde(rename = "type")]
        kind: RefundType,
        /// Until when.
        expires_at: DateTime,
    }
}

shape! {
    /// What changes when a subscription renews.
    #[derive(Eq)]
    NextTermInstructions {
        /// What it renews to.
        product: NextTermProduct,
        /// How many units.
        quantity: i32,
        /// When the next term ends, if not after a whole term.
        custom_term_end_date: DateTime,
    }
}

shape! {
    /// What a subscription renews to.
    #[derive(Eq)]
    NextTermProduct {
        /// The product.
        product_id: String,
        /// The edition.
        sku_id: String,
        /// Its price and terms.
        availability_id: String,
        /// How often it is billed.
        billing_cycle: BillingCycleType,
        /// How long a term is, as an ISO 8601 duration.
        term_duration: String,
        /// The promotion used.
        promotion_id: String,
    }
}

shape! {
    /// The links of a subscription.
    #[derive(Eq)]
    SubscriptionLinks {
        /// The offer.
        offer: Link,
        /// The entitlement.
        entitlement: Link,
        /// The subscription an add-on belongs to.
        parent_subscription: Link,
        /// The product.
        product: Link,
        /// The edition of the product.
        sku: Link,
        /// Its price and terms.
        availability: Link,
        /// Where to activate it.
        activation_links: Link,
        /// The subscription itself.
        #[serde(rename = "self")]
        self_link: Link,
    }
}
