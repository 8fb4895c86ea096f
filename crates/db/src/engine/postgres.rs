//! The engine for several nodes: threads that each own a session.
//!
//! `SERIALIZABLE`, so that a use case may reason as if it were alone; a conflict rolls it back
//! and it runs again, a bounded number of times.

use super::{
    Options, QUEUE, Server,
    work::{Job, Verdict},
};
use crate::{Access, Db, DbError, Durability, Statement, Tx, Value, migrate};
use crossbeam_channel::{Receiver, bounded};
use postgres::{Client, error::SqlState, types::ToSql};
use std::{
    collections::HashMap,
    hash::{BuildHasher as _, RandomState},
    thread,
    time::Duration,
};

/// Tries before a use case is given up for contention.
const TRIES: u32 = 12;

/// The number of this transaction, and the smallest number of one that was still open.
pub(crate) const STAMP: &str = "SELECT CAST(CAST(pg_current_xact_id() AS TEXT) AS BIGINT)";
pub(crate) const HORIZON: &str =
    "SELECT CAST(CAST(pg_snapshot_xmin(pg_current_snapshot()) AS TEXT) AS BIGINT)";

/// A session and the statements it has prepared.
pub(crate) struct PgSession {
    client: Client,
    prepared: HashMap<usize, postgres::Statement>,
    /// The SQLSTATE of the last failure in this transaction decides whether to run it again.
    failure: Option<SqlState>,
}

impl std::fmt::Debug for PgSession {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PgSession").field("failure", &self.failure).finish_non_exhaustive()
    }
}

pub(super) fn open(server: &Server, options: Options) -> Result<Db, DbError> {
    let mut first = server.connect()?;
    migrate::postgres(&mut first)?;
    drop(first);
    let (write, writes) = bounded(QUEUE);
    let (read, reads) = bounded(QUEUE);
    for n in 0..options.connections.max(2) {
        // Half the sessions prefer writes and half reads, so that neither kind starves.
        let (server, mine) = (server.clone(), if n % 2 == 0 { &writes } else { &reads });
        let (jobs, access) =
            (Receiver::clone(mine), if n % 2 == 0 { Access::Write } else { Access::Read });
        thread::Builder::new()
            .name(format!("db-session-{n}"))
            .spawn(move || session_loop(&server, &jobs, access))
            .map_err(|e| DbError::Unreachable(e.to_string()))?;
    }
    Ok(Db::new(write, read))
}

fn session_loop(server: &Server, jobs: &Receiver<Job>, access: Access) {
    let mut session: Option<PgSession> = None;
    while let Ok(mut job) = jobs.recv() {
        let fate = run_until_decided(server, &mut session, &mut job, access);
        job.answer(fate);
    }
}

/// Runs the job until it is committed, refused by its own verdict, or given up.
fn run_until_decided(
    server: &Server,
    session: &mut Option<PgSession>,
    job: &mut Job,
    access: Access,
) -> Result<(), DbError> {
    for attempt in 0..TRIES {
        if session.as_ref().is_none_or(|s| s.client.is_closed()) {
            let client = match server.connect() {
                Ok(client) => client,
                Err(e) if attempt + 1 == TRIES => return Err(e),
                Err(_) => {
                    thread::sleep(backoff(attempt));
                    continue;
                }
            };
            *session = Some(PgSession { client, prepared: HashMap::new(), failure: None });
        }
        let Some(open) = session.as_mut() else { continue };
        match open.attempt(job, access) {
            Attempt::Decided(fate) => return fate,
            Attempt::Again => thread::sleep(backoff(attempt)),
        }
    }
    Err(DbError::Contention)
}

fn backoff(attempt: u32) -> Duration {
    // Up to a bound that doubles from 1 ms; chance spreads sessions that collided.
    let bound = 1000_u64 << attempt.min(7);
    let chance = RandomState::new().hash_one(attempt) % bound;
    Duration::from_micros(bound / 2 + chance)
}

enum Attempt {
    Decided(Result<(), DbError>),
    Again,
}

impl PgSession {
    fn attempt(&mut self, job: &mut Job, access: Access) -> Attempt {
        self.failure = None;
        let begin = match access {
            Access::Write => "BEGIN ISOLATION LEVEL SERIALIZABLE",
            Access::Read => "BEGIN ISOLATION LEVEL SERIALIZABLE READ ONLY",
        };
        if self.control(begin).is_err() {
            return Attempt::Again;
        }
        let verdict = job.run(&mut Tx::postgres(self, access));
        let conflicted = self.failure.as_ref().is_some_and(is_conflict);
        match verdict {
            _ if conflicted || self.client.is_closed() => {
                let _ = self.control("ROLLBACK");
                Attempt::Again
            }
            Verdict::RollBack => {
                let _ = self.control("ROLLBACK");
                Attempt::Decided(Ok(()))
            }
            Verdict::Commit => self.commit(),
        }
    }

    fn commit(&mut self) -> Attempt {
        match self.client.batch_execute("COMMIT") {
            Ok(()) => Attempt::Decided(Ok(())),
            Err(e) if e.code().is_some_and(is_conflict) => Attempt::Again,
            // No SQLSTATE: the connection broke, and the commit may or may not have happened.
            Err(e) if e.code().is_none() => Attempt::Decided(Err(DbError::OutcomeUnknown)),
            Err(e) if e.code() == Some(&SqlState::DISK_FULL) => {
                Attempt::Decided(Err(DbError::Full))
            }
            Err(e) => Attempt::Decided(Err(DbError::of_server(&e))),
        }
    }

    pub(crate) fn control(&mut self, text: &str) -> Result<(), DbError> {
        self.client.batch_execute(text).map_err(|e| {
            self.failure = e.code().cloned();
            DbError::of_server(&e)
        })
    }

    /// What a query of one number answers.
    pub(crate) fn number(&mut self, text: &str) -> Result<i64, DbError> {
        let row = self.client.query_one(text, &[]).map_err(|e| {
            self.failure = e.code().cloned();
            DbError::of_server(&e)
        })?;
        Ok(row.get(0))
    }

    /// What the server says now: both settings can be changed while it runs.
    pub(crate) fn durability(&mut self) -> Result<Durability, DbError> {
        for setting in ["fsync", "synchronous_commit"] {
            let row = self.client.query_one(&format!("SHOW {setting}"), &[]);
            let value: String = row.map_err(|e| DbError::of_server(&e))?.get(0);
            if value == "off" {
                return Ok(Durability::Off(format!("{setting}=off")));
            }
        }
        Ok(Durability::Full)
    }

    pub(crate) fn execute(
        &mut self,
        statement: &'static Statement,
        params: &[Value<'_>],
    ) -> Result<u64, DbError> {
        let prepared = self.prepare(statement)?;
        self.client
            .execute(&prepared, &as_parameters(params))
            .map_err(|e| self.failed(statement, &e))
    }

    pub(crate) fn query(
        &mut self,
        statement: &'static Statement,
        params: &[Value<'_>],
    ) -> Result<Vec<postgres::Row>, DbError> {
        let prepared = self.prepare(statement)?;
        self.client.query(&prepared, &as_parameters(params)).map_err(|e| self.failed(statement, &e))
    }

    fn prepare(&mut self, statement: &'static Statement) -> Result<postgres::Statement, DbError> {
        let key = std::ptr::from_ref(statement) as usize;
        if let Some(found) = self.prepared.get(&key) {
            return Ok(found.clone());
        }
        let made = self.client.prepare(statement.text()).map_err(|e| self.failed(statement, &e))?;
        self.prepared.insert(key, made.clone());
        Ok(made)
    }

    fn failed(&mut self, statement: &Statement, e: &postgres::Error) -> DbError {
        self.failure = e.code().cloned();
        if e.code() == Some(&SqlState::DISK_FULL) {
            return DbError::Full;
        }
        // The message alone: its detail holds values of rows, which must not reach a log.
        let message = e.as_db_error().map_or_else(|| e.to_string(), |e| e.message().to_owned());
        DbError::Statement { at: statement.location(), message }
    }
}

fn as_parameters<'a>(params: &'a [Value<'_>]) -> Vec<&'a (dyn ToSql + Sync)> {
    params.iter().map(|v| v as &(dyn ToSql + Sync)).collect()
}

fn is_conflict(state: &SqlState) -> bool {
    // A unique violation under SERIALIZABLE may be a conflict in disguise; use cases expect
    // conflicts with ON CONFLICT, so running again shows them the other's row.
    [
        &SqlState::T_R_SERIALIZATION_FAILURE,
        &SqlState::T_R_DEADLOCK_DETECTED,
        &SqlState::UNIQUE_VIOLATION,
    ]
    .contains(&state)
}
