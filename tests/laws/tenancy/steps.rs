//! What is stored before and after each step of somebody's work.

use super::rows::{self, Kept, plain};
use opc_testkit::{Page, Reply, TestApp};
use std::collections::BTreeSet;

/// Compares what is stored before and after each step.
pub(super) struct Steps<'w> {
    app: &'w TestApp,
    before: BTreeSet<Kept>,
    /// Organisations whose rows may change.
    pub(super) owners: Vec<String>,
    /// The customer whose rows may change, beside those that are new.
    customer: String,
    /// Organisations and customers there were at the beginning.
    known: BTreeSet<String>,
    offences: Vec<String>,
}

impl<'w> Steps<'w> {
    pub(super) async fn begun(app: &'w TestApp, owners: &[String], customer: &str) -> Self {
        let (before, owners) = (rows::all(app).await, owners.iter().map(plain).collect());
        let known = before.iter().flat_map(|row| [row.owner.clone(), row.customer.clone()]);
        let (known, customer) = (known.collect(), plain(customer));
        Self { app, before, owners, customer, known, offences: Vec::new() }
    }
    /// Looks at what a step has changed: something, and nothing of anybody else.
    pub(super) async fn step(&mut self, name: &str) {
        let after = rows::all(self.app).await;
        let changed = rows::changed(&self.before, &after);
        if changed.is_empty() {
            self.offences.push(format!("{name} changed nothing"));
        }
        for row in changed {
            let is_new = |id: &String| !self.known.contains(id);
            // Every partner of a customer learns that it was changed.
            let told = row.table == "account_feed";
            // What is between a partner and a customer is in the deployment's log, too.
            let logged = row.table == "events" && row.owner == plain(uuid::Uuid::nil());
            let is_own = told || logged || self.owners.contains(&row.owner) || is_new(&row.owner);
            let is_about = [self.customer.as_str(), ""].contains(&row.customer.as_str())
                || is_new(&row.customer);
            if !is_own || !is_about {
                self.offences.push(format!("{name}: {row:?}"));
            }
        }
        self.before = after;
    }
    pub(super) async fn went(&mut self, name: &str, page: &Page) {
        let done = page.status.is_success() && !page.path.starts_with("/sign-in");
        assert!(done, "{name}: {} {} {}", page.status, page.path, page.html);
        self.step(name).await;
    }
    pub(super) async fn answered(&mut self, name: &str, reply: &Reply) {
        assert!(reply.status.is_success(), "{name}: {} {}", reply.status, reply.text);
        self.step(name).await;
    }
    pub(super) fn end(self) {
        assert!(self.offences.is_empty(), "{}", self.offences.join("\n"));
    }
}
