//! Importing customers from a file.

use crate::{
    components::{Badge, Fact, Pager, Tab},
    form::{Choice, Form},
    shell::Shell,
};
use askama::Template;
use opc_words::Words;

/// Uploading a file, and the imports there are.
#[derive(Debug, Clone, Template)]
#[template(path = "imports/list.html")]
pub struct ImportListPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Field `file`.
    pub form: Form,
    /// Imports, newest first.
    pub rows: Vec<ImportRow>,
    /// Paging.
    pub pager: Pager,
}

/// An import in the list.
#[derive(Debug, Clone)]
pub struct ImportRow {
    /// Path of the import.
    pub href: String,
    /// Name of the file.
    pub file: String,
    /// How far it is.
    pub state: Badge,
    /// Rows in words.
    pub rows: String,
    /// When it was uploaded, in words.
    pub at: String,
}

/// Which column is which field.
#[derive(Debug, Clone, Template)]
#[template(path = "imports/mapping.html")]
pub struct MappingPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Path of the import.
    pub base: String,
    /// Name of the file.
    pub file: String,
    /// Fields `column-<number>`, one a constant, `prefix-from` and `prefix-stem`.
    pub form: Form,
    /// Columns of the file.
    pub columns: Vec<Column>,
    /// Fields a column can fill.
    pub fields: Vec<Choice>,
    /// Resellers, for providers; empty hides the field.
    pub resellers: Vec<Choice>,
    /// What the domain prefix can be made from.
    pub prefixes: Vec<Choice>,
    /// What the first rows become.
    pub samples: Vec<SampleRow>,
    /// Whether the person may tag customers; if not, there is no field for tags.
    pub may_tag: bool,
}

/// A column of a file.
#[derive(Debug, Clone)]
pub struct Column {
    /// Name of its field in the form.
    pub key: String,
    /// Its name in the header.
    pub name: String,
    /// Its first cells.
    pub cells: Vec<String>,
}

/// What a row becomes.
#[derive(Debug, Clone)]
pub struct SampleRow {
    /// Its number in the file.
    pub row: u32,
    /// Company name.
    pub company: String,
    /// Address in a line.
    pub address: String,
    /// Contact in a line.
    pub contact: String,
    /// Primary domain.
    pub domain: String,
    /// What would come of it.
    pub outcome: Badge,
    /// What is wrong with it.
    pub problems: Vec<String>,
}

/// How far an import is, and what can be done with it.
#[derive(Debug, Clone, Template)]
#[template(path = "imports/status.html")]
pub struct ImportPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Path of the import.
    pub base: String,
    /// Name of the file.
    pub file: String,
    /// How far it is.
    pub state: Badge,
    /// What is going on or what to do next, as a sentence.
    pub lead: String,
    /// Why it is paused although nobody paused it, as a sentence.
    pub halt: Option<String>,
    /// Rows done and rows in all, while a job is at work.
    pub progress: Option<(u32, u32)>,
    /// Rows by outcome.
    pub counts: Vec<Fact>,
    /// What is wrong, by rule.
    pub rules: Vec<RuleRow>,
    /// Refusal of the last action.
    pub form: Form,
    /// What can be done.
    pub can: Actions,
}

/// What can be done with an import.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a button of its own")]
pub struct Actions {
    /// Change the mapping.
    pub map: bool,
    /// Add the rows.
    pub start: bool,
    /// Stop for now.
    pub pause: bool,
    /// Go on.
    pub resume: bool,
    /// Give up.
    pub cancel: bool,
    /// Fetch the rows that are not customers.
    pub rejected: bool,
    /// Look at the rows.
    pub rows: bool,
}

/// A rule rows break.
#[derive(Debug, Clone)]
pub struct RuleRow {
    /// Its key, for the tick.
    pub key: String,
    /// What is wrong, for example.
    pub text: String,
    /// How many rows, and which first, in words.
    pub rows: String,
    /// Whether it can be confirmed.
    pub warning: bool,
    /// Whether it was confirmed.
    pub confirmed: bool,
}

impl ImportPage {
    /// Rules that can be confirmed.
    pub fn warnings(&self) -> impl Iterator<Item = &RuleRow> {
        self.rules.iter().filter(|rule| rule.warning)
    }
    /// Rules that cannot.
    pub fn errors(&self) -> impl Iterator<Item = &RuleRow> {
        self.rules.iter().filter(|rule| !rule.warning)
    }
}

/// What came of the single rows.
#[derive(Debug, Clone, Template)]
#[template(path = "imports/rows.html")]
pub struct ImportRowsPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Name of the file.
    pub file: String,
    /// One list an outcome.
    pub tabs: Vec<Tab>,
    /// Rows.
    pub rows: Vec<ResultRow>,
    /// Paging.
    pub pager: Pager,
}

/// What came of a row.
#[derive(Debug, Clone)]
pub struct ResultRow {
    /// Its number in the file.
    pub row: u32,
    /// Its cells in a line.
    pub cells: String,
    /// What came of it.
    pub outcome: Badge,
    /// What is wrong with it.
    pub problems: Vec<String>,
    /// Path of the customer it became.
    pub customer: Option<String>,
}
