//! What extends an offer.

use super::{Offer, get, list};
use crate::{Cx, Fault};
use opc_kernel::country::Country;

/// The add-ons of an offer that can be ordered for customers in a country, by category and rank.
/// The offer itself must be sold there.
pub fn add_ons(cx: &mut Cx<'_, '_>, offer_id: &str, country: Country) -> Result<Vec<Offer>, Fault> {
    let base = get(cx, offer_id, country)?;
    let mut offers = list(cx, country)?;
    offers.retain(|offer| extends(offer, &base.id));
    Ok(offers)
}

fn extends(offer: &Offer, base: &str) -> bool {
    offer.terms.is_add_on && offer.terms.prerequisite_offers.iter().any(|id| id == base)
}
