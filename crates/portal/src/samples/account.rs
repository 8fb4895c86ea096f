//! The account page of a customer: who it is and what was agreed.

use super::{
    every::{Rendered, html},
    parts::{account, activity, choices, facts, form, rules, shell},
};
use crate::{
    account::{
        AccountActivityPage, AgreementPage, AttestPage, BillToPage, CompanyPage, ConfirmPage,
        DocumentPage, PermissionsPage, TagsPage, VersionChoice,
    },
    components::{Badge, Offered, Pager},
    form::{Choice, Form},
    history::{HistoryChange, HistoryEntry, HistoryPage, QualificationPage},
    partners::{ResellerChangePage, ResellerPage},
    shell::Tone,
    sure::Hindered,
};
use opc_words::Words;

pub(super) fn pages(w: Words) -> Vec<Rendered> {
    vec![
        html("account-company", &company(w)),
        html("account-confirm", &confirm(w, false)),
        html("account-confirm-hindered", &confirm(w, true)),
        html("account-bill-to", &bill_to(w, true)),
        html("account-bill-to-read", &bill_to(w, false)),
        html("account-agreement", &agreement(w, false)),
        html("account-agreement-asked", &agreement(w, true)),
        html("account-attest", &attest(w)),
        html("account-document", &document(w)),
        html("account-reseller", &reseller(w)),
        html("account-reseller-change", &reseller_change(w, false)),
        html("account-reseller-confirm", &reseller_change(w, true)),
        html("account-tags", &tags(w, true)),
        html("account-tags-read", &tags(w, false)),
        html("account-permissions", &permissions(w, true)),
        html("account-permissions-read", &permissions(w, false)),
        html("account-activity", &log(w)),
        html("account-history", &history(w)),
        html("account-qualification", &qualification(w)),
    ]
}

fn company(w: Words) -> CompanyPage {
    CompanyPage {
        w,
        shell: shell(w, "customers"),
        account: account(w, "company"),
        facts: facts(w),
        qualify: Some("/q".into()),
        remove: Offered::Closed(w.t("style-closed")),
        delete: Some(Offered::Open("/do".into())),
    }
}

fn confirm(w: Words, hindered: bool) -> ConfirmPage {
    ConfirmPage {
        w,
        shell: shell(w, "customers"),
        account: account(w, "company"),
        title: w.t("company-delete"),
        text: w.t("company-delete-text"),
        points: vec![w.t("remove-notice")],
        form: Form::default(),
        action: "/x".into(),
        label: w.t("action-delete-customer"),
        back: "/x".into(),
        hindered: hindered.then(|| Hindered {
            reason: w.t("style-closed"),
            first: w.t("remove-first"),
            ways: vec![("/x".into(), "Basic".into())],
        }),
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

fn agreement(w: Words, asked: bool) -> AgreementPage {
    AgreementPage {
        w,
        shell: shell(w, "customers"),
        account: account(w, "agreement"),
        state: Badge::new(Tone::Good, w.t("tone-good")),
        upcoming: Some(w.t("agreement-outdated")),
        facts: facts(w),
        text_href: "/g".into(),
        pdf_href: Some("/g?download".into()),
        sign_in: asked.then(|| "https://opc.example/sign-in".into()),
        update: Offered::Open("/do".into()),
        ask: Some(if asked {
            Offered::Closed(w.t("style-closed"))
        } else {
            Offered::Open("/do".into())
        }),
        form: Form::default(),
    }
}

fn attest(w: Words) -> AttestPage {
    AttestPage {
        w,
        shell: shell(w, "customers"),
        account: account(w, "agreement"),
        form: form(w),
        versions: ["2024-04", "2027-01"]
            .map(|one| VersionChoice { choice: Choice::new(one, one), href: "/g".into() })
            .into(),
        today: "2026-11-21".into(),
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
        clauses: opc_print::clauses("1. First\nOne.\n\nTwo."),
        pdf: "?download=pdf".into(),
        text: "?download=text".into(),
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
        title: w.t("action-change-reseller"),
        text: w.t("reseller-change-text"),
        action: "/r".into(),
        back: "/b".into(),
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
        suggested: vec!["Kansai".into()],
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

fn history(w: Words) -> HistoryPage {
    let change = HistoryChange {
        name: "city".into(),
        label: w.field("city"),
        before: String::new(),
        after: "Kyoto".into(),
        undo: true,
    };
    let entry = |id: &str| HistoryEntry {
        id: id.to_owned(),
        at: "10:12".into(),
        who: "hanako@partner.example".into(),
        action: w.t("section-bill-to"),
        changes: vec![change.clone(), change.clone()],
        undo_all: true,
    };
    HistoryPage {
        w,
        shell: shell(w, "customers"),
        account: account(w, "history"),
        form: Form::filled([("field", "city")]),
        fields: choices(&[("city", "City")]),
        entries: vec![entry("1"), entry("2")],
        etag: "1".into(),
        pager: Pager::default(),
        stale: true,
    }
}

fn permissions(w: Words, may_edit: bool) -> PermissionsPage {
    PermissionsPage {
        w,
        shell: shell(w, "customers"),
        account: account(w, "permissions"),
        form: Form::filled([("reservations", "on")]),
        etag: "1".into(),
        may_edit,
        stale: may_edit,
    }
}

fn qualification(w: Words) -> QualificationPage {
    QualificationPage {
        w,
        shell: shell(w, "customers"),
        account: account(w, "company"),
        form: Form::default(),
        qualifications: choices(&[("education", "Education")]),
        segments: choices(&[("k12", "K12")]),
    }
}
