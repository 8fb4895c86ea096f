//! Something with consequences, asked once more.

use crate::{form::Form, shell::Shell};
use askama::Template;
use opc_words::Words;

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
}
