//! An answer that is on its way.

use crate::DbError;
use std::{
    future::Future,
    pin::Pin,
    task::{Context, Poll, ready},
};

/// The answer of [`Db::run`](crate::Db::run): a future that needs no particular runtime.
#[derive(Debug)]
#[must_use = "work whose answer is dropped still runs"]
pub struct Pending<T, E> {
    receiver: oneshot::AsyncReceiver<Result<T, E>>,
}

impl<T, E> Pending<T, E> {
    pub(crate) fn new(receiver: oneshot::AsyncReceiver<Result<T, E>>) -> Self {
        Self { receiver }
    }
}

impl<T, E: From<DbError>> Future for Pending<T, E> {
    type Output = Result<T, E>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let answer = ready!(Pin::new(&mut self.receiver).poll(cx));
        Poll::Ready(answer.unwrap_or_else(|_| Err(DbError::Stopped.into())))
    }
}
