//! Verification, and the agreement beyond one customer.

use super::{
    every::{Rendered, html},
    parts::{account, choices, facts, form, shell, trouble},
};
use crate::{
    agreements::{LackingPage, LackingRow, PublishPage, RemindPage, VersionRow, VersionsPage},
    components::{Badge, Pager},
    form::{Form, Severity},
    shell::Tone,
    vetting::{DocumentRow, OwnReview, ReviewListPage, ReviewPage, ReviewRow, VerificationPage},
};
use opc_words::Words;

pub(super) fn pages(w: Words) -> Vec<Rendered> {
    vec![
        html("reviews", &reviews(w, vec![row(w)])),
        html("reviews-empty", &reviews(w, Vec::new())),
        html("review", &review(w, Some("/x".into()))),
        html("review-decided", &review(w, None)),
        html("verification", &verification(w)),
        html("versions", &versions(w)),
        html("publish", &publish(w)),
        html("lacking", &lacking(w, true)),
        html("remind", &remind(w)),
        html("lacking-empty", &lacking(w, false)),
    ]
}

fn row(w: Words) -> ReviewRow {
    ReviewRow {
        id: Some("1".into()),
        href: "/x".into(),
        company: "Kita".into(),
        partner: "Hinode".into(),
        subject: w.t("subject-account"),
        state: Badge::new(Tone::Warning, w.t("review-open")),
        since: "2026-11-21".into(),
    }
}

fn document() -> DocumentRow {
    DocumentRow { href: "/d".into(), name: "謄本.pdf".into(), about: "12 kB".into() }
}

fn reviews(w: Words, rows: Vec<ReviewRow>) -> ReviewListPage {
    ReviewListPage {
        w,
        shell: shell(w, "reviews"),
        filter: Form::default(),
        states: choices(&[("a", "A"), ("b", "B")]),
        subjects: choices(&[("a", "A"), ("b", "B")]),
        rows,
        pager: Pager::default(),
    }
}

fn review(w: Words, decide: Option<String>) -> ReviewPage {
    let mut form = form(w);
    form.troubles = vec![trouble("message", "rule-required", "Say why.", Severity::Error)];
    ReviewPage {
        w,
        shell: shell(w, "reviews"),
        company: "Kita".into(),
        subject: w.t("subject-account"),
        state: Badge::new(Tone::Warning, w.t("review-open")),
        facts: facts(w),
        grounds: vec![w.t("ground-other")],
        account: facts(w),
        documents: vec![document()],
        others: vec![row(w)],
        form: if decide.is_some() { form } else { Form::default() },
        decide,
    }
}

fn verification(w: Words) -> VerificationPage {
    let review = |id: &str, again| OwnReview {
        id: id.into(),
        subject: w.t("subject-account"),
        state: Badge::new(Tone::Bad, w.t("review-refused")),
        since: "2026-11-21".into(),
        message: vec!["One.".into(), "Two.".into()],
        documents: if again { vec![document()] } else { Vec::new() },
        again,
    };
    VerificationPage {
        w,
        shell: shell(w, "customers"),
        account: account(w, "verification"),
        state: Badge::new(Tone::Warning, w.t("validation-not-ready")),
        meaning: w.t("validation-text-not-ready"),
        reviews: vec![review("1", true), review("2", false)],
        form: Form {
            troubles: vec![trouble("file", "rule-file-kind", "Another kind.", Severity::Error)],
            ..Form::default()
        },
        open: choices(&[("a", "A"), ("b", "B")]),
    }
}

fn versions(w: Words) -> VersionsPage {
    let row = VersionRow {
        version: "2024-04".into(),
        state: Badge::new(Tone::Good, w.t("version-counts")),
        from: "2024-04-01".into(),
        texts: vec![("JP".into(), "/t".into()), ("US".into(), "/u".into())],
    };
    VersionsPage { w, shell: shell(w, "versions"), rows: vec![row] }
}

fn publish(w: Words) -> PublishPage {
    let form = form(w);
    PublishPage {
        w,
        shell: shell(w, "versions"),
        form,
        languages: choices(&[("a", "A"), ("b", "B")]),
        today: "2026-11-21".into(),
    }
}

fn remind(w: Words) -> RemindPage {
    let (shell, list) = (shell(w, "agreements"), "/l".into());
    let send = Some(w.t1("remind-send", "count", 11));
    RemindPage { w, shell, filter: Form::default(), facts: facts(w), send, list }
}

fn lacking(w: Words, some: bool) -> LackingPage {
    let row = LackingRow {
        href: "/x".into(),
        company: "Kita".into(),
        country: "JP".into(),
        state: Badge::new(Tone::Warning, w.t("agreement-missing")),
        agreed: String::new(),
        reminded: "2026-11-21".into(),
    };
    LackingPage {
        w,
        shell: shell(w, "agreements"),
        filter: Form::default(),
        states: choices(&[("a", "A"), ("b", "B")]),
        days: choices(&[("a", "A"), ("b", "B")]),
        rows: some.then_some(row).into_iter().collect(),
        pager: Pager::default(),
        export: "/e".into(),
        count: w.t1("lacking-count", "count", 12),
        remind: Some(("/r".into(), w.t1("action-remind", "count", 11))),
    }
}
