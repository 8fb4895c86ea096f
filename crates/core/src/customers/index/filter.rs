//! Which customers a list shows, and in what order.

use crate::customers::{Qualification, Validation};
use opc_kernel::id::OrganisationId;
use serde::{Deserialize, Serialize};

/// Which words of a customer are looked at. Case, width and kana never matter.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Search {
    /// Every customer.
    #[default]
    All,
    /// The text is somewhere in the name, the domain or a tag, or it is the id.
    Anywhere(String),
    /// The text is somewhere in the company name.
    NameHas(String),
    /// The company name begins with the text.
    NameStarts(String),
    /// The primary domain begins with the text.
    DomainStarts(String),
    /// The id begins with these digits.
    IdStarts(String),
}

/// Which customers: those that everything set here is true of.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListFilter {
    /// By their words.
    pub search: Search,
    /// Only those with exactly this tag.
    pub tag: Option<String>,
    /// Only those of this indirect reseller.
    pub reseller: Option<OrganisationId>,
    /// Only those of this country: an ISO 3166 code.
    pub country: Option<String>,
    /// Only those that hold or have asked for this; `Commercial`: for nothing else.
    pub qualification: Option<Qualification>,
    /// Only those whose verification is here.
    pub validation: Option<Validation>,
}

impl ListFilter {
    /// Whether that is every customer.
    pub fn is_everything(&self) -> bool {
        *self == Self::default()
    }
}

/// What a list is ordered by; the id decides between equals.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SortBy {
    /// The company name, without its legal form.
    #[default]
    Name,
    /// The primary domain.
    Domain,
    /// When the customer was added.
    Added,
}

/// A total order of customers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Order {
    /// By what.
    pub by: SortBy,
    /// From the last to the first.
    pub down: bool,
}
