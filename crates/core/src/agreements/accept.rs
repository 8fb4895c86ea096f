//! The customer accepts the agreement itself.

use super::{
    Confirmation, ConfirmationKind,
    record::facts,
    store::{self, Open},
    today_in,
};
use crate::{
    Cx, Fault,
    access::{Scope, permissions::AcceptAgreement},
    audit::{Event, Operation, ResourceType},
    customers::Account,
};
use opc_kernel::{
    country::Country,
    id::{CustomerId, OrganisationId, TemplateId},
    time::Date,
};

/// A partner towards which the customer may accept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The partner.
    pub partner: OrganisationId,
    /// Its name.
    pub partner_name: String,
    /// Code of the country whose template is to be accepted.
    pub country: String,
    /// The newest template.
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

/// The partners towards which the actor's own organisation may accept the newest version. One
/// through which it bought before it ever accepted itself is not among them: then the partner must
/// attest (`domain/02`; `docs/decisions/05-attestation.md`).
pub fn waiting(cx: &mut Cx<'_, '_>) -> Result<Vec<Waiting>, Fault> {
    let scope = cx.allow(AcceptAgreement)?.scope();
    let mut found = Vec::new();
    for open in store::open(cx, scope)? {
        if let Some(template) = store::newest_id(cx, &open.country)? {
            let Open { partner, partner_name, country, .. } = open;
            found.push(Waiting { partner, partner_name, country, template });
        }
    }
    Ok(found)
}

/// Accepts the newest version for the actor's own organisation, towards every partner for which it
/// may. Answers what was confirmed; nothing if there is nothing to accept any more.
pub fn accept(cx: &mut Cx<'_, '_>) -> Result<Vec<Confirmation>, Fault> {
    let scope = cx.allow(AcceptAgreement)?.scope();
    let mut accepted = Vec::new();
    for open in store::open(cx, scope)? {
        let Some(template) = store::newest_id(cx, &open.country)? else { continue };
        accepted.push(accept_one(cx, scope, (&open, template))?);
    }
    Ok(accepted)
}

/// The version that customers of a country accept towards a partner that is going to sell to them,
/// unless this customer has.
pub(crate) fn to_accept(
    cx: &mut Cx<'_, '_>,
    partner: OrganisationId,
    (customer, country): (Option<CustomerId>, Country),
) -> Result<Option<TemplateId>, Fault> {
    let Some(newest) = store::newest_id(cx, country.code())? else { return Ok(None) };
    let accepted = match customer {
        Some(customer) => store::has_accepted(cx, (partner.into(), customer), newest)?,
        None => false,
    };
    Ok((!accepted).then_some(newest))
}

/// Accepts a version for the actor's own organisation towards one partner, which keeps `account`.
pub(crate) fn accept_towards(
    cx: &mut Cx<'_, '_>,
    partner: OrganisationId,
    (account, template): (&Account, TemplateId),
) -> Result<(), Fault> {
    let scope = cx.allow(AcceptAgreement)?.scope();
    let asked = store::open(cx, scope)?.into_iter().find(|open| open.partner == partner);
    let open = asked.unwrap_or_else(|| Open {
        partner,
        partner_name: String::new(),
        company: account.billing.company_name.clone(),
        country: account.billing.country.clone(),
        asked: None,
    });
    accept_one(cx, scope, (&open, template)).map(drop)
}

fn accept_one(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    (open, template): (&Open, TemplateId),
) -> Result<Confirmation, Fault> {
    let signer = cx.actor().person().cloned().ok_or(Fault::SignedOut)?;
    let today = Country::parse(&open.country).map_or(cx.today(), |home| today_in(home, cx.now()));
    let confirmation = Confirmation {
        id: open.asked.unwrap_or_else(|| cx.new_id()),
        template,
        kind: ConfirmationKind::Direct,
        date_agreed: Some(today),
        email: store::email_of(cx, signer.user)?,
        first_name: signer.first_name,
        last_name: signer.last_name,
        phone: String::new(),
        recorded_by: Some(signer.user),
        created_at: cx.now(),
    };
    if open.asked.is_some() {
        store::complete(cx, scope, &confirmation)?;
    } else {
        let ours = (open.partner.into(), scope.organisation().into());
        store::insert(cx, ours, &confirmation)?;
    }
    let event = Event::new(Operation::CreateAgreement, ResourceType::Agreement);
    let event = event.in_log_of(open.partner).about(scope.organisation().into(), &open.company);
    cx.record(event.to(&facts(&confirmation)))?;
    Ok(confirmation)
}
