//! The mailbox of the sandbox: what would have been sent.

use crate::{components::Pager, i18n::Words, shell::Shell};
use askama::Template;
use fluent_bundle::FluentArgs;
use opc_core::{kernel::time::Date, notifications::Message};

/// A mail in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailText {
    /// Subject, one line.
    pub subject: String,
    /// Plain text.
    pub body: String,
}

/// Writes a mail in the words of a language. Dates are written as that language does.
pub fn write(w: Words, message: &Message) -> MailText {
    let mut args = FluentArgs::new();
    for (name, value) in message.args() {
        let date = name.ends_with("date").then(|| value.parse::<Date>().ok()).flatten();
        args.set(name, date.map_or(value, |date| w.date(date)));
    }
    let text = |part: &str| w.text_with(&format!("{}-{part}", message.key()), &args);
    // A company name must not add headers to a mail.
    let subject = text("subject").replace(['\r', '\n'], " ");
    MailText { subject, body: text("body") }
}

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
    /// Code of the language it is written in.
    pub language: &'static str,
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
