//! The mailbox of the sandbox: what would have been sent.

use crate::{components::Pager, shell::Shell};
use askama::Template;
use fluent_bundle::FluentArgs;
use opc_core::{
    kernel::{language::Lang, time::Date},
    notifications::Message,
};
use opc_words::Words;

/// A mail in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailText {
    /// Subject, one line.
    pub subject: String,
    /// Plain text.
    pub body: String,
}

/// Writes a mail in its reader's language, dates included.
pub fn write(language: Lang, message: &Message) -> MailText {
    let w = Words::of(language);
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

#[cfg(test)]
mod tests {
    use super::*;
    use opc_core::kernel::id::{CustomerId, Id};

    fn attested() -> Message {
        Message::AgreementAttested {
            customer: CustomerId::from_uuid(uuid::Uuid::nil()),
            company: "松風酒造\r\nBcc: all@world.example".into(),
            partner: "Hinode".into(),
            first_name: "啓子".into(),
            last_name: "宮下".into(),
            date: "2026-11-21".parse().unwrap(),
        }
    }

    #[test]
    fn a_mail_is_written_in_the_language_of_its_reader() {
        let mail = write(Lang::Ja, &attested());
        assert!(mail.subject.contains("Hinode") && mail.body.contains("宮下 啓子 様"), "{mail:?}");
        assert!(mail.body.contains("2026年11月21日"));
        assert!(write(Lang::En, &attested()).body.contains("21 Nov 2026"));
    }

    #[test]
    fn a_subject_is_one_line() {
        for language in Lang::ALL {
            assert!(!write(language, &attested()).subject.contains(['\r', '\n']));
        }
    }
}
