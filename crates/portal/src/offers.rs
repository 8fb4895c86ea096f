//! Offers to pick from: in the wizard and for a later order.

use crate::form::Choice;

/// Offers to pick from.
#[derive(Debug, Clone, Default)]
pub struct Shelf {
    /// Categories to filter by.
    pub categories: Vec<Choice>,
    /// Billing types to filter by.
    pub billing: Vec<Choice>,
    /// Offers by category, as far as the filter shows them.
    pub groups: Vec<OfferGroup>,
    /// Licence fields the filter hides: they are sent along, so that nothing picked is lost.
    pub hidden: Vec<(String, String)>,
}

/// A category with its offers.
#[derive(Debug, Clone)]
pub struct OfferGroup {
    /// Name of the category.
    pub name: String,
    /// Offers.
    pub offers: Vec<OfferView>,
}

/// An offer as the wizard shows it.
#[derive(Debug, Clone)]
pub struct OfferView {
    /// Its id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Description.
    pub description: String,
    /// Price for one licence and its period, in words.
    pub price: String,
    /// Fewest licences.
    pub min: u32,
    /// Most licences.
    pub max: u32,
    /// Whether it is a trial.
    pub trial: bool,
    /// Why it cannot be bought, such as a missing qualification.
    pub closed: Option<String>,
    /// Add-ons that need this offer.
    pub addons: Vec<OfferView>,
}

impl OfferView {
    /// Name of the input for the licences.
    pub fn field(&self) -> String {
        format!("quantity-{}", self.id)
    }
}
