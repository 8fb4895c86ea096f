//! The list of customers, in name order, a page at a time.

use super::{ListFilter, Relationship, index, store};
use crate::{Cx, Fault, access::permissions::ViewCustomers};
use opc_kernel::{
    id::{CustomerId, Id, OrganisationId},
    page::{Page, PageSize},
};
use serde::{Deserialize, Serialize};

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
    let of = |name: &str, id| ListKey { name: name.to_owned(), id };
    if query.filter.is_everything() {
        let rows = store::page(cx, scope, query)?;
        return Ok(Page::from_fetched(rows, query.size, |row| of(&row.key, row.id)));
    }
    if let Some(id) = query.filter.customer() {
        let items =
            if query.after.is_none() { store::these(cx, scope, &[id])? } else { Vec::new() };
        return Ok(Page { items, next: None });
    }
    let after = query.after.as_ref().map(|key| (key.name.as_str(), key.id));
    let found = index::find(cx, scope, &query.filter, after, query.size.rows() + 1)?;
    let found = Page::from_fetched(found, query.size, |(name, id)| of(name, *id));
    let ids: Vec<CustomerId> = found.items.iter().map(|(_, id)| *id).collect();
    Ok(Page { items: store::these(cx, scope, &ids)?, next: found.next })
}
