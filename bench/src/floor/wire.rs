//! The JSON the floor reads and answers: the shape of the product's customer resource.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The body of a customer creation.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct NewCustomer {
    pub(super) company_profile: NewCompany,
    pub(super) billing_profile: Billing,
}

/// The part of the body that names the domain.
#[derive(Deserialize)]
pub(super) struct NewCompany {
    pub(super) domain: String,
}

/// Whom to bill.
#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Billing {
    pub(super) culture: String,
    pub(super) email: String,
    pub(super) language: String,
    pub(super) company_name: String,
    pub(super) default_address: Address,
}

/// Where to bill.
#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(clippy::struct_field_names, reason = "the names of the wire")]
pub(super) struct Address {
    pub(super) first_name: String,
    pub(super) last_name: String,
    pub(super) address_line1: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) address_line2: Option<String>,
    pub(super) city: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) state: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) postal_code: Option<String>,
    pub(super) country: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) phone_number: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Customer<'a> {
    id: Uuid,
    commerce_id: Uuid,
    company_profile: Company<'a>,
    billing_profile: BillingAnswer<'a>,
    relationship_to_partner: &'static str,
    allow_delegated_access: bool,
    user_credentials: Credentials<'a>,
    links: Links,
    attributes: Attributes,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(clippy::struct_field_names, reason = "the names of the wire")]
struct Company<'a> {
    tenant_id: Uuid,
    domain: &'a str,
    company_name: &'a str,
    links: Links,
    attributes: Attributes,
}

#[derive(Serialize)]
struct BillingAnswer<'a> {
    id: Uuid,
    #[serde(flatten)]
    billing: &'a Billing,
    links: Links,
    attributes: Attributes,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Credentials<'a> {
    user_name: &'a str,
    password: String,
}

#[derive(Serialize)]
struct Links {
    #[serde(rename = "self")]
    own: Link,
}

#[derive(Serialize)]
struct Link {
    uri: String,
    method: &'static str,
    headers: [(); 0],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Attributes {
    #[serde(skip_serializing_if = "Option::is_none")]
    etag: Option<Uuid>,
    object_type: &'static str,
}

fn attributes(object_type: &'static str, etag: Option<Uuid>) -> Attributes {
    Attributes { etag, object_type }
}

fn link(id: Uuid, rest: &str) -> Links {
    Links { own: Link { uri: format!("/customers/{id}{rest}"), method: "GET", headers: [] } }
}

/// The body of the answer 201.
pub(super) fn created(id: Uuid, new: &NewCustomer) -> Vec<u8> {
    let customer = Customer {
        id,
        commerce_id: id,
        company_profile: Company {
            tenant_id: id,
            domain: &new.company_profile.domain,
            company_name: &new.billing_profile.company_name,
            links: link(id, "/profiles/company"),
            attributes: attributes("CustomerCompanyProfile", None),
        },
        billing_profile: BillingAnswer {
            id,
            billing: &new.billing_profile,
            links: link(id, "/profiles/billing"),
            attributes: attributes("CustomerBillingProfile", Some(id)),
        },
        relationship_to_partner: "reseller",
        allow_delegated_access: true,
        user_credentials: Credentials {
            user_name: "admin",
            password: format!("{:x}", id.as_u128() >> 72),
        },
        links: link(id, ""),
        attributes: attributes("Customer", None),
    };
    // Strings and ids always serialise; an empty body would be seen by the load generator's reader.
    serde_json::to_vec(&customer).unwrap_or_default()
}
