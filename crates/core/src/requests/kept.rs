//! What a page shows again while it is reloaded: sealed, and forgotten with the answers of requests.

use crate::{Cx, Fault, access::Permission};
use opc_db::sql;
use opc_kernel::{id::RequestId, time::Timestamp};

const PURPOSE: &str = "kept for a page";

/// Keeps something for the actor's organisation under an id that nothing else was sent with.
pub(crate) fn keep(
    cx: &mut Cx<'_, '_>,
    permission: Permission,
    (id, plain): (RequestId, &[u8]),
) -> Result<(), Fault> {
    cx.actor().permits(permission)?;
    let owner = cx.actor().member().ok_or(Fault::SignedOut)?.id;
    let sealed = cx.env().keyring.seal(PURPOSE, plain);
    cx.execute(
        sql!(
            "INSERT INTO requests (organisation_id, request_id, digest, status, location, answer, created_at)
             VALUES ($1, $2, $3, 0, NULL, $4, $5)"
        ),
        &[owner.into(), id.into(), [0_u8].as_slice().into(), sealed.into(), cx.now().into()],
    )?;
    Ok(())
}

/// What was kept, and since when; nothing once it is forgotten.
pub(crate) fn kept(
    cx: &mut Cx<'_, '_>,
    permission: Permission,
    id: RequestId,
) -> Result<Option<(Vec<u8>, Timestamp)>, Fault> {
    cx.actor().permits(permission)?;
    let owner = cx.actor().member().ok_or(Fault::SignedOut)?.id;
    let found = cx.first(
        sql!(
            "SELECT answer, created_at FROM requests
             WHERE organisation_id = $1 AND request_id = $2 AND status = 0"
        ),
        &[owner.into(), id.into()],
        |r| Ok((r.take::<Vec<u8>>()?, r.take()?)),
    )?;
    Ok(found.and_then(|(sealed, at)| Some((cx.env().keyring.open(PURPOSE, &sealed)?, at))))
}

/// Forgets what was kept.
pub(crate) fn forget(
    cx: &mut Cx<'_, '_>,
    permission: Permission,
    id: RequestId,
) -> Result<(), Fault> {
    cx.actor().permits(permission)?;
    let owner = cx.actor().member().ok_or(Fault::SignedOut)?.id;
    cx.execute(
        sql!("DELETE FROM requests WHERE organisation_id = $1 AND request_id = $2 AND status = 0"),
        &[owner.into(), id.into()],
    )?;
    Ok(())
}
