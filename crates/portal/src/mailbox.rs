//! The mailbox of the sandbox: what would have been sent.

use crate::{components::Pager, i18n::Words, shell::Shell};
use askama::Template;

/// All mails of the tenant in the sandbox.
#[derive(Debug, Clone, Template)]
#[template(path = "mailbox/list.html")]
pub struct MailboxPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Mails, newest first.
    pub mails: Vec<MailView>,
    /// Paging.
    pub pager: Pager,
}

/// A mail.
#[derive(Debug, Clone)]
pub struct MailView {
    /// Path of the mail's page.
    pub href: String,
    /// Address of the receiver.
    pub to: String,
    /// Subject.
    pub subject: String,
    /// When, in words.
    pub at: String,
    /// Plain text.
    pub body: String,
}

/// One mail.
#[derive(Debug, Clone, Template)]
#[template(path = "mailbox/mail.html")]
pub struct MailPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// The mail.
    pub mail: MailView,
}
