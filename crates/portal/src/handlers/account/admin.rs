//! Who may administer the customer's directory.

use super::heading::heading;
use crate::{
    account::ConfirmPage,
    components::{Badge, Offered},
    delegated_admin::{AdminSectionPage, TaskRow},
    form::Form,
    handlers::{
        delegated_admin::{names, offer_request, row},
        forms::Posted,
        frame::{Answer, Visitor},
    },
    shell::Tone,
};
use axum::extract::Path;
use opc_core::{
    Fault,
    access::{Feature, Permission},
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
    let give_up = account.delegated_admin.then(|| {
        if visitor.may(Permission::EndAdmin) {
            Offered::Open(format!("{}/give-up-admin", heading.base))
        } else {
            Offered::Closed(w.t("admin-needs-ender"))
        }
    });
    Ok(visitor.page(&AdminSectionPage {
        w,
        shell,
        account: heading,
        older: badge(w, account.delegated_admin),
        give_up,
        rows: found.iter().map(|one| row(&visitor, one, &given)).collect(),
        request: offer_request(&visitor, &format!("?customer={id}")),
        tasks: AdminTask::ALL.iter().map(|task| task_row(w, *task, &rights)).collect(),
    }))
}

/// Asks before the older privilege is given up.
pub(super) async fn ask_to_give_up(
    Path((_, id)): Path<(String, String)>,
    visitor: Visitor,
) -> Answer {
    let id: CustomerId = visitor.id(&id)?;
    let account = visitor.read(move |cx| customers::get(cx, id)).await?;
    let w = visitor.w;
    if !account.delegated_admin {
        return Ok(visitor.go(&format!("{}/customers/{id}/admin-relationships", visitor.base())));
    }
    let (shell, account) = heading(&visitor, &account, "admin-relationships");
    let mut points = vec![w.t("give-up-loses"), w.t("give-up-keeps")];
    points.extend(visitor.has(Feature::RelationshipRequests).then(|| w.t("give-up-again")));
    let page = ConfirmPage {
        w,
        shell,
        title: w.t("action-give-up-admin"),
        text: w.t("give-up-asked"),
        points,
        form: Form::default(),
        action: format!("{}/give-up-admin", account.base),
        label: w.t("action-give-up-admin"),
        back: format!("{}/admin-relationships", account.base),
        account,
        hindered: None,
    };
    Ok(visitor.page(&page))
}

/// Gives it up.
pub(super) async fn give_up(Path((_, id)): Path<(String, String)>, form: Posted) -> Answer {
    let id: CustomerId = form.id(&id)?;
    form.read(move |cx| customers::get(cx, id)).await?;
    let done = form.write(move |cx| customers::give_up_delegated_admin(cx, id)).await?;
    // Nothing was typed, so nothing can be wrong with it.
    done.map_err(|_| form.refuse(Fault::Stale))?;
    Ok(form.done(&format!("/customers/{id}/admin-relationships"), "admin-given-up"))
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
