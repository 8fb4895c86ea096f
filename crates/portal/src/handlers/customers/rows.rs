//! The table of customers: its headings and rows.

use super::asked::{Asked, Column};
use crate::{
    components::Badge,
    customers::{Cell, CustomerRow, Heading},
    handlers::frame::Visitor,
    labels,
    shell::Tone,
};
use opc_core::{
    access::Permission,
    customers::{
        Capacity, HeldQualification, ListItem, Order, QualificationState, SortBy, Source,
        Validation,
    },
};
use opc_words::Words;

/// The headings: of the name, and of the columns.
pub(super) fn headings(visitor: &Visitor, asked: &Asked, columns: &[Column]) -> Vec<Heading> {
    let list = format!("{}/customers", visitor.base());
    let now = asked.order();
    let sorted = |by: SortBy, key: &str| {
        let down = now.by == by && !now.down;
        let asked = asked.without("sort").without("dir").with("sort", key);
        let href = asked.with("dir", if down { "desc" } else { "" }).address(&list);
        (href, direction(now, by))
    };
    let head = |key: &str, sorted: Option<(String, &'static str)>| {
        let (href, direction) = sorted.unzip();
        let label = visitor.w.of_family("col", key);
        Heading { label, href, direction: direction.unwrap_or_default() }
    };
    let name = head("company", Some(sorted(SortBy::Name, "")));
    let of = |column: &Column| {
        let sorted = match column {
            Column::Domain => Some(sorted(SortBy::Domain, "domain")),
            Column::Added => Some(sorted(SortBy::Added, "added")),
            _ => None,
        };
        head(column.key(), sorted)
    };
    std::iter::once(name).chain(columns.iter().map(of)).collect()
}

/// `aria-sort` of a heading; empty if the list is in another order.
fn direction(now: Order, by: SortBy) -> &'static str {
    match (now.by == by, now.down) {
        (false, _) => "",
        (true, false) => "ascending",
        (true, true) => "descending",
    }
}

/// The rows of a customer with these columns: one for each capacity in which the partner has it.
pub(super) fn rows(visitor: &Visitor, item: &ListItem, columns: &[Column]) -> Vec<CustomerRow> {
    item.capacities.iter().map(|capacity| row(visitor, (item, capacity), columns)).collect()
}

fn row(
    visitor: &Visitor,
    (item, capacity): (&ListItem, &Capacity),
    columns: &[Column],
) -> CustomerRow {
    let w = visitor.w;
    let href = format!("{}/customers/{}", visitor.base(), item.id);
    CustomerRow {
        order: (*capacity == Capacity::Seller && visitor.may(Permission::PlaceOrder))
            .then(|| format!("{href}/orders/new")),
        href,
        id: item.id.to_string(),
        state: labels::validation(w, item.validation).map(|text| {
            let refused = item.validation == Validation::NotAllowed;
            Badge::new(if refused { Tone::Bad } else { Tone::Warning }, text)
        }),
        cells: columns.iter().map(|column| cell(w, (item, capacity), *column)).collect(),
        company: item.company_name.clone(),
    }
}

fn cell(w: Words, (item, capacity): (&ListItem, &Capacity), column: Column) -> Cell {
    match column {
        Column::Domain => Cell::Domain(item.domain.clone()),
        Column::Id => Cell::Code(item.id.to_string()),
        Column::Relationship => Cell::Text(relationship(w, (item, capacity))),
        Column::Source => Cell::Text(sources(w, &item.sources)),
        Column::Reseller => {
            // The provider's customer is no customer of the partner's own resellers.
            let own = item.reseller.as_ref().filter(|_| *capacity == Capacity::Seller);
            Cell::Text(own.map(|(_, name)| name.clone()).unwrap_or_default())
        }
        Column::Country => Cell::Text(labels::country(w, &item.country)),
        Column::Qualification => Cell::Text(qualifications(w, &item.qualifications)),
        Column::Tags => Cell::Tags(item.tags.clone()),
        Column::Added => Cell::Date(w.date(w.date_at(item.created_at))),
    }
}

/// The relationship, and where the customer came from.
pub(super) fn relationship(w: Words, (item, capacity): (&ListItem, &Capacity)) -> String {
    let capacity = labels::capacity(w, capacity);
    if item.sources.is_empty() {
        return capacity;
    }
    w.t2("relationship-source", &("name", capacity), &("source", sources(w, &item.sources)))
}

/// Names of other portals in one cell.
pub(crate) fn sources(w: Words, of: &[Source]) -> String {
    let names: Vec<_> = of.iter().map(|source| source.name.as_str()).collect();
    names.join(&w.t("list-comma"))
}

/// Qualifications in one cell.
pub(super) fn qualifications(w: Words, held: &[HeldQualification]) -> String {
    let all: Vec<_> = held.iter().map(|one| qualification(w, one)).collect();
    all.join(&w.t("list-comma"))
}

/// A qualification and how far its vetting is.
fn qualification(w: Words, held: &HeldQualification) -> String {
    let name = labels::qualification(w, held.kind);
    if matches!(held.state, QualificationState::None | QualificationState::Approved) {
        return name;
    }
    let state = w.of_family("vetting", held.state.name().replace('_', "-"));
    w.t2("qualification-state", &("name", name), &("state", state))
}
