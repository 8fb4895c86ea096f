//! Offers and their categories.

use crate::uri::Reference;
use opc_core::catalog::{BillingCycle, BillingType, Category, LimitUnit, Offer};
use opc_kernel::country::Country;
use opc_kernel::language::Lang;
use opc_wire::enums;
use opc_wire::resources::{
    self, Link, OfferCategory, OfferLinks, OfferProduct, Resource as _, ResourceLinks,
};
use std::collections::HashMap;

/// Where and for whom offers are shown.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shelf {
    /// The country they are sold in.
    pub(crate) country: Country,
    /// The language of their names.
    pub(crate) lang: Lang,
}

impl Shelf {
    fn locale(self) -> String {
        match self.lang {
            Lang::En => "en-US".to_owned(),
            Lang::Ja => "ja-JP".to_owned(),
        }
    }
}

/// An offer. `has_add_ons` is not a property of its own: some other offer extends it.
pub(crate) fn offer(
    offer: Offer,
    category: Option<&Category>,
    has_add_ons: bool,
    shelf: Shelf,
) -> resources::Offer {
    let terms = offer.terms;
    let name = terms.names.text(shelf.lang).to_owned();
    let at = Reference::to(&["offers", &offer.id]).with("country", shelf.country.code());
    let product = OfferProduct {
        id: Some(offer.id.clone()),
        name: Some(name.clone()),
        unit: Some(unit(&terms.unit_type)),
    };
    let learn_more = Link { uri: None, method: "GET".to_owned(), headers: Vec::new() };
    resources::Offer {
        name: Some(name),
        description: Some(terms.descriptions.text(shelf.lang).to_owned()),
        minimum_quantity: Some(whole(terms.minimum_quantity)),
        maximum_quantity: Some(whole(terms.maximum_quantity)),
        rank: Some(whole(offer.rank)),
        uri: Some(Reference::to(&["offers", &offer.id]).into_text()),
        locale: Some(shelf.locale()),
        country: Some(shelf.country.code().to_owned()),
        category: category.map(|c| self::category(c, shelf)),
        limit_unit_of_measure: Some(limit_unit(terms.limit_unit).to_owned()),
        limit: terms.limit.map(whole),
        prerequisite_offers: Some(terms.prerequisite_offers),
        is_add_on: Some(terms.is_add_on),
        has_add_ons: Some(has_add_ons),
        is_available_for_purchase: Some(offer.available),
        billing: Some(billing_type(terms.billing)),
        supported_billing_cycles: Some(terms.billing_cycles.into_iter().map(cycle).collect()),
        is_auto_renewable: Some(terms.is_auto_renewable),
        upgrade_target_offers: Some(terms.upgrade_targets),
        conversion_target_offers: Some(terms.conversion_targets),
        resellee_qualifications: Some(terms.customer_qualifications),
        reseller_qualifications: Some(Vec::new()),
        sales_group_id: terms.sales_group,
        is_trial: Some(terms.is_trial),
        product: Some(product),
        unit_type: Some(unit(&terms.unit_type)),
        links: Some(OfferLinks { learn_more: Some(learn_more), self_link: Some(Link::get(at)) }),
        id: Some(offer.id),
        ..resources::Offer::default()
    }
    .marked(None)
}

/// Offers of a list: which have add-ons is seen from `all` of the country's offers.
pub(crate) fn offers(
    shown: Vec<Offer>,
    extended: &std::collections::HashSet<String>,
    categories: &[Category],
    shelf: Shelf,
) -> Vec<resources::Offer> {
    let by_id: HashMap<&str, &Category> = categories.iter().map(|c| (c.id.as_str(), c)).collect();
    let show = |one: Offer| {
        let (category, has) =
            (by_id.get(one.category_id.as_str()).copied(), extended.contains(&one.id));
        offer(one, category, has, shelf)
    };
    shown.into_iter().map(show).collect()
}

/// The ids of offers that some add-on extends.
pub(crate) fn extended(all: &[Offer]) -> std::collections::HashSet<String> {
    let add_ons = all.iter().filter(|offer| offer.terms.is_add_on);
    add_ons.flat_map(|offer| offer.terms.prerequisite_offers.iter().cloned()).collect()
}

/// A category.
pub(crate) fn category(category: &Category, shelf: Shelf) -> OfferCategory {
    let at = Reference::to(&["offers"])
        .with("country", shelf.country.code())
        .with("offer_category_id", &category.id);
    OfferCategory {
        id: Some(category.id.clone()),
        name: Some(category.names.text(shelf.lang).to_owned()),
        rank: Some(whole(category.rank)),
        locale: Some(shelf.locale()),
        country: Some(shelf.country.code().to_owned()),
        links: Some(ResourceLinks::only_self(at)),
        ..OfferCategory::default()
    }
    .marked(None)
}

/// What a quantity counts, as clients compare it: `Licenses`, `Usage-based`.
pub(crate) fn unit(stored: &str) -> String {
    match stored {
        "licenses" => "Licenses".to_owned(),
        "usage_based" => "Usage-based".to_owned(),
        other => other.to_owned(),
    }
}

const fn limit_unit(unit: LimitUnit) -> &'static str {
    match unit {
        LimitUnit::None => "None",
        LimitUnit::Concurrent => "Concurrent",
        LimitUnit::Lifetime => "LifeTime",
    }
}

pub(super) const fn billing_type(billing: BillingType) -> enums::BillingType {
    match billing {
        BillingType::License => enums::BillingType::License,
        BillingType::Usage => enums::BillingType::Usage,
    }
}

/// How often something is billed, on the wire.
pub(crate) const fn cycle(cycle: BillingCycle) -> enums::BillingCycleType {
    match cycle {
        BillingCycle::Monthly => enums::BillingCycleType::Monthly,
        BillingCycle::Annual => enums::BillingCycleType::Annual,
        BillingCycle::None => enums::BillingCycleType::None,
    }
}

/// The wire's numbers are signed.
pub(crate) fn whole(number: u32) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}
