//! The customer list, and tags of many customers.

use super::{
    every::{Rendered, html},
    parts::{ID, choices, form, shell, trouble},
};
use crate::{
    components::{Badge, Control, Fact, Offered, Pager},
    customers::{
        BulkState, BulkTagsPage, Cell, CustomerListPage, CustomerRow, DraftRow, Heading, Narrowed,
        Progress, ViewLink,
    },
    form::{Form, Severity},
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
    let wrong = trouble("view-name", "rule-required", "x", Severity::Error);
    let view = Form { troubles: vec![wrong], ..Form::default() };
    let running = CustomerListPage { bulk: Some(bulk(w, true)), view, ..list.clone() };
    let tags = tags(w, &["Bluebird Systems, Inc."]);
    vec![
        html("customers", &list),
        html("customers-empty", &empty),
        html("customers-none", &none),
        html("customers-running", &running),
        html("customers-tags", &tags),
        html("customers-tags-none", &BulkTagsPage { is_empty: true, ..tags.clone() }),
        html("customers-tags-all", &BulkTagsPage { customers: Vec::new(), ..tags }),
    ]
}

fn list(w: Words) -> CustomerListPage {
    let warned = Some(Badge::new(Tone::Warning, w.t("tone-warning")));
    let draft = DraftRow {
        href: "/d".into(),
        discard: "/d/x".into(),
        company: String::new(),
        saved: "10:12".into(),
    };
    let heading = |key: &str, direction| Heading {
        label: w.of_family("col", key),
        href: Some("/s".into()),
        direction,
    };
    CustomerListPage {
        w,
        shell: shell(w, "customers"),
        search: Form::filled([("sort", "added")]),
        resellers: choices(&[("1", "Yama Partners")]),
        countries: choices(&[("JP", "JP"), ("US", "US")]),
        qualifications: choices(&[("education", "Education")]),
        validations: choices(&[("allowed", "Verified")]),
        known_tags: vec!["2026".into()],
        views: vec![ViewLink { name: "Kansai".into(), href: "/v".into(), current: true }],
        column_choices: choices(&[("domain", "Domain"), ("id", "ID")]),
        columns: vec!["domain"],
        headings: vec![
            heading("company", "ascending"),
            heading("domain", ""),
            Heading { href: None, ..heading("id", "") },
            heading("tags", "descending"),
        ],
        rows: vec![
            CustomerRow {
                state: warned, ..row("株式会社青空システムズ", "aozora.example.com")
            },
            row("Bluebird Systems, Inc.", "bluebird.example.com"),
            row("Maple Freight GmbH", "maple.example.com"),
        ],
        pager: Pager { first: None, next: Some("/n".into()) },
        narrowed: Vec::new(),
        drafts: vec![draft],
        all_drafts: Some((7, "/all".into())),
        may_add: true,
        controls: vec![
            Control::new(w.t("import-title"), Offered::Closed(w.t("style-closed"))),
            Control::new(w.t("action-add-customer"), Offered::Open("/new".into())).primary(),
        ],
        may_view_orders: true,
        may_tag: true,
        bulk: Some(bulk(w, false)),
        hidden: vec![("sort".into(), "added".into())],
        shown: ["/s.csv".into(), "/s.xlsx".into()],
        complete: ["/c.csv".into(), "/c.xlsx".into()],
        view: Form::default(),
    }
}

fn row(company: &str, domain: &str) -> CustomerRow {
    let cells = vec![
        Cell::Text(domain.into()),
        Cell::Code(ID.into()),
        Cell::Tags(vec!["2026".into(), "Kansai".into()]),
    ];
    CustomerRow {
        href: "/a".into(),
        company: company.into(),
        id: ID.into(),
        state: None,
        cells,
        order: Some("/a/orders/new".into()),
    }
}

fn bulk(w: Words, running: bool) -> BulkState {
    let text = w.t2("bulk-progress", &("done", 40), &("total", 120));
    BulkState {
        facts: Fact::new(w.t1("bulk-tags-done", "count", 12), "10:12"),
        progress: running.then(|| Progress { done: 40, total: 120, text, here: "/c".into() }),
        undo: (!running).then(|| ID.into()),
        action: "/u".into(),
        failed: false,
    }
}

fn tags(w: Words, customers: &[&str]) -> BulkTagsPage {
    BulkTagsPage {
        w,
        shell: shell(w, "customers"),
        form: form(w),
        title: w.t1("bulk-title", "count", 12),
        customers: customers.iter().map(|name| (*name).to_owned()).collect(),
        is_empty: false,
        hidden: vec![("all".into(), "on".into())],
        known_tags: vec!["2026".into()],
        action: "/t".into(),
        list: "/c".into(),
    }
}
