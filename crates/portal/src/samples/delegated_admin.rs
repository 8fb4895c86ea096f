//! Granular delegated administration.

use super::{
    every::{Rendered, html},
    parts::{account, choices, facts, shell},
};
use crate::{
    components::{Badge, Offered, Pager},
    delegated_admin::{
        AdminAnswerPage, AdminListPage, AdminPage, AdminRequestPage, AdminRow, AdminSectionPage,
        AssignmentRow, Bystander, GroupListPage, GroupPage, Invitation, RoleChoice, TaskRow,
    },
    form::Form,
    shell::Tone,
    sure::SurePage,
};
use opc_words::Words;

pub(super) fn pages(w: Words) -> Vec<Rendered> {
    let list = |is_customer, rows| AdminListPage {
        w,
        shell: shell(w, "admin-relationships"),
        is_customer,
        rows,
        pager: Pager::default(),
        request: (!is_customer).then(|| Offered::Open("/n".into())),
        groups: !is_customer,
    };
    let not_now = w.t1("admin-answer-not-now", "partner", "Kumo Trading");
    vec![
        html("admin-list", &list(false, vec![row(w)])),
        html("admin-list-customer", &list(true, Vec::new())),
        html("admin-request", &request(w)),
        html("admin-waiting", &relationship(w, true)),
        html("admin-active", &relationship(w, false)),
        html("admin-answer", &answer(w, true)),
        html(
            "admin-answer-not-now",
            &AdminAnswerPage { not_now: Some(not_now), ..answer(w, true) },
        ),
        html("admin-answered", &answer(w, false)),
        html("admin-link", &link(w, Bystander::SignIn("/sign-in".into()))),
        html("admin-link-own", &link(w, Bystander::Nothing(w.t("admin-link-own")))),
        html("admin-confirm", &confirm(w)),
        html("admin-section", &section(w)),
        html("admin-groups", &groups(w)),
        html("admin-group", &group(w)),
    ]
}

fn roles(w: Words) -> Vec<RoleChoice> {
    let role = |name: &str| RoleChoice {
        value: name.into(),
        label: w.of_family("directory-role", name),
        about: w.of_family("directory-role-about", name),
    };
    ["global-reader", "licence-admin", "user-admin"].map(role).into()
}

fn labels(w: Words) -> Vec<String> {
    roles(w).into_iter().map(|role| role.label).collect()
}

fn active(w: Words) -> Badge {
    Badge::new(Tone::Good, w.t("admin-state-active"))
}

fn row(w: Words) -> AdminRow {
    AdminRow {
        href: "/r/1".into(),
        name: "Daily support".into(),
        other: "Bluebird Systems".into(),
        state: active(w),
        until: "19 Nov 2028".into(),
        roles: labels(w),
        groups: vec!["Service desk".into()],
    }
}

fn request(w: Words) -> AdminRequestPage {
    AdminRequestPage {
        w,
        shell: shell(w, "admin-relationships"),
        form: Form::filled([("admin-days", "730"), ("role-user-admin", "on")]),
        customer: "Bluebird Systems".into(),
        roles: roles(w),
    }
}

fn relationship(w: Words, waits: bool) -> AdminPage {
    let given = AssignmentRow {
        group: "Service desk".into(),
        roles: labels(w),
        state: active(w),
        remove: Some("/x".into()),
        etag: "1".into(),
    };
    AdminPage {
        w,
        shell: shell(w, "admin-relationships"),
        base: "/r/1".into(),
        name: "Daily support".into(),
        state: active(w),
        etag: "3".into(),
        facts: facts(w),
        roles: roles(w),
        form: Form::default(),
        account: Some("/c/1".into()),
        invitation: waits.then(|| Invitation {
            link: "http://127.0.0.1:8080/a/Zk3".into(),
            mail: "Subject: …".into(),
            until: w.t1("admin-lapses", "date", "19 Feb 2027"),
        }),
        may_request: true,
        is_draft: !waits,
        auto_extend: (!waits).then_some(true),
        terminate: Some(Offered::Open("/t".into())),
        assignments: if waits { Vec::new() } else { vec![given] },
        groups: Some(choices(&[("1", "Service desk")])),
    }
}

fn answer(w: Words, may_answer: bool) -> AdminAnswerPage {
    AdminAnswerPage {
        w,
        shell: shell(w, "admin-relationships"),
        base: "/a/Zk3".into(),
        name: "Daily support".into(),
        partner: "Kumo Trading".into(),
        state: active(w),
        facts: facts(w),
        roles: roles(w),
        is_global: true,
        form: Form::default(),
        may_answer,
        not_now: None,
        reader: None,
        terminate: (!may_answer).then(|| Offered::Closed(w.t("admin-needs-ender"))),
    }
}

fn link(w: Words, reader: Bystander) -> AdminAnswerPage {
    AdminAnswerPage { reader: Some(reader), terminate: None, ..answer(w, false) }
}

fn confirm(w: Words) -> SurePage {
    SurePage {
        w,
        shell: shell(w, "admin-relationships"),
        title: w.t("admin-terminate-asked"),
        points: vec![w.t("admin-terminate-text"), w.t("admin-withdraw-text")],
        form: Form::default(),
        etag: "1".into(),
        action: "/t".into(),
        back: "/r/1".into(),
        label: w.t("action-terminate"),
        hindered: None,
    }
}

fn section(w: Words) -> AdminSectionPage {
    let task = |name: &str, may: bool| TaskRow {
        task: w.of_family("admin-task", name),
        may: Badge::new(Tone::Neutral, w.t(if may { "yes" } else { "no" })),
        why: if may { String::new() } else { labels(w).join(", ") },
    };
    AdminSectionPage {
        w,
        shell: shell(w, "customers"),
        account: account(w, "admin-relationships"),
        older: Badge::new(Tone::Good, w.t("yes")),
        give_up: Some(Offered::Open("/x".into())),
        rows: vec![row(w)],
        request: Offered::Closed(w.t("admin-needs-agent")),
        tasks: vec![task("create-user", true), task("delete-user", false)],
    }
}

fn groups(w: Words) -> GroupListPage {
    let rows = vec![("/g/1".into(), "Service desk".into(), w.t1("group-count", "count", 3))];
    GroupListPage { w, shell: shell(w, "admin-relationships"), rows }
}

fn group(w: Words) -> GroupPage {
    GroupPage {
        w,
        shell: shell(w, "admin-relationships"),
        title: w.t("groups-title"),
        action: "/g/1".into(),
        form: Form::filled([("group-name", "Service desk"), ("member-1", "on")]),
        people: choices(&[("1", "Hanako Sato (hanako@kumo.example)")]),
        delete: Some("/g/1/delete".into()),
    }
}
