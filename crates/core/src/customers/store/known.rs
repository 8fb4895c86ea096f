//! Rows of customers that may be the same as new ones.

use crate::{Cx, Fault, access::Scope};
use opc_db::sql;
use std::collections::{HashMap, HashSet};

/// Those of the domains that some organisation has. Across tenants, like
/// [`domain_exists`](super::domain_exists): it answers yes or no for each.
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

pub(in crate::customers) fn twins(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    keys: Vec<String>,
) -> Result<HashMap<(String, String), String>, Fault> {
    let found = cx.all(
        sql!(
            "SELECT name_key, postal_code, company_name FROM accounts
             WHERE partner_id = $1 AND name_key = ANY($2) AND relationship = 'reseller'"
        ),
        &[scope.partner().into(), keys.into()],
        |r| Ok(((r.take()?, r.take()?), r.take()?)),
    )?;
    Ok(found.into_iter().collect())
}

pub(in crate::customers) fn registered(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    ids: Vec<String>,
) -> Result<HashMap<String, String>, Fault> {
    let found = cx.all(
        sql!(
            "SELECT o.registration_id, a.company_name FROM organisations o
             JOIN accounts a ON a.customer_id = o.id
             WHERE o.registration_id = ANY($2) AND a.partner_id = $1
               AND a.relationship = 'reseller'"
        ),
        &[scope.partner().into(), ids.into()],
        |r| Ok((r.take()?, r.take()?)),
    )?;
    Ok(found.into_iter().collect())
}
