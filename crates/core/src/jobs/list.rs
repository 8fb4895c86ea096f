//! The latest jobs of an organisation.

use super::{Job, JobState};
use crate::{Cx, Fault, access::Scope, fault::stored};
use opc_db::{DbError, Row, sql};
use opc_kernel::{id::JobId, time::Timestamp};

/// The organisation's latest jobs of two kinds, newest first.
pub(crate) fn latest(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    kinds: [&'static str; 2],
    limit: u32,
) -> Result<Vec<Job>, Fault> {
    let [one, other] = kinds;
    let rows = cx.all(
        sql!(
            "SELECT id, payload, state, due_at, lease_until, finished_at, done, total, created_at
             FROM jobs WHERE organisation_id = $1 AND kind IN ($2, $3) ORDER BY id DESC LIMIT $4"
        ),
        &[scope.organisation().into(), one.into(), other.into(), limit.into()],
        columns,
    )?;
    rows.into_iter().map(Columns::read).collect()
}

/// A row before its JSON is read.
struct Columns {
    id: JobId,
    payload: String,
    state: JobState,
    done: u32,
    total: u32,
    created_at: Timestamp,
}

impl Columns {
    fn read(self) -> Result<Job, Fault> {
        Ok(Job {
            id: self.id,
            work: stored("job", &self.payload)?,
            state: self.state,
            done: self.done,
            total: self.total,
            created_at: self.created_at,
        })
    }
}

fn columns(r: &mut Row<'_>) -> Result<Columns, DbError> {
    let (id, payload, name) = (r.take()?, r.take()?, r.take::<String>()?);
    let (due_at, lease_until, finished_at) = (r.take()?, r.take()?, r.take()?);
    let state = JobState::from_columns(&name, due_at, lease_until, finished_at);
    let state = state.ok_or_else(|| r.misfit(2, format!("{name:?} contradicts its times")))?;
    Ok(Columns { id, payload, state, done: r.take()?, total: r.take()?, created_at: r.take()? })
}
