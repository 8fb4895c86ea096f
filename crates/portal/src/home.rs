//! The start page of organisations that sell nothing: customers, and the operator.

use crate::{components::Fact, form::Form, shell::Shell};
use askama::Template;
use opc_print::Clause;
use opc_words::Words;

/// The organisation, and the agreement it still has to accept.
#[derive(Debug, Clone, Template)]
#[template(path = "home/home.html")]
pub struct HomePage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Name of the organisation.
    pub name: String,
    /// What it is.
    pub facts: Vec<Fact>,
    /// Requests for roles that wait for an answer: partner and path.
    pub asked: Vec<(String, String)>,
    /// The agreement that waits, for those who may accept it.
    pub agreement: Option<AgreementToAccept>,
    /// What was accepted, newest first.
    pub accepted: Vec<AcceptedAgreement>,
    /// Field `accepted`.
    pub form: Form,
}

/// An agreement to read and accept.
#[derive(Debug, Clone)]
pub struct AgreementToAccept {
    /// Names of the partners that wait for it.
    pub partners: Vec<String>,
    /// Id of the template that is read here.
    pub template: String,
    /// Its version.
    pub version: String,
    /// Language of the text.
    pub language: String,
    /// Heading of the text.
    pub title: String,
    /// The text.
    pub clauses: Vec<Clause>,
    /// Path of the text, with a query.
    pub href: String,
}

/// An agreement that was accepted.
#[derive(Debug, Clone)]
pub struct AcceptedAgreement {
    /// Towards whom, when, by whom, and how it is known.
    pub facts: Vec<Fact>,
    /// Path of the text, with a query.
    pub href: String,
}

impl HomePage {
    /// The partners, as a list in a sentence.
    pub fn partners(&self, agreement: &AgreementToAccept) -> String {
        agreement.partners.join(&self.w.t("list-comma"))
    }
}
