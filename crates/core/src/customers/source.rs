//! Customers that a partner serves on other portals and in other channels as well (`domain/03`, Ways
//! in; F13 of `domain/source-features.md`): where each came from, and what it is called there.

use super::{AccountForm, check::Finder, index, store};
use crate::{
    Cx, Fault,
    access::permissions::{ConnectPortals, ViewCustomers},
    audit::{Event, Operation, ResourceType},
};
use opc_kernel::{id::CustomerId, rule::Rule};

/// The most characters of a portal's name, and of an id there.
const NAME_MAX: u32 = 50;
const ID_MAX: u32 = 100;

/// Where a customer came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The portal or channel, in the partner's own words.
    pub name: String,
    /// The customer's id there; its primary domain here where none is known.
    pub id: String,
}

/// The acting partner's customer that another portal knows by this id, if it is here: it was noted
/// before, or is now because its domain here is the same.
pub fn of_source(
    cx: &mut Cx<'_, '_>,
    source: &Source,
    domain_prefix: &str,
) -> Result<Option<CustomerId>, Fault> {
    let scope = cx.allow(ConnectPortals)?.scope();
    if let Some((known, _)) = store::of_source(cx, scope, source)? {
        return Ok(Some(known));
    }
    let domain = format!("{}.{}", domain_prefix.trim(), cx.env().settings.domain_suffix);
    let own = store::keys::own_domain(cx, scope, &domain.to_lowercase())?;
    let Some((customer, name)) = own else { return Ok(None) };
    store::add_source(cx, scope, customer, source)?;
    index::note(cx, customer)?;
    let noted = serde_json::json!({ "source": source.name, "source_id": source.id });
    let event = Event::new(Operation::UpdateSource, ResourceType::Customer).to(&noted);
    cx.record(event.about(customer, &name))?;
    Ok(Some(customer))
}

/// Other portals that know a customer of the acting partner, the first one first.
pub fn sources(cx: &mut Cx<'_, '_>, customer: CustomerId) -> Result<Vec<Source>, Fault> {
    let scope = cx.allow(ViewCustomers)?.scope();
    Ok(store::sources(cx, scope, &[customer])?.remove(&customer).unwrap_or_default())
}

/// The source a form names, if it names one.
pub(super) fn named(form: &AccountForm, find: &mut Finder) -> Option<Source> {
    let (name, id) = (form.source.trim(), form.source_id.trim());
    let too_long = |text: &str, max: u32| text.chars().count() > max as usize;
    if name.is_empty() {
        if !id.is_empty() {
            find.add("source", Rule::Required);
        }
        return None;
    }
    if too_long(name, NAME_MAX) {
        find.add("source", Rule::TooLong { max: NAME_MAX });
    }
    if too_long(id, ID_MAX) {
        find.add("source-id", Rule::TooLong { max: ID_MAX });
    }
    Some(Source { name: name.to_owned(), id: id.to_owned() })
}
