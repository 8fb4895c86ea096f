//! The partners of the programme, for the operator.

use crate::{
    components::{Badge, Fact, Pager},
    form::{Choice, Form},
    shell::Shell,
};
use askama::Template;
use opc_words::Words;

/// Everybody who sells in the programme.
#[derive(Debug, Clone, Template)]
#[template(path = "organisations/list.html")]
pub struct OrganisationListPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Fields `q`, `state`.
    pub filter: Form,
    /// States to choose from.
    pub states: Vec<Choice>,
    /// Rows by name.
    pub rows: Vec<OrganisationRow>,
    /// Paging.
    pub pager: Pager,
}

/// A partner in the list.
#[derive(Debug, Clone)]
pub struct OrganisationRow {
    /// Its page.
    pub href: String,
    /// Its name.
    pub name: String,
    /// What it is, in words.
    pub kind: String,
    /// Where it is, in words.
    pub country: String,
    /// Its partner network ID.
    pub network_id: String,
    /// Whether it has signed its agreement.
    pub agreement: Badge,
    /// Whether it may go on.
    pub state: Badge,
}

/// A partner, and its state to change.
#[derive(Debug, Clone, Template)]
#[template(path = "organisations/show.html")]
pub struct OrganisationPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Its name.
    pub name: String,
    /// Whether it may go on.
    pub state: Badge,
    /// What is known of it.
    pub facts: Vec<Fact>,
    /// Field `state-reason`.
    pub form: Form,
    /// Version of the state the form was made from.
    pub etag: String,
    /// Path of this page, to post to.
    pub here: String,
    /// States it can be put in.
    pub offered: Vec<&'static str>,
    /// The state to confirm; `None`: it is still to be chosen.
    pub confirm: Option<&'static str>,
    /// Whether somebody else changed it in the meantime.
    pub stale: bool,
}

impl OrganisationPage {
    /// What a state means for the partner, point by point: messages `means-<state>-1` and so on.
    pub fn means(&self, state: &str) -> Vec<String> {
        let key = |n| format!("means-{state}-{n}");
        (1..10).map(key).take_while(|key| self.w.has(key)).map(|key| self.w.t(&key)).collect()
    }
}
