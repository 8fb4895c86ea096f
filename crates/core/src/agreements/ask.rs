//! The partner asks a customer to accept the agreement itself.

use super::{Confirmation, ConfirmationKind, record_direct, store};
use crate::{
    Cx, Fault,
    access::{Granted, Scope, permissions::AttestAgreement},
    customers::{self, Account},
};
use opc_kernel::{id::CustomerId, rule::Rule};

/// Why a customer cannot be asked to accept the newest version itself, or nothing: it has accepted
/// it, or it bought through the partner before it ever accepted itself (`domain/02`, Agreement).
pub fn why_not_ask(cx: &mut Cx<'_, '_>, customer: CustomerId) -> Result<Option<Rule>, Fault> {
    let granted = cx.allow(AttestAgreement)?;
    let scope = granted.scope();
    let (account, on_record) = on_record(cx, &granted, customer)?;
    reason(cx, scope, (&account, &on_record))
}

/// Asks a customer to accept the agreement itself. Asking twice is as asking once. No mail is sent:
/// the partner tells the customer where to sign in.
pub fn ask(cx: &mut Cx<'_, '_>, customer: CustomerId) -> Result<(), Fault> {
    let granted = cx.allow(AttestAgreement)?;
    let scope = granted.scope();
    let (account, on_record) = on_record(cx, &granted, customer)?;
    if let Some(rule) = reason(cx, scope, (&account, &on_record))? {
        return Err(Fault::Refused(rule));
    }
    if on_record.iter().any(|one| one.date_agreed.is_none()) {
        return Ok(());
    }
    record_direct(cx, scope, &account)
}

fn on_record(
    cx: &mut Cx<'_, '_>,
    granted: &Granted<AttestAgreement>,
    customer: CustomerId,
) -> Result<(Account, Vec<Confirmation>), Fault> {
    let account = customers::account_for(cx, granted, customer)?;
    let on_record = store::confirmations(cx, granted.scope(), &account)?;
    Ok((account, on_record))
}

fn reason(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    (account, on_record): (&Account, &[Confirmation]),
) -> Result<Option<Rule>, Fault> {
    let newest = store::newest_id(cx, &account.billing.country)?;
    let mut dated = on_record.iter().filter(|one| one.date_agreed.is_some());
    if dated.clone().any(|one| Some(one.template) == newest) {
        return Ok(Some(Rule::AgreementDuplicate));
    }
    let itself = dated.any(|one| one.kind == ConfirmationKind::Direct);
    let bought = !itself && store::has_bought(cx, scope, account.id)?;
    Ok(bought.then_some(Rule::AgreementCustomerHasBought))
}
