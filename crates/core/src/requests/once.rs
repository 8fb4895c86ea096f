//! Running something once per request id.

use crate::{Cx, Fault, access::Permission, secrets::digest};
use opc_db::sql;
use opc_kernel::{id::RequestId, rule::Rule};

const PURPOSE: &str = "request answer";

/// What was answered, ready to be sent again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// `Location`, if there was one.
    pub location: Option<String>,
    /// The body.
    pub body: Vec<u8>,
}

/// Runs `work` unless the actor's organisation has sent this request id before; then answers what
/// was answered then, to whoever may do the same. `work` turns its own failures into answers, with `failed`, so that those
/// are repeated too. The same id with another `body` is refused.
pub fn once(
    cx: &mut Cx<'_, '_>,
    permission: Permission,
    (id, body): (RequestId, &[u8]),
    work: impl FnOnce(&mut Cx<'_, '_>) -> Result<Answer, Fault>,
    failed: impl FnOnce(&Fault) -> Answer,
) -> Result<Answer, Fault> {
    cx.actor().permits(permission)?;
    let owner = cx.actor().member().ok_or(Fault::SignedOut)?.id;
    let digest = digest(body);
    let known = cx.first(
        sql!(
            "SELECT digest, status, location, answer FROM requests
             WHERE organisation_id = $1 AND request_id = $2"
        ),
        &[owner.into(), id.into()],
        |r| Ok((r.take::<Vec<u8>>()?, r.take::<u32>()?, r.take()?, r.take::<Vec<u8>>()?)),
    )?;
    if let Some((earlier, status, location, sealed)) = known {
        if earlier != digest {
            return Err(Fault::Refused(Rule::RequestIdReused));
        }
        let body = cx.env().keyring.open(PURPOSE, &sealed);
        let body = body.ok_or_else(|| Fault::Internal("a stored answer does not open".into()))?;
        return Ok(Answer { status: u16::try_from(status).unwrap_or(500), location, body });
    }
    let answer = match cx.nested(work) {
        Ok(answer) => answer,
        Err(fault) if fault.is_final() => failed(&fault),
        Err(fault) => return Err(fault),
    };
    let sealed = cx.env().keyring.seal(PURPOSE, &answer.body);
    cx.execute(
        sql!(
            "INSERT INTO requests (organisation_id, request_id, digest, status, location, answer, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)"
        ),
        &[
            owner.into(),
            id.into(),
            digest.as_slice().into(),
            i64::from(answer.status).into(),
            answer.location.as_deref().into(),
            sealed.into(),
            cx.now().into(),
        ],
    )?;
    Ok(answer)
}

/// Forgets up to `limit` answers older than the deployment keeps them. Answers how many.
pub fn purge(cx: &mut Cx<'_, '_>, limit: u32) -> Result<u64, Fault> {
    let before = cx.now().plus_seconds(-cx.env().settings.request_days * 86_400);
    cx.execute(
        sql!(
            "DELETE FROM requests WHERE (organisation_id, request_id) IN
             (SELECT organisation_id, request_id FROM requests WHERE created_at < $1
              ORDER BY created_at LIMIT $2)"
        ),
        &[before.into(), limit.into()],
    )
}
