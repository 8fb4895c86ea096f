//! What an invitation is.

use crate::access::organisation_names as named;
use opc_kernel::{
    id::{InvitationId, OrganisationId},
    language::Lang,
    time::Timestamp,
};

/// Days a link can be answered.
pub(super) const DAYS: i64 = 90;

named! {
    /// What is asked for.
    Asks {
        /// A customer: to buy from the partner.
        Customer = "customer",
        /// A customer: to be served by the reseller that asks, and to buy from its provider.
        Combined = "combined",
        /// An indirect reseller: to sell together with the provider that asks.
        Partnership = "partnership",
    }
}

impl Asks {
    /// Whether a customer answers, and not a partner.
    pub const fn is_of_customer(self) -> bool {
        matches!(self, Self::Customer | Self::Combined)
    }
}

named! {
    /// How far an invitation is; the picture is in the overview of this slice.
    State {
        /// Its text is being written. The link works all the same: it may have been copied.
        Draft = "draft",
        /// It was sent, or taken along.
        Sent = "sent",
        /// Agreed to.
        Accepted = "accepted",
        /// Refused.
        Declined = "declined",
        /// Ninety days have passed. Not stored: the clock says so.
        Expired = "expired",
        /// Taken back.
        Revoked = "revoked",
    }
}

impl State {
    /// Whether the link can be answered.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Draft | Self::Sent)
    }
}

/// What the mail says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text {
    /// Where it goes; may be empty when the partner sends it itself.
    pub recipient: String,
    /// Its subject.
    pub subject: String,
    /// Its words, the link among them.
    pub body: String,
}

/// An invitation, as who asks sees it.
#[derive(Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Its id; ids grow with time.
    pub id: InvitationId,
    /// What is asked for.
    pub asks: Asks,
    /// Combined: the provider that is to sell.
    pub provider: Option<OrganisationId>,
    /// Whether delegated administration is asked for as well.
    pub delegated_admin: bool,
    /// The language of the text.
    pub language: Lang,
    /// What the mail says.
    pub text: Text,
    /// The personal link.
    pub link: String,
    /// How far it is.
    pub state: State,
    /// When the link ends or ended.
    pub expires_at: Timestamp,
    /// When it was written.
    pub created_at: Timestamp,
    /// When it was last sent.
    pub sent_at: Option<Timestamp>,
    /// When it was answered or taken back.
    pub ended_at: Option<Timestamp>,
    /// Who answered, and its name.
    pub answered_by: Option<(OrganisationId, String)>,
}

impl Invitation {
    /// Whether it records an answer to a standing link, which has no mail and no end.
    pub fn is_standing(&self) -> bool {
        is_standing(&self.link)
    }
}

/// Whether it is a standing link, which goes on when it has been answered; by its address.
pub fn is_standing(link: &str) -> bool {
    link.rsplit('/').next().is_some_and(|token| token.contains('.'))
}

impl std::fmt::Debug for Invitation {
    // A link is a credential.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Invitation({}, {:?}, …)", self.id, self.state)
    }
}
