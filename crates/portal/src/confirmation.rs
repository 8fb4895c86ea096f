//! The end of the add-customer wizard (`domain/02`): what was created, and how to go on.

use crate::{shell::Shell, wizard::Wizard};
use askama::Template;
use opc_words::Words;

/// The end: what was created, and the password that is shown this once.
#[derive(Clone, Template)]
#[template(path = "wizard/confirmation.html")]
pub struct ConfirmationPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Wizard.
    pub wizard: Wizard,
    /// Customer id.
    pub customer_id: String,
    /// Path of the account page.
    pub account_href: String,
    /// Company name.
    pub company: String,
    /// Primary domain.
    pub domain: String,
    /// User name of the customer's first administrator.
    pub admin: String,
    /// Its temporary password; `None` once it has been shown.
    pub password: Option<String>,
    /// What the customer needs to accept the agreement itself, if it still has to.
    pub invitation: Option<Invitation>,
    /// Lines and what came of them.
    pub lines: Vec<OrderedLine>,
    /// Path to post to, to try failed lines again.
    pub retry: Option<String>,
}

/// What a partner sends to a customer that accepts the agreement itself.
#[derive(Debug, Clone)]
pub struct Invitation {
    /// Where the customer's administrator signs in; the agreement is on the page after it.
    pub link: String,
    /// A mail in each language.
    pub mails: Vec<(Words, String)>,
}

impl ConfirmationPage {
    /// Whether a line failed.
    pub fn has_failed(&self) -> bool {
        self.lines.iter().any(|line| line.failed.is_some())
    }
}

/// An order line after submitting.
#[derive(Debug, Clone)]
pub struct OrderedLine {
    /// Its number in the order.
    pub number: u32,
    /// Offer.
    pub name: String,
    /// Licences, in words.
    pub quantity: String,
    /// Why it failed, as a sentence; `None` if it succeeded.
    pub failed: Option<String>,
}

/// A page instead of a step, when the draft has been submitted already.
#[derive(Debug, Clone, Template)]
#[template(path = "wizard/submitted.html")]
pub struct SubmittedPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Company name.
    pub company: String,
    /// Path of the account page.
    pub account_href: String,
}
