//! The groups of the catalogue.

use super::{Category, store};
use crate::{Cx, Fault, access::permissions::BrowseCatalogue};

/// All categories, by rank; one may have no offer in the reader's country.
pub fn categories(cx: &mut Cx<'_, '_>) -> Result<Vec<Category>, Fault> {
    cx.allow(BrowseCatalogue)?;
    store::categories(cx)
}
