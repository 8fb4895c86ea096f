//! Rows that say where customers came from.

use crate::{Cx, Fault, access::Scope, customers::source::Source};
use opc_db::sql;
use opc_kernel::id::CustomerId;
use std::collections::HashMap;

/// `false`: another customer of the scope is known by this id there.
pub(in crate::customers) fn add_source(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    customer: CustomerId,
    source: &Source,
) -> Result<bool, Fault> {
    let added = cx.execute(
        sql!(
            "INSERT INTO account_sources (partner_id, source, source_id, customer_id, since)
             VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING"
        ),
        &[
            scope.partner().into(),
            (&source.name).into(),
            (&source.id).into(),
            customer.into(),
            cx.now().into(),
        ],
    )?;
    Ok(added == 1)
}

pub(in crate::customers) fn of_source(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    source: &Source,
) -> Result<Option<(CustomerId, String)>, Fault> {
    cx.first(
        sql!(
            "SELECT s.customer_id, a.company_name FROM account_sources s
             JOIN accounts a ON a.partner_id = s.partner_id AND a.customer_id = s.customer_id
             WHERE s.partner_id = $1 AND s.source = $2 AND s.source_id = $3
               AND a.relationship = 'reseller'"
        ),
        &[scope.partner().into(), (&source.name).into(), (&source.id).into()],
        |r| Ok((r.take()?, r.take()?)),
    )
}

/// The sources of these customers of the scope, the oldest first.
pub(in crate::customers) fn sources(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    customers: &[CustomerId],
) -> Result<HashMap<CustomerId, Vec<Source>>, Fault> {
    let found: Vec<(CustomerId, Source)> = cx.all(
        sql!(
            "SELECT customer_id, source, source_id FROM account_sources
             WHERE partner_id = $1 AND customer_id = ANY($2) ORDER BY since, source"
        ),
        &[scope.partner().into(), customers.into()],
        |r| Ok((r.take()?, Source { name: r.take()?, id: r.take()? })),
    )?;
    let mut all = HashMap::<_, Vec<_>>::new();
    for (customer, source) in found {
        all.entry(customer).or_default().push(source);
    }
    Ok(all)
}
