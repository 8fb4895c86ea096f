//! The customer list.

use super::{
    every::{Rendered, html},
    parts::{ID, choices, shell},
};
use crate::{
    components::{Badge, Pager},
    customers::{CustomerListPage, CustomerRow, DraftRow, Narrowed},
    form::Form,
    shell::Tone,
};
use opc_words::Words;

pub(super) fn pages(w: Words) -> Vec<Rendered> {
    let list = list(w);
    let empty = CustomerListPage { rows: Vec::new(), drafts: Vec::new(), ..list.clone() };
    let one =
        Narrowed { label: w.t("customers-search-label"), text: "zz".into(), without: "/".into() };
    let search = Form::filled([("q", "zz")]);
    let none = CustomerListPage { search, narrowed: vec![one], ..empty.clone() };
    vec![html("customers", &list), html("customers-empty", &empty), html("customers-none", &none)]
}

fn list(w: Words) -> CustomerListPage {
    let warned = Some(Badge::new(Tone::Warning, w.t("tone-warning")));
    let draft = DraftRow {
        href: "/d".into(),
        discard: "/d/x".into(),
        company: String::new(),
        saved: "10:12".into(),
    };
    CustomerListPage {
        w,
        shell: shell(w, "customers"),
        search: Form::default(),
        resellers: choices(&[("1", "Yama Partners")]),
        rows: vec![
            CustomerRow {
                state: warned, ..row(w, "株式会社青空システムズ", "aozora.example.com")
            },
            row(w, "Bluebird Systems, Inc.", "bluebird.example.com"),
            row(w, "Maple Freight GmbH", "maple.example.com"),
        ],
        pager: Pager { first: None, next: Some("/n".into()) },
        narrowed: Vec::new(),
        drafts: vec![draft],
        all_drafts: Some((7, "/all".into())),
        may_add: true,
        may_view_orders: true,
        may_request: true,
        export: Some("/export".into()),
    }
}

fn row(w: Words, company: &str, domain: &str) -> CustomerRow {
    CustomerRow {
        href: "/a".into(),
        company: company.into(),
        domain: domain.into(),
        id: ID.into(),
        relationship: w.t("partner-reseller"),
        reseller: Some("Yama Partners".into()),
        state: None,
        tags: vec!["2026".into(), "Kansai".into()],
    }
}
