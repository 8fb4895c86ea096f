//! The list of customers, in name order, a page at a time.

use super::{Relationship, store};
use crate::{Cx, Fault, access::permissions::ViewCustomers};
use opc_kernel::{
    id::{CustomerId, Id, OrganisationId},
    page::{Page, PageSize},
};
use serde::{Deserialize, Serialize};

/// What is looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Search {
    /// Nothing in particular.
    #[default]
    All,
    /// A company name that starts with this, whatever case, width or kana.
    NameStarts(String),
    /// A company name, domain, id or tag that has this in it.
    Anywhere(String),
    /// A primary domain that starts with this.
    DomainStarts(String),
}

/// Which customers: those that fit both.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ListFilter {
    /// What they are called.
    pub search: Search,
    /// Whose indirect reseller is this one.
    pub reseller: Option<OrganisationId>,
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
