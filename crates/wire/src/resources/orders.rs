//! Orders and their lines.

use super::Link;
use crate::amount::Amount;
use crate::date::DateTime;
use crate::enums::{BillingCycleType, LineItemTransactionType, OrderStatus, OrderTransactionType};

resource! {
    /// An order of a customer.
    #[derive(Eq)]
    Order {
        /// The id of the order.
        id: String,
        /// A short id that people can read out.
        alternate_id: String,
        /// The customer ordered for.
        reference_customer_id: String,
        /// How often the order is billed.
        billing_cycle: BillingCycleType,
        /// Who made the order.
        transaction_type: OrderTransactionType,
        /// The lines.
        line_items: Vec<OrderLineItem>,
        /// ISO 4217, such as `JPY`.
        currency_code: String,
        /// The currency's symbol.
        currency_symbol: String,
        /// The sum of the lines in major units of the currency; only if prices are asked for.
        total_price: Amount,
        /// When the order was made.
        creation_date: DateTime,
        /// How far it is.
        status: OrderStatus,
        /// Whether the partner attested to being the partner on record.
        partner_on_record_attestation_accepted: bool,
        /// Related resources.
        links: OrderLinks,
    }
}

resource! {
    /// A line of an order.
    #[derive(Eq)]
    OrderLineItem {
        /// Its number within the order, from 0.
        line_item_number: i32,
        /// What is ordered.
        offer_id: String,
        /// The subscription the line made or changes.
        subscription_id: String,
        /// The subscription an add-on belongs to.
        parent_subscription_id: String,
        /// What the customer calls it.
        friendly_name: String,
        /// How many units.
        quantity: i32,
        /// When the first term ends, if not after a whole term.
        custom_term_end_date: DateTime,
        /// How long a term is, as an ISO 8601 duration such as `P1Y`.
        term_duration: String,
        /// What the line does.
        transaction_type: LineItemTransactionType,
        /// The indirect reseller on record.
        partner_id_on_record: String,
        /// Further partners on record.
        additional_partner_ids_on_record: Vec<String>,
        /// What provisioning needs to know.
        provisioning_context: ProvisioningContext,
        /// What the subscription renews to.
        renews_to: RenewsTo,
        /// Whether the partner attested what the offer asks for.
        attestation_accepted: bool,
        /// The promotion used.
        promotion_id: String,
        /// Prices in major units of the order's currency; only if asked for.
        pricing: Pricing,
        /// Related resources.
        links: OrderLineItemLinks,
    }
}

shape! {
    /// What provisioning needs to know.
    #[derive(Eq)]
    ProvisioningContext {
        /// Where it applies.
        scope: String,
        /// The entitlement it draws on.
        entitlement_id: String,
    }
}

shape! {
    /// What a subscription renews to.
    #[derive(Eq)]
    RenewsTo {
        /// How long the next term is, as an ISO 8601 duration.
        term_duration: String,
    }
}

shape! {
    /// The prices of a line, in major units of the order's currency.
    #[derive(Eq)]
    Pricing {
        /// Of one unit for a term, before discounts.
        list_price: Amount,
        /// Of one unit for a term, after discounts.
        discounted_price: Amount,
        /// Of one unit for what is left of the term.
        prorated_price: Amount,
        /// Of one unit as billed.
        price: Amount,
        /// Of all units as billed.
        extended_price: Amount,
    }
}

shape! {
    /// The links of an order.
    #[derive(Eq)]
    OrderLinks {
        /// How far provisioning is.
        provisioning_status: Link,
        /// How to change the order.
        patch_operation: Link,
        /// The order itself.
        #[serde(rename = "self")]
        self_link: Link,
    }
}

shape! {
    /// The links of a line.
    #[derive(Eq)]
    OrderLineItemLinks {
        /// The subscription.
        subscription: Link,
        /// The product.
        product: Link,
        /// The edition of the product.
        sku: Link,
        /// Its price and terms.
        availability: Link,
        /// How far provisioning is.
        provisioning_status: Link,
        /// Where to activate it.
        activation_links: Link,
    }
}
