//! Partners of the programme.

use super::{
    every::{Rendered, html},
    parts::{choices, facts, shell},
};
use crate::{
    components::{Badge, Pager},
    form::Form,
    organisations::{OrganisationListPage, OrganisationPage, OrganisationRow},
    shell::{Shell, Tone},
};
use opc_words::Words;

pub(super) fn pages(w: Words) -> Vec<Rendered> {
    let row = OrganisationRow {
        href: "/x".into(),
        name: "Kumo".into(),
        kind: w.t("organisation-direct-bill"),
        country: "JP".into(),
        network_id: "4100001".into(),
        agreement: Badge::new(Tone::Good, w.t("programme-signed")),
        state: Badge::new(Tone::Good, w.t("partner-state-active")),
    };
    let list = |rows| OrganisationListPage {
        w,
        shell: shell(w, "programme"),
        filter: Form::default(),
        states: choices(&[("a", "A")]),
        rows,
        pager: Pager::default(),
    };
    let show = |confirm, stale| OrganisationPage {
        w,
        shell: Shell { notice: vec!["Late".into()], ..shell(w, "programme") },
        name: "Kumo".into(),
        state: Badge::new(Tone::Bad, w.t("partner-state-suspended")),
        facts: facts(w),
        form: Form::filled([("state-reason", "Invoices are open.\nPlease pay.")]),
        etag: "0".into(),
        here: "/x".into(),
        offered: vec!["active", "restricted", "suspended"],
        confirm,
        stale,
    };
    vec![
        html("organisations", &list(vec![row])),
        html("organisations-none", &list(Vec::new())),
        html("organisation", &show(None, true)),
        html("organisation-restrict", &show(Some("restricted"), false)),
        html("organisation-suspend", &show(Some("suspended"), false)),
        html("organisation-lift", &show(Some("active"), false)),
    ]
}
