//! The start: the customer hub of a partner, the home page of everyone else.

use super::{
    forms::Posted,
    frame::{Answer, Away, Visitor},
    routes::{Gate, Pages},
};
use crate::{
    components::{Control, Fact},
    home::{AcceptedAgreement, AgreementToAccept, HomePage},
    hub::{HubPage, Reader},
    labels,
};
use opc_core::{
    Cx, Fault,
    access::{OrganisationKind, Permission},
    agreements::{self, Accepted, ConfirmationKind},
    delegated_admin::{self, RelationshipQuery, StageKind},
    kernel::{
        country::Country,
        id::TemplateId,
        language::Lang,
        page::PageSize,
        rule::{Problem, Rule},
    },
};
use opc_words::Words;

/// Requests for roles that the home page shows; all are in their own list.
const ASKED_SHOWN: u32 = 20;

/// The pages of this area.
pub(super) fn pages() -> Pages {
    Pages::default()
        .get("/", Gate::ANYONE, start)
        .get("/p/{tenant}", Gate::needs(Permission::UsePortal), start)
        .get("/p/{tenant}/", Gate::needs(Permission::UsePortal), hub)
        .post("/p/{tenant}/agreement", Gate::needs(Permission::AcceptAgreement), accept)
}

async fn start(visitor: Visitor) -> Answer {
    let hub = visitor.person().map(|_| format!("{}/", visitor.base()));
    Ok(visitor.go(hub.as_deref().unwrap_or("/sign-in")))
}

async fn hub(visitor: Visitor) -> Answer {
    let kind = visitor.actor().member().map(|member| member.kind);
    let reader = match kind {
        Some(OrganisationKind::DirectBill) => Reader::Direct,
        Some(OrganisationKind::IndirectProvider) => Reader::Provider,
        Some(OrganisationKind::IndirectReseller) => Reader::Reseller,
        _ => {
            let page = home(&visitor, Vec::new()).await?;
            return Ok(visitor.page(&page));
        }
    };
    let w = visitor.w;
    let control = |permission, path: &str, key: &str| {
        visitor.offer(permission, path).map(|offer| Control::new(w.t(key), offer))
    };
    let add = control(Permission::AddCustomer, "/customers/new", "action-add-customer");
    let view = control(Permission::ViewCustomers, "/customers", "hub-open-list");
    let request =
        control(Permission::RequestRelationship, "/requests/new", "action-request-customers");
    Ok(visitor.page(&HubPage {
        w,
        shell: visitor.shell("overview"),
        reader,
        controls: [add.map(Control::primary), view, request].into_iter().flatten().collect(),
        may_view: visitor.may(Permission::ViewCustomers),
    }))
}

async fn home(visitor: &Visitor, problems: Vec<Problem>) -> Result<HomePage, Away> {
    let w = visitor.w;
    let (agreement, accepted) = if visitor.may(Permission::AcceptAgreement) {
        let lang = w.lang();
        visitor.read(move |cx| Ok((to_accept(cx, lang)?, agreements::accepted(cx)?))).await?
    } else {
        (None, Vec::new())
    };
    let accepted = accepted.iter().map(|of| shown(w, of)).collect();
    let asked = asked(visitor).await?;
    let member = visitor.actor().member();
    let facts = member.map(|member| {
        vec![
            Fact::new(w.t("home-organisation"), member.name.clone()),
            Fact::new(w.t("home-kind"), labels::organisation_kind(w, member.kind)),
            Fact::new(w.t("home-id"), member.id.to_string()),
        ]
    });
    let name = member.map(|member| member.name.clone()).unwrap_or_default();
    let form = super::forms::Typed::default().form_with(w, &problems);
    let shell = visitor.shell("overview");
    let facts = facts.unwrap_or_default();
    Ok(HomePage { w, shell, name, facts, asked, agreement, accepted, form })
}

/// What partners ask of a customer and nobody there has answered.
async fn asked(visitor: &Visitor) -> Result<Vec<(String, String)>, Away> {
    // They are shown to whoever has shown a second factor; the home page asks nobody for one.
    let has_shown = visitor.person().is_some_and(|person| person.mfa);
    if !has_shown || !visitor.may(Permission::ApproveAdmin) {
        return Ok(Vec::new());
    }
    let size = PageSize::new(None, ASKED_SHOWN, ASKED_SHOWN);
    let stage = Some(StageKind::Pending);
    let query = RelationshipQuery { customer: None, stage, after: None, size };
    let found = visitor.read(move |cx| delegated_admin::list(cx, &query)).await?.items;
    let path = |id| format!("{}/admin-relationships/{id}", visitor.base());
    Ok(found.into_iter().map(|one| (one.partner.name, path(one.id))).collect())
}

fn shown(w: Words, of: &Accepted) -> AcceptedAgreement {
    let how = match of.kind {
        ConfirmationKind::Direct => "home-accepted-here",
        ConfirmationKind::Attested => "home-accepted-attested",
    };
    AcceptedAgreement {
        facts: vec![
            Fact::new(w.t("home-accepted-partner"), &of.partner_name),
            Fact::new(w.field("agreement-date"), w.date(of.date_agreed)),
            Fact::new(
                w.t("agreement-signer"),
                labels::person_name(w, &of.first_name, &of.last_name),
            ),
            Fact::new(w.field("agreement"), w.t(how)),
        ],
        href: text_href(of.template, &of.country),
    }
}

/// The text is for everybody; the pages of tenants about it are for partners.
fn text_href(template: TemplateId, country: &str) -> String {
    format!("/agreements/{template}?country={country}")
}

/// The agreement partners wait for. Customers of two countries' partners read it for the first.
fn to_accept(cx: &mut Cx<'_, '_>, lang: Lang) -> Result<Option<AgreementToAccept>, Fault> {
    let waiting = agreements::waiting(cx)?;
    let Some(first) = waiting.first() else { return Ok(None) };
    let country = Country::parse(&first.country)
        .map_err(|_| Fault::Internal(format!("country {}", first.country)))?;
    let document = agreements::document(cx, first.template, lang.code(), Some(country))?;
    Ok(Some(AgreementToAccept {
        partners: waiting.iter().map(|waiting| waiting.partner_name.clone()).collect(),
        template: first.template.to_string(),
        version: document.version,
        language: document.text.language,
        title: document.text.title,
        clauses: opc_print::clauses(&document.text.body),
        href: text_href(first.template, &first.country),
    }))
}

async fn accept(form: Posted) -> Answer {
    let read = form.typed().get("template").to_owned();
    let ticked = form.typed().has("accepted");
    let done = form
        .write(move |cx| {
            if !ticked {
                return Err(Fault::field("accepted", Rule::NotTicked));
            }
            // What is accepted is what was read, not a version published in between.
            let current = agreements::waiting(cx)?;
            if current.iter().any(|waiting| waiting.template.to_string() != read) {
                return Err(Fault::Stale);
            }
            agreements::accept(cx)
        })
        .await?;
    match done {
        Ok(_) => Ok(form.done("/", "agreement-accepted")),
        Err(problems) => {
            let page = home(&form, problems).await?;
            Ok(form.form_again(&page))
        }
    }
}
