//! `catalogue.toml`: what the operator offers.

use super::texts::{CATALOGUE, Texts, wrong};
use crate::failure::Failure;
use opc_core::{
    catalog::{
        BillingCycle, BillingType, Catalogue, Category, LimitUnit, Localized, Offer, OfferTerms,
        Price, Segment,
    },
    kernel::money::{Currency, Money},
};
use serde::Deserialize;
use std::collections::BTreeSet;

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
pub(super) fn read(texts: &Texts) -> Result<Catalogue, Failure> {
    let file: File = texts.parse(CATALOGUE)?;
    let category = |c: CategoryText| Category { id: c.id, rank: c.rank, names: c.name };
    let catalogue = Catalogue {
        categories: file.category.into_iter().map(category).collect(),
        offers: file.offer.into_iter().map(offer).collect::<Result<_, _>>()?,
    };
    check(&catalogue)?;
    Ok(catalogue)
}

/// What is named must be there.
fn check(catalogue: &Catalogue) -> Result<(), Failure> {
    let categories: BTreeSet<_> = catalogue.categories.iter().map(|c| &c.id).collect();
    let offers: BTreeSet<_> = catalogue.offers.iter().map(|o| &o.id).collect();
    for offer in &catalogue.offers {
        let place = |key: &str| format!("offer {}: {key}", offer.id);
        if !categories.contains(&offer.category_id) {
            return Err(wrong(CATALOGUE, place("category"), &offer.category_id));
        }
        for (key, ids) in [
            ("prerequisite_offers", &offer.terms.prerequisite_offers),
            ("upgrade_targets", &offer.terms.upgrade_targets),
            ("conversion_targets", &offer.terms.conversion_targets),
        ] {
            if let Some(unknown) = ids.iter().find(|id| !offers.contains(id)) {
                return Err(wrong(CATALOGUE, place(key), unknown));
            }
        }
    }
    Ok(())
}

fn offer(o: OfferText) -> Result<Offer, Failure> {
    let prices = o.price.iter().map(|p| price(&o.id, p)).collect::<Result<_, _>>()?;
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
            prices,
        },
    })
}

fn price(offer: &str, p: &PriceText) -> Result<Price, Failure> {
    let place = |key: &str| format!("offer {offer}: price: {key}");
    let currency =
        Currency::parse(&p.currency).map_err(|e| wrong(CATALOGUE, place("currency"), e))?;
    let amount =
        Money::parse(&p.amount, currency).map_err(|e| wrong(CATALOGUE, place("amount"), e))?;
    Ok(Price { currency: p.currency.clone(), amount: amount.minor() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use opc_core::access::Cloud;

    #[test]
    fn prices_are_in_minor_units() {
        let catalogue = read(&Texts::Embedded(Cloud::Public)).unwrap();
        let basic = &catalogue.offers[0].terms;
        assert_eq!((basic.price_in("JPY"), basic.price_in("USD")), (Some(750), Some(600)));
    }

    #[test]
    fn every_offer_named_exists() {
        let mut catalogue = read(&Texts::Embedded(Cloud::Public)).unwrap();
        catalogue.offers[0].terms.upgrade_targets.push("none".into());
        let failure = check(&catalogue).unwrap_err().to_string();
        assert!(failure.starts_with("catalogue.toml: offer "), "{failure}");
        assert!(failure.ends_with(": upgrade_targets: none"), "{failure}");
    }
}
