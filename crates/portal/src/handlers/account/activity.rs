//! What happened to the customer, from the partner's own log.

use super::heading::heading;
use crate::{
    account::AccountActivityPage,
    handlers::{
        activity,
        frame::{Answer, Visitor},
    },
};
use axum::extract::Path;
use opc_core::{
    audit, customers,
    kernel::{id::CustomerId, page::PageSize},
};

/// Entries on a page.
const ROWS: u32 = 50;

/// The section.
pub(super) async fn show(Path((_, id)): Path<(String, String)>, visitor: Visitor) -> Answer {
    let id: CustomerId = visitor.id(&id)?;
    let after = visitor.after()?;
    let size = PageSize::new(None, ROWS, ROWS);
    let found = visitor
        .read(move |cx| Ok((customers::get(cx, id)?, audit::of_customer(cx, id, after, size)?)));
    let (account, found) = found.await?;
    let (shell, heading) = heading(&visitor, &account, "activity");
    let page = AccountActivityPage {
        w: visitor.w,
        shell,
        account: heading,
        rows: found.items.iter().map(|entry| activity::row(&visitor, entry)).collect(),
        pager: visitor.pager(found.next.as_ref()),
    };
    Ok(visitor.page(&page))
}
