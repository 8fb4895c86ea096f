//! Rows of roles given to groups.

use crate::{
    Cx, Fault,
    access::Scope,
    delegated_admin::{Assignment, DirectoryRole, Named},
};
use opc_db::{DbError, Row, sql};
use opc_kernel::{
    id::{AdminRelationshipId, AssignmentId, CustomerId, GroupId, OrganisationId, UserId},
    time::Timestamp,
};

/// The most assignments that are read at a time.
const ROWS_MAX: u32 = 1_000;

fn row(r: &mut Row<'_>) -> Result<Assignment, DbError> {
    Ok(Assignment {
        id: r.take()?,
        relationship: r.take()?,
        partner: r.take()?,
        group: Named { id: r.take()?, name: r.take()? },
        roles: r.parse(DirectoryRole::parse_all)?,
        deleted_at: r.take()?,
        version: r.take()?,
        created_at: r.take()?,
        updated_at: r.take()?,
    })
}

macro_rules! select {
    ($rest:literal) => {
        sql!(concat!(
            "SELECT s.id, s.relationship_id, s.partner_id, s.group_id, g.name, s.roles,
                    s.deleted_at, s.version, s.created_at, s.updated_at
             FROM access_assignments s JOIN security_groups g ON g.id = s.group_id ",
            $rest
        ))
    };
}

/// All of a relationship of this partner, deleted ones too, the oldest first.
pub(in crate::delegated_admin) fn assignments(
    cx: &mut Cx<'_, '_>,
    (partner, relationship): (OrganisationId, AdminRelationshipId),
) -> Result<Vec<Assignment>, Fault> {
    let statement =
        select!("WHERE s.partner_id = $1 AND s.relationship_id = $2 ORDER BY s.id LIMIT $3");
    cx.all(statement, &[partner.into(), relationship.into(), ROWS_MAX.into()], row)
}

/// Those of several relationships that are not deleted.
pub(in crate::delegated_admin) fn assignments_of(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    relationships: &[AdminRelationshipId],
) -> Result<Vec<Assignment>, Fault> {
    let statement = select!(
        "WHERE s.partner_id = $1 AND s.relationship_id = ANY($2) AND s.deleted_at IS NULL
         ORDER BY s.id LIMIT $3"
    );
    cx.all(statement, &[scope.partner().into(), relationships.into(), ROWS_MAX.into()], row)
}

/// Those of a group that are not deleted.
pub(in crate::delegated_admin) fn assignments_of_group(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    group: GroupId,
) -> Result<Vec<Assignment>, Fault> {
    let statement = select!(
        "WHERE s.partner_id = $1 AND s.group_id = $2 AND s.deleted_at IS NULL
         ORDER BY s.id LIMIT $3"
    );
    cx.all(statement, &[scope.partner().into(), group.into(), ROWS_MAX.into()], row)
}

pub(in crate::delegated_admin) fn assignment(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    (relationship, id): (AdminRelationshipId, AssignmentId),
) -> Result<Option<Assignment>, Fault> {
    let statement = select!("WHERE s.partner_id = $1 AND s.relationship_id = $2 AND s.id = $3");
    cx.first(statement, &[scope.partner().into(), relationship.into(), id.into()], row)
}

pub(in crate::delegated_admin) fn insert_assignment(
    cx: &mut Cx<'_, '_>,
    new: &Assignment,
) -> Result<(), Fault> {
    cx.execute(
        sql!(
            "INSERT INTO access_assignments (id, relationship_id, partner_id, group_id, roles,
                 deleted_at, version, created_at, updated_at)
             VALUES ($1, $2, $3, $4, $5, NULL, 1, $6, $6)"
        ),
        &[
            new.id.into(),
            new.relationship.into(),
            new.partner.into(),
            new.group.id.into(),
            DirectoryRole::to_stored(&new.roles).into(),
            new.created_at.into(),
        ],
    )?;
    Ok(())
}

/// `Fault::Stale` if somebody else changed it first.
pub(in crate::delegated_admin) fn save_assignment(
    cx: &mut Cx<'_, '_>,
    of: Assignment,
) -> Result<Assignment, Fault> {
    let now = cx.now();
    let changed = cx.execute(
        sql!(
            "UPDATE access_assignments SET roles = $4, deleted_at = $5, version = version + 1,
                 updated_at = $6
             WHERE id = $1 AND partner_id = $2 AND version = $3"
        ),
        &[
            of.id.into(),
            of.partner.into(),
            of.version.into(),
            DirectoryRole::to_stored(&of.roles).into(),
            of.deleted_at.into(),
            now.into(),
        ],
    )?;
    if changed == 0 {
        return Err(Fault::Stale);
    }
    Ok(Assignment { version: of.version + 1, updated_at: now, ..of })
}

/// Marks it as deleted.
pub(in crate::delegated_admin) fn delete_assignment(
    cx: &mut Cx<'_, '_>,
    of: Assignment,
) -> Result<Assignment, Fault> {
    let deleted_at = Some(cx.now());
    save_assignment(cx, Assignment { deleted_at, ..of })
}

/// Roles that groups of this person have at the customer, with the end and auto-extend of the
/// relationship they come from.
pub(in crate::delegated_admin) fn own_roles(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    (customer, user): (CustomerId, UserId),
) -> Result<Vec<(Vec<DirectoryRole>, bool, Timestamp)>, Fault> {
    cx.all(
        sql!(
            "SELECT s.roles, r.auto_extend, r.ends_at
             FROM admin_relationships r
             JOIN access_assignments s ON s.relationship_id = r.id AND s.deleted_at IS NULL
             JOIN security_group_members m ON m.group_id = s.group_id AND m.user_id = $3
             WHERE r.partner_id = $1 AND r.customer_id = $2 AND r.state = 'active'"
        ),
        &[scope.partner().into(), customer.into(), user.into()],
        |r| Ok((r.parse(DirectoryRole::parse_all)?, r.take()?, r.take()?)),
    )
}
