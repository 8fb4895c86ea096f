//! Something with consequences, asked once more.

use crate::{form::Form, shell::Shell};
use askama::Template;
use opc_words::Words;

/// What stands in the way, and where each of it is removed.
#[derive(Debug, Clone)]
pub struct Hindered {
    /// Why, as a sentence.
    pub reason: String,
    /// What has to be done first, as a title of the list.
    pub first: String,
    /// Addresses and words.
    pub ways: Vec<(String, String)>,
}

/// What is going to happen, and a button that does it.
#[derive(Debug, Clone, Template)]
#[template(path = "components/sure.html")]
pub struct SurePage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// What is asked, as a sentence.
    pub title: String,
    /// What it means, as sentences.
    pub points: Vec<String>,
    /// Why it was refused, if it was.
    pub form: Form,
    /// Version: a stale one is refused. Empty where nothing is versioned.
    pub etag: String,
    /// Path to post to.
    pub action: String,
    /// Path back.
    pub back: String,
    /// The words of the button.
    pub label: String,
    /// Why it cannot be done yet; then the button is switched off.
    pub hindered: Option<Hindered>,
}
