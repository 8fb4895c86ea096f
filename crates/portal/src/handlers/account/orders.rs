//! Subscriptions and orders of the customer.

use super::heading::{heading, may};
use crate::{
    account::{OrderPage, OrderRow, OrdersPage, SubscriptionRow, SubscriptionsPage},
    components::{Badge, Fact, Offered, Pager},
    handlers::{
        forms::Posted,
        frame::{Answer, Visitor},
        wizard::{is_provider, names, ordered},
    },
    offers::money,
    shell::Tone,
};
use axum::extract::Path;
use opc_core::{
    Cx, Denial, Fault,
    access::{OrganisationKind, Permission},
    agreements::{self, AgreementStatus},
    catalog::{BillingType, Localized},
    customers::{self, Account},
    kernel::{
        id::{CustomerId, OrderId, OrganisationId},
        rule::Rule,
    },
    orders::{self, Order},
    partners,
    subscriptions::{self, Subscription},
};
use opc_words::Words;
use std::collections::{BTreeSet, HashMap};

/// The subscriptions.
pub(super) async fn subscriptions(
    Path((_, id)): Path<(String, String)>,
    visitor: Visitor,
) -> Answer {
    let id: CustomerId = visitor.id(&id)?;
    let found = visitor.read(move |cx| {
        let account = customers::get(cx, id)?;
        let unconfirmed = unconfirmed(cx, id)?;
        Ok((account, subscriptions::list(cx, id, None)?, partners::names(cx)?, unconfirmed))
    });
    let (account, list, names, unconfirmed) = found.await?;
    let (shell, heading) = heading(&visitor, &account, "subscriptions");
    let w = visitor.w;
    let add = add(&visitor, &account, unconfirmed);
    let own = visitor.person().map(|person| person.organisation.id.into());
    let manages = visitor.may(Permission::ManageSubscriptions);
    let provides = is_provider(&visitor);
    let rows = list.iter().map(|s| {
        let row = subscription(w, &heading.base, s, &names);
        let may = manages && Some(s.partner) == own;
        let change = format!("{}/subscriptions/{}/reseller", heading.base, s.id);
        let change = (may && provides).then_some(change);
        let life = may.then(|| life(&heading.base, s)).flatten();
        SubscriptionRow { change, life, ..row }
    });
    let rows = rows.collect();
    let export = format!("{}/subscriptions.csv", heading.base);
    let pager = Pager::default();
    let page =
        SubscriptionsPage { w, shell, account: heading, rows, pager, export, add, unconfirmed };
    Ok(visitor.page(&page))
}

/// Whether the customer has to accept the agreement before anything is bought for it.
pub(super) fn unconfirmed(cx: &mut Cx<'_, '_>, customer: CustomerId) -> Result<bool, Fault> {
    Ok(!matches!(agreements::status(cx, customer)?, AgreementStatus::Confirmed(_)))
}

/// Buying more for a customer.
fn add(visitor: &Visitor, account: &Account, unconfirmed: bool) -> Offered {
    let w = visitor.w;
    match refused(visitor, account) {
        Some(why) => Offered::Closed(why),
        None if unconfirmed => Offered::Closed(w.t("order-unconfirmed")),
        None => Offered::Open(format!("{}/customers/{}/orders/new", visitor.base(), account.id)),
    }
}

/// Why the visitor may not order, in words.
fn refused(visitor: &Visitor, account: &Account) -> Option<String> {
    let person = visitor.person()?;
    if may(visitor, account, Permission::PlaceOrder) {
        None
    } else if person.organisation.kind == OrganisationKind::IndirectReseller {
        visitor.denied(Denial::OrganisationKind(Permission::PlaceOrder)).into_iter().next()
    } else if !account.is_open_to(Permission::PlaceOrder) {
        Some(visitor.w.rule(&Rule::SoldByProvider))
    } else {
        Some(visitor.why_not(Permission::PlaceOrder, "order-needs-agent"))
    }
}

fn subscription(
    w: Words,
    base: &str,
    of: &Subscription,
    names: &HashMap<OrganisationId, String>,
) -> SubscriptionRow {
    let tone = match of.status {
        subscriptions::Status::Active => Tone::Good,
        subscriptions::Status::Suspended => Tone::Warning,
        subscriptions::Status::Deleted => Tone::Neutral,
    };
    let ends = if of.auto_renew { "term-renews" } else { "term-ends" };
    SubscriptionRow {
        href: format!("{base}/orders/{}", of.order),
        name: of.friendly_name.clone(),
        id: of.id.to_string(),
        quantity: match of.billing {
            BillingType::License => w.number(of.quantity),
            BillingType::Usage => w.t("offer-usage"),
        },
        billing: w.of_family("cycle", of.billing_cycle.name()),
        state: Badge::new(tone, w.of_family("subscription", of.status.name())),
        term: w.t1(ends, "date", w.date(of.ends_on)),
        reseller: of.reseller.and_then(|id| names.get(&id).cloned()).unwrap_or_default(),
        change: None,
        life: None,
    }
}

/// Suspending a subscription or letting it go on, unless it is over.
fn life(base: &str, of: &Subscription) -> Option<(String, &'static str)> {
    let (path, label) = match of.status {
        subscriptions::Status::Active => ("suspend", "action-suspend-subscription"),
        subscriptions::Status::Suspended => ("activate", "action-activate-subscription"),
        subscriptions::Status::Deleted => return None,
    };
    Some((format!("{base}/subscriptions/{}/{path}", of.id), label))
}

/// The orders.
pub(super) async fn list(Path((_, id)): Path<(String, String)>, visitor: Visitor) -> Answer {
    let id: CustomerId = visitor.id(&id)?;
    let found = visitor.read(move |cx| {
        let account = customers::get(cx, id)?;
        let mut found = Vec::new();
        for order in orders::list(cx, id)? {
            let names = names(cx, Some(&order))?;
            found.push((order, names));
        }
        Ok((account, found, unconfirmed(cx, id)?))
    });
    let (account, found, unconfirmed) = found.await?;
    let (shell, heading) = heading(&visitor, &account, "orders");
    let w = visitor.w;
    let rows = found.iter().map(|(order, names)| row(w, &heading.base, order, names)).collect();
    let (pager, add) = (Pager::default(), add(&visitor, &account, unconfirmed));
    Ok(visitor.page(&OrdersPage { w, shell, account: heading, rows, pager, add, unconfirmed }))
}

fn row(w: Words, base: &str, order: &Order, names: &[Option<Localized>]) -> OrderRow {
    let lines = order.lines.iter().zip(names).map(|(line, names)| {
        let line = ordered(w, line, names.as_ref());
        w.t2("order-line", &("name", line.name), &("quantity", line.quantity))
    });
    OrderRow {
        href: format!("{base}/orders/{}", order.id),
        id: order.id.to_string(),
        at: w.time(order.created_at),
        lines: lines.collect::<Vec<_>>().join(&w.t("list-comma")),
        total: w.t2(
            "order-total",
            &("sum", money(w, order.total(), &order.currency)),
            &("cycle", w.of_family("cycle", order.billing_cycle.name())),
        ),
        state: state(w, order),
    }
}

fn state(w: Words, order: &Order) -> Badge {
    let tone = match order.status {
        orders::Status::Completed => Tone::Good,
        orders::Status::PartialSuccess => Tone::Warning,
        orders::Status::Error => Tone::Bad,
    };
    Badge::new(tone, w.of_family("order", order.status.name().replace(' ', "-")))
}

/// One order.
pub(super) async fn show(
    Path((_, id, order)): Path<(String, String, String)>,
    visitor: Visitor,
) -> Answer {
    let (id, order): (CustomerId, OrderId) = (visitor.id(&id)?, visitor.id(&order)?);
    let found = visitor.read(move |cx| {
        let account = customers::get(cx, id)?;
        let order = orders::get(cx, id, order)?;
        let names = names(cx, Some(&order))?;
        Ok((account, order, names, partners::names(cx)?))
    });
    let (account, order, names, partners) = found.await?;
    let (shell, heading) = heading(&visitor, &account, "orders");
    let w = visitor.w;
    let lines = order.lines.iter().zip(&names).map(|(l, n)| ordered(w, l, n.as_ref()));
    let facts = vec![
        Fact::new(w.t("col-order"), order.id.to_string()),
        Fact::new(w.t("col-date"), w.time(order.created_at)),
        Fact::new(w.t("order-cycle"), w.of_family("cycle", order.billing_cycle.name())),
        Fact::new(
            w.of_family("review-total", order.billing_cycle.name()),
            money(w, order.total(), &order.currency),
        ),
        Fact::new(w.t("col-state"), state(w, &order).text),
        Fact::new(w.t("col-reseller"), resellers(w, &order, &partners)),
    ];
    let own = visitor.person().map(|person| person.organisation.id.into());
    let retry = Some(order.partner) == own && may(&visitor, &account, Permission::PlaceOrder);
    let page = OrderPage {
        w,
        shell,
        facts,
        lines: lines.collect(),
        retry: retry.then(|| format!("{}/orders/{}/retry", heading.base, order.id)),
        account: heading,
    };
    Ok(visitor.page(&page))
}

/// The resellers an order's lines are put down to, each once.
fn resellers(w: Words, order: &Order, names: &HashMap<OrganisationId, String>) -> String {
    let named = order.lines.iter().filter_map(|line| names.get(&line.reseller?).cloned());
    let once: BTreeSet<String> = named.collect();
    once.into_iter().collect::<Vec<_>>().join(&w.t("list-comma"))
}

/// Tries a failed line again.
pub(super) async fn retry(
    Path((_, id, order)): Path<(String, String, String)>,
    form: Posted,
) -> Answer {
    let (id, order): (CustomerId, OrderId) = (form.id(&id)?, form.id(&order)?);
    let line = form.id(form.typed().get("line"))?;
    // A line that is refused again says why itself.
    let _ = form.write(move |cx| orders::retry_line(cx, id, order, line)).await?;
    Ok(form.go(&format!("{}/customers/{id}/orders/{order}", form.base())))
}
