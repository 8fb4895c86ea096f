//! The customer agreement beyond one customer: its versions, and who has not accepted them.

use crate::{
    components::{Badge, Fact, Pager},
    form::{Choice, Form},
    shell::Shell,
};
use askama::Template;
use opc_words::Words;

/// Versions, for the operator.
#[derive(Debug, Clone, Template)]
#[template(path = "agreements/versions.html")]
pub struct VersionsPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Rows, the newest first.
    pub rows: Vec<VersionRow>,
}

/// A version.
#[derive(Debug, Clone)]
pub struct VersionRow {
    /// Its name.
    pub version: String,
    /// Whether it counts.
    pub state: Badge,
    /// From when it counts, in words.
    pub from: String,
    /// Its text in each country: the country in words, and where it is read.
    pub texts: Vec<(String, String)>,
}

/// Publishing a version.
#[derive(Debug, Clone, Template)]
#[template(path = "agreements/publish.html")]
pub struct PublishPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Fields `version`, `effective-from`, `countries`, `prevails`, `title-ja`, `body-ja`, ….
    pub form: Form,
    /// Languages to choose from.
    pub languages: Vec<Choice>,
    /// Today, as `2026-11-21`: the first day it may count.
    pub today: String,
}

/// Customers who have not accepted the version that counts.
#[derive(Debug, Clone, Template)]
#[template(path = "agreements/lacking.html")]
pub struct LackingPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Fields `state`, `as-of`.
    pub filter: Form,
    /// States to choose from.
    pub states: Vec<Choice>,
    /// Days to choose from: today, and when published versions begin to count.
    pub days: Vec<Choice>,
    /// Rows, in the order of the customer list.
    pub rows: Vec<LackingRow>,
    /// Paging.
    pub pager: Pager,
    /// The list as a file.
    pub export: String,
    /// How many customers there are on all pages, in words.
    pub count: String,
    /// Where those who are due are reminded, in words with their number; `None` for who may not, and
    /// when nobody is due.
    pub remind: Option<(String, String)>,
}

/// Before the mails go out.
#[derive(Debug, Clone, Template)]
#[template(path = "agreements/remind.html")]
pub struct RemindPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Fields `state`, `as-of`: which customers.
    pub filter: Form,
    /// The same in words, and how many they are.
    pub facts: Vec<Fact>,
    /// What sends the mails, in words with their number; `None` when nobody is due.
    pub send: Option<String>,
    /// The list.
    pub list: String,
}

/// A customer who has not accepted it.
#[derive(Debug, Clone)]
pub struct LackingRow {
    /// The agreement section of its account.
    pub href: String,
    /// Company name.
    pub company: String,
    /// Country, in words.
    pub country: String,
    /// Why.
    pub state: Badge,
    /// When it last accepted a version, in words; empty if never.
    pub agreed: String,
    /// When it was last reminded, in words; empty if never.
    pub reminded: String,
}
