//! Tags of the customer.

use super::heading::heading;
use crate::{
    account::TagsPage,
    form::Form,
    handlers::{
        forms::Posted,
        frame::{Answer, Away, Visitor},
    },
};
use axum::extract::Path;
use opc_core::{access::Permission, customers, kernel::id::CustomerId};

/// The section.
pub(super) async fn show(Path((_, id)): Path<(String, String)>, visitor: Visitor) -> Answer {
    let id: CustomerId = visitor.id(&id)?;
    let page = render(&visitor, id, None).await?;
    Ok(visitor.page(&page))
}

/// Replaces the tags.
pub(super) async fn save(Path((_, id)): Path<(String, String)>, form: Posted) -> Answer {
    let id: CustomerId = form.id(&id)?;
    let typed = form.typed().get("tags").to_owned();
    match form.write(move |cx| customers::set_tags(cx, id, &typed)).await? {
        Ok(_) => Ok(form.done(&format!("/customers/{id}/tags"), "saved")),
        Err(problems) => {
            let sent = form.typed().form_with(form.w, &problems);
            let page = render(&form, id, Some(sent)).await?;
            Ok(form.form_again(&page))
        }
    }
}

async fn render(visitor: &Visitor, id: CustomerId, sent: Option<Form>) -> Result<TagsPage, Away> {
    let account = visitor.read(move |cx| customers::get(cx, id)).await?;
    let (shell, heading) = heading(visitor, &account, "tags");
    let lines = account.tags.join("\n");
    Ok(TagsPage {
        w: visitor.w,
        shell,
        account: heading,
        form: sent.unwrap_or_else(|| Form::filled([("tags", lines.as_str())])),
        tags: account.tags,
        may_edit: visitor.may(Permission::TagCustomers),
    })
}
