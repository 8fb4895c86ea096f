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
    audit::{self, Filter, Query},
    customers,
    kernel::{id::CustomerId, page::PageSize, time::Timestamp},
};

/// Entries on a page.
const ROWS: u32 = 50;

/// The section.
pub(super) async fn show(Path((_, id)): Path<(String, String)>, visitor: Visitor) -> Answer {
    let id: CustomerId = visitor.id(&id)?;
    let after = visitor.after()?;
    let found = visitor.read(move |cx| {
        let query = Query {
            from: Timestamp::from_micros(0),
            until: cx.now().plus_seconds(1),
            filter: Filter::Customer(id),
            after,
            size: PageSize::new(None, ROWS, ROWS),
        };
        Ok((customers::get(cx, id)?, audit::list(cx, &query)?))
    });
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
