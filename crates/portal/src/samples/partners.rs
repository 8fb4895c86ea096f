//! Resellers and providers.

use super::{
    every::{Rendered, html},
    parts::{choices, shell},
};
use crate::{
    components::{Badge, Control, Offered, Pager},
    form::Form,
    partners::{
        FirstAdmin, FirstPasswordPage, NewResellerPage, ProviderRow, ProvidersPage, ResellerRow,
        ResellersPage,
    },
    shell::Tone,
};
use opc_words::Words;

pub(super) fn pages(w: Words) -> Vec<Rendered> {
    let list = resellers(w);
    let searched = Form::filled([("q", "naniwa")]);
    let none =
        ResellersPage { rows: Vec::new(), search: searched, controls: Vec::new(), ..list.clone() };
    let empty = ResellersPage { rows: Vec::new(), ..list.clone() };
    let providers = ProvidersPage {
        w,
        shell: shell(w, "providers"),
        rows: vec![provider(w)],
        controls: vec![
            Control::new(w.t("providers-invite"), Offered::Closed(w.t("style-closed"))).primary(),
        ],
    };
    let new = NewResellerPage {
        w,
        shell: shell(w, "resellers"),
        form: Form::default(),
        countries: choices(&[("JP", "Japan")]),
        languages: choices(&[("en", "English")]),
        domain_suffix: "partnercenter.example".into(),
        request_id: "1".into(),
    };
    let shown = FirstPasswordPage {
        w,
        shell: shell(w, "resellers"),
        reseller: "Naniwa".into(),
        first: Some(FirstAdmin {
            name: "Hanako".into(),
            user_name: "admin@naniwa.example".into(),
            password: "Kumo-Hashi-4821".into(),
        }),
        action: "/done".into(),
        back: "/resellers".into(),
    };
    let gone = FirstPasswordPage { first: None, ..shown.clone() };
    vec![
        html("resellers", &list),
        html("resellers-none", &none),
        html("resellers-empty", &empty),
        html("resellers-new", &new),
        html("resellers-password", &shown),
        html("resellers-password-gone", &gone),
        html("providers", &providers),
        html("providers-empty", &ProvidersPage { rows: Vec::new(), ..providers.clone() }),
    ]
}

fn resellers(w: Words) -> ResellersPage {
    let row = ResellerRow {
        name: "Naniwa".into(),
        network_id: "4100004".into(),
        country: "Japan".into(),
        agreement: Badge::new(Tone::Good, w.t("partner-agreement-signed")),
        customers: "3".into(),
        customers_href: "/c".into(),
        since: "2026-11-21".into(),
        state: Badge::new(Tone::Good, w.t("partnership-active")),
        remove: Some("/r".into()),
        delete: Some("/d".into()),
    };
    ResellersPage {
        w,
        shell: shell(w, "resellers"),
        search: Form::default(),
        rows: vec![row],
        pager: Pager::default(),
        controls: vec![
            Control::new(w.t("action-request-partnership"), Offered::Open("/r".into())).primary(),
            Control::new(w.t("action-make-reseller"), Offered::Open("/n".into())),
        ],
    }
}

fn provider(w: Words) -> ProviderRow {
    ProviderRow {
        name: "Toto".into(),
        network_id: "4100003".into(),
        country: "Japan".into(),
        customers: "3".into(),
        since: "2026-11-21".into(),
        state: Badge::new(Tone::Warning, w.t("partnership-inactive")),
    }
}
