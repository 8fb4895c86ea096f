//! What can be bought.

use super::{Link, ResourceLinks};
use crate::enums::{BillingCycleType, BillingType};

resource! {
    /// Something that can be bought.
    #[derive(Eq)]
    Offer {
        /// The id of the offer.
        id: String,
        /// Its name.
        name: String,
        /// What it is.
        description: String,
        /// The fewest units of an order.
        minimum_quantity: i32,
        /// The most units of an order.
        maximum_quantity: i32,
        /// Its place among the offers of its category.
        rank: i32,
        /// Its path in the catalogue.
        uri: String,
        /// The language of its texts.
        locale: String,
        /// The market it is sold in: ISO 3166-1 alpha-2.
        country: String,
        /// Its category.
        category: OfferCategory,
        /// What `limit` counts.
        limit_unit_of_measure: String,
        /// How many a customer may have.
        limit: i32,
        /// Offers of which the customer must have one.
        prerequisite_offers: Vec<String>,
        /// Whether it is bought on top of another offer.
        is_add_on: bool,
        /// Whether there are add-ons for it.
        has_add_ons: bool,
        /// Whether it can be ordered now.
        is_available_for_purchase: bool,
        /// How it is billed.
        billing: BillingType,
        /// How often it can be billed.
        supported_billing_cycles: Vec<BillingCycleType>,
        /// Whether its subscriptions renew themselves.
        is_auto_renewable: bool,
        /// Offers it can be upgraded to.
        upgrade_target_offers: Vec<String>,
        /// Offers a trial of it can become.
        conversion_target_offers: Vec<String>,
        /// What the customer must be qualified for.
        resellee_qualifications: Vec<String>,
        /// What the partner must be qualified for.
        reseller_qualifications: Vec<String>,
        /// Offers of one sales group are ordered together.
        sales_group_id: String,
        /// Whether it is a trial.
        is_trial: bool,
        /// The product it sells.
        product: OfferProduct,
        /// What its quantity counts.
        unit_type: String,
        /// What the partner must attest when ordering it.
        attestation_properties: AttestationProperties,
        /// Where to read more, and where this resource is.
        links: OfferLinks,
    }
}

resource! {
    /// A group of offers in the catalogue.
    #[derive(Eq)]
    OfferCategory {
        /// The id of the category.
        id: String,
        /// Its name.
        name: String,
        /// Its place among the categories.
        rank: i32,
        /// The language of its name.
        locale: String,
        /// The market: ISO 3166-1 alpha-2.
        country: String,
        /// Where this resource is.
        links: ResourceLinks,
    }
}

shape! {
    /// The product an offer sells.
    #[derive(Eq)]
    OfferProduct {
        /// The id of the product.
        id: String,
        /// Its name.
        name: String,
        /// What its quantity counts.
        unit: String,
    }
}

shape! {
    /// What a partner must attest when ordering.
    #[derive(Eq)]
    AttestationProperties {
        /// What is attested.
        attestation_type: String,
        /// Whether an order without it is refused.
        enforce_attestation: bool,
    }
}

shape! {
    /// The links of an offer.
    #[derive(Eq)]
    OfferLinks {
        /// Where to read more. May have no address.
        learn_more: Link,
        /// The offer itself.
        #[serde(rename = "self")]
        self_link: Link,
    }
}
