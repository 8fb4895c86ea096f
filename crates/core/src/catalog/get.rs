//! One offer.

use super::{Localized, Offer, list::is_sold, store};
use crate::{
    Cx, Fault, Noun,
    access::permissions::{BrowseCatalogue, ViewOrders},
    partners,
};
use opc_kernel::country::Country;

/// An offer that can be ordered for customers in a country. One that is not sold there is not
/// found.
pub fn get(cx: &mut Cx<'_, '_>, id: &str, country: Country) -> Result<Offer, Fault> {
    let granted = cx.allow(BrowseCatalogue)?;
    let home = partners::profile(cx, granted.scope())?.country;
    find(cx, id)?.filter(|offer| is_sold(offer, &home, country)).ok_or(Fault::NotFound(Noun::Offer))
}

/// The names of an offer, withdrawn ones too, for whoever reads orders that mention it.
pub fn names(cx: &mut Cx<'_, '_>, id: &str) -> Result<Option<Localized>, Fault> {
    Ok(mentioned(cx, id)?.map(|offer| offer.terms.names))
}

/// The same, with all its terms.
pub fn mentioned(cx: &mut Cx<'_, '_>, id: &str) -> Result<Option<Offer>, Fault> {
    cx.allow(ViewOrders)?;
    find(cx, id)
}

/// An offer in whatever country, withdrawn ones too: subscriptions and orders point at them.
pub(crate) fn find(cx: &mut Cx<'_, '_>, id: &str) -> Result<Option<Offer>, Fault> {
    store::by_id(cx, id)
}
