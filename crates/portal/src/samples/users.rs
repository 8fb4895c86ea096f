//! Users.

use super::{
    every::{Rendered, html},
    parts::{choices, shell},
};
use crate::{
    components::{Badge, Offered, Pager},
    form::{Choice, Form},
    shell::{Shell, Tone},
    users::{AddUserPage, DirectoryPage, EditUserPage, NewPasswordPage, UserListPage, UserRow},
};
use opc_core::access::Cloud;
use opc_words::Words;

pub(super) fn pages(w: Words) -> Vec<Rendered> {
    let shell = shell(w, "users");
    let list =
        UserListPage { w, shell: shell.clone(), rows: vec![row(w)], pager: Pager::default() };
    let directory =
        |portal| DirectoryPage { w, shell: Shell { cloud: Cloud::UsGov, ..shell.clone() }, portal };
    let password = NewPasswordPage {
        w,
        shell: shell.clone(),
        name: "Hanako".into(),
        user_name: "hanako@kumo.example".into(),
        password: "Kumo-Hashi-4821".into(),
        back: "/users".into(),
    };
    vec![
        html("users", &list),
        html("directory", &directory(Some("https://directory.example".into()))),
        html("directory-unknown", &directory(None)),
        html("users-add", &add(w)),
        html("users-edit", &edit(w, true)),
        html("users-edit-inactive", &edit(w, false)),
        html("users-password", &password),
    ]
}

fn add(w: Words) -> AddUserPage {
    AddUserPage {
        w,
        shell: shell(w, "users"),
        form: Form::default(),
        roles: roles(w),
        languages: choices(&[("en", "English"), ("ja", "日本語")]),
        domain: "kumo.example".into(),
    }
}

fn edit(w: Words, active: bool) -> EditUserPage {
    EditUserPage {
        w,
        shell: shell(w, "users"),
        user: row(w),
        form: Form::filled([("role-sales-agent", "on")]),
        roles: roles(w),
        reset: Offered::Open("/r".into()),
        switch: Offered::Closed(w.t("style-closed")),
        may_edit: active,
        active,
    }
}

fn roles(w: Words) -> Vec<Choice> {
    choices(&[
        ("global-admin", &w.t("role-global-admin")),
        ("sales-agent", &w.t("role-sales-agent")),
    ])
}

fn row(w: Words) -> UserRow {
    UserRow {
        href: "/u/1".into(),
        name: "Hanako Sato".into(),
        user_name: "hanako@kumo.example".into(),
        roles: vec![w.t("role-global-admin"), w.t("role-admin-agent")],
        state: Badge::new(Tone::Good, w.t("tone-good")),
        email: "hanako@mail.example".into(),
        since: "10:12".into(),
    }
}
