//! Rows of partners as the operator sees them.

use super::super::{Organisation, OrganisationQuery};
use crate::{
    Cx, Fault,
    access::{Granted, OrganisationKind, OrganisationState, permissions::ManageProgramme},
    audit::contains,
};
use opc_db::{DbError, Row, sql};
use opc_kernel::{id::OrganisationId, language::Lang};

fn organisation_row(r: &mut Row<'_>) -> Result<Organisation, DbError> {
    Ok(Organisation {
        id: r.take()?,
        kind: r.parse(OrganisationKind::parse)?,
        name: r.take()?,
        country: r.take()?,
        domain: r.take()?,
        network_id: r.take()?,
        agreement_signed: r.take()?,
        state: r.parse(OrganisationState::parse)?,
        reason: r.take()?,
        since: r.take()?,
    })
}

/// A page and one row more, of all partners: only the operator is granted this.
pub(in crate::partners) fn organisations(
    cx: &mut Cx<'_, '_>,
    _: &Granted<ManageProgramme>,
    query: &OrganisationQuery,
) -> Result<Vec<Organisation>, Fault> {
    let limit = i64::try_from(query.size.rows()).unwrap_or(i64::MAX - 1) + 1;
    let text = query.text.trim();
    cx.all(
        sql!(
            "SELECT o.id, o.kind, o.name, o.country, o.domain, o.network_id, o.agreement_signed, o.state,
                    o.state_reason, o.state_since
             FROM organisations o
             WHERE o.kind NOT IN ('operator', 'customer') AND o.deleted_at IS NULL
               AND (CAST($1 AS TEXT) IS NULL OR lower(o.name) LIKE $1 ESCAPE '\\'
                    OR o.domain LIKE $1 ESCAPE '\\' OR o.network_id LIKE $1 ESCAPE '\\')
               AND (CAST($2 AS TEXT) IS NULL OR o.state = $2)
               AND ((o.name, o.id) > (SELECT a.name, a.id FROM organisations a WHERE a.id = $3)
                    OR $3 IS NULL)
             ORDER BY o.name, o.id LIMIT $4"
        ),
        &[
            (!text.is_empty()).then(|| contains(text)).into(),
            query.state.map(OrganisationState::name).into(),
            query.after.into(),
            limit.into(),
        ],
        organisation_row,
    )
}

/// A partner of the programme.
pub(in crate::partners) fn organisation(
    cx: &mut Cx<'_, '_>,
    _: &Granted<ManageProgramme>,
    id: OrganisationId,
) -> Result<Option<Organisation>, Fault> {
    cx.first(
        sql!(
            "SELECT id, kind, name, country, domain, network_id, agreement_signed, state, state_reason,
                    state_since
             FROM organisations
             WHERE id = $1 AND kind NOT IN ('operator', 'customer') AND deleted_at IS NULL"
        ),
        &[id.into()],
        organisation_row,
    )
}

/// Whether it was still in the state before.
pub(in crate::partners) fn save_state(
    cx: &mut Cx<'_, '_>,
    _: &Granted<ManageProgramme>,
    (before, after): (&Organisation, &Organisation),
) -> Result<bool, Fault> {
    let changed = cx.execute(
        sql!(
            "UPDATE organisations SET state = $2, state_reason = $3, state_since = $4
             WHERE id = $1 AND coalesce(state_since, 0) = $5"
        ),
        &[
            after.id.into(),
            after.state.name().into(),
            after.reason.as_ref().into(),
            after.since.into(),
            before.version().into(),
        ],
    )?;
    Ok(changed == 1)
}

/// Addresses and languages of the active global administrators of an organisation.
pub(in crate::partners) fn global_admins(
    cx: &mut Cx<'_, '_>,
    _: &Granted<ManageProgramme>,
    id: OrganisationId,
) -> Result<Vec<(String, Lang)>, Fault> {
    cx.all(
        sql!(
            "SELECT email, language FROM users
             WHERE organisation_id = $1 AND state = 'active' AND roles LIKE '%global_admin%'
             ORDER BY id LIMIT 100"
        ),
        &[id.into()],
        |r| Ok((r.take()?, r.parse(Lang::parse)?)),
    )
}
