//! How a person wants to see the list: the columns, and views saved under a name.
//!
//! A view is the query of an address of the list: what it filters by, its order and its columns.

use super::store;
use crate::{Cx, Fault, access::permissions::ViewCustomers};
use opc_kernel::{id::UserId, rule::Rule, text::clean_line};

/// The most views of one person.
const VIEWS_MAX: u32 = 20;
/// The most characters of a name, and of a query.
const NAME_MAX: u32 = 50;
const QUERY_MAX: u32 = 2000;

/// A saved view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// What the person calls it; empty: the columns of the list as it is opened.
    pub name: String,
    /// Query of the list, without the question mark.
    pub query: String,
}

/// The acting person's views, by name.
pub fn views(cx: &mut Cx<'_, '_>) -> Result<Vec<View>, Fault> {
    let scope = cx.allow(ViewCustomers)?.scope();
    let Some(user) = user(cx) else { return Ok(Vec::new()) };
    store::views(cx, scope, user, VIEWS_MAX + 1)
}

/// Saves a view, in place of one of the same name.
pub fn save_view(cx: &mut Cx<'_, '_>, name: &str, query: &str) -> Result<(), Fault> {
    let name = clean_line(name).map_err(|rule| Fault::field("view-name", rule))?;
    if name.is_empty() {
        return Err(Fault::field("view-name", Rule::Required));
    }
    if name.chars().count() > NAME_MAX as usize {
        return Err(Fault::field("view-name", Rule::TooLong { max: NAME_MAX }));
    }
    let known = views(cx)?;
    let named = known.iter().filter(|view| !view.name.is_empty());
    if !known.iter().any(|view| view.name == name) && named.count() >= VIEWS_MAX as usize {
        return Err(Fault::field("view-name", Rule::TooManyViews { max: VIEWS_MAX }));
    }
    save(cx, name, query)
}

/// Remembers the columns of the list, as a query.
pub fn remember_columns(cx: &mut Cx<'_, '_>, query: &str) -> Result<(), Fault> {
    save(cx, String::new(), query)
}

/// Forgets a view; one that is not there is forgotten already.
pub fn forget_view(cx: &mut Cx<'_, '_>, name: &str) -> Result<(), Fault> {
    let scope = cx.allow(ViewCustomers)?.scope();
    user(cx).map_or(Ok(()), |user| store::forget_view(cx, scope, user, name))
}

fn save(cx: &mut Cx<'_, '_>, name: String, query: &str) -> Result<(), Fault> {
    let scope = cx.allow(ViewCustomers)?.scope();
    if query.chars().count() > QUERY_MAX as usize {
        return Err(Fault::field("view-name", Rule::TooLong { max: QUERY_MAX }));
    }
    let user = user(cx).ok_or(Fault::SignedOut)?;
    store::save_view(cx, scope, user, &View { name, query: query.to_owned() })
}

/// Only people have views.
fn user(cx: &Cx<'_, '_>) -> Option<UserId> {
    cx.actor().person().map(|person| person.user)
}
