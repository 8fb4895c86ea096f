//! Asking customers and resellers to come together with the partner by a personal link.

use crate::{
    components::{Badge, Control, Fact, Pager},
    form::{Choice, Form},
    shell::Shell,
};
use askama::Template;
use opc_core::access::Permission;
use opc_words::Words;

/// Whom the pages are about: decides words and addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// Customers.
    Customers,
    /// Indirect resellers.
    Resellers,
}

impl Asked {
    /// Last part of the address of the list.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Customers => "requests",
            Self::Resellers => "partnership-requests",
        }
    }
    /// End of the keys of words that differ.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Customers => "customers",
            Self::Resellers => "resellers",
        }
    }
    /// What somebody needs who looks at what was asked, or takes it back.
    pub const fn looks(self) -> Permission {
        match self {
            Self::Customers => Permission::ViewRelationshipRequests,
            Self::Resellers => Permission::ViewPartnershipRequests,
        }
    }
    /// What somebody needs who asks.
    pub const fn asks(self) -> Permission {
        match self {
            Self::Customers => Permission::RequestRelationship,
            Self::Resellers => Permission::RequestPartnership,
        }
    }
}

/// The invitations of a partner.
#[derive(Debug, Clone, Template)]
#[template(path = "requests/list.html")]
pub struct RequestListPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Whom they go to.
    pub asked: Asked,
    /// Asking somebody new, for who may.
    pub controls: Vec<Control>,
    /// Whether the reader may ask somebody new.
    pub may_ask: bool,
    /// Field `state`.
    pub filter: Form,
    /// States to choose from.
    pub states: Vec<Choice>,
    /// Rows, the newest first.
    pub rows: Vec<RequestRow>,
    /// Paging.
    pub pager: Pager,
}

/// An invitation in the list.
#[derive(Debug, Clone)]
pub struct RequestRow {
    /// Its page.
    pub href: String,
    /// Its subject.
    pub subject: String,
    /// Where it went; empty if we do not know.
    pub recipient: String,
    /// Who answered; empty while nobody did.
    pub answered_by: String,
    /// How far it is.
    pub state: Badge,
    /// When it was written, in words.
    pub created: String,
    /// When the link ends, in words.
    pub expires: String,
}

/// Choosing what to ask for.
#[derive(Debug, Clone, Template)]
#[template(path = "requests/new.html")]
pub struct NewRequestPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Whom it goes to.
    pub asked: Asked,
    /// Path of the page.
    pub here: String,
    /// Fields `text-language`, `delegated-admin`, `provider`.
    pub form: Form,
    /// Languages of the text.
    pub languages: Vec<Choice>,
    /// Whether delegated administration is a choice.
    pub may_choose_access: bool,
    /// Providers a reseller may bring along; empty for everybody else.
    pub providers: Vec<Choice>,
}

/// One invitation: its text while it is open, and what became of it.
#[derive(Debug, Clone, Template)]
#[template(path = "requests/edit.html")]
pub struct RequestPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Whom it goes to.
    pub asked: Asked,
    /// Path of the page.
    pub here: String,
    /// Fields `recipient`, `subject`, `body`.
    pub form: Form,
    /// How far it is.
    pub state: Badge,
    /// What is asked for, until when, and what became of it.
    pub facts: Vec<Fact>,
    /// The personal link.
    pub link: String,
    /// Whether the reader can still change its text.
    pub is_open: bool,
    /// Whether the reader can send it once more after its link has ended.
    pub may_resend: bool,
    /// Why the reader cannot send it for now, whose role would let them.
    pub stopped: Option<String>,
    /// Whether it can be taken back.
    pub may_revoke: bool,
    /// Subject and text, once nobody can answer them any more.
    pub text: Option<(String, String)>,
    /// The text, checked and ready to be taken along.
    pub ready: Option<Ready>,
}

/// A text that has been checked.
#[derive(Debug, Clone)]
pub struct Ready {
    /// Opens the mail program.
    pub mailto: String,
    /// Whether the text is too long for an address and has to be pasted.
    pub is_long: bool,
    /// Subject and text, to be copied.
    pub text: String,
}
