//! Rows of imports.

use super::{Halt, Import, Mapping, RowResult, State, file::Line};
use crate::{
    Cx, Fault, Noun,
    access::{Scope, Starter},
    fault::{stored, to_store},
    secrets::digest,
};
use opc_db::{DbError, Row, sql};
use opc_kernel::{
    id::{ImportId, JobId, OrganisationId},
    time::Timestamp,
};

/// Imports that are forgotten in one transaction; each has up to a hundred chunks.
const PURGED: u32 = 5;

/// Five hundred rows, as they are in the file.
#[derive(Debug)]
pub(super) struct Chunk {
    pub(super) lines: Vec<Line>,
    /// Empty before the check.
    pub(super) results: Vec<RowResult>,
}

pub(super) fn insert(cx: &mut Cx<'_, '_>, scope: Scope, import: &Import) -> Result<(), Fault> {
    cx.execute(
        sql!(
            "INSERT INTO imports (id, partner_id, file_name, digest, columns, row_count, chunk_count,
                 mapping, state, halt, chunks_done, summary, confirmed, starter, job_id, created_at,
                 updated_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, NULL, 0, '{}', '[]', $10, NULL, $11, $11)"
        ),
        &[
            import.id.into(),
            scope.partner().into(),
            (&import.file_name).into(),
            (&import.digest).into(),
            to_store("header", &import.columns)?.into(),
            import.row_count.into(),
            import.chunk_count.into(),
            to_store("mapping", &import.mapping)?.into(),
            import.state.name().into(),
            to_store("starter", &import.starter)?.into(),
            import.created_at.into(),
        ],
    )?;
    Ok(())
}

pub(super) fn insert_chunk(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    (import, number): (ImportId, u32),
    lines: &[Line],
) -> Result<(), Fault> {
    cx.execute(
        sql!(
            "INSERT INTO import_chunks (import_id, number, partner_id, cells, results, marks)
             VALUES ($1, $2, $3, $4, '[]', $5)"
        ),
        &[
            import.into(),
            number.into(),
            scope.partner().into(),
            to_store("rows", &lines)?.into(),
            [0_u8; 0].as_slice().into(),
        ],
    )?;
    Ok(())
}

pub(super) fn count(cx: &mut Cx<'_, '_>, scope: Scope) -> Result<u32, Fault> {
    let count = cx.first(
        sql!("SELECT count(*) FROM imports WHERE partner_id = $1"),
        &[scope.partner().into()],
        |r| r.take(),
    )?;
    Ok(count.unwrap_or(0))
}

/// A row before its JSON is read.
struct Columns {
    import: Import,
    json: [String; 5],
}

impl Columns {
    fn read(self) -> Result<Import, Fault> {
        let [columns, mapping, summary, confirmed, starter] = &self.json;
        Ok(Import {
            columns: stored("header", columns)?,
            mapping: stored("mapping", mapping)?,
            summary: stored("summary", summary)?,
            confirmed: stored("confirmed rules", confirmed)?,
            starter: stored("starter", starter)?,
            ..self.import
        })
    }
}

fn columns(r: &mut Row<'_>) -> Result<Columns, DbError> {
    let import = Import {
        id: r.take()?,
        file_name: r.take()?,
        digest: r.take()?,
        row_count: r.take()?,
        chunk_count: r.take()?,
        state: r.parse(State::parse)?,
        halt: r.take::<Option<String>>()?.and_then(|halt| Halt::parse(&halt)),
        chunks_done: r.take()?,
        job: r.take()?,
        created_at: r.take()?,
        updated_at: r.take()?,
        columns: Vec::new(),
        mapping: Mapping::default(),
        summary: super::Summary::default(),
        confirmed: Vec::new(),
        starter: Starter::default(),
    };
    Ok(Columns { import, json: [r.take()?, r.take()?, r.take()?, r.take()?, r.take()?] })
}

/// One import of an organisation, which is either in a scope or in a job.
fn of(cx: &mut Cx<'_, '_>, partner: OrganisationId, id: ImportId) -> Result<Option<Import>, Fault> {
    let found = cx.first(
        sql!(
            "SELECT id, file_name, digest, row_count, chunk_count, state, halt, chunks_done, job_id,
                    created_at, updated_at, columns, mapping, summary, confirmed, starter
             FROM imports WHERE partner_id = $1 AND id = $2"
        ),
        &[partner.into(), id.into()],
        columns,
    )?;
    found.map(Columns::read).transpose()
}

pub(super) fn find(cx: &mut Cx<'_, '_>, scope: Scope, id: ImportId) -> Result<Import, Fault> {
    of(cx, scope.organisation(), id)?.ok_or(Fault::NotFound(Noun::Import))
}

/// The import a job is about, before the job acts for anybody.
pub(super) fn of_job(
    cx: &mut Cx<'_, '_>,
    (partner, id): (OrganisationId, ImportId),
) -> Result<Option<Import>, Fault> {
    of(cx, partner, id)
}

/// Imports of the scope, newest first.
pub(super) fn list(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    after: Option<ImportId>,
    limit: i64,
) -> Result<Vec<Import>, Fault> {
    let found = cx.all(
        sql!(
            "SELECT id, file_name, digest, row_count, chunk_count, state, halt, chunks_done, job_id,
                    created_at, updated_at, columns, mapping, summary, confirmed, starter
             FROM imports WHERE partner_id = $1 AND (id < $2 OR $2 IS NULL)
             ORDER BY id DESC LIMIT $3"
        ),
        &[scope.partner().into(), after.into(), limit.into()],
        columns,
    )?;
    found.into_iter().map(Columns::read).collect()
}

/// Writes down everything about an import that can change.
pub(super) fn save(
    cx: &mut Cx<'_, '_>,
    partner: OrganisationId,
    import: &Import,
) -> Result<(), Fault> {
    cx.execute(
        sql!(
            "UPDATE imports SET mapping = $3, state = $4, halt = $5, chunks_done = $6, summary = $7,
                 confirmed = $8, starter = $9, job_id = $10, updated_at = $11
             WHERE partner_id = $1 AND id = $2"
        ),
        &[
            partner.into(),
            import.id.into(),
            to_store("mapping", &import.mapping)?.into(),
            import.state.name().into(),
            import.halt.map(Halt::name).into(),
            import.chunks_done.into(),
            to_store("summary", &import.summary)?.into(),
            to_store("confirmed rules", &import.confirmed)?.into(),
            to_store("starter", &import.starter)?.into(),
            import.job.into(),
            cx.now().into(),
        ],
    )?;
    Ok(())
}

pub(super) fn delete(cx: &mut Cx<'_, '_>, scope: Scope, id: ImportId) -> Result<(), Fault> {
    let of = [id.into(), scope.partner().into()];
    cx.execute(sql!("DELETE FROM import_chunks WHERE import_id = $1 AND partner_id = $2"), &of)?;
    cx.execute(sql!("DELETE FROM imports WHERE id = $1 AND partner_id = $2"), &of)?;
    Ok(())
}

/// `None` after the last chunk.
pub(super) fn chunk(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    (import, number): (ImportId, u32),
) -> Result<Option<Chunk>, Fault> {
    let found = cx.first(
        sql!(
            "SELECT cells, results FROM import_chunks
             WHERE import_id = $1 AND number = $2 AND partner_id = $3"
        ),
        &[import.into(), number.into(), scope.partner().into()],
        |r| Ok((r.take::<String>()?, r.take::<String>()?)),
    )?;
    let read = |(lines, results): (String, String)| {
        Ok(Chunk { lines: stored("rows", &lines)?, results: stored("results", &results)? })
    };
    found.map(read).transpose()
}

pub(super) fn save_results(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    (import, number): (ImportId, u32),
    results: &[RowResult],
    marks: Option<Vec<u8>>,
) -> Result<(), Fault> {
    cx.execute(
        sql!(
            "UPDATE import_chunks SET results = $4, marks = coalesce($5, marks)
             WHERE import_id = $1 AND number = $2 AND partner_id = $3"
        ),
        &[
            import.into(),
            number.into(),
            scope.partner().into(),
            to_store("results", &results)?.into(),
            marks.into(),
        ],
    )?;
    Ok(())
}

/// The marks of all chunks before this one.
pub(super) fn marks_before(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    (import, number): (ImportId, u32),
) -> Result<Vec<Vec<u8>>, Fault> {
    cx.all(
        sql!(
            "SELECT marks FROM import_chunks
             WHERE import_id = $1 AND number < $2 AND partner_id = $3 ORDER BY number"
        ),
        &[import.into(), number.into(), scope.partner().into()],
        |r| r.take(),
    )
}

pub(super) fn remembered(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    header: &[String],
) -> Result<Option<Mapping>, Fault> {
    let found = cx.first(
        sql!("SELECT mapping FROM import_mappings WHERE partner_id = $1 AND header = $2"),
        &[scope.partner().into(), of_header(header)?.into()],
        |r| r.take::<String>(),
    )?;
    found.map(|mapping| stored("mapping", &mapping)).transpose()
}

pub(super) fn remember(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    header: &[String],
    mapping: &Mapping,
) -> Result<(), Fault> {
    cx.execute(
        sql!(
            "INSERT INTO import_mappings (partner_id, header, mapping) VALUES ($1, $2, $3)
             ON CONFLICT (partner_id, header) DO UPDATE SET mapping = excluded.mapping"
        ),
        &[scope.partner().into(), of_header(header)?.into(), to_store("mapping", mapping)?.into()],
    )?;
    Ok(())
}

fn of_header(header: &[String]) -> Result<Vec<u8>, Fault> {
    Ok(digest(to_store("header", &header)?.as_bytes()).to_vec())
}

/// Forgets files nobody has touched since `before`. Answers how many.
pub(crate) fn purge(cx: &mut Cx<'_, '_>, before: Timestamp) -> Result<u64, Fault> {
    let oldest = [before.into(), PURGED.into()];
    cx.execute(
        sql!(
            "DELETE FROM import_chunks WHERE import_id IN (SELECT id FROM imports
             WHERE updated_at < $1 AND state NOT IN ('checking', 'running')
             ORDER BY updated_at, id LIMIT $2)"
        ),
        &oldest,
    )?;
    cx.execute(
        sql!(
            "DELETE FROM imports WHERE id IN (SELECT id FROM imports
             WHERE updated_at < $1 AND state NOT IN ('checking', 'running')
             ORDER BY updated_at, id LIMIT $2)"
        ),
        &oldest,
    )
}

/// A job is queued for the import, and no older one goes on with it.
pub(super) fn queue(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    import: &mut Import,
) -> Result<JobId, Fault> {
    use crate::jobs::{NewJob, Work, enqueue};
    let partner = scope.organisation();
    let work = Work::Import { import: import.id, partner };
    let job = enqueue(cx, &NewJob { organisation: Some(partner), work, total: 0 })?;
    import.job = Some(job);
    import.halt = None;
    save(cx, partner, import)?;
    Ok(job)
}
