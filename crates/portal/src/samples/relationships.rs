//! Requests, what is behind their links, and a customer's partners.

use super::{
    every::{Rendered, html},
    parts::{choices, facts, shell},
};
use crate::{
    address::{self, CountryRules},
    components::{Badge, Control, Offered, Pager},
    form::Form,
    invited::{
        AgreementText, Answering, CustomerOfferPage, JoinPage, Offer, OfferPage, PartnerRow,
        PartnersPage,
    },
    requests::{Asked, NewRequestPage, Ready, RequestListPage, RequestPage, RequestRow},
    shell::Tone,
};
use opc_kernel::country::Country;
use opc_words::Words;

pub(super) fn pages(w: Words) -> Vec<Rendered> {
    let mut pages = vec![
        html("requests", &list(w, vec![row(w)])),
        html("requests-empty", &list(w, Vec::new())),
        html("requests-new", &new(w, Asked::Customers)),
        html("requests-new-partnership", &new(w, Asked::Resellers)),
        html("request-open", &request(w, true)),
        html("request-expired", &request(w, false)),
        html("partners", &partners(w, vec![partner(w), roles_only(w)])),
        html("partners-empty", &partners(w, Vec::new())),
    ];
    let ways = [
        Answering::SignIn { sign_in: "/sign-in".into(), join: Some("/i/x/join".into()) },
        Answering::Nothing(w.t1("offer-ended", "partner", "Aoba")),
        Answering::SetUp("/sign-in/enrol".into()),
        Answering::Partner,
    ];
    pages.extend(
        ways.into_iter()
            .enumerate()
            .map(|(at, answer)| html(format!("offer-{at}"), &offer_page(w, answer))),
    );
    if let Ok(country) = Country::parse("JP") {
        pages.push(html("offer-customer", &customer(w, country)));
        pages.push(html("join", &join(w, country)));
    }
    pages
}

fn list(w: Words, rows: Vec<RequestRow>) -> RequestListPage {
    RequestListPage {
        w,
        shell: shell(w, "requests"),
        asked: Asked::Customers,
        filter: Form::default(),
        states: choices(&[("sent", "Sent")]),
        rows,
        pager: Pager::default(),
        controls: vec![
            Control::new(w.t("action-request-customers"), Offered::Open("/n".into())).primary(),
        ],
        may_ask: true,
    }
}

fn row(w: Words) -> RequestRow {
    RequestRow {
        href: "/r".into(),
        subject: "取引のお願い".into(),
        recipient: "info@aoba.example".into(),
        answered_by: String::new(),
        state: Badge::new(Tone::Info, w.t("request-sent")),
        created: "2026-11-21".into(),
        expires: "2027-02-19".into(),
    }
}

fn new(w: Words, asked: Asked) -> NewRequestPage {
    NewRequestPage {
        w,
        shell: shell(w, asked.path()),
        asked,
        here: "/requests/new".into(),
        form: Form::default(),
        languages: choices(&[("en", "English"), ("ja", "日本語")]),
        providers: choices(&[("1", "Kaede")]),
        may_choose_access: true,
    }
}

fn request(w: Words, is_open: bool) -> RequestPage {
    let ready = Ready {
        mailto: "mailto:info@aoba.example".into(),
        is_long: true,
        text: "取引のお願い".into(),
    };
    RequestPage {
        w,
        shell: shell(w, "requests"),
        asked: Asked::Customers,
        here: "/requests/1".into(),
        form: Form::filled([("recipient", "info@aoba.example"), ("subject", "a"), ("body", "b")]),
        state: Badge::new(Tone::Info, w.t("request-sent")),
        facts: facts(w),
        link: "https://partner.example/i/abc".into(),
        is_open,
        may_resend: !is_open,
        stopped: (!is_open).then(|| w.t("style-closed")),
        may_revoke: true,
        text: (!is_open).then(|| ("a".into(), "b".into())),
        ready: is_open.then_some(ready),
    }
}

fn offer(w: Words) -> Offer {
    Offer {
        here: "/i/x".into(),
        title: w.t1("offer-title-customer", "partner", "Aoba"),
        partner: "Aoba".into(),
        before: String::new(),
        facts: facts(w),
        effects: vec![w.t1("effect-customer", "partner", "Aoba")],
        decline: Some("/i/x/decline".into()),
    }
}

fn offer_page(w: Words, answer: Answering) -> OfferPage {
    OfferPage { w, shell: shell(w, ""), offer: offer(w), form: Form::default(), answer }
}

fn agreement() -> AgreementText {
    AgreementText {
        template: "1".into(),
        version: "2024-04-01".into(),
        language: "ja".into(),
        title: "顧客契約".into(),
        clauses: opc_print::clauses("1. 目的\n本契約は、"),
        href: "/agreements/1?country=JP".into(),
    }
}

fn customer(w: Words, country: Country) -> CustomerOfferPage {
    CustomerOfferPage {
        w,
        shell: shell(w, ""),
        offer: offer(w),
        form: Form::default(),
        rules: CountryRules::of(w, country),
        country: "Japan".into(),
        cultures: address::cultures(w, country),
        languages: address::languages(w, country),
        profile: facts(w),
        is_profile_open: true,
        agreement: Some(agreement()),
    }
}

fn join(w: Words, country: Country) -> JoinPage {
    JoinPage {
        w,
        shell: shell(w, ""),
        here: "/i/x".into(),
        partner: "Aoba".into(),
        form: Form::default(),
        countries: choices(&[("JP", "Japan")]),
        rules: CountryRules::of(w, country),
        cultures: address::cultures(w, country),
        languages: address::languages(w, country),
        domain_suffix: "partnercenter.example".into(),
        min_length: 12,
        agreement: Some(agreement()),
    }
}

fn partners(w: Words, rows: Vec<PartnerRow>) -> PartnersPage {
    PartnersPage { w, shell: shell(w, "partners"), rows, admin: true }
}

fn partner(w: Words) -> PartnerRow {
    PartnerRow {
        name: "Aoba".into(),
        role: w.t("partners-sells"),
        admin: Badge::new(Tone::Warning, w.t("partners-admin-yes")),
        since: "2026-11-21".into(),
        end: Some("/e".into()),
        roles: None,
    }
}

fn roles_only(w: Words) -> PartnerRow {
    let (role, admin) = (w.t("partners-roles-only"), w.t("partners-admin-no"));
    let admin = Badge::new(Tone::Neutral, admin);
    PartnerRow { role, admin, end: None, roles: Some("/a".into()), ..partner(w) }
}
