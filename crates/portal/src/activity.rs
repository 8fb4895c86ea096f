//! The activity log: who did what, when.

use crate::{
    components::{Badge, Pager},
    form::{Choice, Form},
    shell::Shell,
};
use askama::Template;
use opc_words::Words;

/// The activity log.
#[derive(Debug, Clone, Template)]
#[template(path = "activity/log.html")]
pub struct ActivityPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Fields `from`, `to`, `q`, `resource`.
    pub filter: Form,
    /// Kinds of things to filter by.
    pub resources: Vec<Choice>,
    /// Rows.
    pub rows: Vec<ActivityRow>,
    /// Paging.
    pub pager: Pager,
    /// Path of the export, with the filters.
    pub export: Option<String>,
}

/// An entry of the log.
#[derive(Debug, Clone)]
pub struct ActivityRow {
    /// When, in words.
    pub at: String,
    /// The action, in words.
    pub action: String,
    /// Who did it: a person or a program.
    pub actor: String,
    /// What it was done to.
    pub target: String,
    /// Path of the target, if it has a page.
    pub href: Option<String>,
    /// How it ended.
    pub outcome: Badge,
    /// Values before and after: name, before, after.
    pub changes: Vec<(String, String, String)>,
    /// The id of the entry.
    pub id: String,
}
