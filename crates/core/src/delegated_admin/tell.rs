//! Both sides are told: in their logs, and by mail (`domain/09`, Notifications).

use super::{AdminRelationship, Assignment, DirectoryRole, Ender, Stage, store};
use crate::{
    Cx, Fault,
    access::{OrganisationKind, Role},
    audit::{self, Event, Operation, ResourceType},
    notifications::{self, AdminEnd, AdminNews as News, Mail, Message},
};
use opc_kernel::{id::OrganisationId, language::Lang};
use serde_json::{Value, json};
use std::collections::HashSet;

/// It happened, and this is how things stand.
pub(super) fn record(
    cx: &mut Cx<'_, '_>,
    of: &AdminRelationship,
    operation: Operation,
) -> Result<(), Fault> {
    record_change(cx, None, of, operation)
}

/// It happened, and this is how things stood and stand.
pub(super) fn record_change(
    cx: &mut Cx<'_, '_>,
    before: Option<&AdminRelationship>,
    after: &AdminRelationship,
    operation: Operation,
) -> Result<(), Fault> {
    let mut event = Event::new(operation, ResourceType::AdminRelationship).to(&facts(after));
    if let Some(before) = before {
        event = event.from(&facts(before));
    }
    in_both_logs(cx, after, &event)
}

pub(super) fn record_assignment(
    cx: &mut Cx<'_, '_>,
    of: &AdminRelationship,
    assignment: &Assignment,
    operation: Operation,
) -> Result<(), Fault> {
    let facts = json!({
        "admin_relationship": of.terms.name,
        "group": assignment.group.name,
        "directory_roles": names(&assignment.roles),
        "assignment_state": assignment.state(of.stage).name(),
    });
    in_both_logs(cx, of, &Event::new(operation, ResourceType::AdminAssignment).to(&facts))
}

fn in_both_logs(cx: &mut Cx<'_, '_>, of: &AdminRelationship, event: &Event) -> Result<(), Fault> {
    let customer = of.customer.as_ref();
    let logs = customer.map(|c| audit::log_of(OrganisationKind::Customer, c.id.into()));
    for log in [Some(of.partner.id), logs].into_iter().flatten() {
        let event = event.clone().in_log_of(log);
        cx.record(match customer {
            Some(customer) => event.about(customer.id, &customer.name),
            None => event,
        })?;
    }
    Ok(())
}

fn names(roles: &[DirectoryRole]) -> Vec<&'static str> {
    roles.iter().map(|role| role.name()).collect()
}

fn facts(of: &AdminRelationship) -> Value {
    json!({
        "admin_relationship": of.terms.name,
        "directory_roles": names(&of.terms.roles),
        "days": of.terms.days,
        "auto_extend": of.terms.auto_extend,
        "admin_state": of.stage.kind().name(),
        "ends": of.stage.ends_at().map(|at| at.utc_date().to_string()),
    })
}

/// How it ended, as the mails say it.
fn ended(of: &AdminRelationship) -> AdminEnd {
    match of.stage {
        Stage::Created | Stage::Pending { .. } | Stage::Active { .. } => AdminEnd::None,
        Stage::Terminated { by: Ender::Partner, .. } => AdminEnd::Partner,
        Stage::Terminated { by: Ender::Customer, .. } => AdminEnd::Customer,
        Stage::Terminated { by: Ender::Parting, .. } => AdminEnd::Parting,
        Stage::Expired { since: Some(_), .. } => AdminEnd::Time,
        Stage::Expired { since: None, .. } if of.customer.is_some() => AdminEnd::Unanswered,
        Stage::Expired { since: None, .. } => AdminEnd::Nobody,
    }
}

/// Each address once: somebody may have several accounts, or work for both sides.
fn each_once(people: &mut Vec<(String, Lang)>, told: &mut HashSet<String>) {
    people.retain(|(address, _)| told.insert(address.trim().to_lowercase()));
}

/// Tells whoever asked, or the partner's admin agents where that person is gone, and the
/// customer's global administrators.
pub(super) fn mail(cx: &mut Cx<'_, '_>, of: &AdminRelationship, news: News) -> Result<(), Fault> {
    let requester = match of.requested_by {
        Some(user) => store::requester(cx, (of.partner.id, user))?,
        None => None,
    };
    let mut told = HashSet::new();
    let mut partner = match requester {
        Some(one) => vec![one],
        None => store::admins_of(cx, of.partner.id, Role::AdminAgent.name())?,
    };
    each_once(&mut partner, &mut told);
    send(cx, of, news, (of.partner.id, partner))?;
    // Nobody of a customer that was only going to be asked has to know.
    let Some(customer) = &of.customer else { return Ok(()) };
    let known = of.stage.approved_at().is_some() || news == News::Declined;
    if !known {
        return Ok(());
    }
    let mut admins = store::admins_of(cx, customer.id.into(), Role::GlobalAdmin.name())?;
    each_once(&mut admins, &mut told);
    send(cx, of, news, (customer.id.into(), admins))
}

fn send(
    cx: &mut Cx<'_, '_>,
    of: &AdminRelationship,
    news: News,
    (organisation, people): (OrganisationId, Vec<(String, Lang)>),
) -> Result<(), Fault> {
    let base = cx.env().settings.base_url.clone();
    for (recipient, language) in people {
        let message = Message::AdminRelationship {
            news,
            name: of.terms.name.clone(),
            partner: of.partner.name.clone(),
            company: of.customer.as_ref().map(|c| c.name.clone()).unwrap_or_default(),
            ended: ended(of),
            date: of.stage.ends_at().unwrap_or(cx.now()).utc_date(),
            link: format!("{base}/p/{organisation}/admin-relationships/{}", of.id),
        };
        notifications::queue(cx, &Mail { organisation, recipient, language, message })?;
    }
    Ok(())
}
