//! The question whether an application may act in a person's name.

use crate::shell::Shell;
use askama::Template;
use opc_words::Words;

/// Who asks, for what, and where the answer goes.
#[derive(Debug, Clone, Template)]
#[template(path = "signin/consent.html")]
pub struct ConsentPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Name of the application.
    pub application: String,
    /// Name of the organisation it belongs to, which is the person's own.
    pub organisation: String,
    /// Host the answer is sent to.
    pub host: String,
    /// Path and query the form is sent to.
    pub action: String,
    /// Address to go to with a refusal.
    pub cancel: String,
}
