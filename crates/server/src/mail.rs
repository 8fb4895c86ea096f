//! The way out for mail.

use crate::failure::Failure;
use lettre::{
    Message, SmtpTransport, Transport,
    message::{Mailbox, header::ContentType},
};
use opc_core::{Settings, notifications::DueMail};
use opc_portal::mailbox;

/// Where mail goes.
#[derive(Debug, Clone)]
pub(crate) enum Post {
    /// Nowhere: it shows on the mailbox page of the sandbox.
    Mailbox,
    /// To a mail server.
    Smtp(Box<Smtp>),
    /// It waits until there is a mail server.
    Held,
}

/// A mail server and the sender it lets through.
#[derive(Debug, Clone)]
pub(crate) struct Smtp {
    transport: SmtpTransport,
    from: Mailbox,
    domain: String,
}

impl Post {
    /// As the options say: a mail server if there is one, the mailbox page in a sandbox.
    pub(crate) fn new(smtp_url: Option<&str>, settings: &Settings) -> Result<Self, Failure> {
        let Some(url) = smtp_url else {
            return Ok(if settings.demo { Self::Mailbox } else { Self::Held });
        };
        let wrong = |e: &dyn std::error::Error| Failure::setting("smtp-url", e);
        let transport = SmtpTransport::from_url(url).map_err(|e| wrong(&e))?.build();
        let domain = settings.operator_domain.clone();
        let from = format!("no-reply@{domain}").parse().map_err(|e| wrong(&e))?;
        Ok(Self::Smtp(Box::new(Smtp { transport, from, domain })))
    }

    /// Sends one mail; the error is for the log. Blocks.
    pub(crate) fn send(&self, mail: &DueMail) -> Result<(), String> {
        match self {
            Self::Mailbox => Ok(()),
            Self::Held => Err("no mail server".to_owned()),
            Self::Smtp(smtp) => {
                let message = smtp.message(mail)?;
                smtp.transport.send(&message).map(drop).map_err(|e| e.to_string())
            }
        }
    }
}

impl Smtp {
    fn message(&self, mail: &DueMail) -> Result<Message, String> {
        let text = mailbox::write(mail.language, &mail.message);
        Message::builder()
            // The same with every attempt: whoever gets a mail twice can tell.
            .message_id(Some(format!("<{}@{}>", mail.id, self.domain)))
            .from(self.from.clone())
            .to(mail.recipient.parse().map_err(|e: lettre::address::AddressError| e.to_string())?)
            .subject(text.subject)
            .header(ContentType::TEXT_PLAIN)
            .body(text.body)
            .map_err(|e| e.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use opc_core::{
        kernel::{
            id::{CustomerId, Id, MailId},
            language::Lang,
        },
        notifications::Message as Facts,
    };

    fn mail(message: Facts) -> DueMail {
        DueMail {
            id: MailId::from_uuid(uuid::Uuid::nil()),
            recipient: "keiko@matsukaze.example".into(),
            language: Lang::En,
            message,
            attempt: 1,
        }
    }

    #[test]
    fn a_name_or_subject_with_line_breaks_adds_no_header() {
        let settings = Settings::default();
        let Ok(Post::Smtp(smtp)) = Post::new(Some("smtp://localhost"), &settings) else {
            panic!("a mail server");
        };
        let broken = || "松風酒造\r\nBcc: all@world.example".to_owned();
        let attested = Facts::AgreementAttested {
            customer: CustomerId::from_uuid(uuid::Uuid::nil()),
            company: broken(),
            partner: "Hinode".into(),
            first_name: "啓子".into(),
            last_name: "宮下".into(),
            date: "2026-11-21".parse().unwrap(),
        };
        let invitation = Facts::Invitation { subject: broken(), body: String::new() };
        for facts in [attested, invitation] {
            let sent = String::from_utf8(smtp.message(&mail(facts)).unwrap().formatted()).unwrap();
            let head = sent.split("\r\n\r\n").next().unwrap();
            assert!(!head.lines().any(|line| line.starts_with("Bcc")), "{head}");
            assert!(
                head.contains(
                    "Message-ID: <00000000-0000-0000-0000-000000000000@operator.example>"
                )
            );
        }
    }
}
