//! `demo/programme.toml`: organisations, their people and their customers.

use crate::failure::Failure;
use opc_core::{
    access::{OrganisationKind, Role, RoleSet},
    catalog::BillingCycle,
    customers::AccountForm,
};
use serde::Deserialize;

const TEXT: &str = include_str!("../../demo/programme.toml");

/// The whole file.
#[derive(Debug, Deserialize)]
pub(super) struct Programme {
    pub(super) tenant_domain_suffix: String,
    pub(super) operator: Organisation,
    #[serde(rename = "partner")]
    pub(super) partners: Vec<Partner>,
    #[serde(rename = "customer")]
    pub(super) customers: Vec<Customer>,
}

#[expect(clippy::struct_field_names, reason = "the names are those of the file")]
#[derive(Debug, Deserialize)]
pub(super) struct Partner {
    pub(super) kind: String,
    #[serde(default)]
    pub(super) providers: Vec<String>,
    pub(super) partner_network_id: String,
    #[serde(default)]
    pub(super) sells_to_government: bool,
    #[serde(flatten)]
    pub(super) organisation: Organisation,
}

#[derive(Debug, Deserialize)]
pub(super) struct Organisation {
    pub(super) key: String,
    pub(super) name: Name,
    pub(super) country: String,
    pub(super) language: String,
    pub(super) currency: String,
    pub(super) markets: Vec<String>,
    pub(super) domain_prefix: String,
    #[serde(rename = "user")]
    pub(super) users: Vec<User>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Name {
    pub(super) en: String,
    pub(super) ja: String,
}

#[expect(clippy::struct_field_names, reason = "the names are those of the file")]
#[derive(Debug, Clone, Deserialize)]
pub(super) struct User {
    pub(super) user_name: String,
    pub(super) first_name: String,
    pub(super) last_name: String,
    pub(super) language: String,
    pub(super) roles: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Customer {
    pub(super) key: String,
    pub(super) partner: String,
    pub(super) reseller: Option<String>,
    pub(super) company_name: String,
    pub(super) country: String,
    pub(super) culture: String,
    pub(super) language: String,
    pub(super) address: Address,
    pub(super) contact: Contact,
    pub(super) domain_prefix: String,
    #[serde(default)]
    pub(super) qualification: String,
    #[serde(default)]
    pub(super) website: String,
    pub(super) tags: Vec<String>,
    pub(super) agreement: Agreement,
    pub(super) subscriptions: Vec<Subscription>,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Address {
    line_1: String,
    #[serde(default)]
    line_2: String,
    city: String,
    #[serde(default)]
    state: String,
    postal_code: String,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Contact {
    pub(super) first_name: String,
    pub(super) last_name: String,
    pub(super) email: String,
    pub(super) phone: String,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Agreement {
    pub(super) method: String,
    #[serde(default)]
    pub(super) agreed_on: String,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Subscription {
    pub(super) offer: String,
    pub(super) quantity: u32,
    pub(super) billing_cycle: BillingCycle,
    pub(super) friendly_name: Option<String>,
}

impl Programme {
    /// Reads the file.
    pub(super) fn read() -> Result<Self, Failure> {
        toml::from_str(TEXT).map_err(|e| Failure::setting("demo", e))
    }
}

impl Partner {
    pub(super) fn kind(&self) -> Result<OrganisationKind, Failure> {
        OrganisationKind::parse(&self.kind).ok_or_else(|| Failure::setting("demo", &self.kind))
    }
}

impl Organisation {
    /// Its legal name: in the language it does business in.
    pub(super) fn legal_name(&self) -> &str {
        if self.language == "ja" { &self.name.ja } else { &self.name.en }
    }
}

impl User {
    pub(super) fn roles(&self) -> Result<RoleSet, Failure> {
        let roles = self
            .roles
            .iter()
            .map(|name| Role::parse(name).ok_or_else(|| Failure::setting("demo", name)));
        roles.collect()
    }
    /// Whether they may do everything about customers.
    pub(super) fn is_agent(&self) -> bool {
        self.roles.iter().any(|role| role == Role::AdminAgent.name())
    }
}

impl Customer {
    /// What the partner's agent would type.
    pub(super) fn form(&self) -> AccountForm {
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
