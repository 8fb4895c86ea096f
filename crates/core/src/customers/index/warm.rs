//! Reading names before anybody waits for them.

use super::feed;
use crate::{
    Core, Cx, Fault,
    access::{OrganisationKind, Request, Scope},
};
use opc_db::sql;
use opc_kernel::id::OrganisationId;

/// Partners looked at.
const PARTNERS: u32 = 1000;

/// Reads the names of the partners with `at_least` so many customers, the largest first, as far as
/// memory goes, and keeps those current that are there. Answers how many customers were read. Ends
/// early, between two batches, when `go_on` says no.
pub fn warm(
    core: &Core,
    at_least: u32,
    go_on: impl Fn() -> bool + Clone + Send + 'static,
) -> Result<usize, Fault> {
    let mut read = 0;
    let all = core.read_blocking(Request::system(), move |cx| large(cx, at_least))?;
    for (scope, customers) in all {
        if go_on() && core.env().shelf.has_room(scope.organisation(), customers) {
            let go_on = go_on.clone();
            read +=
                core.read_blocking(Request::system(), move |cx| feed::fill(cx, scope, &go_on))?;
        }
    }
    Ok(read)
}

/// The partners with so many accounts or more, ended ones included.
fn large(cx: &mut Cx<'_, '_>, at_least: u32) -> Result<Vec<(Scope, usize)>, Fault> {
    let found: Vec<(OrganisationId, OrganisationKind, i64)> = cx.all(
        sql!(
            "SELECT o.id, o.kind, c.accounts
             FROM (SELECT partner_id, COUNT(*) AS accounts FROM accounts
                   GROUP BY partner_id HAVING COUNT(*) >= $1) c
             JOIN organisations o ON o.id = c.partner_id
             ORDER BY c.accounts DESC, o.id LIMIT $2"
        ),
        &[at_least.into(), PARTNERS.into()],
        |r| Ok((r.take()?, r.parse(OrganisationKind::parse)?, r.take()?)),
    )?;
    let large = |(id, kind, accounts)| {
        Ok((Scope::of_system(cx, id, kind)?, usize::try_from(accounts).unwrap_or(usize::MAX)))
    };
    found.into_iter().map(large).collect()
}
