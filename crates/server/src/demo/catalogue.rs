//! `demo/catalogue.toml`: what the operator offers.

use crate::failure::Failure;
use opc_core::{
    catalog::{
        BillingCycle, BillingType, Catalogue, Category, LimitUnit, Localized, Offer, OfferTerms,
        Price, Segment,
    },
    kernel::money::{Currency, Money},
};
use serde::Deserialize;

const TEXT: &str = include_str!("../../demo/catalogue.toml");

#[derive(Debug, Deserialize)]
struct File {
    category: Vec<CategoryText>,
    offer: Vec<OfferText>,
}

#[derive(Debug, Deserialize)]
struct CategoryText {
    id: String,
    rank: u32,
    name: Localized,
}

#[derive(Debug, Deserialize)]
struct OfferText {
    id: String,
    category: String,
    rank: u32,
    name: Localized,
    description: Localized,
    publisher: String,
    billing: BillingType,
    unit_type: String,
    minimum_quantity: u32,
    maximum_quantity: u32,
    limit_unit: LimitUnit,
    limit: Option<u32>,
    is_add_on: bool,
    is_trial: bool,
    is_auto_renewable: bool,
    supported_billing_cycles: Vec<BillingCycle>,
    segments: Vec<Segment>,
    customer_qualifications: Vec<String>,
    sales_group: Option<String>,
    prerequisite_offers: Vec<String>,
    upgrade_targets: Vec<String>,
    conversion_targets: Vec<String>,
    markets: Vec<String>,
    price: Vec<PriceText>,
}

#[derive(Debug, Deserialize)]
struct PriceText {
    currency: String,
    amount: String,
}

/// Reads the file.
pub(super) fn read() -> Result<Catalogue, Failure> {
    let file: File = toml::from_str(TEXT).map_err(|e| Failure::setting("demo", e))?;
    let category = |c: CategoryText| Category { id: c.id, rank: c.rank, names: c.name };
    Ok(Catalogue {
        categories: file.category.into_iter().map(category).collect(),
        offers: file.offer.into_iter().map(offer).collect::<Result<_, _>>()?,
    })
}

fn offer(o: OfferText) -> Result<Offer, Failure> {
    Ok(Offer {
        id: o.id,
        category_id: o.category,
        rank: o.rank,
        available: true,
        terms: OfferTerms {
            names: o.name,
            descriptions: o.description,
            minimum_quantity: o.minimum_quantity,
            maximum_quantity: o.maximum_quantity,
            is_add_on: o.is_add_on,
            prerequisite_offers: o.prerequisite_offers,
            is_trial: o.is_trial,
            conversion_targets: o.conversion_targets,
            upgrade_targets: o.upgrade_targets,
            limit_unit: o.limit_unit,
            limit: o.limit,
            billing_cycles: o.supported_billing_cycles,
            billing: o.billing,
            unit_type: o.unit_type,
            is_auto_renewable: o.is_auto_renewable,
            publisher: o.publisher,
            segments: o.segments,
            customer_qualifications: o.customer_qualifications,
            sales_group: o.sales_group,
            markets: o.markets,
            prices: o.price.iter().map(price).collect::<Result<_, _>>()?,
        },
    })
}

fn price(p: &PriceText) -> Result<Price, Failure> {
    let currency = Currency::parse(&p.currency).map_err(|e| Failure::setting("demo", e))?;
    let amount = Money::parse(&p.amount, currency).map_err(|e| Failure::setting("demo", e))?;
    Ok(Price { currency: p.currency.clone(), amount: amount.minor() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_are_in_minor_units_and_every_offer_named_exists() {
        let catalogue = read().unwrap();
        let basic = &catalogue.offers[0].terms;
        assert_eq!((basic.price_in("JPY"), basic.price_in("USD")), (Some(750), Some(600)));
        let ids: Vec<_> = catalogue.offers.iter().map(|o| &o.id).collect();
        for offer in &catalogue.offers {
            let terms = &offer.terms;
            let named =
                [&terms.prerequisite_offers, &terms.upgrade_targets, &terms.conversion_targets];
            assert!(named.into_iter().flatten().all(|id| ids.contains(&id)), "{}", offer.id);
            assert!(catalogue.categories.iter().any(|c| c.id == offer.category_id));
        }
    }
}
