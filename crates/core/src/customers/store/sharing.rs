//! Rows of the accounts that a provider's customers have with its resellers.

use super::{super::create::sort_key, insert};
use crate::{
    Cx, Fault,
    access::Scope,
    customers::{Account, PurchasePermissions, Relationship},
};
use opc_db::sql;
use opc_kernel::id::{CustomerId, OrganisationId};

/// `false`: somebody else changed the account first.
pub(in crate::customers) fn set_reseller(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    before: &Account,
    reseller: Option<OrganisationId>,
) -> Result<bool, Fault> {
    let changed = cx.execute(
        sql!(
            "UPDATE accounts SET reseller_id = $4, version = version + 1, updated_at = $5
             WHERE partner_id = $1 AND customer_id = $2 AND version = $3"
        ),
        &[
            scope.partner().into(),
            before.id.into(),
            before.version.into(),
            reseller.into(),
            cx.now().into(),
        ],
    )?;
    Ok(changed == 1)
}

/// Gives a reseller its account of the provider's customer, again if it had one.
pub(in crate::customers) fn share(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    account: &Account,
    reseller: OrganisationId,
) -> Result<(), Fault> {
    if shared(cx, scope, (account.id, reseller), Relationship::Reseller)? {
        return Ok(());
    }
    let shared = Account {
        provider: Some(scope.organisation()),
        reseller: None,
        permissions: PurchasePermissions::NONE,
        tags: Vec::new(),
        version: 1,
        ..account.clone()
    };
    insert(cx, reseller, &shared, &sort_key(&account.billing.company_name))
}

/// Takes a reseller's account of the provider's customer from its list.
pub(in crate::customers) fn unshare(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    customer: CustomerId,
    reseller: OrganisationId,
) -> Result<(), Fault> {
    shared(cx, scope, (customer, reseller), Relationship::None).map(drop)
}

fn shared(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    (customer, reseller): (CustomerId, OrganisationId),
    relationship: Relationship,
) -> Result<bool, Fault> {
    let changed = cx.execute(
        sql!(
            "UPDATE accounts SET relationship = $4, version = version + 1, updated_at = $5
             WHERE provider_id = $1 AND customer_id = $2 AND partner_id = $3"
        ),
        &[
            scope.partner().into(),
            customer.into(),
            reseller.into(),
            relationship.name().into(),
            cx.now().into(),
        ],
    )?;
    Ok(changed == 1)
}
