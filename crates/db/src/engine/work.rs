//! A queued piece of work and the way its answer goes back.

use crate::{DbError, Tx};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What the engine should do with the transaction.
#[derive(Debug)]
pub(crate) enum Verdict {
    Commit,
    RollBack,
}

/// A use case in the queue, its types hidden.
pub(crate) trait Work: Send {
    /// Runs it. It may be run again if the engine had to roll it back.
    fn run(&mut self, tx: &mut Tx<'_>) -> Verdict;
    /// Answers the caller, now that the fate of the transaction is known.
    fn answer(self: Box<Self>, fate: Result<(), DbError>);
}

pub(crate) type Job = Box<dyn Work>;

pub(crate) struct UseCase<F, T, E> {
    work: F,
    result: Option<Result<T, E>>,
    sender: oneshot::Sender<Result<T, E>>,
}

impl<F, T, E> UseCase<F, T, E>
where
    F: FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    T: Send + 'static,
    E: From<DbError> + Send + 'static,
{
    pub(crate) fn job(work: F, sender: oneshot::Sender<Result<T, E>>) -> Job {
        Box::new(Self { work, result: None, sender })
    }
}

impl<F, T, E> Work for UseCase<F, T, E>
where
    F: FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    T: Send + 'static,
    E: From<DbError> + Send + 'static,
{
    fn run(&mut self, tx: &mut Tx<'_>) -> Verdict {
        let work = &mut self.work;
        let result = catch_unwind(AssertUnwindSafe(|| work(tx)))
            .unwrap_or_else(|panic| Err(DbError::Panicked(panic_text(&*panic)).into()));
        let verdict = if result.is_ok() { Verdict::Commit } else { Verdict::RollBack };
        self.result = Some(result);
        verdict
    }

    fn answer(self: Box<Self>, fate: Result<(), DbError>) {
        let answer = match fate {
            Ok(()) => self.result.unwrap_or_else(|| Err(DbError::Stopped.into())),
            Err(e) => Err(e.into()),
        };
        // The caller may have gone away; the work is done all the same.
        let _ = self.sender.send(answer);
    }
}

fn panic_text(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(ToString::to_string);
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default()
}
