//! The partners one sells together with: a provider's resellers, and a reseller's providers.

use crate::{
    components::{Badge, Pager},
    form::Form,
    shell::Shell,
};
use askama::Template;
use opc_words::Words;

/// The indirect resellers of a provider.
#[derive(Debug, Clone, Template)]
#[template(path = "partners/resellers.html")]
pub struct ResellersPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Field `q`.
    pub search: Form,
    /// Rows.
    pub rows: Vec<ResellerRow>,
    /// Paging.
    pub pager: Pager,
    /// Path to ask somebody for a partnership; `None` for who may not.
    pub request: Option<String>,
}

/// An indirect reseller.
#[derive(Debug, Clone)]
pub struct ResellerRow {
    /// Name.
    pub name: String,
    /// Partner network ID.
    pub network_id: String,
    /// Country, in words.
    pub country: String,
    /// Whether its agreement is signed.
    pub agreement: Badge,
    /// How many customers it has, in words.
    pub customers: String,
    /// Path of the list of these.
    pub customers_href: String,
    /// Since when, in words.
    pub since: String,
    /// Whether it may do business.
    pub state: Badge,
    /// Path to end the partnership; `None` for who may not.
    pub remove: Option<String>,
}

/// Ending a partnership, asked once more.
#[derive(Debug, Clone, Template)]
#[template(path = "partners/remove.html")]
pub struct RemovePartnershipPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// The reseller.
    pub name: String,
    /// What it means, as sentences.
    pub points: Vec<String>,
    /// Path to post to.
    pub action: String,
    /// Path of the list.
    pub list: String,
}

/// The indirect providers of a reseller.
#[derive(Debug, Clone, Template)]
#[template(path = "partners/providers.html")]
pub struct ProvidersPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Rows.
    pub rows: Vec<ProviderRow>,
}

/// An indirect provider.
#[derive(Debug, Clone)]
pub struct ProviderRow {
    /// Name.
    pub name: String,
    /// Partner network ID.
    pub network_id: String,
    /// Country, in words.
    pub country: String,
    /// How many customers one has through it, in words.
    pub customers: String,
    /// Since when, in words.
    pub since: String,
    /// Whether it may do business.
    pub state: Badge,
}
