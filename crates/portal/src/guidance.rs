//! Help inside the product: short pages, each with what to do next.

use crate::shell::Shell;
use askama::Template;
use opc_core::access::{Cloud, Feature};
use opc_words::Words;

/// A help page. Its words are the messages `guide-<key>-…`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// Who may add a customer, and how.
    AddCustomer,
    /// Which names and addresses pass verification.
    Names,
    /// What the customer agreement is and how consent is confirmed.
    Agreement,
    /// What can be sold.
    Offers,
    /// How customers and partners are connected.
    Connect,
    /// How to ask for a reseller relationship.
    Request,
    /// How indirect resellers and providers work together.
    Indirect,
    /// Why the business profile is kept current.
    Profile,
    /// How to answer a referral.
    Referrals,
    /// How a relationship ends.
    Remove,
}

impl Topic {
    /// All topics, in the order of the list.
    pub const ALL: [Self; 10] = [
        Self::AddCustomer,
        Self::Names,
        Self::Agreement,
        Self::Offers,
        Self::Connect,
        Self::Request,
        Self::Indirect,
        Self::Profile,
        Self::Referrals,
        Self::Remove,
    ];

    /// The last part of the page's path and of its messages.
    pub const fn key(self) -> &'static str {
        match self {
            Self::AddCustomer => "add-customer",
            Self::Names => "names",
            Self::Agreement => "agreement",
            Self::Offers => "offers",
            Self::Connect => "connect",
            Self::Request => "request",
            Self::Indirect => "indirect",
            Self::Profile => "profile",
            Self::Referrals => "referrals",
            Self::Remove => "remove",
        }
    }
    /// From the path.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|topic| topic.key() == key)
    }
    /// The part of the product it tells of, if not every edition has it.
    const fn feature(self) -> Option<Feature> {
        match self {
            Self::Connect | Self::Request => Some(Feature::RelationshipRequests),
            Self::Indirect => Some(Feature::IndirectModel),
            Self::Profile | Self::Referrals => Some(Feature::FindAPartner),
            _ => None,
        }
    }
    /// What the edition lacks for the page to be of use.
    pub fn lacking(self, cloud: Cloud) -> Option<Feature> {
        self.feature().filter(|feature| !cloud.has(*feature))
    }
    /// The topics of an edition.
    pub fn of(cloud: Cloud) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(move |topic| topic.lacking(cloud).is_none())
    }
    /// How many points the page has: messages `guide-<key>-1` and so on.
    pub const fn points(self) -> u8 {
        match self {
            Self::AddCustomer => 7,
            Self::Names | Self::Agreement => 5,
            Self::Offers | Self::Connect | Self::Request | Self::Indirect | Self::Remove => 4,
            Self::Profile | Self::Referrals => 3,
        }
    }
    /// Pages to read next.
    pub const fn next(self) -> &'static [Self] {
        match self {
            Self::AddCustomer => &[Self::Names, Self::Agreement, Self::Offers, Self::Connect],
            Self::Names | Self::Offers | Self::Connect => &[Self::AddCustomer, Self::Agreement],
            Self::Agreement => &[Self::AddCustomer, Self::Names],
            Self::Request => &[Self::Connect, Self::Indirect],
            Self::Indirect => &[Self::Referrals, Self::Profile, Self::Request],
            Self::Profile => &[Self::Referrals, Self::Indirect],
            Self::Referrals => &[Self::AddCustomer, Self::Profile],
            Self::Remove => &[Self::Connect, Self::Request],
        }
    }
    /// Whether the points are steps in an order.
    pub const fn is_steps(self) -> bool {
        matches!(self, Self::AddCustomer | Self::Request | Self::Remove | Self::Referrals)
    }
}

/// One help page.
#[derive(Debug, Clone, Template)]
#[template(path = "guidance/topic.html")]
pub struct GuidancePage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// What it is about.
    pub topic: Topic,
}

impl GuidancePage {
    /// One message of the page.
    pub fn say(&self, part: impl std::fmt::Display) -> String {
        self.w.t(&format!("guide-{}-{part}", self.topic.key()))
    }
}

/// The list of help pages.
#[derive(Debug, Clone, Template)]
#[template(path = "guidance/index.html")]
pub struct GuidanceIndexPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
}

impl GuidanceIndexPage {
    /// All topics of the edition.
    pub fn topics(&self) -> Vec<Topic> {
        Topic::of(self.shell.cloud).collect()
    }
    /// One message of a topic.
    pub fn say(&self, topic: &Topic, part: &str) -> String {
        self.w.t(&format!("guide-{}-{part}", topic.key()))
    }
}
