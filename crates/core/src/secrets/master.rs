//! A node with another master key would read nothing and seal what others cannot read.

use crate::{Cx, Fault};
use opc_db::sql;

/// Remembers the check value of the first key, and refuses any other.
pub(crate) fn check_master_key(cx: &mut Cx<'_, '_>) -> Result<(), Fault> {
    let ours = cx.env().keyring.check_value();
    cx.execute(
        sql!(
            "INSERT INTO settings (name, value) VALUES ('master-key-check', $1)
             ON CONFLICT (name) DO NOTHING"
        ),
        &[ours.into()],
    )?;
    let known: Option<String> =
        cx.first(sql!("SELECT value FROM settings WHERE name = 'master-key-check'"), &[], |r| {
            r.take()
        })?;
    if known.as_deref() == Some(ours) {
        Ok(())
    } else {
        Err(Fault::Internal("the master key is not the one this database was made with".into()))
    }
}
