//! Restricting and suspending a partner, and letting it go on (`domain/01` §1, State; `domain/06`,
//! late payment; `domain/09`, fraud).

use super::{Organisation, store};
use crate::{
    Cx, Fault, Noun,
    access::{OrganisationState, permissions::ManageProgramme},
    audit::{Event, Operation, ResourceType},
    notifications::{self, Mail, Message},
};
use opc_kernel::{id::OrganisationId, rule::Rule, text::clean_message};

/// Longest reason, in characters.
const REASON_MAX: u32 = 500;

/// Puts a partner into a state: at once, sessions that are open and programs included. The partner
/// reads the reason; only letting it go on needs none. Told by mail to its global administrators and
/// written into both logs. `Fault::Stale` if it is not in `version` any more.
pub fn set_state(
    cx: &mut Cx<'_, '_>,
    id: OrganisationId,
    version: Option<i64>,
    (state, reason): (OrganisationState, &str),
) -> Result<Organisation, Fault> {
    let granted = cx.allow(ManageProgramme)?;
    let before = store::organisation(cx, &granted, id)?;
    let before = before.ok_or(Fault::NotFound(Noun::Organisation))?;
    let reason = clean_message(reason, REASON_MAX);
    let reason = reason.map_err(|rule| Fault::field("state-reason", rule))?;
    let lifted = state == OrganisationState::Active;
    if reason.is_empty() && !lifted {
        return Err(Fault::field("state-reason", Rule::Required));
    }
    let kept = (!lifted).then(|| reason.clone());
    if before.state == state && before.reason == kept {
        return Err(Fault::Refused(Rule::PartnerStateUnchanged));
    }
    let after = Organisation { state, reason: kept, since: Some(cx.now()), ..before.clone() };
    let seen = version.unwrap_or_else(|| before.version());
    if seen != before.version() || !store::save_state(cx, &granted, (&before, &after))? {
        return Err(Fault::Stale);
    }
    record(cx, (&before, &after), &reason)?;
    for (recipient, language) in store::global_admins(cx, &granted, id)? {
        let name = cx.actor().member().map(|member| member.name.clone()).unwrap_or_default();
        let message = Message::PartnerState {
            partner: after.name.clone(),
            state: state.name().to_owned(),
            reason: reason.clone(),
            operator: name,
        };
        notifications::queue(cx, &Mail { organisation: id, recipient, language, message })?;
    }
    Ok(after)
}

/// In the partner's log and in the operator's own.
fn record(
    cx: &mut Cx<'_, '_>,
    (before, after): (&Organisation, &Organisation),
    reason: &str,
) -> Result<(), Fault> {
    let facts = |of: &Organisation, reason: &str| {
        serde_json::json!({
            "name": of.name,
            "partner_state": of.state.name(),
            "state_reason": reason,
        })
    };
    let event = Event::new(Operation::UpdateCompanyInfo, ResourceType::Organisation)
        .from(&facts(before, before.reason.as_deref().unwrap_or_default()))
        .to(&facts(after, reason));
    cx.record(event.clone())?;
    cx.record(event.in_log_of(after.id))
}
