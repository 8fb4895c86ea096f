//! Putting a confirmation on record: also part of adding a customer.

use super::{Attestation, Confirmation, ConfirmationKind, Template, attest, store};
use crate::{
    Cx, Fault, Noun,
    access::{Scope, permissions::AttestAgreement},
    audit::{Event, Operation, ResourceType},
    customers::Account,
    notifications::{self, Mail, Message},
};
use opc_kernel::{id::TemplateId, language::Lang, rule::Rule};

/// Records a checked attestation and queues the mail that tells the primary contact of it.
/// Refused if it names a template older than the current one. Whoever may add a customer need not be
/// allowed to attest, so this asks again.
pub(crate) fn record_attestation(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    account: &Account,
    attestation: &Attestation,
) -> Result<Confirmation, Fault> {
    cx.allow(AttestAgreement)?;
    let accepted = accepted(cx, account, attestation.template)?;
    if let Some(rule) = accepted.too_early(attestation.date) {
        return Err(Fault::field("agreement-date", rule));
    }
    let template = accepted.id;
    let confirmation = Confirmation {
        id: cx.new_id(),
        template,
        kind: ConfirmationKind::Attested,
        date_agreed: Some(attestation.date),
        first_name: attestation.first_name.clone(),
        last_name: attestation.last_name.clone(),
        email: attestation.email.clone(),
        phone: attestation.phone.clone(),
        recorded_by: cx.actor().person().map(|person| person.user),
        created_at: cx.now(),
    };
    put(cx, scope, account, &confirmation)?;
    tell(cx, scope, account, attestation)?;
    Ok(confirmation)
}

/// Records that the customer is going to accept the current template itself.
pub(crate) fn record_direct(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    account: &Account,
) -> Result<(), Fault> {
    let confirmation = Confirmation {
        id: cx.new_id(),
        template: current(cx, account)?.id,
        kind: ConfirmationKind::Direct,
        date_agreed: None,
        first_name: String::new(),
        last_name: String::new(),
        email: String::new(),
        phone: String::new(),
        recorded_by: cx.actor().person().map(|person| person.user),
        created_at: cx.now(),
    };
    put(cx, scope, account, &confirmation)
}

fn current(cx: &mut Cx<'_, '_>, account: &Account) -> Result<Template, Fault> {
    let country = attest::home(account)?;
    store::current(cx, country, cx.today())?.ok_or(Fault::NotFound(Noun::Agreement))
}

/// The template that is attested: the current one, or one that is named and will be.
fn accepted(
    cx: &mut Cx<'_, '_>,
    account: &Account,
    named: Option<TemplateId>,
) -> Result<Template, Fault> {
    let current = current(cx, account)?;
    let Some(named) = named.filter(|named| *named != current.id) else { return Ok(current) };
    let rule = match store::template(cx, named, current.country)? {
        Some(later) if later.effective_from >= current.effective_from => return Ok(later),
        Some(_) => Rule::AgreementTemplateOutdated,
        None => Rule::AgreementTemplateUnknown,
    };
    Err(Fault::field("agreement-template", rule))
}

fn put(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    account: &Account,
    confirmation: &Confirmation,
) -> Result<(), Fault> {
    store::insert(cx, (scope.partner(), account.id), confirmation)?;
    let event = Event::new(Operation::CreateAgreement, ResourceType::Agreement);
    // What the customer is asked to accept is not accepted yet.
    let event = if confirmation.date_agreed.is_some() { event } else { event.under_way() };
    cx.record(event.about(account.id, &account.billing.company_name).to(&facts(confirmation)))
}

/// A confirmation as the activity log tells of it.
pub(super) fn facts(confirmation: &Confirmation) -> serde_json::Value {
    serde_json::json!({
        "agreement_id": confirmation.id,
        "template_id": confirmation.template,
        "type": confirmation.kind.name(),
        "date_agreed": confirmation.date_agreed.map(|date| date.to_string()),
        "first_name": confirmation.first_name,
        "last_name": confirmation.last_name,
        "email": confirmation.email,
        "phone": confirmation.phone,
    })
}

fn tell(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    account: &Account,
    attestation: &Attestation,
) -> Result<(), Fault> {
    let partner = cx.actor().member().map(|member| member.name.clone()).unwrap_or_default();
    let mail = Mail {
        organisation: scope.organisation(),
        recipient: account.billing.email.clone(),
        language: Lang::parse(&account.billing.language).unwrap_or_default(),
        message: Message::AgreementAttested {
            customer: account.id,
            company: account.billing.company_name.clone(),
            partner,
            first_name: attestation.first_name.clone(),
            last_name: attestation.last_name.clone(),
            date: attestation.date,
        },
    };
    notifications::queue(cx, &mail)?;
    Ok(())
}
