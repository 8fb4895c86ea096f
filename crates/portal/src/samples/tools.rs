//! What belongs to no customer: the activity log, the mailbox, the API reference, the palette, the
//! style guide and errors.

use super::{
    every::{Rendered, html},
    parts::{ID, activity, choices, form, shell, wizard},
};
use crate::{
    activity::ActivityPage,
    components::Pager,
    errors::ErrorPage,
    form::Form,
    mailbox::{MailPage, MailView, MailboxPage},
    palette::{Found, PaletteFound},
    reference::{self, ReferencePage},
    styleguide::StyleguidePage,
    wizard::Step,
};
use http::StatusCode;
use opc_words::Words;

pub(super) fn pages(w: Words) -> Vec<Rendered> {
    let log = log(w);
    let quiet =
        ActivityPage { resources: Vec::new(), rows: Vec::new(), export: None, ..log.clone() };
    let nothing = PaletteFound { customers: Vec::new(), actions: Vec::new(), step_up: None, w };
    let mut pages = vec![
        html("activity", &log),
        html("activity-empty", &quiet),
        html("mailbox", &mailbox(w, vec![mail()])),
        html("mailbox-empty", &mailbox(w, Vec::new())),
        html("mailbox-mail", &MailPage { w, shell: shell(w, "mailbox"), mail: mail() }),
        html("reference", &reference(w)),
        html("styleguide", &styleguide(w)),
        html("palette-found", &palette(w)),
        html("palette-none", &nothing),
    ];
    pages.extend(ErrorPage::STATUSES.into_iter().map(|status| error(w, status)));
    pages
}

fn log(w: Words) -> ActivityPage {
    ActivityPage {
        w,
        shell: shell(w, "activity"),
        filter: Form::default(),
        resources: choices(&[("a", "A")]),
        rows: activity(w),
        pager: Pager::default(),
        export: Some("/x".into()),
    }
}

fn mailbox(w: Words, mails: Vec<MailView>) -> MailboxPage {
    MailboxPage { w, shell: shell(w, "mailbox"), mails, pager: Pager::default() }
}

fn mail() -> MailView {
    MailView {
        href: "/m".into(),
        to: "jane@bluebird.example".into(),
        language: "en",
        subject: "Customer agreement".into(),
        at: "10:12".into(),
        body: "Hello\n\nThank you.".into(),
    }
}

fn reference(w: Words) -> ReferencePage {
    let document = serde_json::json!({"paths": {"/v1/customers": {"post": {
        "tags": ["customers"],
        "summary": "Create a customer",
        "parameters": [{"name": "MS-RequestId", "in": "header"}],
        "requestBody": {"content": {"application/json": {"example": {"a": 1}}}},
        "responses": {"201": {"description": "created"}},
    }}}});
    ReferencePage {
        w,
        shell: shell(w, "reference"),
        version: "v1".into(),
        groups: reference::groups(&document),
        document_href: "/openapi.json".into(),
    }
}

fn styleguide(w: Words) -> StyleguidePage {
    let wizard = wizard(Step::Subscriptions);
    StyleguidePage { w, shell: shell(w, "overview"), wizard, form: form(w) }
}

fn palette(w: Words) -> PaletteFound {
    let found = |icon, label: &str| Found {
        icon,
        label: label.into(),
        detail: "bluebird.example.com".into(),
        href: "/a".into(),
    };
    PaletteFound {
        w,
        customers: vec![found("customers", "Bluebird Systems, Inc.")],
        actions: vec![found("add", "Add customer")],
        step_up: Some("/c".into()),
    }
}

fn error(w: Words, status: u16) -> Rendered {
    let page = ErrorPage {
        w,
        shell: shell(w, "overview"),
        status: StatusCode::from_u16(status).unwrap(),
        correlation_id: ID.into(),
        retry_after: (status == 429).then_some(30),
        why: if status == 403 { vec![w.t("denied-restricted")] } else { Vec::new() },
        back: (status == 413).then(|| "/f".into()),
    };
    html(format!("error-{status}"), &page)
}
