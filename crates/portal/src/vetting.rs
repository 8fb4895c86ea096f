//! Verification: the operator's work, and what a partner sees of it.

use crate::{
    account::Account,
    components::{Badge, Fact, Pager},
    form::{Choice, Form},
    shell::Shell,
};
use askama::Template;
use opc_words::Words;

/// What there is to decide.
#[derive(Debug, Clone, Template)]
#[template(path = "vetting/list.html")]
pub struct ReviewListPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Fields `state`, `subject`, `q`.
    pub filter: Form,
    /// States to choose from.
    pub states: Vec<Choice>,
    /// Subjects to choose from.
    pub subjects: Vec<Choice>,
    /// Rows, the oldest first.
    pub rows: Vec<ReviewRow>,
    /// Paging.
    pub pager: Pager,
}

/// A review in a list.
#[derive(Debug, Clone)]
pub struct ReviewRow {
    /// Its id, while it can be decided.
    pub id: Option<String>,
    /// Its page; empty where there is none for the reader.
    pub href: String,
    /// The customer.
    pub company: String,
    /// Whose customer it is.
    pub partner: String,
    /// What is decided, in words.
    pub subject: String,
    /// How far that is.
    pub state: Badge,
    /// Since when, in words.
    pub since: String,
}

/// A file.
#[derive(Debug, Clone)]
pub struct DocumentRow {
    /// Where it is downloaded.
    pub href: String,
    /// Its name.
    pub name: String,
    /// Size and time, in words.
    pub about: String,
}

/// A review, for the operator.
#[derive(Debug, Clone, Template)]
#[template(path = "vetting/review.html")]
pub struct ReviewPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// The customer.
    pub company: String,
    /// What is decided, in words.
    pub subject: String,
    /// How far that is.
    pub state: Badge,
    /// Partner, since when, last message.
    pub facts: Vec<Fact>,
    /// Warnings the partner confirmed, in words.
    pub grounds: Vec<String>,
    /// What the partner says about the customer.
    pub account: Vec<Fact>,
    /// Files.
    pub documents: Vec<DocumentRow>,
    /// What else was or is decided about the customer.
    pub others: Vec<ReviewRow>,
    /// Field `message`.
    pub form: Form,
    /// Path to post a decision to; `None` once decided.
    pub decide: Option<String>,
}

/// The section of an account about its verification.
#[derive(Debug, Clone, Template)]
#[template(path = "account/verification.html")]
pub struct VerificationPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Account.
    pub account: Account,
    /// How far the verification of the account is.
    pub state: Badge,
    /// What that means, as a sentence.
    pub meaning: String,
    /// Reviews, the newest first.
    pub reviews: Vec<OwnReview>,
    /// Field `file`, and `review`.
    pub form: Form,
    /// Reviews that take files; empty for who may not add any.
    pub open: Vec<Choice>,
}

/// A review, for the partner.
#[derive(Debug, Clone)]
pub struct OwnReview {
    /// Its id.
    pub id: String,
    /// What is decided, in words.
    pub subject: String,
    /// How far that is.
    pub state: Badge,
    /// Since when, in words.
    pub since: String,
    /// What the operator says, line by line.
    pub message: Vec<String>,
    /// Files.
    pub documents: Vec<DocumentRow>,
    /// Whether it was refused and can be asked for again by the reader.
    pub again: bool,
}
