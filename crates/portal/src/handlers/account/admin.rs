//! Who may administer the customer's directory.

use super::heading::heading;
use crate::{
    components::Badge,
    delegated_admin::{AdminSectionPage, TaskRow},
    handlers::{
        delegated_admin::{names, offer_request, row},
        frame::{Answer, Visitor},
    },
    shell::Tone,
};
use axum::extract::Path;
use opc_core::{
    customers,
    delegated_admin::{self as core, AdminTask, RelationshipQuery, Rights},
    kernel::{id::CustomerId, page::PageSize},
};
use opc_words::Words;

/// Relationships shown here; all are in their own list.
const SHOWN: u32 = 100;

/// The section.
pub(super) async fn show(Path((_, id)): Path<(String, String)>, visitor: Visitor) -> Answer {
    let id: CustomerId = visitor.id(&id)?;
    let size = PageSize::new(None, SHOWN, SHOWN);
    let query = RelationshipQuery { customer: Some(id), stage: None, after: None, size };
    let (account, found, given, rights) = visitor
        .read(move |cx| {
            let account = customers::get(cx, id)?;
            let found = core::list(cx, &query)?.items;
            let ids: Vec<_> = found.iter().map(|one| one.id).collect();
            Ok((account, found, core::of_relationships(cx, &ids)?, core::rights(cx, id)?))
        })
        .await?;
    let w = visitor.w;
    let (shell, heading) = heading(&visitor, &account, "admin-relationships");
    Ok(visitor.page(&AdminSectionPage {
        w,
        shell,
        account: heading,
        older: badge(w, account.delegated_admin),
        rows: found.iter().map(|one| row(&visitor, one, &given)).collect(),
        request: offer_request(&visitor, &format!("?customer={id}")),
        tasks: AdminTask::ALL.iter().map(|task| task_row(w, *task, &rights)).collect(),
    }))
}

fn badge(w: Words, yes: bool) -> Badge {
    if yes { Badge::new(Tone::Good, w.t("yes")) } else { Badge::new(Tone::Neutral, w.t("no")) }
}

fn task_row(w: Words, task: AdminTask, rights: &Rights) -> TaskRow {
    let may = rights.may(task);
    let roles = names(w, task.roles()).join(&w.t("list-comma"));
    TaskRow {
        task: w.of_family("admin-task", task.name()),
        may: badge(w, may),
        why: if may { String::new() } else { w.t1("admin-needs-roles", "roles", roles) },
    }
}
