//! What the clients know: every creation they sent, and what they were told.

use serde_json::Value;
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hasher};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// One creation, sent once or many times with the same request id.
#[derive(Clone)]
pub(super) struct Attempt {
    /// The value of `MS-RequestId`.
    pub(super) request_id: String,
    /// The whole domain asked for.
    pub(super) domain: String,
    /// The JSON body.
    pub(super) body: String,
}

/// A creation that was acknowledged.
#[derive(Clone)]
pub(super) struct Acknowledged {
    /// The creation.
    pub(super) attempt: Attempt,
    /// The customer it made.
    pub(super) customer_id: String,
    answer: u64,
}

/// What all clients of a run know together.
#[derive(Default)]
pub(super) struct Ledger {
    book: Mutex<Book>,
}

/// The entries of a ledger.
#[derive(Default)]
pub(super) struct Book {
    /// In the order of their acknowledgement.
    pub(super) acknowledged: Vec<Acknowledged>,
    /// Replays of acknowledged creations that were answered.
    pub(super) replays: u64,
    /// Requests whose outcome stayed unknown when they were first sent.
    pub(super) unknown: u64,
    /// Answers asking to come back later, by status.
    pub(super) later: BTreeMap<u16, u64>,
    /// Broken promises seen while writing.
    pub(super) broken: Vec<String>,
}

impl Ledger {
    /// The entries, for as long as the guard lives.
    pub(super) fn book(&self) -> MutexGuard<'_, Book> {
        // A writer that panicked has left whole entries behind.
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes an answer 201 to a creation that had none before.
    pub(super) fn acknowledge(&self, attempt: Attempt, body: &str) -> Option<Acknowledged> {
        let answer: Value = serde_json::from_str(body).unwrap_or_default();
        let id = answer["id"].as_str().unwrap_or_default();
        let told = answer["companyProfile"]["domain"].as_str().unwrap_or(&attempt.domain);
        let mut book = self.book();
        if id.is_empty() || !same_prefix(told, &attempt.domain) {
            book.broken.push(format!("{}: 201 for something else: {body}", attempt.domain));
            return None;
        }
        let noted = Acknowledged { attempt, customer_id: id.to_owned(), answer: fingerprint(body) };
        book.acknowledged.push(noted.clone());
        Some(noted)
    }

    /// Notes an answer to the repetition of an acknowledged creation.
    pub(super) fn replayed(&self, before: &Acknowledged, status: u16, body: &str) {
        let answer: Value = serde_json::from_str(body).unwrap_or_default();
        let domain = &before.attempt.domain;
        let mut book = self.book();
        book.replays += 1;
        if status != 201 {
            book.broken.push(format!("{domain}: acknowledged, its replay was {status}: {body}"));
        } else if answer["id"] != before.customer_id.as_str() {
            book.broken.push(format!("{domain}: its replay made another customer: {body}"));
        } else if fingerprint(body) != before.answer {
            book.broken.push(format!("{domain}: its replay was answered differently: {body}"));
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
