//! `programme.toml`: organisations, their people and their customers.

use super::texts::{PROGRAMME, Texts};
use crate::failure::Failure;
use opc_core::{catalog::BillingCycle, customers::AccountForm, kernel::time::Date};
use serde::Deserialize;

/// The whole file.
#[derive(Debug, Deserialize)]
pub(crate) struct Programme {
    pub(crate) tenant_domain_suffix: String,
    pub(crate) operator: Organisation,
    #[serde(rename = "partner")]
    pub(crate) partners: Vec<Partner>,
    #[serde(rename = "customer", default)]
    pub(crate) customers: Vec<Customer>,
}

#[expect(clippy::struct_field_names, reason = "the names are those of the file")]
#[derive(Debug, Deserialize)]
pub(crate) struct Partner {
    pub(crate) kind: String,
    #[serde(default)]
    pub(crate) providers: Vec<String>,
    pub(crate) partner_network_id: String,
    #[serde(default)]
    pub(crate) sells_to_government: bool,
    /// Absent: not signed, so the partner cannot sell yet.
    pub(crate) partner_agreement_signed_on: Option<Date>,
    #[serde(flatten)]
    pub(crate) organisation: Organisation,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Organisation {
    pub(crate) key: String,
    pub(crate) name: Name,
    pub(crate) country: String,
    pub(crate) language: String,
    pub(crate) currency: String,
    pub(crate) markets: Vec<String>,
    pub(crate) domain_prefix: String,
    /// Where the organisation's application may take a person back to after asking for consent.
    #[serde(default)]
    pub(crate) redirect_uris: Vec<String>,
    /// Its further applications.
    #[serde(rename = "application", default)]
    pub(crate) applications: Vec<Application>,
    #[serde(rename = "user")]
    pub(crate) users: Vec<User>,
}

/// An application beside the organisation's own.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Application {
    pub(crate) name: String,
    /// On people's own machines, where it cannot keep a secret: it gets none.
    #[serde(default)]
    pub(crate) public: bool,
    #[serde(default)]
    pub(crate) redirect_uris: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Name {
    pub(crate) en: String,
    pub(crate) ja: String,
}

#[expect(clippy::struct_field_names, reason = "the names are those of the file")]
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct User {
    pub(crate) user_name: String,
    pub(crate) first_name: String,
    pub(crate) last_name: String,
    /// Where mail reaches them; absent: the user name.
    pub(crate) email: Option<String>,
    pub(crate) language: String,
    pub(crate) roles: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Customer {
    pub(crate) key: String,
    pub(crate) partner: String,
    pub(crate) reseller: Option<String>,
    pub(crate) company_name: String,
    pub(crate) country: String,
    pub(crate) culture: String,
    pub(crate) language: String,
    pub(crate) address: Address,
    pub(crate) contact: Contact,
    pub(crate) domain_prefix: String,
    #[serde(default)]
    pub(crate) qualification: String,
    #[serde(default)]
    pub(crate) website: String,
    /// How far its verification is: `open`, `asked` or `refused`; absent: there was nothing to
    /// decide, or all was approved.
    #[serde(default)]
    pub(crate) review: String,
    pub(crate) tags: Vec<String>,
    pub(crate) agreement: Agreement,
    pub(crate) subscriptions: Vec<Subscription>,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Address {
    line_1: String,
    #[serde(default)]
    line_2: String,
    city: String,
    #[serde(default)]
    state: String,
    postal_code: String,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Contact {
    pub(crate) first_name: String,
    pub(crate) last_name: String,
    pub(crate) email: String,
    pub(crate) phone: String,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Agreement {
    pub(crate) method: String,
    #[serde(default)]
    pub(crate) agreed_on: String,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Subscription {
    pub(crate) offer: String,
    pub(crate) quantity: u32,
    pub(crate) billing_cycle: BillingCycle,
    pub(crate) friendly_name: Option<String>,
}

impl Programme {
    /// Reads the file.
    pub(crate) fn read(texts: &Texts) -> Result<Self, Failure> {
        texts.parse(PROGRAMME)
    }
}

impl Organisation {
    /// Its legal name: in the language it does business in.
    pub(crate) fn legal_name(&self) -> &str {
        if self.language == "ja" { &self.name.ja } else { &self.name.en }
    }
}

impl Customer {
    /// What the partner's agent would type.
    pub(crate) fn form(&self) -> AccountForm {
        let on = "on".to_owned();
        let education = self.qualification == "education";
        AccountForm {
            country: self.country.clone(),
            company_name: self.company_name.clone(),
            address_line_1: self.address.line_1.clone(),
            address_line_2: self.address.line_2.clone(),
            city: self.address.city.clone(),
            state: self.address.state.clone(),
            postal_code: self.address.postal_code.clone(),
            first_name: self.contact.first_name.clone(),
            last_name: self.contact.last_name.clone(),
            email: self.contact.email.clone(),
            phone: self.contact.phone.clone(),
            domain_prefix: self.domain_prefix.clone(),
            culture: self.culture.clone(),
            language: self.language.clone(),
            qualification: self.qualification.clone(),
            education_segment: if education { "k12".to_owned() } else { String::new() },
            website: self.website.clone(),
            tags: self.tags.join("\n"),
            agreement: self.agreement.method.clone(),
            agreement_attested: on.clone(),
            agreement_date: self.agreement.agreed_on.clone(),
            confirmed: on,
            ..AccountForm::default()
        }
    }
}
