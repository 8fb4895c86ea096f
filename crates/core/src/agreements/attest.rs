//! The partner states that the customer accepted the agreement.

use super::{
    Attestation, Confirmation, attestation::is_duplicate, record_attestation, store, today_in,
};
use crate::{
    Cx, Fault,
    access::permissions::AttestAgreement,
    customers::{self, Account},
};
use opc_kernel::{country::Country, id::CustomerId, rule::Rule};

/// Records that a customer accepted the current template, and mails the customer's primary
/// contact. Refused if the template is older than the current one, and if the same signer is on record for
/// it (`domain/02`, Agreement; error 600061).
pub fn attest(
    cx: &mut Cx<'_, '_>,
    customer: CustomerId,
    attestation: &Attestation,
) -> Result<Confirmation, Fault> {
    let granted = cx.allow(AttestAgreement)?;
    let (scope, account) = (granted.scope(), customers::account_for(cx, &granted, customer)?);
    let country = home(&account)?;
    let clean =
        attestation.checked(country, today_in(country, cx.now())).map_err(Fault::Invalid)?;
    let counting = store::counting(cx, country.code(), cx.today())?;
    // An outdated template is refused as such, whoever signed it.
    let wanted = clean.template.or(counting.last().copied()).filter(|t| counting.contains(t));
    if let Some(template) = wanted {
        let on_record = store::confirmations(cx, scope, &account)?;
        if is_duplicate(&on_record, template, &clean) {
            return Err(Fault::Refused(Rule::AgreementDuplicate));
        }
    }
    record_attestation(cx, scope, &account, &clean)
}

pub(super) fn home(account: &Account) -> Result<Country, Fault> {
    let code = &account.billing.country;
    Country::parse(code).map_err(|e| Fault::Internal(format!("stored country {code:?}: {e}")))
}
