//! The page all work with customers starts from: what to do, where to read how, for whom.

use crate::{components::Control, shell::Shell};
use askama::Template;
use opc_words::Words;

/// The customer hub (`domain/000`).
#[derive(Debug, Clone, Template)]
#[template(path = "hub/hub.html")]
pub struct HubPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Which tasks and links fit the kind of partner.
    pub reader: Reader,
    /// Adding customers, their list, and asking them to come together, for who may.
    pub controls: Vec<Control>,
    /// Whether the person may see the list.
    pub may_view: bool,
}

/// What kind of partner reads: decides which of the links come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// Buys from the operator and sells to customers.
    Direct,
    /// Sells through indirect resellers.
    Provider,
    /// Sells what a provider buys.
    Reseller,
}

impl Reader {
    /// Key of the message `partner-<key>`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Provider => "provider",
            Self::Reseller => "reseller",
        }
    }
    /// Whether the reader works with an indirect provider.
    pub const fn is_reseller(self) -> bool {
        matches!(self, Self::Reseller)
    }
}
