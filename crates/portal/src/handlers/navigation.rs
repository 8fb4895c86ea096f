//! The frame around a page, drawn from what the policy lets the person do.

use super::routes::Portal;
use crate::{
    labels,
    shell::{Flash, NavItem, Shell, SignedIn, Tone},
};
use opc_core::{
    access::{Actor, Member, OrganisationState, Permission, Person},
    secrets,
};
use opc_words::Words;

/// The token every form of the session carries, and the mark of whom the form is made for.
pub(super) fn csrf(portal: &Portal, actor: &Actor) -> Option<String> {
    let person = actor.person()?;
    let token = &person.session.as_ref()?.csrf;
    Some(format!("{token}.{}", secrets::form_mark(&portal.core, person.user)))
}

/// Fills a bare frame with what belongs to the person.
pub(super) fn shell(portal: &Portal, actor: &Actor, w: Words, bare: Shell) -> Shell {
    let settings = portal.core.settings();
    let (sandbox, cloud) = (settings.demo, settings.cloud);
    let Some(person) = actor.person() else { return Shell { sandbox, cloud, ..bare } };
    let base = base(person);
    Shell {
        user: Some(SignedIn {
            name: labels::person_name(w, &person.first_name, &person.last_name),
            user_name: person.user_name.clone(),
            tenant: person.organisation.name.clone(),
            roles: person.roles.iter().map(|role| labels::role(w, role)).collect(),
        }),
        nav: if person.must_change_password { Vec::new() } else { nav(actor, &base, sandbox) },
        base,
        sandbox,
        cloud,
        notice: notice(w, &person.organisation),
        ..bare
    }
}

/// What people of a restricted organisation read on every page: what is closed, and why.
fn notice(w: Words, of: &Member) -> Vec<String> {
    if of.state != OrganisationState::Restricted {
        return Vec::new();
    }
    let reason = of.reason.as_deref().unwrap_or_default().lines().map(str::to_owned);
    [w.t("partner-restricted-notice")].into_iter().chain(reason).collect()
}

/// Path prefix of a person's tenant.
pub(super) fn base(person: &Person) -> String {
    format!("/p/{}", person.organisation.id)
}

fn nav(actor: &Actor, base: &str, sandbox: bool) -> Vec<NavItem> {
    let portal = actor.may(Permission::UsePortal);
    let all = [
        ("overview", format!("{base}/"), portal),
        ("customers", format!("{base}/customers"), actor.may(Permission::ViewCustomers)),
        ("requests", format!("{base}/requests"), actor.may(Permission::ViewRelationshipRequests)),
        (
            "partnership-requests",
            format!("{base}/partnership-requests"),
            actor.may(Permission::ViewPartnershipRequests),
        ),
        ("partners", format!("{base}/partners"), actor.may(Permission::ManagePartners)),
        ("resellers", format!("{base}/resellers"), actor.may(Permission::ViewResellers)),
        ("providers", format!("{base}/providers"), actor.may(Permission::ViewPartnerships)),
        ("reviews", format!("{base}/reviews"), actor.may(Permission::ReviewCustomers)),
        ("agreements", format!("{base}/agreements"), actor.may(Permission::AttestAgreement)),
        ("versions", format!("{base}/agreement-versions"), actor.may(Permission::PublishAgreement)),
        (
            "admin-relationships",
            format!("{base}/admin-relationships"),
            actor.may(Permission::ViewAdmin),
        ),
        ("programme", format!("{base}/organisations"), actor.may(Permission::ManageProgramme)),
        ("users", format!("{base}/users"), actor.may(Permission::ManageUsers)),
        ("directory", format!("{base}/directory"), actor.may(Permission::OpenDirectory)),
        ("activity", format!("{base}/activity"), actor.may(Permission::ViewActivity)),
        ("mailbox", format!("{base}/mailbox"), sandbox && portal),
        ("reference", "/docs/api".to_owned(), portal),
    ];
    let open = all.into_iter().filter(|(_, _, may)| *may);
    open.map(|(key, href, _)| NavItem { key, href, current: false }).collect()
}

/// The message a page shows after an action: only messages of the family `done-…`.
pub(super) fn flashes(w: Words, key: &str) -> Vec<Flash> {
    let message = format!("done-{key}");
    let known = !key.is_empty() && key.len() <= 40 && w.has(&message);
    known.then(|| Flash { tone: Tone::Good, text: w.t(&message) }).into_iter().collect()
}
