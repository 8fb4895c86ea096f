//! Saved views of the list, and its columns.

use super::asked::{Asked, Column};
use crate::{
    customers::ViewLink,
    form::Choice,
    handlers::{
        forms::{Posted, Typed},
        frame::{Answer, Visitor},
        wizard::is_provider,
    },
};
use opc_core::{
    access::Feature,
    customers::{self, View},
};

/// What the address asks for, with the columns the person chose last unless it names columns.
pub(super) fn asked(visitor: &Visitor, views: &[View]) -> Asked {
    let asked = Asked::of(visitor.query());
    if !asked.get("columns").is_empty() {
        return asked;
    }
    let remembered = views.iter().find(|view| view.name.is_empty());
    let columns = remembered.map_or("", |view| view.query.as_str());
    asked.with("columns", columns)
}

/// The saved views as links; the one that is shown is marked.
pub(super) fn links(visitor: &Visitor, views: &[View], asked: &Asked) -> Vec<ViewLink> {
    let list = format!("{}/customers", visitor.base());
    let link = |view: &View| ViewLink {
        name: view.name.clone(),
        href: format!("{list}?{}", view.query),
        current: view.query == asked.query(),
    };
    views.iter().filter(|view| !view.name.is_empty()).map(link).collect()
}

/// Whether the column has anything to show: resellers to those who have some, qualifications where
/// there are any.
pub(super) fn is_offered(visitor: &Visitor, column: Column) -> bool {
    match column {
        Column::Reseller => is_provider(visitor),
        Column::Qualification => visitor.has(Feature::Qualifications),
        _ => true,
    }
}

/// Columns to choose from.
pub(super) fn choices(visitor: &Visitor) -> Vec<Choice> {
    let offered = |column: &Column| is_offered(visitor, *column);
    let choice =
        |column: Column| Choice::new(column.key(), visitor.w.of_family("col", column.key()));
    Column::ALL.into_iter().filter(offered).map(choice).collect()
}

/// Saves the view shown under a name.
pub(super) async fn save(form: Posted) -> Answer {
    let name = form.typed().get("view-name").to_owned();
    let asked = Asked::of(form.typed());
    let query = asked.query();
    match form.write(move |cx| customers::save_view(cx, &name, &query)).await? {
        Ok(()) => Ok(back(&form, &asked, "view-saved")),
        Err(problems) => {
            let sent = form.typed().form_with(form.w, &problems);
            Ok(form.form_again(&super::render(&form, &asked, Some(sent)).await?))
        }
    }
}

/// Forgets a view.
pub(super) async fn forget(form: Posted) -> Answer {
    let name = form.typed().get("view-name").to_owned();
    let _ = form.write(move |cx| customers::forget_view(cx, &name)).await?;
    Ok(back(&form, &Asked::of(form.typed()), "view-removed"))
}

/// Remembers which columns to show.
pub(super) async fn columns(form: Posted) -> Answer {
    let chosen = chosen(form.typed());
    let remembered = chosen.clone();
    // What was chosen from a list of ours cannot be wrong.
    let _ = form.write(move |cx| customers::remember_columns(cx, &remembered)).await?;
    let asked = Asked::of(form.typed()).without("columns");
    Ok(form.go(&asked.address(&format!("{}/customers", form.base()))))
}

/// Nothing chosen shows the name alone.
fn chosen(typed: &Typed) -> String {
    let ticked = |column: &Column| typed.all("column").any(|key| key == column.key());
    let keys: Vec<_> = Column::ALL.into_iter().filter(ticked).map(Column::key).collect();
    if keys.is_empty() { "none".to_owned() } else { keys.join(",") }
}

fn back(form: &Posted, asked: &Asked, done: &str) -> axum::response::Response {
    form.done(&asked.address("/customers"), done)
}
