//! Asking for roles, and what a partner does with a request that nobody has answered.

use super::{below, choices};
use crate::{
    delegated_admin::AdminRequestPage,
    form::Form,
    handlers::{
        forms::{Posted, Typed},
        frame::{Answer, Away, Visitor},
    },
};
use axum::extract::Path;
use opc_core::{
    customers,
    delegated_admin::{self as core, DAYS_MAX, DirectoryRole, TermsForm},
    kernel::id::{AdminRelationshipId, CustomerId},
};

pub(super) async fn show(visitor: Visitor) -> Answer {
    let customer = visitor.query().get("customer").to_owned();
    let days = DAYS_MAX.to_string();
    let form = Form::filled([("customer", customer.as_str()), ("admin-days", &days)]);
    let page = page(&visitor, form).await?;
    Ok(visitor.page(&page))
}

async fn page(visitor: &Visitor, form: Form) -> Result<AdminRequestPage, Away> {
    let customer = match form.value("customer") {
        "" => String::new(),
        id => {
            let id: CustomerId = visitor.id(id)?;
            visitor.read(move |cx| customers::get(cx, id)).await?.billing.company_name
        }
    };
    let (w, shell) = (visitor.w, below(visitor));
    Ok(AdminRequestPage { w, shell, form, customer, roles: choices(w, DirectoryRole::ALL) })
}

pub(super) fn typed_roles(typed: &Typed) -> Vec<String> {
    let ticked = |role: &&DirectoryRole| typed.has(&format!("role-{}", role.name()));
    DirectoryRole::ALL.iter().filter(ticked).map(|role| role.name().to_owned()).collect()
}

/// Writes it down and asks at once: the page that follows has the link.
pub(super) async fn send(form: Posted) -> Answer {
    let typed = form.typed();
    let customer: Option<CustomerId> = match typed.get("customer") {
        "" => None,
        id => Some(form.id(id)?),
    };
    let terms = TermsForm {
        name: typed.get("admin-name").to_owned(),
        days: typed.get("admin-days").to_owned(),
        auto_extend: typed.has("auto-extend"),
        roles: typed_roles(typed),
    };
    let sent = form.write(move |cx| {
        let made = core::create(cx, customer, &terms)?;
        core::ask(cx, made.id, None)
    });
    match sent.await? {
        Ok(made) => Ok(form.done(&format!("/admin-relationships/{}", made.id), "admin-requested")),
        Err(problems) => {
            let page = page(&form, typed.form_with(form.w, &problems)).await?;
            Ok(form.form_again(&page))
        }
    }
}

type Id = Path<(String, String)>;

/// The version a form was made from.
pub(super) fn version(typed: &Typed) -> i64 {
    typed.get("etag").parse().unwrap_or(-1)
}

/// Asks for what a program has written down.
pub(super) async fn again(Path((_, id)): Id, form: Posted) -> Answer {
    let id: AdminRelationshipId = form.id(&id)?;
    let version = version(form.typed());
    match form.write(move |cx| core::ask(cx, id, Some(version))).await? {
        Ok(_) => Ok(form.done(&format!("/admin-relationships/{id}"), "admin-requested")),
        Err(problems) => super::relationship::refused(&form, id, &problems).await,
    }
}

pub(super) async fn delete(Path((_, id)): Id, form: Posted) -> Answer {
    let id: AdminRelationshipId = form.id(&id)?;
    let version = version(form.typed());
    match form.write(move |cx| core::delete(cx, id, Some(version))).await? {
        Ok(()) => Ok(form.done("/admin-relationships", "admin-deleted")),
        Err(problems) => super::relationship::refused(&form, id, &problems).await,
    }
}

/// Switches auto-extend.
pub(super) async fn extend(Path((_, id)): Id, form: Posted) -> Answer {
    let id: AdminRelationshipId = form.id(&id)?;
    let (version, auto_extend) = (version(form.typed()), form.typed().has("auto-extend"));
    let changed = form.write(move |cx| {
        let terms = core::get(cx, id)?.form();
        core::update(cx, id, Some(version), &TermsForm { auto_extend, ..terms })
    });
    match changed.await? {
        Ok(_) => Ok(form.done(&format!("/admin-relationships/{id}"), "saved")),
        Err(problems) => super::relationship::refused(&form, id, &problems).await,
    }
}
