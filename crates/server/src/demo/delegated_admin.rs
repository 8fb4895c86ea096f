//! What the sandbox's customer lets its partner administer: one relationship that it has approved,
//! with a group that uses it, and one that waits for its answer.

use super::customers::by_agent;
use crate::{failure::Failure, programme::Made};
use opc_core::{
    Core, Cx, Fault,
    access::{Caller, Claims, Request},
    delegated_admin::{
        self, Answer, TermsForm,
        groups::{self, GroupForm},
    },
    kernel::id::{AdminRelationshipId, CustomerId, UserId},
};

/// Names in English and Japanese.
const ACTIVE: [&str; 2] = ["Daily support", "日常のサポート"];
const WAITING: [&str; 2] = ["Security check-up", "セキュリティ診断"];
const GROUP: [&str; 2] = ["Service desk", "サービスデスク"];
const SUPPORT: [&str; 3] = ["service-support-admin", "licence-admin", "user-admin"];
const CHECK_UP: [&str; 2] = ["global-reader", "security-reader"];

/// Asks twice, approves once, and gives the roles to a group of the agent.
pub(super) fn make(
    core: &Core,
    partner: &Made,
    (customer, admin): (CustomerId, UserId),
    language: &str,
) -> Result<(), Failure> {
    let at = usize::from(language == "ja");
    let agent = partner.agent.ok_or_else(|| Failure::setting("demo", &partner.key))?;
    let failed = || Failure::fault(&partner.key);
    let asked = core.write_blocking(by_agent(partner)?, move |cx| {
        ask(cx, customer, (WAITING[at], "30", &CHECK_UP))?;
        ask(cx, customer, (ACTIVE[at], "730", &SUPPORT))
    });
    let active = asked.map_err(failed())?;
    let claims = Claims {
        organisation: customer.into(),
        application: partner.application,
        user: Some((admin, 0)),
        mfa: true,
    };
    let by_admin = Request { caller: Caller::Token(claims), ..Request::system() };
    let approve =
        move |cx: &mut Cx<'_, '_>| delegated_admin::answer(cx, Ok(active), Answer::Approve);
    core.write_blocking(by_admin, approve).map_err(failed())?;
    let assigned = core.write_blocking(by_agent(partner)?, move |cx| {
        let form = GroupForm { name: GROUP[at].to_owned(), members: vec![agent] };
        let group = groups::save(cx, None, &form)?;
        delegated_admin::assign(cx, active, Some(group), &SUPPORT.map(str::to_owned))
    });
    assigned.map(drop).map_err(failed())
}

fn ask(
    cx: &mut Cx<'_, '_>,
    customer: CustomerId,
    (name, days, roles): (&str, &str, &[&str]),
) -> Result<AdminRelationshipId, Fault> {
    let form = TermsForm {
        name: name.to_owned(),
        days: days.to_owned(),
        auto_extend: false,
        roles: roles.iter().map(|role| (*role).to_owned()).collect(),
    };
    let made = delegated_admin::create(cx, Some(customer), &form)?;
    Ok(delegated_admin::ask(cx, made.id, None)?.id)
}
