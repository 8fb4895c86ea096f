//! One relationship, and ending it.

use super::{
    answer, below, choices, customer_name, href, is_customer, names, request::version, state,
};
use crate::{
    components::{Badge, Fact, Offered},
    delegated_admin::{AdminPage, AssignmentRow, Invitation},
    form::{Choice, Form},
    handlers::{
        forms::{Posted, Typed},
        frame::{Answer, Away, Visitor},
    },
    shell::Tone,
    sure::SurePage,
};
use axum::extract::Path;
use fluent_bundle::FluentArgs;
use opc_core::{
    Cx, Fault,
    access::Permission,
    customers,
    delegated_admin::{
        self as core, AdminRelationship, Assignment, AssignmentState, Ender, Stage,
        groups::{self, Group},
    },
    kernel::{id::AdminRelationshipId, rule::Problem},
};
use opc_words::Words;

type Id = Path<(String, String)>;

/// What the partner's page shows.
struct Shown {
    of: AdminRelationship,
    link: Option<String>,
    assignments: Vec<Assignment>,
    groups: Vec<Group>,
    has_account: bool,
}

pub(super) async fn show(Path((_, id)): Id, visitor: Visitor) -> Answer {
    let id: AdminRelationshipId = visitor.id(&id)?;
    if is_customer(&visitor) {
        return answer::show(&visitor, id).await;
    }
    let page = page(&visitor, id, Form::default()).await?;
    Ok(visitor.page(&page))
}

/// The page again, with what stopped an action on top.
pub(super) async fn refused(
    form: &Posted,
    id: AdminRelationshipId,
    problems: &[Problem],
) -> Answer {
    let page = page(form, id, form.typed().form_with(form.w, problems)).await?;
    Ok(form.form_again(&page))
}

fn look(cx: &mut Cx<'_, '_>, id: AdminRelationshipId) -> Result<Shown, Fault> {
    let of = core::get(cx, id)?;
    let link = core::link(cx, &of)?;
    let has_account = match &of.customer {
        Some(customer) => match customers::get(cx, customer.id) {
            Ok(_) => true,
            Err(Fault::NotFound(_)) => false,
            Err(fault) => return Err(fault),
        },
        None => false,
    };
    let (assignments, groups) = (core::assignments(cx, id)?, groups::list(cx)?);
    Ok(Shown { of, link, assignments, groups, has_account })
}

async fn page(visitor: &Visitor, id: AdminRelationshipId, form: Form) -> Result<AdminPage, Away> {
    let shown = visitor.read(move |cx| look(cx, id)).await?;
    let (w, of, base) = (visitor.w, &shown.of, href(visitor, &shown.of));
    let customer = of.customer.as_ref().filter(|_| shown.has_account);
    let account = customer.map(|c| format!("{}/customers/{}", visitor.base(), c.id));
    let ends = matches!(of.stage, Stage::Active { .. } | Stage::Pending { .. });
    let terminate = ends.then(|| offer_end(visitor, of));
    let may_assign = visitor.may(Permission::AssignAdmin) && of.stage.is_open();
    let rows = shown.assignments.iter();
    Ok(AdminPage {
        w,
        shell: below(visitor),
        name: of.terms.name.clone(),
        state: state(w, of),
        etag: of.version.to_string(),
        facts: facts(w, of, &customer_name(w, of)),
        roles: choices(w, &of.terms.roles),
        form,
        account,
        invitation: shown.link.clone().map(|link| invitation(w, of, link)),
        may_request: visitor.may(Permission::RequestAdmin),
        is_draft: of.stage == Stage::Created,
        auto_extend: matches!(of.stage, Stage::Active { .. }).then_some(of.terms.auto_extend),
        terminate,
        assignments: rows.map(|one| assignment(w, &base, of, one, may_assign)).collect(),
        groups: may_assign.then(|| free(&shown)),
        base,
    })
}

/// Ending it.
pub(super) fn offer_end(visitor: &Visitor, of: &AdminRelationship) -> Offered {
    if visitor.may(Permission::EndAdmin) {
        Offered::Open(format!("{}/terminate", href(visitor, of)))
    } else {
        Offered::Closed(visitor.w.t("admin-needs-ender"))
    }
}

/// Groups without roles of this relationship.
fn free(shown: &Shown) -> Vec<Choice> {
    let live = |group: &&Group| {
        let has = |one: &Assignment| one.group.id == group.id && one.deleted_at.is_none();
        !shown.assignments.iter().any(has)
    };
    let choice = |group: &Group| Choice::new(group.id.to_string(), &group.name);
    shown.groups.iter().filter(live).map(choice).collect()
}

fn assignment(
    w: Words,
    base: &str,
    of: &AdminRelationship,
    one: &Assignment,
    may: bool,
) -> AssignmentRow {
    let state = one.state(of.stage);
    let tone = match state {
        AssignmentState::Pending => Tone::Warning,
        AssignmentState::Active => Tone::Good,
        AssignmentState::Deleted => Tone::Neutral,
    };
    let live = may && one.deleted_at.is_none();
    AssignmentRow {
        group: one.group.name.clone(),
        roles: names(w, &one.roles),
        state: Badge::new(tone, w.of_family("assignment", state.name())),
        remove: live.then(|| format!("{base}/assignments/{}/remove", one.id)),
        etag: one.version.to_string(),
    }
}

/// Who asks, and for how long: what anybody with the link may read. The name is the partner's own,
/// and may tell of its customer.
pub(super) fn terms(w: Words, of: &AdminRelationship) -> Vec<Fact> {
    vec![
        Fact::new(w.t("admin-asked-by"), &of.partner.name),
        Fact::new(w.t("admin-duration"), w.t1("admin-days", "days", of.terms.days)),
        Fact::new(w.field("auto-extend"), w.t(if of.terms.auto_extend { "yes" } else { "no" })),
    ]
}

/// The other side, duration and dates; and how it ended.
pub(super) fn facts(w: Words, of: &AdminRelationship, customer: &str) -> Vec<Fact> {
    let mut facts = vec![
        Fact::new(w.field("admin-name"), &of.terms.name),
        Fact::new(w.t("admin-customer"), customer),
    ];
    facts.extend(terms(w, of));
    facts.extend(of.stage.approved_at().map(|at| Fact::new(w.t("admin-approved-at"), w.time(at))));
    let key = if of.stage.is_open() { "admin-until" } else { "admin-ended-at" };
    facts.extend(of.stage.ends_at().map(|at| Fact::new(w.t(key), w.time(at))));
    facts.extend(how_ended(w, of, customer).map(|how| Fact::new(w.t("admin-how"), how)));
    facts
}

fn how_ended(w: Words, of: &AdminRelationship, customer: &str) -> Option<String> {
    let key = match of.stage {
        Stage::Expired { since: None, .. } => "admin-how-lapsed",
        Stage::Expired { .. } => "admin-how-expired",
        Stage::Terminated { since: None, by: Ender::Customer, .. } => "admin-how-declined",
        Stage::Terminated { since: None, by: Ender::Partner, .. } => "admin-how-withdrawn",
        Stage::Terminated { by: Ender::Customer, .. } => "admin-how-customer",
        Stage::Terminated { by: Ender::Partner, .. } => "admin-how-partner",
        Stage::Terminated { by: Ender::Parting, .. } => "admin-how-parting",
        Stage::Created | Stage::Pending { .. } | Stage::Active { .. } => return None,
    };
    Some(w.t2(key, &("partner", of.partner.name.clone()), &("customer", customer.to_owned())))
}

fn invitation(w: Words, of: &AdminRelationship, link: String) -> Invitation {
    let until = of.stage.lapses_at().map(|at| w.time(at)).unwrap_or_default();
    let mut args = FluentArgs::new();
    args.set("partner", of.partner.name.clone());
    args.set("days", of.terms.days);
    args.set("roles", names(w, &of.terms.roles).join(&w.t("list-comma")));
    args.set("date", until.clone());
    args.set("link", link.clone());
    let mail = w.text_with("admin-mail-text", &args);
    Invitation { link, mail, until: w.t1("admin-lapses", "date", until) }
}

/// Asks before it ends.
pub(super) async fn ask(Path((_, id)): Id, visitor: Visitor) -> Answer {
    let page = confirm(&visitor, visitor.id(&id)?, &[]).await?;
    Ok(visitor.page(&page))
}

async fn confirm(
    visitor: &Visitor,
    id: AdminRelationshipId,
    problems: &[Problem],
) -> Result<SurePage, Away> {
    let of = visitor.read(move |cx| core::get(cx, id)).await?;
    let (w, back) = (visitor.w, href(visitor, &of));
    if !of.stage.is_open() {
        return Err(visitor.go(&back).into());
    }
    let text = match of.stage {
        Stage::Pending { .. } => w.t("admin-withdraw-text"),
        _ if is_customer(visitor) => w.t1("admin-terminate-customer", "partner", &of.partner.name),
        _ => w.t("admin-terminate-text"),
    };
    Ok(SurePage {
        w,
        shell: below(visitor),
        title: w.t("admin-terminate-asked"),
        points: vec![text],
        form: Typed::default().form_with(w, problems),
        etag: of.version.to_string(),
        action: format!("{back}/terminate"),
        back,
        label: w.t("action-terminate"),
        hindered: None,
    })
}

/// Ends it.
pub(super) async fn end(Path((_, id)): Id, form: Posted) -> Answer {
    let id: AdminRelationshipId = form.id(&id)?;
    let version = version(form.typed());
    match form.write(move |cx| core::terminate(cx, id, Some(version))).await? {
        Ok(_) => Ok(form.done(&format!("/admin-relationships/{id}"), "admin-terminated")),
        Err(problems) => {
            let page = confirm(&form, id, &problems).await?;
            Ok(form.form_again(&page))
        }
    }
}
