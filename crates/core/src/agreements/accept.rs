//! The customer accepts the agreement itself.

use super::{Confirmation, ConfirmationKind, record::facts, store, today_in};
use crate::{
    Cx, Fault,
    access::permissions::AcceptAgreement,
    audit::{Event, Operation, ResourceType},
};
use opc_kernel::{
    country::Country,
    id::{OrganisationId, TemplateId},
    time::Date,
};

/// A partner that waits for the customer's acceptance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The partner.
    pub partner: OrganisationId,
    /// Its name.
    pub partner_name: String,
    /// Code of the country whose template is to be accepted.
    pub country: String,
    /// The template that counts now.
    pub template: TemplateId,
}

/// An agreement the customer has accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// The template.
    pub template: TemplateId,
    /// Name of the partner it was accepted towards.
    pub partner_name: String,
    /// Who says so.
    pub kind: ConfirmationKind,
    /// When.
    pub date_agreed: Date,
    /// Given name of the signer.
    pub first_name: String,
    /// Family name of the signer.
    pub last_name: String,
    /// Code of the country whose text it is.
    pub country: String,
}

/// What is on record that the actor's own organisation accepted, newest first.
pub fn accepted(cx: &mut Cx<'_, '_>) -> Result<Vec<Accepted>, Fault> {
    let scope = cx.allow(AcceptAgreement)?.scope();
    store::accepted(cx, scope)
}

/// The partners that wait for the acceptance of the actor's own organisation. One through which
/// the customer has bought before is not among them: then the partner must attest (`domain/02`).
pub fn waiting(cx: &mut Cx<'_, '_>) -> Result<Vec<Waiting>, Fault> {
    let scope = cx.allow(AcceptAgreement)?.scope();
    let mut found = Vec::new();
    for row in store::awaited(cx, scope)? {
        if let Some(template) = store::current_id(cx, &row.country, cx.today())? {
            let (partner, country) = (row.partner, row.country);
            found.push(Waiting { partner, partner_name: row.partner_name, country, template });
        }
    }
    // A partner may have asked more than once.
    found.dedup_by_key(|waiting| waiting.partner);
    Ok(found)
}

/// Accepts the current template for the actor's own organisation, towards every partner that waits
/// for it. Answers what was confirmed; nothing if nobody waits any more.
pub fn accept(cx: &mut Cx<'_, '_>) -> Result<Vec<Confirmation>, Fault> {
    let scope = cx.allow(AcceptAgreement)?.scope();
    let signer = cx.actor().person().cloned().ok_or(Fault::SignedOut)?;
    let email = store::email_of(cx, signer.user)?;
    let mut accepted = Vec::new();
    for row in store::awaited(cx, scope)? {
        let Some(template) = store::current_id(cx, &row.country, cx.today())? else { continue };
        let today =
            Country::parse(&row.country).map_or(cx.today(), |home| today_in(home, cx.now()));
        let confirmation = Confirmation {
            id: row.agreement,
            template,
            kind: ConfirmationKind::Direct,
            date_agreed: Some(today),
            first_name: signer.first_name.clone(),
            last_name: signer.last_name.clone(),
            email: email.clone(),
            phone: String::new(),
            recorded_by: Some(signer.user),
            created_at: cx.now(),
        };
        store::complete(cx, scope, &confirmation)?;
        let event = Event::new(Operation::CreateAgreement, ResourceType::Agreement);
        let event = event.in_log_of(row.partner).about(scope.organisation().into(), &row.company);
        cx.record(event.to(&facts(&confirmation)))?;
        accepted.push(confirmation);
    }
    Ok(accepted)
}
