//! Rows of saved views.

use crate::{Cx, Fault, access::Scope, customers::View};
use opc_db::sql;
use opc_kernel::id::UserId;

pub(in crate::customers) fn views(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    user: UserId,
    limit: u32,
) -> Result<Vec<View>, Fault> {
    cx.all(
        sql!(
            "SELECT name, query FROM list_views WHERE organisation_id = $1 AND user_id = $2
             ORDER BY name LIMIT $3"
        ),
        &[scope.organisation().into(), user.into(), limit.into()],
        |r| Ok(View { name: r.take()?, query: r.take()? }),
    )
}

pub(in crate::customers) fn save_view(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    user: UserId,
    view: &View,
) -> Result<(), Fault> {
    cx.execute(
        sql!(
            "INSERT INTO list_views (organisation_id, user_id, name, query) VALUES ($1, $2, $3, $4)
             ON CONFLICT (organisation_id, user_id, name) DO UPDATE SET query = excluded.query"
        ),
        &[scope.organisation().into(), user.into(), (&view.name).into(), (&view.query).into()],
    )?;
    Ok(())
}

pub(in crate::customers) fn forget_view(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    user: UserId,
    name: &str,
) -> Result<(), Fault> {
    cx.execute(
        sql!("DELETE FROM list_views WHERE organisation_id = $1 AND user_id = $2 AND name = $3"),
        &[scope.organisation().into(), user.into(), name.into()],
    )?;
    Ok(())
}
