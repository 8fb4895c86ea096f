//! Customers and what is asked about them.

use super::{Address, ResourceLinks, UserCredentials};
use crate::date::DateTime;
use crate::enums::{CustomerPartnerRelationship, EducationSegment, SpecialQualification};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::MapAccessDeserializer;
use serde::{Deserialize, Deserializer, de};
use std::{borrow::Cow, fmt};

resource! {
    /// A customer of a partner.
    #[derive(Eq)]
    Customer {
        /// The customer's tenant id, a GUID.
        id: String,
        /// The customer's id in the commerce system.
        commerce_id: String,
        /// The company.
        company_profile: CustomerCompanyProfile,
        /// How the customer is billed.
        billing_profile: CustomerBillingProfile,
        /// How the customer is related to the partner that asks.
        relationship_to_partner: CustomerPartnerRelationship,
        /// Whether the partner may act for the customer.
        allow_delegated_access: bool,
        /// Whether the new customer begins with a granular delegation.
        #[serde(rename = "enableGDAPByDefault")]
        enable_gdap_by_default: bool,
        /// The first administrator, answered only when the customer is created.
        user_credentials: UserCredentials,
        /// The customer's own domains.
        custom_domains: Vec<String>,
        /// The indirect reseller the customer belongs to.
        associated_partner_id: String,
        /// Where this resource is.
        links: ResourceLinks,
    }
}

resource! {
    /// The company of a customer.
    #[derive(Eq)]
    CustomerCompanyProfile {
        /// The customer's tenant id, a GUID.
        tenant_id: String,
        /// The first domain of the tenant.
        domain: String,
        /// The name of the company.
        company_name: String,
        /// Where the company is.
        address: Address,
        /// Mail address of the company.
        email: String,
        /// The number in the company register, where the country asks for one.
        organization_registration_number: String,
        /// Where this resource is.
        links: ResourceLinks,
    }
}

resource! {
    /// How a customer is billed.
    #[derive(Eq)]
    CustomerBillingProfile {
        /// The id of the profile.
        id: String,
        /// First name of the contact.
        first_name: String,
        /// Last name of the contact.
        last_name: String,
        /// Mail address of the contact.
        email: String,
        /// Language and country of bills and mail, such as `ja-JP`.
        culture: String,
        /// Language of bills and mail, such as `ja`.
        language: String,
        /// The name of the company.
        company_name: String,
        /// The address of the company.
        default_address: Address,
        /// Where this resource is.
        links: ResourceLinks,
    }
}

resource! {
    /// What a customer is qualified to buy.
    #[derive(Eq)]
    CustomerQualification {
        /// The qualification.
        qualification: SpecialQualification,
        /// How far the check of it is.
        vetting_status: String,
        /// Why it was denied.
        vetting_reason: String,
        /// When the check began.
        vetting_create_date: DateTime,
    }
}

shape! {
    /// How far the check of a customer's account is.
    #[derive(Eq)]
    ValidationStatus {
        /// What is checked: `account`.
        #[serde(rename = "type")]
        kind: String,
        /// How far the check is.
        status: String,
        /// When that changed last.
        last_update_date_time: DateTime,
    }
}

resource! {
    /// The link with which a customer accepts a reseller relationship.
    #[derive(Eq)]
    CustomerRelationshipRequest {
        /// The address of the page where the customer accepts.
        url: String,
    }
}

/// A qualification to ask for: an object or, as one client library sends it, a bare JSON string.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QualificationBody {
    /// The qualification wanted.
    pub qualification: SpecialQualification,
    /// What kind of school it is.
    pub education_segment: Option<EducationSegment>,
    /// The website of the school.
    pub website: Option<String>,
    /// Whether it was a bare string, which can say nothing of a school.
    pub is_bare: bool,
}

#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct QualificationObject {
    qualification: SpecialQualification,
    education_segment: Option<EducationSegment>,
    website: Option<String>,
}

impl<'de> Deserialize<'de> for QualificationBody {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        d.deserialize_any(BareOrObject)
    }
}

struct BareOrObject;

impl<'de> de::Visitor<'de> for BareOrObject {
    type Value = QualificationBody;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a qualification")
    }
    fn visit_str<E: de::Error>(self, text: &str) -> Result<QualificationBody, E> {
        let read = SpecialQualification::read(text);
        let unknown = || E::unknown_variant(text, SpecialQualification::TEXTS);
        let qualification = read.ok_or_else(unknown)?;
        Ok(QualificationBody {
            qualification,
            education_segment: None,
            website: None,
            is_bare: true,
        })
    }
    fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<QualificationBody, A::Error> {
        let QualificationObject { qualification, education_segment, website } =
            QualificationObject::deserialize(MapAccessDeserializer::new(map))?;
        Ok(QualificationBody { qualification, education_segment, website, is_bare: false })
    }
}

impl JsonSchema for QualificationBody {
    fn schema_name() -> Cow<'static, str> {
        "QualificationBody".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let bare = generator.subschema_for::<SpecialQualification>();
        let object = generator.subschema_for::<QualificationObject>();
        json_schema!({ "anyOf": [bare, object] })
    }
}
