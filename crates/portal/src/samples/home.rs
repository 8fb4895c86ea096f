//! The start: the hub of a partner, and the home page of everyone else.

use super::{
    every::{Rendered, html},
    parts::{ID, facts, shell, trouble},
};
use crate::{
    components::{Control, Offered},
    form::{Form, Severity},
    guidance::{GuidanceIndexPage, GuidancePage, Topic},
    home::{AcceptedAgreement, AgreementToAccept, HomePage},
    hub::{HubPage, Reader},
};
use opc_words::Words;

pub(super) fn pages(w: Words) -> Vec<Rendered> {
    let hub = |reader| HubPage {
        w,
        shell: shell(w, "overview"),
        reader,
        controls: vec![
            Control::new(w.t("action-add-customer"), Offered::Open("/a".into())).primary(),
            Control::new(w.t("action-request-customers"), Offered::Closed(w.t("style-closed"))),
        ],
        may_view: true,
    };
    let mut pages = vec![
        html("hub-direct", &hub(Reader::Direct)),
        html("hub-provider", &hub(Reader::Provider)),
        html("hub-reseller", &hub(Reader::Reseller)),
        html("home", &home(w)),
        html("home-accepted", &HomePage { agreement: None, ..home(w) }),
        html("guidance", &GuidanceIndexPage { w, shell: shell(w, "overview") }),
    ];
    pages.extend(Topic::ALL.into_iter().map(|topic| {
        let page = GuidancePage { w, shell: shell(w, "overview"), topic };
        html(format!("guidance-{}", topic.key()), &page)
    }));
    pages
}

fn home(w: Words) -> HomePage {
    let agreement = AgreementToAccept {
        partners: vec!["Kumo Trading".into(), "Yama Partners".into()],
        template: ID.into(),
        version: "2024-04-01".into(),
        language: "en".into(),
        title: "Customer agreement".into(),
        clauses: opc_print::clauses("1. First\nOne.\n\nTwo."),
        href: "/agreements/1?country=JP".into(),
    };
    let form = Form {
        troubles: vec![trouble("accepted", "rule-not-ticked", "Tick the box.", Severity::Error)],
        ..Form::default()
    };
    HomePage {
        w,
        shell: shell(w, "overview"),
        name: "Bluebird Systems, Inc.".into(),
        facts: facts(w),
        asked: vec![("Kumo Trading".into(), "/r".into())],
        agreement: Some(agreement),
        accepted: vec![AcceptedAgreement {
            facts: facts(w),
            href: "/agreements/1?country=JP".into(),
        }],
        form,
    }
}
