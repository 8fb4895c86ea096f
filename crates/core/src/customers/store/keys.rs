//! What accounts are recognised by.

use crate::{Cx, Fault, access::Scope, customers::duplicates::Likeness};
use opc_db::sql;
use opc_kernel::id::{CustomerId, PartnerId};

/// Replaces the keys of a partner's account, and of its reseller's.
pub(in crate::customers) fn save(
    cx: &mut Cx<'_, '_>,
    partner: PartnerId,
    customer: CustomerId,
    likeness: &Likeness,
) -> Result<(), Fault> {
    let ours = [partner.into(), customer.into()];
    cx.execute(
        sql!(
            "DELETE FROM account_keys WHERE customer_id = $2 AND partner_id IN
             (SELECT partner_id FROM accounts
              WHERE (partner_id = $1 OR provider_id = $1) AND customer_id = $2)"
        ),
        &ours,
    )?;
    let [partner, customer] = ours;
    for (_, key) in likeness.keys() {
        cx.execute(
            sql!(
                "INSERT INTO account_keys (key, customer_id, partner_id)
                 SELECT CAST($3 AS TEXT), customer_id, partner_id FROM accounts
                 WHERE (partner_id = $1 OR provider_id = $1) AND customer_id = $2"
            ),
            &[partner.clone(), customer.clone(), key.into()],
        )?;
    }
    Ok(())
}

/// A customer of the scope with this key: its id and company name.
pub(in crate::customers) fn own(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    key: &str,
) -> Result<Option<(CustomerId, String)>, Fault> {
    cx.first(
        sql!(
            "SELECT a.customer_id, a.company_name FROM account_keys k
             JOIN accounts a ON a.partner_id = k.partner_id AND a.customer_id = k.customer_id
             WHERE k.partner_id = $1 AND k.key = $2 AND a.relationship = 'reseller'
             ORDER BY a.customer_id LIMIT 1"
        ),
        &[scope.partner().into(), key.into()],
        |r| Ok((r.take()?, r.take()?)),
    )
}

/// The customer of the scope with this primary domain.
pub(in crate::customers) fn own_domain(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    domain: &str,
) -> Result<Option<(CustomerId, String)>, Fault> {
    cx.first(
        sql!(
            "SELECT a.customer_id, a.company_name FROM organisations o
             JOIN accounts a ON a.customer_id = o.id
             WHERE o.domain = $2 AND a.partner_id = $1 AND a.relationship = 'reseller'"
        ),
        &[scope.partner().into(), domain.into()],
        |r| Ok((r.take()?, r.take()?)),
    )
}

/// Whether any account has the key, whoever's. A look across tenants: it answers yes or no.
pub(in crate::customers) fn exists(cx: &mut Cx<'_, '_>, key: &str) -> Result<bool, Fault> {
    let found = cx.first(
        sql!("SELECT customer_id FROM account_keys WHERE key = $1 LIMIT 1"),
        &[key.into()],
        |r| r.take::<CustomerId>(),
    )?;
    Ok(found.is_some())
}
