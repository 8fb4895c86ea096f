//! What the customer may buy by itself.

use super::heading::heading;
use crate::{
    account::PermissionsPage,
    form::Form,
    handlers::{
        forms::Posted,
        frame::{Answer, Away, Visitor},
    },
    shell,
};
use axum::extract::Path;
use http::StatusCode;
use opc_core::{
    Fault,
    access::Permission,
    customers::{self, PurchasePermissions},
    kernel::{id::CustomerId, rule::Rule},
};

type Id = Path<(String, String)>;

/// The section.
pub(super) async fn show(Path((_, id)): Id, visitor: Visitor) -> Answer {
    let page = render(&visitor, visitor.id(&id)?, None).await?;
    Ok(visitor.page(&page))
}

/// Switches on or off. Whoever switches something on says that the partner pays.
pub(super) async fn save(Path((_, id)): Id, form: Posted) -> Answer {
    let id: CustomerId = form.id(&id)?;
    let typed = form.typed();
    let confirmed = typed.has("permissions-confirmed");
    let version = typed.get("etag").parse().unwrap_or(-1);
    let wanted = PurchasePermissions {
        reservations: typed.has("reservations"),
        savings_plans: typed.has("savings-plans"),
    };
    let saved = form.try_write(move |cx| {
        let before = customers::purchase_permissions(cx, id)?.permissions;
        if wanted.exceed(before) && !confirmed {
            return Err(Fault::field("permissions-confirmed", Rule::NotTicked));
        }
        customers::set_purchase_permissions(cx, id, Some(version), wanted)
    });
    match saved.await {
        Ok(_) => Ok(form.done(&format!("/customers/{id}/permissions"), "saved")),
        Err(Fault::Stale) => {
            let page = render(&form, id, Some(typed.form())).await?;
            Ok(shell::page(StatusCode::CONFLICT, &PermissionsPage { stale: true, ..page }))
        }
        Err(fault) => {
            let problems = form.problems(fault)?;
            let page = render(&form, id, Some(typed.form_with(form.w, &problems))).await?;
            Ok(form.form_again(&page))
        }
    }
}

async fn render(
    visitor: &Visitor,
    id: CustomerId,
    sent: Option<Form>,
) -> Result<PermissionsPage, Away> {
    let account = visitor.read(move |cx| customers::purchase_permissions(cx, id)).await?;
    let (shell, heading) = heading(visitor, &account, "permissions");
    let PurchasePermissions { reservations, savings_plans } = account.permissions;
    let on = |yes| if yes { "on" } else { "" };
    let now = [("reservations", on(reservations)), ("savings-plans", on(savings_plans))];
    Ok(PermissionsPage {
        w: visitor.w,
        shell,
        account: heading,
        form: sent.unwrap_or_else(|| Form::filled(now)),
        etag: account.version.to_string(),
        may_edit: visitor.may(Permission::SetPurchasePermissions),
        stale: false,
    })
}
