//! The account page of a customer: who it is and what was agreed.

use super::{
    every::{Rendered, html},
    parts::{account, activity, choices, facts, form, rules, shell},
};
use crate::{
    account::{
        AccountActivityPage, AgreementPage, AttestPage, BillToPage, CompanyPage, ConfirmPage,
        DocumentPage, ResellerChangePage, ResellerPage, TagsPage,
    },
    components::{Badge, Offered, Pager},
    form::Form,
    shell::Tone,
};
use opc_words::Words;

pub(super) fn pages(w: Words) -> Vec<Rendered> {
    vec![
        html("account-company", &company(w)),
        html("account-confirm", &confirm(w)),
        html("account-bill-to", &bill_to(w, true)),
        html("account-bill-to-read", &bill_to(w, false)),
        html("account-agreement", &agreement(w)),
        html("account-attest", &attest(w)),
        html("account-document", &document(w)),
        html("account-reseller", &reseller(w)),
        html("account-reseller-change", &reseller_change(w, false)),
        html("account-reseller-confirm", &reseller_change(w, true)),
        html("account-tags", &tags(w, true)),
        html("account-tags-read", &tags(w, false)),
        html("account-activity", &log(w)),
    ]
}

fn company(w: Words) -> CompanyPage {
    CompanyPage {
        w,
        shell: shell(w, "customers"),
        account: account(w, "company"),
        facts: facts(w),
        remove: Offered::Closed(w.t("style-closed")),
        delete: Some(Offered::Open("/do".into())),
    }
}

fn confirm(w: Words) -> ConfirmPage {
    ConfirmPage {
        w,
        shell: shell(w, "customers"),
        account: account(w, "company"),
        title: w.t("company-delete"),
        text: w.t("company-delete-text"),
        form: Form::default(),
        action: "/x".into(),
        label: w.t("action-delete-customer"),
    }
}

fn bill_to(w: Words, may_edit: bool) -> BillToPage {
    BillToPage {
        w,
        shell: shell(w, "customers"),
        account: account(w, "bill-to"),
        form: form(w),
        etag: "e1".into(),
        rules: rules(w),
        country: "JP".into(),
        cultures: choices(&[("ja-JP", "ja-JP")]),
        languages: choices(&[("ja", "ja")]),
        may_edit,
        stale: facts(w),
    }
}

fn agreement(w: Words) -> AgreementPage {
    AgreementPage {
        w,
        shell: shell(w, "customers"),
        account: account(w, "agreement"),
        state: Badge::new(Tone::Good, w.t("tone-good")),
        upcoming: Some(w.t("agreement-outdated")),
        facts: facts(w),
        text_href: "/g".into(),
        update: Offered::Open("/do".into()),
    }
}

fn attest(w: Words) -> AttestPage {
    AttestPage {
        w,
        shell: shell(w, "customers"),
        account: account(w, "agreement"),
        form: form(w),
        template: "x".into(),
        version: "2024-04".into(),
        today: "2026-11-21".into(),
        text_href: "/g".into(),
        family_first: w.is_ja(),
    }
}

fn document(w: Words) -> DocumentPage {
    DocumentPage {
        w,
        shell: shell(w, "customers"),
        title: "Customer agreement".into(),
        about: "2024-04-01".into(),
        language: "en".into(),
        paragraphs: vec!["One.".into(), "Two.".into()],
        download: "?download=1".into(),
    }
}

fn reseller(w: Words) -> ResellerPage {
    let account = account(w, "reseller");
    ResellerPage {
        w,
        shell: shell(w, "customers"),
        account,
        facts: facts(w),
        change: Offered::Open("/r".into()),
    }
}

fn reseller_change(w: Words, confirm: bool) -> ResellerChangePage {
    ResellerChangePage {
        w,
        shell: shell(w, "customers"),
        account: account(w, "reseller"),
        form: Form::filled([("reseller", "direct")]),
        etag: "1".into(),
        resellers: Vec::new(),
        confirm: confirm.then(|| facts(w)),
        stale: !confirm,
    }
}

fn tags(w: Words, may_edit: bool) -> TagsPage {
    TagsPage {
        w,
        shell: shell(w, "customers"),
        account: account(w, "tags"),
        form: Form::default(),
        tags: vec!["2026".into()],
        may_edit,
    }
}

fn log(w: Words) -> AccountActivityPage {
    AccountActivityPage {
        w,
        shell: shell(w, "customers"),
        account: account(w, "activity"),
        rows: activity(w),
        pager: Pager::default(),
    }
}
