//! What is decided, and how far that is.

use crate::{access::organisation_names as named, customers::Qualification};
use opc_kernel::{
    id::{CustomerId, PartnerId, ReviewId},
    time::Timestamp,
};

/// What is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// Whether anything may be sold to the customer.
    Account,
    /// Whether it has a special qualification.
    Qualification(Qualification),
}

impl Subject {
    /// The stored name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::Qualification(kind) => kind.name(),
        }
    }
    /// The value of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::all().find(|subject| subject.name() == name)
    }
    /// Everything that is ever decided.
    pub fn all() -> impl Iterator<Item = Self> {
        let vetted = [
            Qualification::Education,
            Qualification::GovernmentCommunityCloud,
            Qualification::Nonprofit,
        ];
        [Self::Account].into_iter().chain(vetted.map(Self::Qualification))
    }
}

named! {
    /// How far a review is.
    ReviewState {
        /// The operator's turn.
        Open = "open",
        /// The partner's turn: the operator asked for documents.
        Asked = "asked",
        /// Decided: yes.
        Approved = "approved",
        /// Decided: no.
        Refused = "refused",
    }
}

impl ReviewState {
    /// Whether there is still something to decide.
    pub const fn is_pending(self) -> bool {
        matches!(self, Self::Open | Self::Asked)
    }
}

/// Something to decide, or decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// Its id; ids grow with time.
    pub id: ReviewId,
    /// Whose customer it is.
    pub partner: PartnerId,
    /// The partner's name.
    pub partner_name: String,
    /// The customer.
    pub customer: CustomerId,
    /// Its company name.
    pub company_name: String,
    /// What is decided.
    pub subject: Subject,
    /// How far that is.
    pub state: ReviewState,
    /// Keys of the rules whose warnings the partner confirmed.
    pub grounds: Vec<String>,
    /// What the operator last told the partner; may be empty.
    pub message: String,
    /// User name of who decided, or asked for documents; empty before.
    pub decided_by: String,
    /// When it began.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_is_stored_by_its_name_and_what_nobody_vets_is_none() {
        for subject in Subject::all() {
            assert_eq!(Subject::parse(subject.name()), Some(subject));
        }
        assert_eq!(Subject::parse("state_owned_entity"), None);
    }
}
