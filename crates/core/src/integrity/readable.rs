//! Whether the database answers at all.

use crate::{Cx, Fault};
use opc_db::{Durability, sql};

/// Reads one row; the server is ready only if this succeeds, and if what it acknowledges survives
/// a power cut as the answer says.
pub fn readable(cx: &mut Cx<'_, '_>) -> Result<Durability, Fault> {
    let row =
        cx.first(sql!("SELECT value FROM settings WHERE name = 'master-key-check'"), &[], |r| {
            r.take::<String>()
        })?;
    row.ok_or_else(|| Fault::Internal("the database has lost its key check".into()))?;
    cx.durability()
}
