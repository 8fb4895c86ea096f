//! The command palette: customers by name, and what the person may do.

use super::{
    frame::{Answer, Visitor},
    routes::{Gate, Pages},
};
use crate::{
    guidance::Topic,
    palette::{Found, PaletteFound},
};
use opc_core::{
    Fault,
    access::Permission,
    customers::{self, ListFilter, ListItem, ListQuery, Order, Search},
    kernel::page::PageSize,
};

/// Customers shown at a time.
const CUSTOMERS: u32 = 8;
/// Longest text looked for.
const LONGEST: usize = 200;

/// The pages of this area.
pub(super) fn pages() -> Pages {
    Pages::default().get("/p/{tenant}/palette", Gate::needs(Permission::UsePortal), find)
}

async fn find(visitor: Visitor) -> Answer {
    let text: String = visitor.query().get("q").chars().take(LONGEST).collect();
    let (customers, step_up) = found_customers(&visitor, &text).await?;
    let actions = actions(&visitor, &text);
    Ok(visitor.page(&PaletteFound { w: visitor.w, customers, actions, step_up }))
}

async fn found_customers(
    visitor: &Visitor,
    text: &str,
) -> Result<(Vec<Found>, Option<String>), super::frame::Away> {
    if text.is_empty() || !visitor.may(Permission::ViewCustomers) {
        return Ok((Vec::new(), None));
    }
    let query = ListQuery {
        filter: ListFilter { search: Search::Anywhere(text.to_owned()), ..ListFilter::default() },
        order: Order::default(),
        after: None,
        size: PageSize::new(Some(CUSTOMERS), CUSTOMERS, CUSTOMERS),
    };
    let base = visitor.base();
    match visitor.try_read(move |cx| customers::list(cx, &query)).await {
        Ok(page) => {
            let line = |item: ListItem| Found {
                icon: "customers",
                href: format!("{base}/customers/{}", item.id),
                label: item.company_name,
                detail: item.domain,
            };
            Ok((page.items.into_iter().map(line).collect(), None))
        }
        // A redirect would take the reader away from what they are doing: it is offered instead.
        Err(Fault::StepUp) => Ok((Vec::new(), Some(format!("{base}/customers")))),
        Err(fault) => Err(visitor.refuse(fault)),
    }
}

/// Actions and help pages with the text in their words.
fn actions(visitor: &Visitor, text: &str) -> Vec<Found> {
    let (w, base) = (visitor.w, visitor.base());
    let action = |key: &str, icon, path: &str| Found {
        icon,
        label: w.t(key),
        detail: String::new(),
        href: format!("{base}{path}"),
    };
    let mut all = Vec::new();
    if visitor.may(Permission::AddCustomer) {
        all.push(action("action-add-customer", "add", "/customers/new"));
    }
    if visitor.may(Permission::RequestAdmin) {
        all.push(action("action-request-admin", "add", "/admin-relationships/new"));
    }
    if visitor.may(Permission::ManageUsers) {
        all.push(action("action-add-user", "add", "/users/new"));
    }
    for topic in Topic::of(visitor.portal.core.settings().cloud) {
        let key = format!("guide-{}-title", topic.key());
        all.push(action(&key, "info", &format!("/help/{}", topic.key())));
    }
    let wanted = text.to_lowercase();
    all.retain(|found| !wanted.is_empty() && found.label.to_lowercase().contains(&wanted));
    all
}
