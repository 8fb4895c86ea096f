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

/// Tags to pick from, at most.
const SUGGESTED: usize = 12;

/// The section.
pub(super) async fn show(Path((_, id)): Path<(String, String)>, visitor: Visitor) -> Answer {
    let id: CustomerId = visitor.id(&id)?;
    let page = render(&visitor, id, None).await?;
    Ok(visitor.page(&page))
}

/// Replaces the tags.
pub(super) async fn save(Path((_, id)): Path<(String, String)>, form: Posted) -> Answer {
    let id: CustomerId = form.id(&id)?;
    let picked = form.typed().all("suggested").filter(|tag| !tag.is_empty());
    let typed: Vec<_> = std::iter::once(form.typed().get("tags")).chain(picked).collect();
    let typed = typed.join("\n");
    let sent = typed.clone();
    match form.write(move |cx| customers::set_tags(cx, id, &sent)).await? {
        Ok(_) => Ok(form.done(&format!("/customers/{id}/tags"), "saved")),
        Err(problems) => {
            let mut sent = form.typed().form_with(form.w, &problems);
            sent.values.insert("tags".into(), typed);
            let page = render(&form, id, Some(sent)).await?;
            Ok(form.form_again(&page))
        }
    }
}

async fn render(visitor: &Visitor, id: CustomerId, sent: Option<Form>) -> Result<TagsPage, Away> {
    let may_edit = visitor.may(Permission::TagCustomers);
    let found = visitor.read(move |cx| {
        let known = if may_edit { customers::known_tags(cx)? } else { Vec::new() };
        Ok((customers::get(cx, id)?, known))
    });
    let (account, known) = found.await?;
    let others = known.into_iter().filter(|tag| !account.tags.contains(tag));
    let suggested = others.take(SUGGESTED).collect();
    let (shell, heading) = heading(visitor, &account, "tags");
    let lines = account.tags.join("\n");
    Ok(TagsPage {
        w: visitor.w,
        shell,
        account: heading,
        form: sent.unwrap_or_else(|| Form::filled([("tags", lines.as_str())])),
        tags: account.tags,
        suggested,
        may_edit,
    })
}
