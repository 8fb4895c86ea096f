//! Mail: queued in the transaction that wants it, sent by a worker after it has committed
//! (`domain/09`, Notifications).
//!
//! - `queue`: a use case puts a [`Mail`] into the outbox.
//! - [`due`], [`mark_sent`], [`mark_failed`]: the worker. Each mail leaves at least once; a mail
//!   that leaves twice after a crash carries the same id.
//! - [`mailbox`], [`mail`]: what was sent, for the mailbox page of a sandbox.
//!
//! A [`Message`] is data; its words are the Fluent messages `mail-…-subject` and `mail-…-body`.

mod mail;
mod mailbox;
mod outbox;

pub use mail::{AdminEnd, AdminNews, Mail, Message};
pub use mailbox::{MailState, SentMail, mail, mailbox};
pub use outbox::{DueMail, due, mark_failed, mark_sent};

pub(crate) use outbox::{purge, queue};
