//! Rows of relationships.

use super::{
    AdminRelationship, DirectoryRole, Ender, Named, RelationshipQuery, Stage, StageKind, Terms,
    relationship::PENDING_DAYS,
};
use crate::{
    Cx, Fault,
    access::{OrganisationKind, Scope},
};
use opc_db::{DbError, Row, Value, sql};
use opc_kernel::{
    id::{AdminRelationshipId, CustomerId, OrganisationId},
    time::Timestamp,
};

mod assignments;
mod groups;
mod people;

pub(super) use assignments::{
    assignment, assignments, assignments_of, assignments_of_group, delete_assignment,
    insert_assignment, own_roles, save_assignment,
};
pub(super) use groups::{
    delete_group, group, group_is_used, groups, insert_group, members, rename_group, set_members,
    team,
};
pub(super) use people::{admins_of, has_delegated_admin, requester};

macro_rules! select {
    ($($rest:literal),+) => {
        sql!(concat!(
            "SELECT r.id, r.partner_id, p.name, r.customer_id, COALESCE(a.company_name, o.name),
                    r.name, r.days, r.auto_extend, r.roles, r.state, r.asked_at, r.active_at,
                    r.ends_at, r.closed_at, r.closed_by, r.requested_by, r.version, r.created_at,
                    r.updated_at, w.at
             FROM admin_relationships r JOIN organisations p ON p.id = r.partner_id
             LEFT JOIN organisations o ON o.id = r.customer_id
             LEFT JOIN admin_wakes w ON w.relationship_id = r.id
             LEFT JOIN accounts a ON a.partner_id = r.partner_id AND a.customer_id = r.customer_id ",
            $($rest),+
        ))
    };
}

/// What was written down, and when the clock wanted to look at it.
pub(super) type Stored = (AdminRelationship, Option<Timestamp>);

fn stage(r: &mut Row<'_>) -> Result<Stage, DbError> {
    let kind = r.parse(StageKind::parse)?;
    let (asked, since): (Option<Timestamp>, Option<Timestamp>) = (r.take()?, r.take()?);
    let (ends, closed): (Option<Timestamp>, Option<Timestamp>) = (r.take()?, r.take()?);
    let by = r.take::<Option<String>>()?;
    let by = by.as_deref().and_then(Ender::parse);
    match (kind, asked, since, ends, closed) {
        (StageKind::Created, None, None, None, None) => Ok(Stage::Created),
        (StageKind::Pending, Some(since), None, None, None) => Ok(Stage::Pending { since }),
        (StageKind::Active, _, Some(since), Some(ends), None) => Ok(Stage::Active { since, ends }),
        (StageKind::Expired, _, since, _, Some(at)) => Ok(Stage::Expired { since, at }),
        (StageKind::Terminated, _, since, _, Some(at)) if let Some(by) = by => {
            Ok(Stage::Terminated { since, at, by })
        }
        _ => Err(r.misfit(9, format!("{} contradicts its times", kind.name()))),
    }
}

fn row(r: &mut Row<'_>) -> Result<Stored, DbError> {
    let id = r.take()?;
    let partner = Named { id: r.take()?, name: r.take()? };
    let (customer, name): (Option<CustomerId>, Option<String>) = (r.take()?, r.take()?);
    let customer = customer.map(|id| Named { id, name: name.unwrap_or_default() });
    let terms = Terms {
        name: r.take()?,
        days: r.take()?,
        auto_extend: r.take()?,
        roles: r.parse(DirectoryRole::parse_all)?,
    };
    let relationship = AdminRelationship {
        id,
        partner,
        customer,
        terms,
        stage: stage(r)?,
        requested_by: r.take()?,
        version: r.take()?,
        created_at: r.take()?,
        updated_at: r.take()?,
    };
    Ok((relationship, r.take()?))
}

/// One that the scope is a side of. A customer does not see what it was not asked for yet.
pub(super) fn find(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    id: AdminRelationshipId,
) -> Result<Option<Stored>, Fault> {
    let statement = select!(
        "WHERE r.id = $2 AND (r.partner_id = $1 OR (r.customer_id = $1 AND r.state <> 'created'))"
    );
    cx.first(statement, &[scope.organisation().into(), id.into()], row)
}

/// The one a link leads to. Whoever has the link is asked.
pub(super) fn by_link(cx: &mut Cx<'_, '_>, digest: &[u8; 32]) -> Result<Option<Stored>, Fault> {
    let statement = select!("WHERE r.link_hash = $1 AND r.state <> 'created'");
    cx.first(statement, &[digest.as_slice().into()], row)
}

/// A page and one row more, the newest first. The stage is the one at the moment of the question.
pub(super) fn page(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    query: &RelationshipQuery,
) -> Result<Vec<AdminRelationship>, Fault> {
    let limit = i64::try_from(query.size.rows()).unwrap_or(i64::MAX - 1) + 1;
    let statement = select!(
        "WHERE (r.partner_id = $1 OR (r.customer_id = $1 AND r.state <> 'created'))
           AND (r.customer_id = $2 OR $2 IS NULL)
           AND (CAST($3 AS TEXT) IS NULL OR $3 = CASE
                 WHEN r.state = 'pending' AND r.asked_at <= $6 THEN 'expired'
                 WHEN r.state = 'active' AND r.ends_at <= $4 AND r.auto_extend = $5 THEN 'expired'
                 ELSE r.state END)
           AND (r.id < $7 OR $7 IS NULL)
         ORDER BY r.id DESC LIMIT $8"
    );
    let now = cx.now();
    let rows = cx.all(
        statement,
        &[
            scope.organisation().into(),
            query.customer.into(),
            query.stage.map(StageKind::name).into(),
            now.into(),
            false.into(),
            now.plus_seconds(-PENDING_DAYS * 86_400).into(),
            query.after.into(),
            limit.into(),
        ],
        row,
    )?;
    Ok(rows.into_iter().map(|(relationship, _)| relationship.settled(now)).collect())
}

/// Those of any partner that the clock has something to do with.
pub(super) fn due(cx: &mut Cx<'_, '_>, limit: u32) -> Result<Vec<Stored>, Fault> {
    cx.only_system()?;
    let statement = select!("WHERE w.at <= $1 ORDER BY w.at, r.id LIMIT $2");
    cx.all(statement, &[cx.now().into(), limit.into()], row)
}

/// How many of a partner wait for somebody.
pub(super) fn open_of(cx: &mut Cx<'_, '_>, scope: Scope) -> Result<i64, Fault> {
    let statement = sql!(
        "SELECT count(*) FROM admin_relationships
         WHERE partner_id = $1 AND state IN ('created', 'pending')"
    );
    let count = cx.first(statement, &[scope.partner().into()], |r| r.take())?;
    Ok(count.unwrap_or(0))
}

/// What the scope's link to it holds, sealed.
pub(super) fn sealed_link(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    id: AdminRelationshipId,
) -> Result<Option<Vec<u8>>, Fault> {
    let statement = sql!("SELECT link FROM admin_relationships WHERE partner_id = $1 AND id = $2");
    cx.first(statement, &[scope.partner().into(), id.into()], |r| r.take())
}

/// `false`: the partner has one of that name.
pub(super) fn insert(
    cx: &mut Cx<'_, '_>,
    of: &AdminRelationship,
    (digest, sealed): (&[u8; 32], &[u8]),
) -> Result<bool, Fault> {
    let added = cx.execute(
        sql!(
            "INSERT INTO admin_relationships (id, partner_id, customer_id, name, name_key, days,
                 auto_extend, roles, state, asked_at, active_at, ends_at, closed_at,
                 closed_by, requested_by, link_hash, link, version, created_at, updated_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'created', NULL, NULL, NULL, NULL, NULL,
                 $9, $10, $11, 1, $12, $12)
             ON CONFLICT DO NOTHING"
        ),
        &[
            of.id.into(),
            of.partner.id.into(),
            customer(of),
            (&of.terms.name).into(),
            of.terms.name.to_lowercase().into(),
            of.terms.days.into(),
            of.terms.auto_extend.into(),
            DirectoryRole::to_stored(&of.terms.roles).into(),
            of.requested_by.into(),
            digest.as_slice().into(),
            sealed.into(),
            of.created_at.into(),
        ],
    )?;
    Ok(added == 1)
}

fn customer(of: &AdminRelationship) -> Value<'static> {
    of.customer.as_ref().map(|customer| customer.id).into()
}

/// Whether another relationship of the partner has the name.
pub(super) fn name_is_taken(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    (id, name): (AdminRelationshipId, &str),
) -> Result<bool, Fault> {
    let statement = sql!(
        "SELECT id FROM admin_relationships WHERE partner_id = $1 AND name_key = $2 AND id <> $3"
    );
    let params = [scope.partner().into(), name.to_lowercase().into(), id.into()];
    Ok(cx.first(statement, &params, |_| Ok(()))?.is_some())
}

/// Writes down how it stands now. Answers it with its new version; `Fault::Stale` if somebody else
/// changed it first.
pub(super) fn save(cx: &mut Cx<'_, '_>, of: AdminRelationship) -> Result<AdminRelationship, Fault> {
    let now = cx.now();
    let (asked, ends, closed, by) = match of.stage {
        Stage::Created => (None, None, None, None),
        Stage::Pending { since } => (Some(since), None, None, None),
        Stage::Active { ends, .. } => (None, Some(ends), None, None),
        Stage::Expired { at, .. } => (None, None, Some(at), None),
        Stage::Terminated { at, by, .. } => (None, None, Some(at), Some(by.name())),
    };
    let changed = cx.execute(
        sql!(
            "UPDATE admin_relationships SET customer_id = $4, name = $5, name_key = $6, days = $7,
                 auto_extend = $8, roles = $9, state = $10, asked_at = $11, active_at = $12,
                 ends_at = $13, closed_at = $14, closed_by = $15, version = version + 1,
                 updated_at = $16
             WHERE id = $1 AND partner_id = $2 AND version = $3"
        ),
        &[
            of.id.into(),
            of.partner.id.into(),
            of.version.into(),
            customer(&of),
            (&of.terms.name).into(),
            of.terms.name.to_lowercase().into(),
            of.terms.days.into(),
            of.terms.auto_extend.into(),
            DirectoryRole::to_stored(&of.terms.roles).into(),
            of.stage.kind().name().into(),
            asked.into(),
            of.stage.approved_at().into(),
            ends.into(),
            closed.into(),
            by.into(),
            now.into(),
        ],
    )?;
    if changed == 0 {
        return Err(Fault::Stale);
    }
    save_wake(cx, &of)?;
    Ok(AdminRelationship { version: of.version + 1, updated_at: now, ..of })
}

/// Remembers when the clock has to look at it again.
pub(super) fn save_wake(cx: &mut Cx<'_, '_>, of: &AdminRelationship) -> Result<(), Fault> {
    let Some(at) = of.wake_at(cx.now()) else { return Ok(()) };
    cx.execute(
        sql!(
            "INSERT INTO admin_wakes (relationship_id, at) VALUES ($1, $2)
             ON CONFLICT (relationship_id) DO UPDATE SET at = excluded.at"
        ),
        &[of.id.into(), at.into()],
    )?;
    Ok(())
}

/// Deletes it and what hangs on it.
pub(super) fn delete(cx: &mut Cx<'_, '_>, of: &AdminRelationship) -> Result<(), Fault> {
    let ours = [of.partner.id.into(), of.id.into()];
    for statement in [
        sql!("DELETE FROM access_assignments WHERE partner_id = $1 AND relationship_id = $2"),
        sql!("DELETE FROM admin_relationships WHERE partner_id = $1 AND id = $2"),
    ] {
        cx.execute(statement, &ours)?;
    }
    let wake = sql!("DELETE FROM admin_wakes WHERE relationship_id = $1");
    cx.execute(wake, &[of.id.into()])?;
    Ok(())
}

/// The open ones of a partner, with one customer or whomever.
pub(super) fn open_with(
    cx: &mut Cx<'_, '_>,
    partner: OrganisationId,
    customer: Option<CustomerId>,
) -> Result<Vec<Stored>, Fault> {
    let statement = select!(
        "WHERE r.partner_id = $1 AND (r.customer_id = $2 OR $2 IS NULL)
           AND r.state IN ('created', 'pending', 'active') ORDER BY r.id"
    );
    cx.all(statement, &[partner.into(), customer.into()], row)
}

/// The partners that have roles in the directory of the customer whose scope it is, with the moment
/// of the first approval.
pub(crate) fn trusted(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
) -> Result<Vec<(Named<OrganisationId>, OrganisationKind, Timestamp)>, Fault> {
    cx.all(
        sql!(
            "SELECT p.id, p.name, p.kind, min(r.active_at)
             FROM admin_relationships r JOIN organisations p ON p.id = r.partner_id
             WHERE r.customer_id = $1 AND r.state = 'active'
               AND (r.ends_at > $2 OR r.auto_extend = $3)
             GROUP BY p.id, p.name, p.kind ORDER BY p.name, p.id LIMIT 500"
        ),
        &[scope.organisation().into(), cx.now().into(), true.into()],
        |r| {
            let partner = Named { id: r.take()?, name: r.take()? };
            Ok((partner, r.parse(OrganisationKind::parse)?, r.take()?))
        },
    )
}

/// Deletes what a partner has with a customer that is deleted; where the tenant itself is gone, what
/// anybody has with it.
pub(crate) fn forget(cx: &mut Cx<'_, '_>, scope: Scope, customer: CustomerId) -> Result<(), Fault> {
    for statement in [
        sql!(
            "DELETE FROM admin_wakes WHERE relationship_id IN
             (SELECT id FROM admin_relationships WHERE customer_id = $2 AND (partner_id = $1
                OR NOT EXISTS (SELECT 1 FROM accounts WHERE customer_id = $2)))"
        ),
        sql!(
            "DELETE FROM access_assignments WHERE relationship_id IN
             (SELECT id FROM admin_relationships WHERE customer_id = $2 AND (partner_id = $1
                OR NOT EXISTS (SELECT 1 FROM accounts WHERE customer_id = $2)))"
        ),
        sql!(
            "DELETE FROM admin_relationships WHERE customer_id = $2 AND (partner_id = $1
               OR NOT EXISTS (SELECT 1 FROM accounts WHERE customer_id = $2))"
        ),
    ] {
        cx.execute(statement, &[scope.partner().into(), customer.into()])?;
    }
    Ok(())
}
