//! Granular delegated administration: a partner's side, a customer's side, and the link between.

mod answer;
mod assign;
mod groups;
mod relationship;
mod request;

use super::{
    frame::{Answer, Visitor},
    routes::{Gate, Pages},
};
use crate::{
    components::{Badge, Offered},
    delegated_admin::{AdminListPage, AdminRow, RoleChoice},
    shell::{Crumb, Shell, Tone},
};
use opc_core::{
    access::{OrganisationKind, Permission},
    delegated_admin::{self as core, AdminRelationship, Assignment, DirectoryRole, StageKind},
    kernel::{id::AdminRelationshipId, page::PageSize},
};
use opc_words::Words;

/// The pages of this area.
pub(super) fn pages() -> Pages {
    let view = Gate::needs(Permission::ViewAdmin);
    let request = Gate::needs(Permission::RequestAdmin);
    let approve = Gate::needs(Permission::ApproveAdmin);
    let end = Gate::needs(Permission::EndAdmin);
    let assign = Gate::needs(Permission::AssignAdmin);
    let groups = Gate::needs(Permission::ManageGroups);
    Pages::default()
        .get("/p/{tenant}/admin-relationships", view, list)
        .post("/p/{tenant}/admin-relationships", request, request::send)
        .get("/p/{tenant}/admin-relationships/new", request, request::show)
        .get("/p/{tenant}/admin-relationships/{relationship}", view, relationship::show)
        .post("/p/{tenant}/admin-relationships/{relationship}/request", request, request::again)
        .post("/p/{tenant}/admin-relationships/{relationship}/delete", request, request::delete)
        .post("/p/{tenant}/admin-relationships/{relationship}/extend", request, request::extend)
        .post("/p/{tenant}/admin-relationships/{relationship}/approve", approve, answer::approve)
        .get("/p/{tenant}/admin-relationships/{relationship}/decline", approve, answer::ask)
        .post("/p/{tenant}/admin-relationships/{relationship}/decline", approve, answer::decline)
        .get("/p/{tenant}/admin-relationships/{relationship}/terminate", end, relationship::ask)
        .post("/p/{tenant}/admin-relationships/{relationship}/terminate", end, relationship::end)
        .post("/p/{tenant}/admin-relationships/{relationship}/assignments", assign, assign::add)
        .post(
            "/p/{tenant}/admin-relationships/{relationship}/assignments/{assignment}/remove",
            assign,
            assign::remove,
        )
        .get("/a/{token}", Gate::ANYONE, answer::show_link)
        .get("/n/a/{token}", Gate::ANYONE, answer::national)
        .post("/a/{token}/approve", approve, answer::approve_link)
        .get("/a/{token}/decline", approve, answer::ask_link)
        .post("/a/{token}/decline", approve, answer::decline_link)
        .get("/p/{tenant}/security-groups", groups, groups::list)
        .post("/p/{tenant}/security-groups", groups, groups::add)
        .get("/p/{tenant}/security-groups/new", groups, groups::new)
        .get("/p/{tenant}/security-groups/{group}", groups, groups::show)
        .post("/p/{tenant}/security-groups/{group}", groups, groups::save)
        .get("/p/{tenant}/security-groups/{group}/delete", groups, groups::ask_to_delete)
        .post("/p/{tenant}/security-groups/{group}/delete", groups, groups::delete)
}

async fn list(visitor: Visitor) -> Answer {
    let after: Option<AdminRelationshipId> = visitor.after()?;
    let size = PageSize::new(None, 50, 50);
    let query = core::RelationshipQuery { customer: None, stage: None, after, size };
    let page = visitor.read(move |cx| core::list(cx, &query)).await?;
    let is_customer = is_customer(&visitor);
    Ok(visitor.page(&AdminListPage {
        w: visitor.w,
        shell: visitor.shell("admin-relationships"),
        is_customer,
        rows: page.items.iter().map(|one| row(&visitor, one, &[])).collect(),
        pager: visitor.pager(page.next.as_ref()),
        request: (!is_customer).then(|| offer_request(&visitor, "")),
        groups: visitor.may(Permission::ManageGroups),
    }))
}

fn is_customer(visitor: &Visitor) -> bool {
    let kind = visitor.actor().member().map(|member| member.kind);
    kind == Some(OrganisationKind::Customer)
}

/// Asking for roles; `query` names the customer.
pub(super) fn offer_request(visitor: &Visitor, query: &str) -> Offered {
    if visitor.may(Permission::RequestAdmin) {
        Offered::Open(format!("{}/admin-relationships/new{query}", visitor.base()))
    } else {
        Offered::Closed(visitor.why_not(Permission::RequestAdmin, "admin-needs-agent"))
    }
}

/// A relationship in a list, with the groups that have some of its roles.
pub(super) fn row(visitor: &Visitor, of: &AdminRelationship, given: &[Assignment]) -> AdminRow {
    let w = visitor.w;
    let other = if is_customer(visitor) { of.partner.name.clone() } else { customer_name(w, of) };
    let until = of.stage.ends_at().or(of.stage.lapses_at());
    let groups = given.iter().filter(|one| one.relationship == of.id);
    AdminRow {
        href: href(visitor, of),
        name: of.terms.name.clone(),
        other,
        state: state(w, of),
        until: until.map(|at| w.time(at)).unwrap_or_default(),
        roles: names(w, &of.terms.roles),
        groups: groups.map(|one| one.group.name.clone()).collect(),
    }
}

fn href(visitor: &Visitor, of: &AdminRelationship) -> String {
    format!("{}/admin-relationships/{}", visitor.base(), of.id)
}

fn customer_name(w: Words, of: &AdminRelationship) -> String {
    of.customer.as_ref().map_or_else(|| w.t("admin-any"), |customer| customer.name.clone())
}

fn state(w: Words, of: &AdminRelationship) -> Badge {
    let kind = of.stage.kind();
    let tone = match kind {
        StageKind::Active => Tone::Good,
        StageKind::Pending => Tone::Warning,
        StageKind::Created => Tone::Info,
        StageKind::Expired | StageKind::Terminated => Tone::Neutral,
    };
    Badge::new(tone, w.of_family("admin-state", kind.name()))
}

pub(super) fn names(w: Words, roles: &[DirectoryRole]) -> Vec<String> {
    roles.iter().map(|role| w.of_family("directory-role", role.name())).collect()
}

/// Roles to choose or to read.
fn choices(w: Words, roles: &[DirectoryRole]) -> Vec<RoleChoice> {
    let choice = |role: &DirectoryRole| RoleChoice {
        value: role.name().to_owned(),
        label: w.of_family("directory-role", role.name()),
        about: w.of_family("directory-role-about", role.name()),
    };
    roles.iter().map(choice).collect()
}

/// The frame of a page below the list.
fn below(visitor: &Visitor) -> Shell {
    let mut shell = visitor.shell("admin-relationships");
    let list = format!("{}/admin-relationships", visitor.base());
    shell.crumbs.push(Crumb::new(visitor.w.t("admin-title"), list));
    shell
}
