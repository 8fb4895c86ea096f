//! The handle to an open database.

use super::{
    Options, Pending, Url, postgres, sqlite,
    work::{Job, UseCase},
};
use crate::{Access, DbError, Tx};
use crossbeam_channel::{Sender, TrySendError};

/// An open database: cheap to clone, closed when the last clone is dropped.
#[derive(Debug, Clone)]
pub struct Db {
    write: Sender<Job>,
    read: Sender<Job>,
}

impl Db {
    /// Opens the database, brings its schema up to date and starts its threads.
    pub fn open(url: &Url, options: Options) -> Result<Self, DbError> {
        match url {
            Url::Sqlite(path) => sqlite::open(path, options),
            Url::Postgres(server) => postgres::open(server, options),
        }
    }

    pub(super) fn new(write: Sender<Job>, read: Sender<Job>) -> Self {
        Self { write, read }
    }

    /// Runs `work` in one transaction; it commits if and only if `work` answers `Ok`.
    ///
    /// `work` may run more than once (a serialisation conflict on PostgreSQL), so it must not
    /// have effects outside the transaction.
    pub fn run<T, E>(
        &self,
        access: Access,
        work: impl FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Pending<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        let (sender, receiver) = oneshot::async_channel();
        self.queue(access, UseCase::job(work, sender));
        Pending::new(receiver)
    }

    /// The same for a thread that may wait.
    pub fn run_blocking<T, E>(
        &self,
        access: Access,
        work: impl FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        let (sender, receiver) = oneshot::channel();
        self.queue(access, UseCase::job(work, sender));
        receiver.recv().unwrap_or_else(|_| Err(DbError::Stopped.into()))
    }

    fn queue(&self, access: Access, job: Job) {
        let queue = if access == Access::Write { &self.write } else { &self.read };
        match queue.try_send(job) {
            Ok(()) => {}
            Err(TrySendError::Full(job)) => job.answer(Err(DbError::Busy)),
            Err(TrySendError::Disconnected(job)) => job.answer(Err(DbError::Stopped)),
        }
    }
}
