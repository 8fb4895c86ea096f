//! Rows of groups and their members.

use crate::{
    Cx, Fault,
    access::Scope,
    delegated_admin::groups::{Group, Member},
};
use opc_db::{DbError, Row, sql};
use opc_kernel::id::{GroupId, UserId};

/// The most people of a partner that are offered as members.
const PEOPLE_MAX: u32 = 2_000;

fn row(r: &mut Row<'_>) -> Result<Group, DbError> {
    Ok(Group { id: r.take()?, name: r.take()?, members: r.take()?, created_at: r.take()? })
}

/// All groups of the scope by name.
pub(in crate::delegated_admin) fn groups(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    limit: u32,
) -> Result<Vec<Group>, Fault> {
    cx.all(
        sql!(
            "SELECT g.id, g.name, (SELECT count(*) FROM security_group_members m
                  WHERE m.group_id = g.id), g.created_at
             FROM security_groups g WHERE g.partner_id = $1 ORDER BY g.name_key LIMIT $2"
        ),
        &[scope.partner().into(), limit.into()],
        row,
    )
}

pub(in crate::delegated_admin) fn group(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    id: GroupId,
) -> Result<Option<Group>, Fault> {
    cx.first(
        sql!(
            "SELECT g.id, g.name, (SELECT count(*) FROM security_group_members m
                  WHERE m.group_id = g.id), g.created_at
             FROM security_groups g WHERE g.partner_id = $1 AND g.id = $2"
        ),
        &[scope.partner().into(), id.into()],
        row,
    )
}

/// `false`: the name is taken.
pub(in crate::delegated_admin) fn insert_group(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    (id, name): (GroupId, &str),
) -> Result<bool, Fault> {
    let added = cx.execute(
        sql!(
            "INSERT INTO security_groups (id, partner_id, name, name_key, created_at)
             VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING"
        ),
        &[
            id.into(),
            scope.partner().into(),
            name.into(),
            name.to_lowercase().into(),
            cx.now().into(),
        ],
    )?;
    Ok(added == 1)
}

/// `false`: another group has the name.
pub(in crate::delegated_admin) fn rename_group(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    (id, name): (GroupId, &str),
) -> Result<bool, Fault> {
    let changed = cx.execute(
        sql!(
            "UPDATE security_groups SET name = $3, name_key = $4
             WHERE partner_id = $1 AND id = $2 AND NOT EXISTS
               (SELECT 1 FROM security_groups o
                WHERE o.partner_id = $1 AND o.name_key = $4 AND o.id <> $2)"
        ),
        &[scope.partner().into(), id.into(), name.into(), name.to_lowercase().into()],
    )?;
    Ok(changed == 1)
}

pub(in crate::delegated_admin) fn group_is_used(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    id: GroupId,
) -> Result<bool, Fault> {
    let statement = sql!(
        "SELECT id FROM access_assignments
         WHERE partner_id = $1 AND group_id = $2 AND deleted_at IS NULL LIMIT 1"
    );
    Ok(cx.first(statement, &[scope.partner().into(), id.into()], |_| Ok(()))?.is_some())
}

pub(in crate::delegated_admin) fn delete_group(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    id: GroupId,
) -> Result<(), Fault> {
    for statement in [
        sql!("DELETE FROM access_assignments WHERE partner_id = $1 AND group_id = $2"),
        sql!("DELETE FROM security_group_members WHERE partner_id = $1 AND group_id = $2"),
        sql!("DELETE FROM security_groups WHERE partner_id = $1 AND id = $2"),
    ] {
        cx.execute(statement, &[scope.partner().into(), id.into()])?;
    }
    Ok(())
}

pub(in crate::delegated_admin) fn set_members(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    (id, members): (GroupId, &[UserId]),
) -> Result<(), Fault> {
    cx.execute(
        sql!("DELETE FROM security_group_members WHERE partner_id = $1 AND group_id = $2"),
        &[scope.partner().into(), id.into()],
    )?;
    cx.execute(
        sql!(
            "INSERT INTO security_group_members (group_id, partner_id, user_id)
             SELECT $2, $1, u.id FROM users u WHERE u.organisation_id = $1 AND u.id = ANY($3)"
        ),
        &[scope.partner().into(), id.into(), members.into()],
    )?;
    Ok(())
}

pub(in crate::delegated_admin) fn members(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    id: GroupId,
) -> Result<Vec<UserId>, Fault> {
    let statement = sql!(
        "SELECT user_id FROM security_group_members
         WHERE partner_id = $1 AND group_id = $2 ORDER BY user_id"
    );
    cx.all(statement, &[scope.partner().into(), id.into()], |r| r.take())
}

/// Active people of the scope by name.
pub(in crate::delegated_admin) fn team(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
) -> Result<Vec<Member>, Fault> {
    cx.all(
        sql!(
            "SELECT id, user_name, first_name, last_name FROM users
             WHERE organisation_id = $1 AND state = 'active' ORDER BY user_name LIMIT $2"
        ),
        &[scope.organisation().into(), PEOPLE_MAX.into()],
        |r| {
            Ok(Member {
                id: r.take()?,
                user_name: r.take()?,
                first_name: r.take()?,
                last_name: r.take()?,
            })
        },
    )
}
