//! What a draft holds.

use crate::{catalog::BillingCycle, customers::AccountForm, orders::TypedLine};
use opc_kernel::{
    id::{CustomerId, DraftId, OrderId, OrganisationId},
    rule::Problem,
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

/// A draft.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// Its id.
    pub id: DraftId,
    /// The sections.
    pub sections: Sections,
    /// Raised by every save.
    pub version: i64,
    /// The customer it became, once submitted.
    pub submitted: Option<(CustomerId, Option<OrderId>)>,
    /// When it was started.
    pub created_at: Timestamp,
    /// When it was last saved.
    pub updated_at: Timestamp,
}

/// The three sections, each saved on its own.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Sections {
    /// *Account info*.
    pub account: Section<AccountForm>,
    /// *Reseller*, of indirect providers only.
    pub reseller: Section<ResellerChoice>,
    /// *Subscriptions*.
    pub subscriptions: Section<Picked>,
}

/// A section as last saved.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Section<T> {
    /// What was typed.
    pub typed: T,
    /// Raised by every save; 0: never saved. A form carries the one it was made from, so that a
    /// second tab is noticed.
    pub version: u32,
}

/// What an indirect provider chose on the *Reseller* page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ResellerChoice {
    /// Nothing yet.
    #[default]
    Open,
    /// The provider's own customer.
    Direct,
    /// A customer of this reseller.
    Reseller(OrganisationId),
}

/// What was picked on the *Subscriptions* page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Picked {
    /// How often licences are billed.
    pub cycle: BillingCycle,
    /// The offers.
    pub lines: Vec<TypedLine>,
}

/// What a save answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Saved {
    /// The draft as it is now.
    pub draft: Draft,
    /// Errors, warnings and notes of the section.
    pub problems: Vec<Problem>,
    /// Whether the section keeps the rules, so that the wizard may go on.
    pub complete: bool,
    /// Somebody, in another tab, saved the section in between: nothing was saved now.
    pub conflict: bool,
}

/// A draft in the list *Continue where you left off*.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// Its id.
    pub id: DraftId,
    /// The company name typed so far; may be empty.
    pub company_name: String,
    /// When it was last saved.
    pub updated_at: Timestamp,
}
