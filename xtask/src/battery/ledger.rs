//! What the clients know: every request they sent, and what they were told.

use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt;
use std::hash::{DefaultHasher, Hasher};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What a request makes.
#[derive(Clone)]
pub(super) enum Kind {
    /// A customer, with the whole domain asked for.
    Customer(String),
    /// The agreement of the customer with this id.
    Agreement(String),
    /// An order for the customer with this id.
    Order(String),
}

/// One request, sent once or many times with the same request id.
#[derive(Clone)]
pub(super) struct Attempt {
    /// The value of `MS-RequestId`.
    pub(super) request_id: String,
    /// What it makes.
    pub(super) kind: Kind,
    /// The JSON body.
    pub(super) body: Value,
}

/// A request that was acknowledged.
#[derive(Clone)]
pub(super) struct Acknowledged {
    /// The request.
    pub(super) attempt: Attempt,
    /// Id of the customer or order it made; an agreement has none.
    pub(super) id: String,
    answer: u64,
}

/// What all clients of one partner know together.
#[derive(Default)]
pub(super) struct Ledger {
    book: Mutex<Book>,
}

/// The entries of a ledger.
#[derive(Default)]
pub(super) struct Book {
    /// In the order of their acknowledgement.
    pub(super) acknowledged: Vec<Acknowledged>,
    /// Requests without an answer when their writer ended.
    pub(super) open: Vec<Attempt>,
    /// Repetitions of acknowledged requests that were answered.
    pub(super) replays: u64,
    /// Requests whose outcome stayed unknown when they were first sent.
    pub(super) unknown: u64,
    /// Answers asking to come back later, by status.
    pub(super) later: BTreeMap<u16, u64>,
    /// Broken promises seen while writing.
    pub(super) broken: Vec<String>,
}

impl Attempt {
    /// Where it is sent, below the version.
    pub(super) fn path(&self) -> String {
        match &self.kind {
            Kind::Customer(_) => "/customers".to_owned(),
            Kind::Agreement(customer) => format!("/customers/{customer}/agreements"),
            Kind::Order(customer) => format!("/customers/{customer}/orders"),
        }
    }

    /// Whether an answer 201 is about what was asked for.
    fn is_meant_by(&self, answer: &Value, id: &str) -> bool {
        match &self.kind {
            Kind::Customer(domain) => {
                let told = answer["companyProfile"]["domain"].as_str().unwrap_or_default();
                !id.is_empty() && same_prefix(told, domain)
            }
            Kind::Agreement(_) => answer["templateId"] == self.body["templateId"],
            Kind::Order(customer) => {
                !id.is_empty() && answer["referenceCustomerId"] == customer.as_str()
            }
        }
    }
}

impl fmt::Display for Attempt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Kind::Customer(domain) => write!(f, "{domain}"),
            Kind::Agreement(customer) => write!(f, "agreement of {customer}"),
            Kind::Order(customer) => write!(f, "order for {customer}"),
        }
    }
}

impl Ledger {
    /// The entries, for as long as the guard lives.
    pub(super) fn book(&self) -> MutexGuard<'_, Book> {
        // A writer that panicked has left whole entries behind.
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes the answer to a request that had none before; nothing when it breaks a promise.
    pub(super) fn answered(
        &self,
        attempt: Attempt,
        status: u16,
        body: &str,
    ) -> Option<Acknowledged> {
        let answer: Value = serde_json::from_str(body).unwrap_or_default();
        let id = answer["id"].as_str().unwrap_or_default().to_owned();
        let mut book = self.book();
        if status != 201 || !attempt.is_meant_by(&answer, &id) {
            book.broken.push(format!("{attempt}: {status} {body}"));
            return None;
        }
        let noted = Acknowledged { attempt, id, answer: fingerprint(body) };
        book.acknowledged.push(noted.clone());
        Some(noted)
    }

    /// Notes the answer to the repetition of an acknowledged request.
    pub(super) fn replayed(&self, before: &Acknowledged, status: u16, body: &str) {
        let what = &before.attempt;
        let mut book = self.book();
        book.replays += 1;
        if status != 201 {
            book.broken.push(format!("{what}: acknowledged, its replay was {status}: {body}"));
        } else if fingerprint(body) != before.answer {
            book.broken.push(format!("{what}: its replay was answered differently: {body}"));
        }
    }
}

/// Whether two domains are the same but for their suffix: the product gives its own.
pub(super) fn same_prefix(one: &str, other: &str) -> bool {
    let prefix = |domain: &str| domain.split('.').next().map(str::to_ascii_lowercase);
    prefix(one) == prefix(other)
}

fn fingerprint(body: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(body.as_bytes());
    hasher.finish()
}
