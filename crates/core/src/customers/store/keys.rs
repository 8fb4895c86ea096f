//! What accounts are recognised by.

use crate::{Cx, Fault, access::Scope, customers::duplicates::Likeness};
use opc_db::sql;
use opc_kernel::id::{CustomerId, PartnerId};
use std::collections::{HashMap, HashSet};

/// Replaces the keys of a partner's account, and of its reseller's.
pub(in crate::customers) fn save(
    cx: &mut Cx<'_, '_>,
    partner: PartnerId,
    customer: CustomerId,
    likeness: &Likeness,
) -> Result<(), Fault> {
    cx.execute(
        sql!(
            "DELETE FROM account_keys WHERE customer_id = $2 AND partner_id IN
             (SELECT partner_id FROM accounts
              WHERE (partner_id = $1 OR (provider_id = $1 AND relationship = 'reseller'))
                AND customer_id = $2)"
        ),
        &[partner.into(), customer.into()],
    )?;
    for (_, key) in likeness.keys() {
        cx.execute(
            sql!(
                "INSERT INTO account_keys (key, customer_id, partner_id)
                 SELECT CAST($3 AS TEXT), customer_id, partner_id FROM accounts
                 WHERE (partner_id = $1 OR (provider_id = $1 AND relationship = 'reseller'))
                   AND customer_id = $2"
            ),
            &[partner.into(), customer.into(), key.into()],
        )?;
    }
    Ok(())
}

/// Remembers the keys of a new account. Plain values: for a statement that may add several rows the
/// embedded engine keeps a journal of its own, which costs more than the row.
pub(in crate::customers) fn add(
    cx: &mut Cx<'_, '_>,
    partner: PartnerId,
    customer: CustomerId,
    likeness: &Likeness,
) -> Result<(), Fault> {
    for (_, key) in likeness.keys() {
        cx.execute(
            sql!("INSERT INTO account_keys (key, customer_id, partner_id) VALUES ($1, $2, $3)"),
            &[key.into(), customer.into(), partner.into()],
        )?;
    }
    Ok(())
}

/// Customers of the scope by those of these keys that they have: id and company name, of the first
/// one added.
pub(in crate::customers) fn own(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    keys: &[String],
) -> Result<HashMap<String, (CustomerId, String)>, Fault> {
    // CROSS JOIN is how the embedded engine is told to begin with the keys. By its own guess it goes
    // through all customers of the partner, each with every key.
    let found = cx.all(
        sql!(
            "SELECT k.key, a.customer_id, a.company_name FROM account_keys k CROSS JOIN accounts a
             WHERE k.partner_id = $1 AND k.key = ANY($2) AND a.partner_id = k.partner_id
                 AND a.customer_id = k.customer_id AND a.relationship = 'reseller'
             ORDER BY a.customer_id DESC"
        ),
        &[scope.partner().into(), keys.to_vec().into()],
        |r| Ok((r.take()?, (r.take()?, r.take()?))),
    )?;
    Ok(found.into_iter().collect())
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

/// Whether the domain is that of a customer, whoever's. A look across tenants: it answers yes or no.
pub(in crate::customers) fn is_of_customer(
    cx: &mut Cx<'_, '_>,
    domain: &str,
) -> Result<bool, Fault> {
    let found = cx.first(
        sql!("SELECT COUNT(*) FROM organisations WHERE domain = $1 AND kind = 'customer'"),
        &[domain.into()],
        |r| r.take::<i64>(),
    )?;
    Ok(found.is_some_and(|count| count > 0))
}

/// Those of the keys that any account has, whoever's. A look across tenants: it answers yes or no
/// for each.
pub(in crate::customers) fn held(
    cx: &mut Cx<'_, '_>,
    keys: Vec<String>,
) -> Result<HashSet<String>, Fault> {
    let found = cx.all(
        sql!("SELECT DISTINCT key FROM account_keys WHERE key = ANY($1)"),
        &[keys.into()],
        |r| r.take(),
    )?;
    Ok(found.into_iter().collect())
}

/// Those of the domains that some organisation has. The same look, for domains.
pub(in crate::customers) fn domains(
    cx: &mut Cx<'_, '_>,
    domains: Vec<String>,
) -> Result<HashSet<String>, Fault> {
    let found = cx.all(
        sql!("SELECT domain FROM organisations WHERE domain = ANY($1)"),
        &[domains.into()],
        |r| r.take(),
    )?;
    Ok(found.into_iter().collect())
}
