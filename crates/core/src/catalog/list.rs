//! What a partner can sell in a country.

use super::{Offer, store};
use crate::{Cx, Fault, access::permissions::BrowseCatalogue, partners};
use opc_kernel::country::Country;

/// The offers that can be ordered for customers in a country, by category and rank. None if the
/// country is outside every offer's market.
pub fn list(cx: &mut Cx<'_, '_>, country: Country) -> Result<Vec<Offer>, Fault> {
    let granted = cx.allow(BrowseCatalogue)?;
    let home = partners::profile(cx, granted.scope())?.country;
    let mut offers = store::available(cx)?;
    offers.retain(|offer| is_sold(offer, &home, country));
    Ok(offers)
}

/// Whether it can be ordered, and its market contains both countries (`domain/05`).
pub(super) fn is_sold(offer: &Offer, home: &str, country: Country) -> bool {
    offer.available && offer.terms.is_sold_in(home) && offer.terms.is_sold_in(country.code())
}

#[cfg(test)]
mod tests {
    use super::super::{Segment, offer::tests::terms};
    use super::*;

    #[test]
    fn an_offer_is_sold_where_both_countries_are_in_its_market() {
        let mut offer = Offer {
            id: "o".into(),
            category_id: "c".into(),
            rank: 1,
            available: true,
            terms: terms(&[Segment::Commercial]),
        };
        let country = |code| Country::parse(code).unwrap();
        let cases =
            [("JP", "JP", true), ("DE", "JP", true), ("JP", "US", false), ("US", "JP", false)];
        for (home, customer, sold) in cases {
            assert_eq!(is_sold(&offer, home, country(customer)), sold, "{home} {customer}");
        }
        offer.available = false;
        assert!(!is_sold(&offer, "JP", country("JP")));
    }
}
