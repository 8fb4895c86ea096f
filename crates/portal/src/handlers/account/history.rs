//! Every change of the customer: who, when, from what to what, and taking it back.

use super::heading::{heading, may};
use crate::{
    form::{Choice, Form, Trouble},
    handlers::{
        changes::{self, Change},
        forms::Posted,
        frame::{Answer, Away, Visitor},
    },
    history::{HistoryChange, HistoryEntry, HistoryPage},
    labels, shell,
};
use axum::extract::Path;
use http::StatusCode;
use opc_core::{
    Fault,
    access::Permission,
    audit::{self, Entry, Operation, ResourceType},
    customers::{self, Account},
    kernel::{
        id::{CustomerId, EventId},
        page::PageSize,
        rule::Problem,
    },
    partners::{self, Reseller},
};

type Id = Path<(String, String)>;

/// Entries on a page, and entries looked through for the changes of one field.
const ROWS: u32 = 50;
const ROWS_OF_FIELD: u32 = 500;

/// The section.
pub(super) async fn show(Path((_, id)): Id, visitor: Visitor) -> Answer {
    let page = render(&visitor, visitor.id(&id)?, &[]).await?;
    Ok(visitor.page(&page))
}

/// Takes a change back: one field, or everything an entry of the log changed.
pub(super) async fn undo(Path((_, id)): Id, form: Posted) -> Answer {
    let id: CustomerId = form.id(&id)?;
    let event: EventId = form.id(form.typed().get("event"))?;
    let field = form.typed().get("field").to_owned();
    let version = form.typed().get("etag").parse().unwrap_or(-1);
    let done = form.try_write(move |cx| customers::undo_change(cx, id, (event, &field), version));
    match done.await {
        Ok(()) => Ok(form.done(&format!("/customers/{id}/history"), "taken-back")),
        Err(Fault::Stale) => {
            let page = render(&form, id, &[]).await?;
            Ok(shell::page(StatusCode::CONFLICT, &HistoryPage { stale: true, ..page }))
        }
        Err(fault) => {
            let problems = form.problems(fault)?;
            Ok(form.form_again(&render(&form, id, &problems).await?))
        }
    }
}

async fn render(
    visitor: &Visitor,
    id: CustomerId,
    problems: &[Problem],
) -> Result<HistoryPage, Away> {
    let w = visitor.w;
    let field = visitor.query().get("field").to_owned();
    let rows = if field.is_empty() { ROWS } else { ROWS_OF_FIELD };
    let (after, size) = (visitor.after()?, PageSize::new(None, rows, rows));
    let found = visitor.read(move |cx| {
        let account = customers::get(cx, id)?;
        Ok((account, audit::of_customer(cx, id, after, size)?, partners::resellers(cx)?))
    });
    let (account, page, resellers) = found.await?;
    // Orders and agreements have sections of their own, and the activity log tells everything.
    let of_account = |one: &&Entry| {
        matches!(one.resource, ResourceType::Customer | ResourceType::PartnerCustomerRelationship)
    };
    let entries = page.items.iter().filter(of_account);
    let entries = entries.map(|one| entry(visitor, (&account, one), &field, &resellers));
    let entries = entries.filter(|entry| !entry.changes.is_empty()).collect();
    let (shell, heading) = heading(visitor, &account, "history");
    let name = |field: &str| changes::label(w, ResourceType::Customer, field);
    Ok(HistoryPage {
        w,
        shell,
        account: heading,
        form: Form {
            troubles: problems.iter().map(|problem| Trouble::of(w, problem)).collect(),
            ..Form::filled([("field", field.as_str())])
        },
        fields: changes::FORM.into_iter().map(|field| Choice::new(field, name(field))).collect(),
        entries,
        etag: account.version.to_string(),
        pager: visitor.pager(page.next.as_ref()),
        stale: false,
    })
}

fn entry(
    visitor: &Visitor,
    (account, found): (&Account, &Entry),
    field: &str,
    resellers: &[Reseller],
) -> HistoryEntry {
    let w = visitor.w;
    let permission = match found.operation {
        Operation::UpdateTags => Permission::TagCustomers,
        operation if operation.is_about_permissions() => Permission::SetPurchasePermissions,
        _ => Permission::EditBilling,
    };
    let may_undo = customers::is_reversible(found) && may(visitor, account, permission);
    // What stands in the log is an id; people know names.
    let named = |text: String| {
        let known = resellers.iter().find(|reseller| reseller.id.to_string() == text);
        known.map_or(text, |reseller| reseller.name.clone())
    };
    let shown = changes::changes(w, found)
        .into_iter()
        .filter(|change| field.is_empty() || change.name == field);
    let changes: Vec<_> = shown
        .map(|Change { name, label, before, after }| HistoryChange {
            undo: may_undo && customers::still_holds(account, found, &name),
            name,
            label,
            before: named(before),
            after: named(after),
        })
        .collect();
    HistoryEntry {
        id: found.id.to_string(),
        at: w.time(found.at),
        who: found.actor_name.clone(),
        action: labels::action(w, found),
        undo_all: field.is_empty() && changes.len() > 1 && changes.iter().all(|one| one.undo),
        changes,
    }
}
