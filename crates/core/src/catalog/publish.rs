//! What the operator offers.

use super::{Category, Offer, store};
use crate::{
    Cx, Fault,
    audit::{Event, Operation, ResourceType},
};

/// Categories and offers as the operator wants them to be.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Catalogue {
    /// The categories.
    pub categories: Vec<Category>,
    /// The offers.
    pub offers: Vec<Offer>,
}

/// Adds what is new and replaces what was published under the same id. Only for the
/// program itself. What is not named stays as it is; to withdraw an offer, publish it as not
/// available.
pub fn publish(cx: &mut Cx<'_, '_>, catalogue: &Catalogue) -> Result<(), Fault> {
    cx.only_system()?;
    for category in &catalogue.categories {
        store::save_category(cx, category)?;
    }
    for offer in &catalogue.offers {
        store::save_offer(cx, offer)?;
    }
    let counts = serde_json::json!({
        "categories": catalogue.categories.len(),
        "offers": catalogue.offers.len(),
    });
    cx.record(Event::new(Operation::PublishCatalogue, ResourceType::Catalogue).to(&counts))
}
