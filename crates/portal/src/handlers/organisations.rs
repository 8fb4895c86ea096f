//! The partners of the programme: the operator restricts and suspends them (`domain/01` §1, State).

use super::{
    forms::Posted,
    frame::{Answer, Away, Visitor},
    routes::{Gate, Pages},
};
use crate::{
    components::{Badge, Fact},
    form::{Choice, Form},
    labels,
    organisations::{OrganisationListPage, OrganisationPage, OrganisationRow},
    shell::{self, Crumb, Tone},
};
use axum::extract::Path;
use http::StatusCode;
use opc_core::{
    Fault,
    access::{OrganisationState, Permission},
    kernel::{
        country::Country,
        id::OrganisationId,
        page::PageSize,
        rule::{Problem, Rule},
    },
    partners::{self, Organisation, OrganisationQuery},
};
use opc_words::Words;

/// Rows on a page.
const ROWS: u32 = 50;
const REASON: &str = "state-reason";

/// The pages of this area.
pub(super) fn pages() -> Pages {
    let manage = Gate::needs(Permission::ManageProgramme);
    Pages::default()
        .get("/p/{tenant}/organisations", manage, list)
        .get("/p/{tenant}/organisations/{id}", manage, show)
        .post("/p/{tenant}/organisations/{id}", manage, change)
}

async fn list(visitor: Visitor) -> Answer {
    let (w, typed) = (visitor.w, visitor.query());
    let query = OrganisationQuery {
        text: typed.get("q").to_owned(),
        state: OrganisationState::parse(typed.get("state")),
        after: visitor.after()?,
        size: PageSize::new(None, ROWS, ROWS),
    };
    let filter = typed.form_with(w, &[]);
    let page = visitor.read(move |cx| partners::organisations(cx, &query)).await?;
    let choice = |of: &OrganisationState| Choice::new(of.name(), state(w, *of).text);
    Ok(visitor.page(&OrganisationListPage {
        w,
        shell: visitor.shell("programme"),
        filter,
        states: OrganisationState::ALL.iter().map(choice).collect(),
        rows: page.items.iter().map(|one| row(&visitor, one)).collect(),
        pager: visitor.pager(page.next.as_ref()),
    }))
}

fn row(visitor: &Visitor, of: &Organisation) -> OrganisationRow {
    let w = visitor.w;
    OrganisationRow {
        href: format!("{}/organisations/{}", visitor.base(), of.id),
        name: of.name.clone(),
        kind: labels::organisation_kind(w, of.kind),
        country: country(w, of),
        network_id: of.network_id.clone().unwrap_or_default(),
        agreement: agreement(w, of),
        state: state(w, of.state),
    }
}

fn country(w: Words, of: &Organisation) -> String {
    Country::parse(&of.country).map_or_else(|_| of.country.clone(), |one| w.t(&one.name_key()))
}

fn agreement(w: Words, of: &Organisation) -> Badge {
    if of.agreement_signed {
        Badge::new(Tone::Good, w.t("programme-signed"))
    } else {
        Badge::new(Tone::Warning, w.t("programme-unsigned"))
    }
}

fn state(w: Words, of: OrganisationState) -> Badge {
    let tone = match of {
        OrganisationState::Active => Tone::Good,
        OrganisationState::Restricted => Tone::Warning,
        OrganisationState::Suspended => Tone::Bad,
    };
    Badge::new(tone, w.of_family("partner-state", of.name()))
}

type Id = Path<(String, String)>;

async fn show(Path((_, id)): Id, visitor: Visitor) -> Answer {
    let of = find(&visitor, visitor.id(&id)?).await?;
    Ok(visitor.page(&render(&visitor, &of, Form::default())))
}

/// Asks once more, naming what it means, then changes it.
async fn change(Path((_, id)): Id, form: Posted) -> Answer {
    let id: OrganisationId = form.id(&id)?;
    let of = find(&form, id).await?;
    let typed = form.typed();
    let wanted = OrganisationState::parse(typed.get("state"));
    let (reason, confirmed) = (typed.raw(REASON).to_owned(), typed.has("confirmed"));
    let page = |problems: &[Problem]| OrganisationPage {
        etag: typed.get("etag").to_owned(),
        ..render(&form, &of, typed.form_with(form.w, problems))
    };
    let Some(state) = wanted.filter(|_| !typed.has("back")) else {
        return Ok(form.page(&page(&[])));
    };
    let confirm = Some(state.name());
    if !confirmed {
        if reason.trim().is_empty() && state != OrganisationState::Active {
            return Ok(form.form_again(&page(&[Problem::new(REASON, Rule::Required)])));
        }
        return Ok(form.page(&OrganisationPage { confirm, ..page(&[]) }));
    }
    let version = typed.get("etag").parse().unwrap_or(-1);
    let done =
        form.try_write(move |cx| partners::set_state(cx, id, Some(version), (state, &reason)));
    match done.await {
        Ok(_) => Ok(form.done(&format!("/organisations/{id}"), "partner-state")),
        Err(Fault::Stale) => {
            let etag = of.version().to_string();
            let page = OrganisationPage { stale: true, etag, ..page(&[]) };
            Ok(shell::page(StatusCode::CONFLICT, &page))
        }
        Err(fault) => {
            let problems = form.problems(fault)?;
            Ok(form.form_again(&page(&problems)))
        }
    }
}

async fn find(visitor: &Visitor, id: OrganisationId) -> Result<Organisation, Away> {
    visitor.read(move |cx| partners::organisation(cx, id)).await
}

fn render(visitor: &Visitor, of: &Organisation, form: Form) -> OrganisationPage {
    let w = visitor.w;
    let list = format!("{}/organisations", visitor.base());
    let mut shell = visitor.shell("programme");
    shell.crumbs.push(Crumb::new(w.t("programme-title"), &list));
    let mut facts = vec![
        Fact::new(w.t("programme-kind"), labels::organisation_kind(w, of.kind)),
        Fact::new(w.t("col-country"), country(w, of)),
        Fact::new(w.t("col-domain"), &of.domain),
        Fact::new(w.t("programme-network-id"), of.network_id.clone().unwrap_or_default()),
        Fact::new(w.t("programme-agreement"), agreement(w, of).text),
    ];
    facts.extend(of.since.map(|since| Fact::new(w.t("programme-since"), w.time(since))));
    facts.extend(of.reason.as_ref().map(|reason| Fact::new(w.field(REASON), reason)));
    let offered = OrganisationState::ALL.iter().map(|state| state.name());
    OrganisationPage {
        w,
        shell,
        name: of.name.clone(),
        state: state(w, of.state),
        facts,
        form,
        etag: of.version().to_string(),
        here: format!("{list}/{}", of.id),
        // The same state again changes the reason; who goes on needs none.
        offered: offered
            .filter(|name| *name != OrganisationState::Active.name() || *name != of.state.name())
            .collect(),
        confirm: None,
        stale: false,
    }
}
