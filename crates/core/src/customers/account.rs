//! What a partner keeps about a customer.

use super::{HeldQualification, PurchasePermissions};
use crate::access::organisation_names as named;
use opc_kernel::{
    id::{CustomerId, OrganisationId},
    time::Timestamp,
};

named! {
    /// Whether the partner may sell to the customer (`domain/03`, relationshipToPartner).
    Relationship {
        /// The partner sells to it.
        Reseller = "reseller",
        /// The relationship has ended; the history is kept.
        None = "none",
    }
}

named! {
    /// The special qualification of a customer (`domain/02`).
    #[derive(Default, serde::Serialize, serde::Deserialize)]
    #[serde(rename_all = "snake_case")]
    Qualification {
        /// A company like most.
        #[default]
        Commercial = "none",
        /// A school or university.
        Education = "education",
        /// Government community cloud.
        GovernmentCommunityCloud = "government_community_cloud",
        /// A nonprofit organisation.
        Nonprofit = "nonprofit",
        /// Owned by a state.
        StateOwnedEntity = "state_owned_entity",
    }
}

named! {
    /// How far the vetting of a special qualification is.
    #[derive(serde::Serialize, serde::Deserialize)]
    #[serde(rename_all = "snake_case")]
    QualificationState {
        /// Nothing to vet.
        None = "none",
        /// Being looked at.
        InReview = "in_review",
        /// Granted.
        Approved = "approved",
        /// Refused.
        Denied = "denied",
    }
}

named! {
    /// Whether the customer has been verified (`domain/02`, After creation).
    #[derive(serde::Serialize, serde::Deserialize)]
    #[serde(rename_all = "snake_case")]
    Validation {
        /// The operator waits for documents: no orders.
        NotReady = "not_ready",
        /// Under way: no orders.
        UnderReview = "under_review",
        /// Verified.
        Allowed = "allowed",
        /// Refused: no orders.
        NotAllowed = "not_allowed",
    }
}

/// An account.
#[derive(Debug, Clone, PartialEq)]
pub struct Account {
    /// The customer.
    pub id: CustomerId,
    /// Whether the partner may sell to it.
    pub relationship: Relationship,
    /// The name in the customer's own directory. Bill-to edits do not change it.
    pub directory_name: String,
    /// The primary domain. Never changes.
    pub domain: String,
    /// The company registration id.
    pub registration_id: Option<String>,
    /// The bill-to profile.
    pub billing: BillingProfile,
    /// The indirect reseller.
    pub reseller: Option<OrganisationId>,
    /// The provider whose account this one follows; absent if the partner sells itself.
    pub provider: Option<OrganisationId>,
    /// Special qualifications, each with its own vetting.
    pub qualifications: Vec<HeldQualification>,
    /// Whether the customer has been verified.
    pub validation: Validation,
    /// Whether the partner administers the customer's tenant.
    pub delegated_admin: bool,
    /// What the customer may buy by itself.
    pub permissions: PurchasePermissions,
    /// Tags.
    pub tags: Vec<String>,
    /// Raised by every change; the ETag.
    pub version: i64,
    /// When it was added.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

impl Account {
    /// The qualification that counts for buying (`domain/05`, customer types): one that is being
    /// reviewed counts for nothing, and one that opens a segment counts before being state-owned.
    pub fn buys_as(&self) -> Qualification {
        let counts = |held: &&HeldQualification| held.counts();
        let special = |held: &&HeldQualification| held.kind != Qualification::StateOwnedEntity;
        let mut all = self.qualifications.iter().filter(counts);
        let state_owned = all.clone().next().map(|held| held.kind);
        all.find(special).map(|held| held.kind).or(state_owned).unwrap_or_default()
    }
    /// The qualifications that are being reviewed.
    pub fn under_review(&self) -> Vec<Qualification> {
        let asked = self.qualifications.iter().filter(|q| q.state == QualificationState::InReview);
        asked.map(|held| held.kind).collect()
    }
}

/// The bill-to profile.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct BillingProfile {
    /// Company name on the bill and in the list.
    pub company_name: String,
    /// Contact e-mail.
    pub email: String,
    /// Contact's given name.
    pub first_name: String,
    /// Contact's family name.
    pub last_name: String,
    /// Contact's phone; may be empty.
    pub phone: String,
    /// Street and number.
    pub address_line_1: String,
    /// Building, floor; may be empty.
    pub address_line_2: String,
    /// City.
    pub city: String,
    /// State, province or prefecture; may be empty.
    pub state: String,
    /// Postal code; may be empty.
    pub postal_code: String,
    /// ISO 3166 code. Never changes.
    pub country: String,
    /// Culture: `ja-JP`.
    pub culture: String,
    /// Language: `ja`.
    pub language: String,
}
