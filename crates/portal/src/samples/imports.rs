//! Imports.

use super::{
    every::{Rendered, html},
    parts::{choices, shell},
};
use crate::{
    components::{Badge, Fact, Pager, Tab},
    form::{Form, Severity, Trouble},
    imports::{
        Actions, Column, ImportListPage, ImportPage, ImportRow, ImportRowsPage, MappingPage,
        ResultRow, RuleRow, SampleRow,
    },
    shell::Tone,
};
use opc_words::Words;

pub(super) fn pages(w: Words) -> Vec<Rendered> {
    let list = list(w);
    let checked = checked(w);
    let running = ImportPage {
        progress: Some((500, 18_041)),
        can: Actions { pause: true, cancel: true, ..Actions::default() },
        ..checked.clone()
    };
    let paused = ImportPage {
        halt: Some(w.t("import-halt-starter")),
        progress: None,
        can: Actions { resume: true, cancel: true, rejected: true, ..Actions::default() },
        ..checked.clone()
    };
    let trouble = Trouble {
        field: "file".into(),
        rule: "rule-required".into(),
        text: w.t("rule-required"),
        severity: Severity::Error,
        instead: None,
    };
    let wrong = Form { troubles: vec![trouble], ..Form::default() };
    vec![
        html("imports", &list),
        html("imports-wrong", &ImportListPage { form: wrong, rows: Vec::new(), ..list }),
        html("import-mapping", &mapping(w)),
        html("import-checked", &checked),
        html("import-running", &running),
        html("import-paused", &paused),
        html("import-rows", &rows(w)),
    ]
}

fn badge(w: Words) -> Badge {
    Badge::new(Tone::Warning, w.t("tone-warning"))
}

fn list(w: Words) -> ImportListPage {
    let row = ImportRow {
        href: "/i".into(),
        file: "customers.csv".into(),
        state: badge(w),
        rows: "18,041".into(),
        at: "10:12".into(),
    };
    ImportListPage {
        w,
        shell: shell(w, "customers"),
        form: Form::default(),
        rows: vec![row],
        pager: Pager::default(),
    }
}

fn mapping(w: Words) -> MappingPage {
    let column = |key: &str, name: &str| Column {
        key: key.into(),
        name: name.into(),
        cells: vec!["株式会社青空システムズ".into(), "Bluebird Systems".into()],
    };
    MappingPage {
        w,
        shell: shell(w, "customers"),
        base: "/i".into(),
        file: "customers.csv".into(),
        form: Form::filled([("column-0", "company-name"), ("prefix-from", "kana")]),
        columns: vec![column("column-0", "会社名"), column("column-1", "備考")],
        fields: choices(&[("company-name", &w.t("field-company-name"))]),
        resellers: choices(&[("1", "Yama Partners")]),
        prefixes: choices(&[("kana", &w.t("import-prefix-kana"))]),
        may_tag: true,
        samples: vec![SampleRow {
            row: 2,
            company: "株式会社青空システムズ".into(),
            address: "100-0005 東京都 千代田区".into(),
            contact: "info@aozora.example".into(),
            domain: "aozora.partnercenter.example".into(),
            outcome: badge(w),
            problems: vec![w.t("rule-required")],
        }],
    }
}

fn checked(w: Words) -> ImportPage {
    let rule = |key: &str, warning| RuleRow {
        key: key.into(),
        text: w.t("rule-required"),
        rows: "17".into(),
        warning,
        confirmed: false,
    };
    ImportPage {
        w,
        shell: shell(w, "customers"),
        base: "/i".into(),
        file: "customers.csv".into(),
        state: badge(w),
        lead: w.t("import-lead-checked"),
        halt: None,
        progress: None,
        counts: vec![Fact::new(w.t("import-outcome-ready"), "17,900")],
        rules: vec![rule("rule-required", false), rule("rule-name-spelled-out", true)],
        form: Form::default(),
        can: Actions {
            map: true,
            start: true,
            cancel: true,
            rejected: true,
            rows: true,
            ..Actions::default()
        },
    }
}

fn rows(w: Words) -> ImportRowsPage {
    let row = |customer| ResultRow {
        row: 2,
        cells: "株式会社青空システムズ · 100-0005".into(),
        outcome: badge(w),
        problems: vec![w.t("rule-required")],
        customer,
    };
    ImportRowsPage {
        w,
        shell: shell(w, "customers"),
        file: "customers.csv".into(),
        tabs: vec![Tab { label: w.t("all"), href: "/i/rows".into(), current: true }],
        rows: vec![row(None), row(Some("/a".into()))],
        pager: Pager { first: None, next: Some("/n".into()) },
    }
}
