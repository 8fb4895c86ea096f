//! The list of customers, a page at a time, in any of its orders.

use super::{
    Capacity, HeldQualification, ListFilter, Order, Relationship, SortBy, Source, Validation,
    index, store,
};
use crate::{Cx, Fault, access::permissions::ViewCustomers};
use opc_kernel::{
    id::{CustomerId, OrganisationId},
    page::{Page, PageSize},
    time::Timestamp,
};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// The place of a customer in an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListKey {
    /// What the order is by: normalised name, domain, or microseconds since 1970.
    pub place: String,
    /// Decides between equals.
    pub id: CustomerId,
}

/// A page of which customers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListQuery {
    /// Which.
    pub filter: ListFilter,
    /// In what order.
    pub order: Order,
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
    /// In which capacities the partner has it; at least one.
    pub capacities: Vec<Capacity>,
    /// Other portals that know it.
    pub sources: Vec<Source>,
    /// Country code.
    pub country: String,
    /// Special qualifications.
    pub qualifications: Vec<HeldQualification>,
    /// Whether the customer has been verified.
    pub validation: Validation,
    /// When it was added.
    pub created_at: Timestamp,
    /// Tags.
    pub tags: Vec<String>,
    /// The indirect reseller and its name.
    pub reseller: Option<(OrganisationId, String)>,
    pub(super) key: String,
}

/// A page of the acting partner's customers.
pub fn list(cx: &mut Cx<'_, '_>, query: &ListQuery) -> Result<Page<ListItem, ListKey>, Fault> {
    let scope = cx.allow(ViewCustomers)?.scope();
    let of = |place: &str, id| ListKey { place: place.to_owned(), id };
    if query.filter.is_everything() && query.order.by == SortBy::Name {
        let rows = store::page(cx, scope, query)?;
        return Ok(Page::from_fetched(rows, query.size, |row| of(&row.key, row.id)));
    }
    let after = query.after.as_ref().map(|key| (key.place.as_str(), key.id));
    let wanted = (&query.filter, query.order);
    let found = index::find(cx, scope, wanted, after, query.size.rows() + 1)?;
    let found = Page::from_fetched(found, query.size, |(place, id)| of(place, *id));
    let ids: Vec<CustomerId> = found.items.iter().map(|(_, id)| *id).collect();
    let items = store::these(cx, scope, &ids)?;
    Ok(Page { items: in_order(items, &ids, |item| item.id), next: found.next })
}

/// The same rows in the order of their ids in `ids`.
pub(super) fn in_order<T>(
    rows: Vec<T>,
    ids: &[CustomerId],
    id: impl Fn(&T) -> CustomerId,
) -> Vec<T> {
    let mut by_id: HashMap<_, _> = rows.into_iter().map(|row| (id(&row), row)).collect();
    ids.iter().filter_map(|id| by_id.remove(id)).collect()
}

/// How many customers pass: one pass over memory, some milliseconds for a million of them.
pub fn count(cx: &mut Cx<'_, '_>, filter: &ListFilter) -> Result<usize, Fault> {
    let scope = cx.allow(ViewCustomers)?.scope();
    index::count(cx, scope, filter)
}

/// How many customers each indirect reseller of the acting provider has: one pass over memory.
pub fn count_by_reseller(cx: &mut Cx<'_, '_>) -> Result<HashMap<OrganisationId, usize>, Fault> {
    let scope = cx.allow(ViewCustomers)?.scope();
    index::by_reseller(cx, scope)
}

/// The company names of these customers, by name.
pub fn names_of(cx: &mut Cx<'_, '_>, customers: &[CustomerId]) -> Result<Vec<String>, Fault> {
    let scope = cx.allow(ViewCustomers)?.scope();
    let mut items = store::these(cx, scope, customers)?;
    items.sort_by(|a, b| (&a.key, a.id).cmp(&(&b.key, b.id)));
    Ok(items.into_iter().map(|item| item.company_name).collect())
}

/// The tags in use, the most frequent first.
pub fn known_tags(cx: &mut Cx<'_, '_>) -> Result<Vec<String>, Fault> {
    let scope = cx.allow(ViewCustomers)?.scope();
    index::tags(cx, scope)
}
