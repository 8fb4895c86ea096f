//! What a deployment does once.

use crate::{Cx, Fault};
use opc_db::sql;

/// Whether nothing has been put into the database yet.
pub fn is_new(cx: &mut Cx<'_, '_>) -> Result<bool, Fault> {
    let any = cx.first(sql!("SELECT 1 FROM organisations LIMIT 1"), &[], |_| Ok(()))?;
    Ok(any.is_none())
}

/// Whether the deployment has reached `name`.
pub fn milestone(cx: &mut Cx<'_, '_>, name: &str) -> Result<bool, Fault> {
    let row =
        cx.first(sql!("SELECT value FROM settings WHERE name = $1"), &[name.into()], |_| Ok(()))?;
    Ok(row.is_some())
}

/// Remembers that the deployment has reached `name`.
pub fn reach(cx: &mut Cx<'_, '_>, name: &str) -> Result<(), Fault> {
    cx.execute(
        sql!("INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING"),
        &[name.into(), cx.now().to_string().into()],
    )?;
    Ok(())
}
