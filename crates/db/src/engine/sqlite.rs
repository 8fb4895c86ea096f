//! The embedded engine: one writing thread with group commit, several reading ones.
//!
//! `journal_mode=WAL` and `synchronous=FULL`: with less, a power cut loses acknowledged rows.
//! One fsync per request would cap a machine at a few hundred writes a second, so the writer
//! runs everything that is queued, each piece in its own savepoint, inside one transaction,
//! commits once, and then answers them all.

use super::{
    Options, QUEUE,
    work::{Job, Verdict},
};
use crate::{Access, Db, DbError, Durability, Statement, Tx, Value, migrate};
use crossbeam_channel::{Receiver, bounded};
use rusqlite::{Connection, OpenFlags, config::DbConfig};
use std::{path::Path, thread};

/// The most use cases one commit may carry: bounds how long the first one waits.
const GROUP: usize = 128;

/// The engine's own row, behind [`Tx::stamp`]. PostgreSQL numbers its transactions by itself.
const WRITE_NUMBER: &str =
    "CREATE TABLE IF NOT EXISTS write_number (value INTEGER NOT NULL) STRICT;
     INSERT INTO write_number SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM write_number);";

pub(super) fn open(path: &Path, options: Options) -> Result<Db, DbError> {
    if let Some(dir) = path.parent() {
        std::fs::create_dir_all(dir).map_err(|e| DbError::Unreachable(e.to_string()))?;
    }
    let mut writer = Connection::open(path).map_err(unreachable)?;
    tune(&writer)?;
    migrate::sqlite(&mut writer)?;
    writer.execute_batch(WRITE_NUMBER).map_err(unreachable)?;
    let (write, writes) = bounded(QUEUE);
    let (read, reads) = bounded(QUEUE);
    thread::Builder::new()
        .name("db-writer".into())
        .spawn(move || write_loop(&writer, &writes))
        .map_err(|e| DbError::Unreachable(e.to_string()))?;
    for n in 0..options.connections.max(1) {
        let reader = open_reader(path)?;
        let reads: Receiver<Job> = reads.clone();
        thread::Builder::new()
            .name(format!("db-reader-{n}"))
            .spawn(move || read_loop(&reader, &reads))
            .map_err(|e| DbError::Unreachable(e.to_string()))?;
    }
    Ok(Db::new(write, read))
}

fn open_reader(path: &Path) -> Result<Connection, DbError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags).map_err(unreachable)?;
    tune(&conn)?;
    conn.pragma_update(None, "query_only", true).map_err(unreachable)?;
    Ok(conn)
}

fn tune(conn: &Connection) -> Result<(), DbError> {
    conn.set_prepared_statement_cache_capacity(512);
    rusqlite::vtab::array::load_module(conn).map_err(unreachable)?;
    // Plans must not depend on the values bound: otherwise SQLite prepares a statement anew for
    // every value it thinks might change the plan, which costs more than running it.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(unreachable)?;
    conn.busy_timeout(std::time::Duration::from_secs(5)).map_err(unreachable)?;
    conn.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
         PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536; PRAGMA mmap_size = 1073741824;",
    )
    .map_err(unreachable)
}

/// Every connection is tuned alike, so that each answers for the writer.
pub(crate) fn durability(conn: &Connection) -> Result<Durability, DbError> {
    let level: i64 =
        conn.pragma_query_value(None, "synchronous", |r| r.get(0)).map_err(unreachable)?;
    Ok(if level >= 2 { Durability::Full } else { Durability::Off(format!("synchronous={level}")) })
}

fn write_loop(conn: &Connection, jobs: &Receiver<Job>) {
    while let Ok(first) = jobs.recv() {
        if let Err(e) = control(conn, "BEGIN IMMEDIATE") {
            first.answer(Err(e));
            continue;
        }
        let mut group = vec![run_in_savepoint(conn, first)];
        // A full disk or failed write may have ended the whole transaction by itself. Nothing may
        // run then: the next savepoint would be a transaction of its own, and commit.
        while group.len() < GROUP
            && !conn.is_autocommit()
            && let Ok(job) = jobs.try_recv()
        {
            group.push(run_in_savepoint(conn, job));
        }
        let committed = if conn.is_autocommit() {
            Err(DbError::Full)
        } else {
            control(conn, "COMMIT").inspect_err(|_| drop(control(conn, "ROLLBACK")))
        };
        for (job, fate) in group {
            let fate = fate.and_then(|()| match &committed {
                Ok(()) => Ok(()),
                Err(DbError::Full) => Err(DbError::Full),
                Err(e) => Err(DbError::Unreachable(e.to_string())),
            });
            job.answer(fate);
        }
    }
}

fn run_in_savepoint(conn: &Connection, mut job: Job) -> (Job, Result<(), DbError>) {
    if let Err(e) = control(conn, "SAVEPOINT work") {
        return (job, Err(e));
    }
    let verdict = job.run(&mut Tx::sqlite(conn, Access::Write));
    let undone = match verdict {
        Verdict::Commit => Ok(()),
        Verdict::RollBack => control(conn, "ROLLBACK TO work"),
    };
    let fate = undone.and_then(|()| control(conn, "RELEASE work"));
    (job, fate)
}

fn read_loop(conn: &Connection, jobs: &Receiver<Job>) {
    while let Ok(mut job) = jobs.recv() {
        // A transaction, so that all queries of one use case see the same moment.
        let begun = control(conn, "BEGIN");
        if begun.is_ok() {
            job.run(&mut Tx::sqlite(conn, Access::Read));
        }
        let fate = begun.and_then(|()| control(conn, "COMMIT"));
        job.answer(fate);
    }
}

pub(crate) fn execute(
    conn: &Connection,
    statement: &'static Statement,
    params: &[Value<'_>],
) -> Result<u64, DbError> {
    let mut prepared =
        conn.prepare_cached(statement.numbered()).map_err(|e| failed(statement, &e))?;
    let changed =
        prepared.execute(rusqlite::params_from_iter(params)).map_err(|e| failed(statement, &e))?;
    Ok(changed as u64)
}

/// Calls `each` for every row until it answers `false`.
pub(crate) fn query(
    conn: &Connection,
    statement: &'static Statement,
    params: &[Value<'_>],
    mut each: impl FnMut(&rusqlite::Row<'_>) -> Result<bool, DbError>,
) -> Result<(), DbError> {
    let mut prepared =
        conn.prepare_cached(statement.numbered()).map_err(|e| failed(statement, &e))?;
    let mut rows =
        prepared.query(rusqlite::params_from_iter(params)).map_err(|e| failed(statement, &e))?;
    while let Some(row) = rows.next().map_err(|e| failed(statement, &e))? {
        if !each(row)? {
            break;
        }
    }
    Ok(())
}

/// The number of this use case among all that ever asked for one. One thread writes, so numbers
/// become visible in their order.
pub(crate) fn stamp(conn: &Connection) -> Result<i64, DbError> {
    number(conn, "UPDATE write_number SET value = value + 1 RETURNING value")
}

pub(crate) fn horizon(conn: &Connection) -> Result<i64, DbError> {
    number(conn, "SELECT value + 1 FROM write_number")
}

fn number(conn: &Connection, text: &str) -> Result<i64, DbError> {
    let run = || conn.prepare_cached(text)?.query_row([], |row| row.get(0));
    run().map_err(unreachable)
}

pub(crate) fn control(conn: &Connection, text: &'static str) -> Result<(), DbError> {
    let run = || conn.prepare_cached(text)?.execute([]).map(|_| ());
    run().map_err(|e| match e.sqlite_error_code() {
        Some(rusqlite::ErrorCode::DiskFull) => DbError::Full,
        _ => unreachable(e),
    })
}

fn failed(statement: &Statement, e: &rusqlite::Error) -> DbError {
    match e.sqlite_error_code() {
        Some(rusqlite::ErrorCode::DiskFull) => DbError::Full,
        _ => DbError::Statement { at: statement.location(), message: e.to_string() },
    }
}

fn unreachable(e: rusqlite::Error) -> DbError {
    DbError::Unreachable(e.to_string())
}
