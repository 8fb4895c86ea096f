//! The customer list.

use crate::{
    components::{Badge, Control, Fact, Pager},
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
    /// Fields `q`, `search-by`, `reseller`, `country`, `tag`, `qualification`, `validation`.
    pub search: Form,
    /// Indirect resellers to filter by; empty for anyone but a provider.
    pub resellers: Vec<Choice>,
    /// Countries to filter by; empty if there is only one.
    pub countries: Vec<Choice>,
    /// Qualifications to filter by.
    pub qualifications: Vec<Choice>,
    /// States of verification to filter by.
    pub validations: Vec<Choice>,
    /// Tags in use, for suggestions.
    pub known_tags: Vec<String>,
    /// Saved views.
    pub views: Vec<ViewLink>,
    /// Columns to choose from.
    pub column_choices: Vec<Choice>,
    /// The columns shown.
    pub columns: Vec<&'static str>,
    /// Headings of the name and of the columns.
    pub headings: Vec<Heading>,
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
    /// Asking customers, importing and adding them, for who may.
    pub controls: Vec<Control>,
    /// Whether the person may add a customer.
    pub may_add: bool,
    /// Whether the person may see orders and subscriptions.
    pub may_view_orders: bool,
    /// Whether the person may tag customers.
    pub may_tag: bool,
    /// The last change of many customers' tags.
    pub bulk: Option<BulkState>,
    /// What the list shows, as hidden fields of forms that come back to it.
    pub hidden: Vec<(String, String)>,
    /// The columns shown as CSV and as a workbook.
    pub shown: [String; 2],
    /// All columns as CSV and as a workbook.
    pub complete: [String; 2],
    /// Field `view-name`, and what is wrong with it.
    pub view: Form,
}

impl CustomerListPage {
    /// Whether any filter besides the search is on, or a tag was suggested.
    pub fn is_filtered(&self) -> bool {
        self.narrowed.len() > usize::from(!self.search.value("q").is_empty())
    }
}

/// A saved view.
#[derive(Debug, Clone)]
pub struct ViewLink {
    /// Its name.
    pub name: String,
    /// Path of the list as it was saved.
    pub href: String,
    /// Whether that is what is shown.
    pub current: bool,
}

/// The heading of a column.
#[derive(Debug, Clone)]
pub struct Heading {
    /// The words.
    pub label: String,
    /// Path of the list in the order of this column; `None` if it cannot be.
    pub href: Option<String>,
    /// `ascending`, `descending`, or empty.
    pub direction: &'static str,
}

/// What stands in a column.
#[derive(Debug, Clone)]
pub enum Cell {
    /// Text; empty shows as a dash.
    Text(String),
    /// A domain; it may break after its dots.
    Domain(String),
    /// An id.
    Code(String),
    /// A date.
    Date(String),
    /// Tags.
    Tags(Vec<String>),
}

impl Cell {
    /// The class of its cell.
    pub const fn class(&self) -> &'static str {
        match self {
            Self::Domain(_) | Self::Code(_) => "id",
            Self::Date(_) => "when",
            Self::Text(_) | Self::Tags(_) => "",
        }
    }
}

/// The last change of many customers' tags.
#[derive(Debug, Clone)]
pub struct BulkState {
    /// What was done, and when.
    pub facts: Fact,
    /// How far it is, while it runs.
    pub progress: Option<Progress>,
    /// The job to take back; `None` if that is not possible.
    pub undo: Option<String>,
    /// Path to post to, to take it back.
    pub action: String,
    /// Whether it was given up.
    pub failed: bool,
}

/// How far a job is.
#[derive(Debug, Clone)]
pub struct Progress {
    /// Pieces done.
    pub done: u32,
    /// Pieces in all.
    pub total: u32,
    /// The same in words.
    pub text: String,
    /// Path of this page, to look again.
    pub here: String,
}

/// Which tags to add to many customers, and to take from them.
#[derive(Debug, Clone, Template)]
#[template(path = "customers/tags.html")]
pub struct BulkTagsPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Fields `add-tags`, `remove-tags`.
    pub form: Form,
    /// How many customers, as a heading.
    pub title: String,
    /// Names of the first ones; empty if it is all that match.
    pub customers: Vec<String>,
    /// Whether there are none.
    pub is_empty: bool,
    /// Which customers, and the list to go back to.
    pub hidden: Vec<(String, String)>,
    /// Tags in use, for suggestions.
    pub known_tags: Vec<String>,
    /// Path to post to.
    pub action: String,
    /// Path of the list.
    pub list: String,
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
    /// Customer id.
    pub id: String,
    /// A state worth showing, such as *under review*.
    pub state: Option<Badge>,
    /// What stands in the columns.
    pub cells: Vec<Cell>,
    /// Path to order for it; `None` for who may not.
    pub order: Option<String>,
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
