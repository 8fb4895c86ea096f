//! The account form: what was typed, valid or not. It is stored as it is, so that nothing typed
//! is ever lost.

use super::{BillingProfile, Qualification};
use serde::{Deserialize, Serialize};

/// Every field of the *Account info* page as text (`domain/02`, Account info fields). The names
/// are the keys of the fields: `company_name` is the input `company-name`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names are those of the handbook's table")]
pub struct AccountForm {
    pub country: String,
    pub company_name: String,
    #[serde(rename = "address-line-1")]
    pub address_line_1: String,
    #[serde(rename = "address-line-2")]
    pub address_line_2: String,
    pub city: String,
    pub state: String,
    pub postal_code: String,
    pub registration_id: String,
    pub first_name: String,
    pub last_name: String,
    pub email: String,
    pub phone: String,
    pub domain_prefix: String,
    pub culture: String,
    pub language: String,
    pub qualification: String,
    /// `on` when the customer is owned by a state, whatever else it is.
    pub state_owned: String,
    pub education_segment: String,
    pub website: String,
    /// Another portal that knows the customer, and its id there.
    pub source: String,
    pub source_id: String,
    /// One tag a line, or separated by commas.
    pub tags: String,
    /// `on` when ticked.
    pub admin_access: String,
    /// `attested` or `direct`.
    pub agreement: String,
    /// `on` when ticked.
    pub agreement_attested: String,
    pub agreement_date: String,
    pub signer_first_name: String,
    pub signer_last_name: String,
    pub signer_email: String,
    pub signer_phone: String,
    /// `on` when the warnings shown were confirmed.
    pub confirmed: String,
}

impl AccountForm {
    /// Whether it holds nothing but what the page chooses by itself, so that nothing is lost with it.
    pub fn is_untouched(&self) -> bool {
        let Self { country, culture, language, qualification, .. } = self.clone();
        let plain = qualification.is_empty() || qualification == Qualification::Commercial.name();
        plain && *self == Self { country, culture, language, qualification, ..Self::default() }
    }
}

impl From<BillingProfile> for AccountForm {
    /// The form that describes this profile; the country is none of its fields.
    fn from(of: BillingProfile) -> Self {
        Self {
            company_name: of.company_name,
            address_line_1: of.address_line_1,
            address_line_2: of.address_line_2,
            city: of.city,
            state: of.state,
            postal_code: of.postal_code,
            first_name: of.first_name,
            last_name: of.last_name,
            email: of.email,
            phone: of.phone,
            culture: of.culture,
            language: of.language,
            ..Self::default()
        }
    }
}

/// Whether a box is ticked.
pub(crate) fn ticked(value: &str) -> bool {
    matches!(value, "on" | "true" | "1")
}
