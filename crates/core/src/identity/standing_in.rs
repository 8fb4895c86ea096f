//! The program acts for a person: only for commands of whoever owns the database and its key.

use crate::{
    Cx, Fault, Noun,
    access::{Caller, Claims},
};
use opc_db::sql;

/// The first admin agent of the direct-bill partner with this domain, or of the oldest one, with
/// the second factor shown and through the partner's first application. Only for the program
/// itself; what is done is logged as done by them.
pub fn admin_agent(cx: &mut Cx<'_, '_>, partner: Option<&str>) -> Result<Caller, Fault> {
    cx.only_system()?;
    let found = cx.first(
        sql!(
            "SELECT o.id, a.id, u.id, u.epoch
             FROM organisations o
             JOIN users u ON u.organisation_id = o.id
             JOIN applications a ON a.organisation_id = o.id
             WHERE o.kind = 'direct_bill' AND o.state = 'active' AND u.state = 'active'
               AND u.roles LIKE '%admin_agent%' AND (o.domain = $1 OR CAST($1 AS TEXT) IS NULL)
             ORDER BY o.created_at, o.id, u.id, a.id LIMIT 1"
        ),
        &[partner.into()],
        |r| {
            let (organisation, application) = (r.take()?, r.take()?);
            Ok(Claims { organisation, application, user: Some((r.take()?, r.take()?)), mfa: true })
        },
    )?;
    found.map(Caller::Token).ok_or(Fault::NotFound(Noun::User))
}
