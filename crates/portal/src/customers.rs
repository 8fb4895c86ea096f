//! The customer list.

use crate::{
    components::{Badge, Pager},
    form::{Choice, Form},
    shell::Shell,
};
use askama::Template;
use opc_words::Words;

/// The customer list (`domain/04`).
#[derive(Debug, Clone, Template)]
#[template(path = "customers/list.html")]
pub struct CustomerListPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Fields `q`, `search-by`, `reseller`.
    pub search: Form,
    /// Indirect resellers to filter by; empty for anyone but a provider.
    pub resellers: Vec<Choice>,
    /// Rows.
    pub rows: Vec<CustomerRow>,
    /// Paging.
    pub pager: Pager,
    /// What narrows the list.
    pub narrowed: Vec<Narrowed>,
    /// Customers not submitted yet, those saved last.
    pub drafts: Vec<DraftRow>,
    /// How many there are and where, if not all are shown.
    pub all_drafts: Option<(usize, String)>,
    /// Whether the person may add a customer.
    pub may_add: bool,
    /// Whether the person may see orders and subscriptions.
    pub may_view_orders: bool,
    /// Whether the person may request a relationship.
    pub may_request: bool,
    /// Path of the export, with the filters; `None` hides it.
    pub export: Option<String>,
}

/// A search or a filter that is on.
#[derive(Debug, Clone)]
pub struct Narrowed {
    /// What it looks at.
    pub label: String,
    /// What it looks for.
    pub text: String,
    /// Path of the list without it.
    pub without: String,
}

/// A customer in the list.
#[derive(Debug, Clone)]
pub struct CustomerRow {
    /// Path of the account page.
    pub href: String,
    /// Company name.
    pub company: String,
    /// Primary domain.
    pub domain: String,
    /// Customer id.
    pub id: String,
    /// Relationship, in words.
    pub relationship: String,
    /// The reseller in between, if any.
    pub reseller: Option<String>,
    /// A state worth showing, such as *under review*.
    pub state: Option<Badge>,
    /// Tags.
    pub tags: Vec<String>,
}

/// A draft to go on with.
#[derive(Debug, Clone)]
pub struct DraftRow {
    /// Path that leads to the step to go on with.
    pub href: String,
    /// Path to post to, to give it up.
    pub discard: String,
    /// Company name; empty if not entered yet.
    pub company: String,
    /// When last saved, in words.
    pub saved: String,
}
