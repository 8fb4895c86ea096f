//! The list of customers, in name order, a page at a time.

use super::{Relationship, store};
use crate::{Cx, Fault, access::permissions::ViewCustomers};
use opc_kernel::{
    id::{CustomerId, Id, OrganisationId},
    page::{Page, PageSize},
};
use serde::{Deserialize, Serialize};

/// Which customers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ListFilter {
    /// All.
    #[default]
    None,
    /// Whose company name starts with this, whatever case, width or kana.
    NameStarts(String),
    /// Whose company name, domain or id has this in it.
    Search(String),
    /// Whose primary domain starts with this.
    DomainStarts(String),
    /// Whose indirect reseller is this one.
    Reseller(OrganisationId),
}

/// The place of a customer in the order: its name, then its id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListKey {
    /// Normalised name.
    pub name: String,
    /// Decides between equal names.
    pub id: CustomerId,
}

impl ListKey {
    pub(super) fn first() -> Self {
        Self { name: String::new(), id: CustomerId::from_uuid(uuid::Uuid::nil()) }
    }
}

/// A page of which customers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListQuery {
    /// Which.
    pub filter: ListFilter,
    /// After this one; from the start if absent.
    pub after: Option<ListKey>,
    /// At most so many.
    pub size: PageSize,
}

/// A row of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListItem {
    /// The customer.
    pub id: CustomerId,
    /// Bill-to company name.
    pub company_name: String,
    /// Primary domain.
    pub domain: String,
    /// Whether the partner may sell to it.
    pub relationship: Relationship,
    /// Country code.
    pub country: String,
    /// Tags.
    pub tags: Vec<String>,
    /// The indirect reseller and its name.
    pub reseller: Option<(OrganisationId, String)>,
    pub(super) key: String,
}

/// A page of the acting partner's customers.
pub fn list(cx: &mut Cx<'_, '_>, query: &ListQuery) -> Result<Page<ListItem, ListKey>, Fault> {
    let scope = cx.allow(ViewCustomers)?.scope();
    let rows = store::page(cx, scope, query)?;
    Ok(Page::from_fetched(rows, query.size, |row| ListKey { name: row.key.clone(), id: row.id }))
}
