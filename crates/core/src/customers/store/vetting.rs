//! What the operator's decisions change in an account.

use crate::{
    Cx, Fault,
    customers::{HeldQualification, Validation, index},
    fault::to_store,
};
use opc_db::sql;
use opc_kernel::id::{CustomerId, PartnerId};

/// Replaces the qualifications, also in the account of the partner's reseller.
pub(in crate::customers) fn save_qualifications(
    cx: &mut Cx<'_, '_>,
    partner: PartnerId,
    customer: CustomerId,
    held: &[HeldQualification],
) -> Result<(), Fault> {
    cx.execute(
        sql!(
            "UPDATE accounts SET qualifications = $3, version = version + 1, updated_at = $4
             WHERE (partner_id = $1 OR (provider_id = $1 AND relationship = 'reseller'))
               AND customer_id = $2"
        ),
        &[
            partner.into(),
            customer.into(),
            to_store("qualifications", &held)?.into(),
            cx.now().into(),
        ],
    )?;
    index::note(cx, customer)
}

/// Says how far the verification is, also in the account of the partner's reseller.
pub(in crate::customers) fn save_validation(
    cx: &mut Cx<'_, '_>,
    partner: PartnerId,
    customer: CustomerId,
    validation: Validation,
) -> Result<(), Fault> {
    cx.execute(
        sql!(
            "UPDATE accounts SET validation = $3, version = version + 1, updated_at = $4
             WHERE (partner_id = $1 OR (provider_id = $1 AND relationship = 'reseller'))
               AND customer_id = $2"
        ),
        &[partner.into(), customer.into(), validation.name().into(), cx.now().into()],
    )?;
    index::note(cx, customer)
}
