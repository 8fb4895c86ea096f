//! What was changed about a customer, and asking for a special qualification.

use crate::{
    account::Account,
    components::Pager,
    form::{Choice, Form},
    shell::Shell,
};
use askama::Template;
use opc_words::Words;

/// Every change of the customer.
#[derive(Debug, Clone, Template)]
#[template(path = "account/history.html")]
pub struct HistoryPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Account.
    pub account: Account,
    /// Field `field`: whose changes are shown; and what stands against taking one back.
    pub form: Form,
    /// Fields to choose from.
    pub fields: Vec<Choice>,
    /// What happened, the latest first.
    pub entries: Vec<HistoryEntry>,
    /// Which version of the account is shown.
    pub etag: String,
    /// Paging.
    pub pager: Pager,
    /// Whether somebody else changed it first.
    pub stale: bool,
}

/// What one entry of the log changed.
#[derive(Debug, Clone)]
pub struct HistoryEntry {
    /// The id of the entry.
    pub id: String,
    /// When, in words.
    pub at: String,
    /// Who.
    pub who: String,
    /// What was done, in words.
    pub action: String,
    /// The values.
    pub changes: Vec<HistoryChange>,
    /// Whether all of them can be taken back together.
    pub undo_all: bool,
}

/// A value that was changed.
#[derive(Debug, Clone)]
pub struct HistoryChange {
    /// Its name in the log.
    pub name: String,
    /// Its name in words.
    pub label: String,
    /// Before; may be empty.
    pub before: String,
    /// After; may be empty.
    pub after: String,
    /// Whether it can be taken back.
    pub undo: bool,
}

/// Asking for a special qualification.
#[derive(Debug, Clone, Template)]
#[template(path = "account/qualification.html")]
pub struct QualificationPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Account.
    pub account: Account,
    /// Fields `qualification`, `education-segment`, `website`.
    pub form: Form,
    /// Qualifications to choose from.
    pub qualifications: Vec<Choice>,
    /// Segments of education customers.
    pub segments: Vec<Choice>,
}
