//! The account page of a customer: what it has bought, and buying more.

use super::{
    every::{Rendered, html},
    parts::{ID, account, facts, offer, shell, yen},
};
use crate::{
    account::{NewOrderPage, OrderPage, OrderRow, OrdersPage, SubscriptionRow, SubscriptionsPage},
    components::{Badge, Offered, Pager},
    confirmation::OrderedLine,
    form::Form,
    offers::{OfferGroup, Shelf},
    shell::Tone,
};
use jiff::civil::date;
use opc_words::Words;

pub(super) fn pages(w: Words) -> Vec<Rendered> {
    vec![
        html("account-subscriptions", &subscriptions(w, vec![subscription(w)])),
        html("account-subscriptions-empty", &subscriptions(w, Vec::new())),
        html("account-orders", &orders(w, vec![bought(w)])),
        html("account-orders-empty", &orders(w, Vec::new())),
        html("account-order", &order(w)),
        html("account-order-new", &new_order(w)),
    ]
}

fn subscriptions(w: Words, rows: Vec<SubscriptionRow>) -> SubscriptionsPage {
    SubscriptionsPage {
        w,
        shell: shell(w, "customers"),
        account: account(w, "subscriptions"),
        rows,
        pager: Pager::default(),
        export: "/e".into(),
        add: Offered::Open("/do".into()),
        unconfirmed: true,
    }
}

fn subscription(w: Words) -> SubscriptionRow {
    SubscriptionRow {
        href: "/s".into(),
        name: "Business Basic".into(),
        id: ID.into(),
        quantity: "25".into(),
        billing: "Every month".into(),
        state: Badge::new(Tone::Good, w.t("tone-good")),
        term: w.date(date(2027, 11, 21)),
        reseller: String::new(),
        change: None,
        life: Some(("/s".into(), "action-suspend-subscription")),
    }
}

fn orders(w: Words, rows: Vec<OrderRow>) -> OrdersPage {
    OrdersPage {
        w,
        shell: shell(w, "customers"),
        account: account(w, "orders"),
        rows,
        pager: Pager::default(),
        add: Offered::Open("/new".into()),
        unconfirmed: true,
    }
}

fn bought(w: Words) -> OrderRow {
    OrderRow {
        href: "/o".into(),
        id: "A1B2".into(),
        at: w.date(date(2026, 11, 21)),
        lines: "Business Basic × 25".into(),
        total: yen(w, 18_750),
        state: Badge::new(Tone::Good, w.t("tone-good")),
    }
}

fn order(w: Words) -> OrderPage {
    let line = OrderedLine {
        number: 0,
        name: "Business Basic".into(),
        quantity: "25".into(),
        failed: Some("Not available in this country.".into()),
    };
    OrderPage {
        w,
        shell: shell(w, "customers"),
        account: account(w, "orders"),
        facts: facts(w),
        lines: vec![line],
        retry: Some("/r".into()),
    }
}

fn new_order(w: Words) -> NewOrderPage {
    let offers = vec![offer("basic", "Business Basic", yen(w, 750), Vec::new())];
    let groups = vec![OfferGroup { name: "Business".into(), offers }];
    NewOrderPage {
        w,
        shell: shell(w, "customers"),
        account: account(w, "subscriptions"),
        form: Form::filled([("cycle", "monthly")]),
        shelf: Shelf { groups, ..Shelf::default() },
        filter: "/f".into(),
        request_id: ID.into(),
        unconfirmed: true,
    }
}
