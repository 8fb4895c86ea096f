//! The add-customer wizard.

use super::{
    every::{Rendered, html},
    parts::{ID, choices, facts, form, offer, rules, shell, wizard, yen},
};
use crate::{
    components::Fact,
    confirmation::{ConfirmationPage, Invitation, OrderedLine, SubmittedPage},
    form::Form,
    offers::{OfferGroup, Shelf},
    wizard::{
        AccountStepPage, DomainCheck, DomainCheckPart, LineView, ResellerChoice, ResellerStepPage,
        ReviewSection, ReviewStepPage, Step, SubscriptionsStepPage, ToMend, Wizard,
    },
};
use opc_words::Words;

pub(super) fn pages(w: Words) -> Vec<Rendered> {
    let domain = || "bluebird.example.com".to_owned();
    let taken = DomainCheck::Taken(domain(), vec!["bluebird1".into()]);
    let part = DomainCheckPart { w, domain: DomainCheck::Invalid("No spaces.".into()) };
    vec![
        html("wizard-account", &account(w, DomainCheck::Free(domain()))),
        html("wizard-account-taken", &account(w, taken)),
        html("wizard-domain-part", &part),
        html("wizard-reseller", &reseller(w)),
        html("wizard-subscriptions", &subscriptions(w, groups(w))),
        html("wizard-subscriptions-none", &subscriptions(w, Vec::new())),
        html("wizard-review", &review(w, false, lines(w))),
        html("wizard-review-empty", &review(w, false, Vec::new())),
        html("wizard-review-direct", &review(w, true, Vec::new())),
        html("wizard-confirmation", &end(w, Some("Kumo-Hashi-4821"), false)),
        html("wizard-confirmation-shown", &end(w, None, true)),
        html("wizard-submitted", &submitted(w)),
    ]
}

fn account(w: Words, domain: DomainCheck) -> AccountStepPage {
    AccountStepPage {
        w,
        shell: shell(w, "customers"),
        wizard: wizard(Step::Account),
        direct: Some(wizard(Step::Account)),
        start: Some(ID.into()),
        segments: choices(&[("k12", "K-12")]),
        form: form(w),
        domain,
        rules: rules(w),
        countries: choices(&[("JP", &w.t("country-JP")), ("US", &w.t("country-US"))]),
        domain_suffix: "example.com".into(),
        cultures: choices(&[("ja-JP", "ja-JP")]),
        languages: choices(&[("ja", "日本語")]),
        qualifications: choices(&[("none", &w.t("no"))]),
        agreement_href: "/g".into(),
        agreement_version: "2026-01".into(),
        may_attest: true,
        may_tag: true,
        may_choose_access: true,
        today: "2026-11-21".into(),
    }
}

fn reseller(w: Words) -> ResellerStepPage {
    let choice = |id: &str, name: &str, detail: &str| ResellerChoice {
        id: id.into(),
        name: name.into(),
        detail: detail.into(),
        closed: (id == "2").then(|| "Partner agreement not signed.".into()),
    };
    ResellerStepPage {
        w,
        shell: shell(w, "customers"),
        wizard: wizard(Step::Reseller),
        form: Form::default(),
        resellers: vec![
            choice("1", "Yama Partners", "5300123 · Osaka"),
            choice("2", "Kawa Partners", "5300124 · Kyoto"),
        ],
    }
}

fn groups(w: Words) -> Vec<OfferGroup> {
    let addon = offer("archive", "Archive", yen(w, 380), Vec::new());
    let offers = vec![
        offer("basic", "Business Basic", yen(w, 750), vec![addon]),
        offer("trial", "Business Premium", yen(w, 0), Vec::new()),
        offer("edu", "Campus", yen(w, 300), Vec::new()),
        offer("usage", "Cloud Platform", String::new(), Vec::new()),
    ];
    vec![OfferGroup { name: "Business".into(), offers }]
}

fn subscriptions(w: Words, groups: Vec<OfferGroup>) -> SubscriptionsStepPage {
    SubscriptionsStepPage {
        w,
        shell: shell(w, "customers"),
        wizard: Wizard { changed_elsewhere: true, ..wizard(Step::Subscriptions) },
        form: form(w),
        shelf: Shelf {
            categories: choices(&[("b", "Business")]),
            billing: choices(&[("m", "Monthly")]),
            groups,
            hidden: vec![("quantity-hidden".into(), "3".into())],
        },
        filter: "/f".into(),
        closed: None,
    }
}

fn lines(w: Words) -> Vec<LineView> {
    let basic = LineView {
        name: "Business Basic".into(),
        quantity: "25".into(),
        unit: yen(w, 750),
        total: yen(w, 18_750),
        addon: false,
        trouble: None,
    };
    let archive = LineView {
        name: "Archive".into(),
        quantity: "25".into(),
        unit: yen(w, 380),
        total: yen(w, 9_500),
        addon: true,
        trouble: Some(ToMend { text: "Too many.".into(), href: "/3#a".into() }),
    };
    vec![basic, archive]
}

fn review(w: Words, direct_acceptance: bool, lines: Vec<LineView>) -> ReviewStepPage {
    let section = ReviewSection {
        title: w.t("step-account"),
        update: "/1".into(),
        facts: facts(w),
        troubles: vec![ToMend { text: "City: missing.".into(), href: "/1#city".into() }],
        notes: vec![ToMend { text: "Name: may be short.".into(), href: "/1#company-name".into() }],
    };
    ReviewStepPage {
        w,
        shell: shell(w, "customers"),
        wizard: wizard(Step::Review),
        form: Form::default(),
        sections: vec![section],
        lines,
        totals: vec![Fact::new(w.t("col-total"), yen(w, 28_250))],
        waits: Some("Not signed.".into()),
        direct_acceptance,
        no_order: None,
        closed: direct_acceptance.then(|| w.t("style-closed")),
    }
}

fn end(w: Words, password: Option<&str>, direct_acceptance: bool) -> ConfirmationPage {
    let ordered = |number, failed: Option<&str>| OrderedLine {
        number,
        name: "Business Basic".into(),
        quantity: "25".into(),
        failed: failed.map(str::to_owned),
    };
    ConfirmationPage {
        w,
        shell: shell(w, "customers"),
        wizard: wizard(Step::Confirmation),
        customer_id: ID.into(),
        account_href: "/a".into(),
        company: "Bluebird Systems, Inc.".into(),
        domain: "bluebird.example.com".into(),
        admin: "admin@bluebird.example.com".into(),
        password: password.map(str::to_owned),
        invitation: direct_acceptance.then(|| Invitation {
            link: "https://portal.example/sign-in".into(),
            mails: vec![(w, "Please accept the customer agreement".into())],
        }),
        lines: vec![ordered(1, None), ordered(2, Some("Not available in this country."))],
        retry: Some("/r".into()),
    }
}

fn submitted(w: Words) -> SubmittedPage {
    SubmittedPage {
        w,
        shell: shell(w, "customers"),
        company: "Bluebird".into(),
        account_href: "/a".into(),
    }
}
