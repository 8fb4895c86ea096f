//! Whether the database answers at all.

use crate::{Cx, Fault};
use opc_db::sql;

/// Reads one row; the server is ready only if this succeeds.
pub fn readable(cx: &mut Cx<'_, '_>) -> Result<(), Fault> {
    let row =
        cx.first(sql!("SELECT value FROM settings WHERE name = 'master-key-check'"), &[], |r| {
            r.take::<String>()
        })?;
    row.map(drop).ok_or_else(|| Fault::Internal("the database has lost its key check".into()))
}
