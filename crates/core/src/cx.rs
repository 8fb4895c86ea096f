//! The context of a use case.

use crate::{
    Fault,
    access::{Actor, Granted, PermissionKind},
    audit::{self, Event},
    engine::Env,
};
use opc_db::{Durability, Row, Statement, Tx, Value};
use opc_kernel::{
    id::{CorrelationId, EventId, Id},
    time::{Date, Timestamp},
};

/// Everything a use case may use: who acts, when, new ids, and the transaction.
#[derive(Debug)]
pub struct Cx<'a, 't> {
    tx: &'a mut Tx<'t>,
    env: &'a Env,
    actor: Actor,
    now: Timestamp,
    correlation: CorrelationId,
    recorded: usize,
    undoes: Option<EventId>,
}

impl<'a, 't> Cx<'a, 't> {
    pub(crate) fn new(
        tx: &'a mut Tx<'t>,
        env: &'a Env,
        now: Timestamp,
        correlation: CorrelationId,
    ) -> Self {
        Self { tx, env, actor: Actor::Anonymous, now, correlation, recorded: 0, undoes: None }
    }
    pub(crate) fn act_as(&mut self, actor: Actor) {
        self.actor = actor;
    }
    /// From here on a job's piece is done for whoever asked for it, and its events are a chain.
    pub(crate) fn act_for(&mut self, actor: Actor, chain: CorrelationId) {
        self.actor = actor;
        self.correlation = chain;
    }
    /// From here on what is recorded takes back what this entry of the log tells.
    pub(crate) fn take_back(&mut self, entry: EventId) {
        self.undoes = Some(entry);
    }
    pub(crate) fn undoes(&self) -> Option<EventId> {
        self.undoes
    }
    /// The moment of this use case; the same however long it runs.
    pub fn now(&self) -> Timestamp {
        self.now
    }
    /// The date of this use case in UTC.
    pub fn today(&self) -> Date {
        self.now.utc_date()
    }
    /// A new id.
    pub fn new_id<I: Id>(&self) -> I {
        I::from_uuid(self.env.ids.next(self.now))
    }
    /// Who acts.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }
    /// For what only the program itself does: set-up and commands of whoever runs the deployment.
    pub(crate) fn only_system(&self) -> Result<(), Fault> {
        if self.actor == Actor::System { Ok(()) } else { Err(Fault::SignedOut) }
    }
    /// The deployment: settings, keys.
    pub fn env(&self) -> &'a Env {
        self.env
    }
    /// The chain of requests this one belongs to.
    pub fn correlation(&self) -> CorrelationId {
        self.correlation
    }
    /// Proof that the actor may do `P`, or why not. Every operation starts with this.
    pub fn allow<P: PermissionKind>(&self, permission: P) -> Result<Granted<P>, Fault> {
        self.actor.allow(permission)
    }
    /// Writes an entry of the activity log. A write without one does not commit.
    pub fn record(&mut self, event: Event) -> Result<(), Fault> {
        self.recorded += 1;
        audit::append(self, event)
    }
    /// Runs `work` so that its failure undoes only `work`.
    pub fn nested<T>(
        &mut self,
        work: impl FnOnce(&mut Cx<'_, 't>) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let (env, now, correlation) = (self.env, self.now, self.correlation);
        let undoes = self.undoes;
        let (actor, before) = (self.actor.clone(), self.recorded);
        let mut recorded = before;
        let result = self.tx.nested(|tx| {
            let mut inner = Cx { tx, env, actor, now, correlation, recorded: before, undoes };
            let result = work(&mut inner);
            recorded = inner.recorded;
            result
        });
        if result.is_ok() {
            self.recorded = recorded;
        }
        result
    }

    /// Whether an account was written without a line in the feed: the lists in memory would not
    /// learn of it.
    pub(crate) fn forgot_the_feed(&self) -> bool {
        let written = |table| self.tx.written().contains(&table);
        written("accounts") && !written("account_feed")
    }
    /// Tables written by this use case although no event was recorded; empty if all is well.
    pub(crate) fn unaudited(&self) -> Vec<&'static str> {
        if self.recorded > 0 {
            return Vec::new();
        }
        self.tx.written().iter().copied().filter(|t| !audit::UPKEEP_TABLES.contains(t)).collect()
    }

    /// [`opc_db::Tx::stamp`].
    pub(crate) fn stamp(&mut self) -> Result<i64, Fault> {
        Ok(self.tx.stamp()?)
    }
    /// [`opc_db::Tx::horizon`].
    pub(crate) fn horizon(&mut self) -> Result<i64, Fault> {
        Ok(self.tx.horizon()?)
    }
    pub(crate) fn durability(&mut self) -> Result<Durability, Fault> {
        Ok(self.tx.durability()?)
    }
    pub(crate) fn execute(
        &mut self,
        statement: &'static Statement,
        params: &[Value<'_>],
    ) -> Result<u64, Fault> {
        Ok(self.tx.execute(statement, params)?)
    }
    pub(crate) fn first<T>(
        &mut self,
        statement: &'static Statement,
        params: &[Value<'_>],
        map: impl FnOnce(&mut Row<'_>) -> Result<T, opc_db::DbError>,
    ) -> Result<Option<T>, Fault> {
        Ok(self.tx.first(statement, params, map)?)
    }
    pub(crate) fn all<T>(
        &mut self,
        statement: &'static Statement,
        params: &[Value<'_>],
        map: impl FnMut(&mut Row<'_>) -> Result<T, opc_db::DbError>,
    ) -> Result<Vec<T>, Fault> {
        Ok(self.tx.all(statement, params, map)?)
    }
}
