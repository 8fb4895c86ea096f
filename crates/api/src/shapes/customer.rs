//! Customers and their profiles.

use crate::uri::Reference;
use opc_core::customers::{
    Account, BillingProfile, Created, HeldQualification, ListItem, Qualification,
    QualificationState, Relationship, Validation,
};
use opc_wire::enums::{self, SpecialQualification};
use opc_wire::resources::{
    Address, Customer, CustomerBillingProfile, CustomerCompanyProfile, CustomerQualification,
    Resource as _, ResourceLinks, UserCredentials, ValidationStatus,
};
use opc_wire::secret::Secret;

/// Where a customer is.
pub(crate) fn place(id: &str) -> Reference {
    Reference::to(&["customers", id])
}

/// A customer with both profiles.
pub(crate) fn full(account: Account) -> Customer {
    let id = account.id.to_string();
    let etag = Some(account.version.to_string());
    let relationship = relationship(account.relationship);
    let (reseller, delegated) = (account.reseller, account.delegated_admin);
    let company = company(&account);
    Customer {
        commerce_id: Some(id.clone()),
        company_profile: Some(company),
        billing_profile: Some(profile(&id, account.version, account.billing)),
        relationship_to_partner: Some(relationship),
        allow_delegated_access: Some(delegated),
        custom_domains: Some(vec![account.domain]),
        associated_partner_id: reseller.map(|r| r.to_string()),
        links: Some(ResourceLinks::only_self(place(&id))),
        id: Some(id),
        ..Customer::default()
    }
    .marked(etag)
}

/// A new customer: the only answer that shows the first password.
pub(crate) fn new(created: Created) -> Customer {
    let user_name = created.user_name.split('@').next().unwrap_or_default().to_owned();
    let user_credentials = Some(UserCredentials {
        user_name: Some(user_name),
        password: Some(Secret::new(created.password)),
    });
    Customer { user_credentials, ..full(created.account) }
}

/// A row of the list: without the bill-to profile.
pub(crate) fn item(row: ListItem) -> Customer {
    let id = row.id.to_string();
    let company = CustomerCompanyProfile {
        tenant_id: Some(id.clone()),
        domain: Some(row.domain),
        company_name: Some(row.company_name),
        ..CustomerCompanyProfile::default()
    };
    Customer {
        company_profile: Some(company.marked(None)),
        relationship_to_partner: Some(relationship(row.relationship)),
        associated_partner_id: row.reseller.map(|(id, _)| id.to_string()),
        links: Some(ResourceLinks::only_self(place(&id))),
        id: Some(id),
        ..Customer::default()
    }
    .marked(None)
}

/// The company: its name is the directory's, which bill-to edits leave alone.
pub(crate) fn company(account: &Account) -> CustomerCompanyProfile {
    let id = account.id.to_string();
    let at = Reference::to(&["customers", &id, "profiles", "company"]);
    CustomerCompanyProfile {
        tenant_id: Some(id),
        domain: Some(account.domain.clone()),
        company_name: Some(account.directory_name.clone()),
        address: Some(address(account.billing.clone())),
        email: Some(account.billing.email.clone()),
        organization_registration_number: account.registration_id.clone(),
        links: Some(ResourceLinks::only_self(at)),
        ..CustomerCompanyProfile::default()
    }
    .marked(None)
}

/// The bill-to profile of an account.
pub(crate) fn billing(account: Account) -> CustomerBillingProfile {
    profile(&account.id.to_string(), account.version, account.billing)
}

fn profile(id: &str, version: i64, mut billing: BillingProfile) -> CustomerBillingProfile {
    let take = std::mem::take::<String>;
    CustomerBillingProfile {
        id: Some(id.to_owned()),
        first_name: Some(billing.first_name.clone()),
        last_name: Some(billing.last_name.clone()),
        email: Some(take(&mut billing.email)),
        culture: Some(take(&mut billing.culture)),
        language: Some(take(&mut billing.language)),
        company_name: Some(take(&mut billing.company_name)),
        links: Some(ResourceLinks::only_self(Reference::to(&[
            "customers",
            id,
            "profiles",
            "billing",
        ]))),
        default_address: Some(address(billing)),
        ..CustomerBillingProfile::default()
    }
    .marked(Some(version.to_string()))
}

fn address(billing: BillingProfile) -> Address {
    Address {
        country: Some(billing.country),
        region: None,
        city: filled(billing.city),
        state: filled(billing.state),
        address_line1: Some(billing.address_line_1),
        address_line2: filled(billing.address_line_2),
        postal_code: filled(billing.postal_code),
        first_name: Some(billing.first_name),
        middle_name: None,
        last_name: Some(billing.last_name),
        phone_number: filled(billing.phone),
    }
}

/// What is empty is not there.
fn filled(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

fn relationship(relationship: Relationship) -> enums::CustomerPartnerRelationship {
    match relationship {
        Relationship::Reseller => enums::CustomerPartnerRelationship::Reseller,
        Relationship::None => enums::CustomerPartnerRelationship::None,
    }
}

/// What a customer is qualified to buy, or has asked to be. This value has no word for the
/// government cloud or a state-owned entity, and clients fail on a value they do not know.
pub(crate) fn qualification(account: &Account) -> enums::Qualification {
    let standing = |held: &&HeldQualification| held.state != QualificationState::Denied;
    let known = |held: &HeldQualification| match held.kind {
        Qualification::Education => Some(enums::Qualification::Education),
        Qualification::Nonprofit => Some(enums::Qualification::Nonprofit),
        _ => None,
    };
    let mut known = account.qualifications.iter().filter(standing).filter_map(known);
    known.next().unwrap_or(enums::Qualification::None)
}

/// A qualification with its vetting. What nobody vets has no state of it.
pub(crate) fn held(held: &HeldQualification) -> CustomerQualification {
    let vetting = match held.state {
        QualificationState::None => None,
        QualificationState::InReview => Some("InReview"),
        QualificationState::Approved => Some("Approved"),
        QualificationState::Denied => Some("Denied"),
    };
    CustomerQualification {
        qualification: Some(match held.kind {
            Qualification::Commercial => SpecialQualification::None,
            Qualification::Education => SpecialQualification::Education,
            Qualification::GovernmentCommunityCloud => {
                SpecialQualification::GovernmentCommunityCloud
            }
            Qualification::Nonprofit => SpecialQualification::Nonprofit,
            Qualification::StateOwnedEntity => SpecialQualification::StateOwnedEntity,
        }),
        vetting_status: vetting.map(ToOwned::to_owned),
        vetting_reason: filled(held.reason.clone()),
        vetting_create_date: vetting.map(|_| held.since.into()),
        ..CustomerQualification::default()
    }
    .marked(None)
}

/// How far the check of the account is.
pub(crate) fn validation(account: &Account) -> ValidationStatus {
    let status = match account.validation {
        Validation::NotReady => "NotReady",
        Validation::UnderReview => "UnderReview",
        Validation::Allowed => "Allowed",
        Validation::NotAllowed => "NotAllowed",
    };
    ValidationStatus {
        kind: Some("account".to_owned()),
        status: Some(status.to_owned()),
        last_update_date_time: Some(account.updated_at.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use opc_kernel::id::{CustomerId, Id};
    use opc_kernel::time::Timestamp;
    use serde_json::json;

    fn school() -> HeldQualification {
        HeldQualification {
            kind: Qualification::Education,
            state: QualificationState::Denied,
            reason: "No school".into(),
            since: Timestamp::from_micros(0),
            education_segment: "k12".into(),
            website: String::new(),
        }
    }

    fn account() -> Account {
        Account {
            id: CustomerId::from_uuid(uuid::Uuid::from_u128(7)),
            relationship: Relationship::Reseller,
            directory_name: "Contoso K.K.".into(),
            domain: "contoso.partnercenter.example".into(),
            registration_id: None,
            billing: BillingProfile {
                company_name: "Contoso Billing".into(),
                email: "gena@contoso.example".into(),
                first_name: "Gena".into(),
                last_name: "Soto".into(),
                phone: String::new(),
                address_line_1: "1-1".into(),
                address_line_2: String::new(),
                city: "Minato".into(),
                state: "東京都".into(),
                postal_code: "100-0001".into(),
                country: "JP".into(),
                culture: "ja-JP".into(),
                language: "ja".into(),
            },
            reseller: None,
            provider: None,
            qualifications: vec![school()],
            validation: Validation::Allowed,
            delegated_admin: true,
            permissions: opc_core::customers::PurchasePermissions::NONE,
            tags: Vec::new(),
            version: 3,
            created_at: Timestamp::from_micros(0),
            updated_at: Timestamp::from_micros(0),
        }
    }

    #[test]
    fn a_new_customer_shows_its_password_and_nothing_else_does() {
        let user_name = "admin@contoso.partnercenter.example".to_owned();
        let created = Created { account: account(), user_name, password: "Secret-1".into() };
        let shown = serde_json::to_value(new(created)).unwrap();
        let credentials = json!({ "userName": "admin", "password": "Secret-1" });
        assert_eq!(shown["userCredentials"], credentials);
        assert_eq!(shown["relationshipToPartner"], "reseller");
        assert_eq!(shown["attributes"], json!({ "etag": "3", "objectType": "Customer" }));
        assert!(serde_json::to_value(full(account())).unwrap().get("userCredentials").is_none());
    }

    #[test]
    fn the_two_names_of_a_company_stay_apart_and_empty_members_stay_away() {
        let shown = serde_json::to_value(full(account())).unwrap();
        assert_eq!(shown["companyProfile"]["companyName"], "Contoso K.K.");
        assert_eq!(shown["billingProfile"]["companyName"], "Contoso Billing");
        assert_eq!(shown["billingProfile"]["attributes"]["etag"], "3");
        let address = &shown["billingProfile"]["defaultAddress"];
        assert_eq!(address["firstName"], "Gena");
        assert!(address.get("phoneNumber").is_none() && address.get("addressLine2").is_none());
        let at = "/customers/00000000-0000-0000-0000-000000000007";
        assert_eq!(shown["links"]["self"]["uri"], at);
    }

    #[test]
    fn states_are_spelled_as_the_wire_has_them() {
        let shown = serde_json::to_value(held(&school())).unwrap();
        assert_eq!(
            (&shown["qualification"], &shown["vettingStatus"], &shown["vettingReason"]),
            (&json!("Education"), &json!("Denied"), &json!("No school"))
        );
        assert_eq!(qualification(&account()), enums::Qualification::None);
        assert_eq!(validation(&account()).status.as_deref(), Some("Allowed"));
    }
}
