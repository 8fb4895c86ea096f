//! Which member of a body a field of core is (`domain/02`, fields; `reference/resources.csv`).

use opc_kernel::rule::Problem;

/// The body a request carries, as far as errors have to point into it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Members {
    /// No body, or one whose fields have the names of their members.
    #[default]
    Plain,
    /// A customer.
    Customer,
    /// A bill-to profile.
    Billing,
    /// An address.
    Address,
    /// A confirmation of the customer agreement.
    Agreement,
    /// An order.
    Order,
    /// A qualification to ask for.
    Qualification,
    /// A subscription to change.
    Subscription,
    /// A reseller to try things out with.
    SandboxReseller,
    /// An admin relationship, or roles of one given to a group.
    DelegatedAdmin,
    /// A security group.
    Group,
    /// A partner of the programme.
    Organization,
}

const CUSTOMER: [(&str, &str); 16] = [
    ("country", "billingProfile.defaultAddress.country"),
    ("company-name", "billingProfile.companyName"),
    ("address-line-1", "billingProfile.defaultAddress.addressLine1"),
    ("address-line-2", "billingProfile.defaultAddress.addressLine2"),
    ("city", "billingProfile.defaultAddress.city"),
    ("state", "billingProfile.defaultAddress.state"),
    ("postal-code", "billingProfile.defaultAddress.postalCode"),
    ("first-name", "billingProfile.defaultAddress.firstName"),
    ("last-name", "billingProfile.defaultAddress.lastName"),
    ("phone", "billingProfile.defaultAddress.phoneNumber"),
    ("email", "billingProfile.email"),
    ("culture", "billingProfile.culture"),
    ("language", "billingProfile.language"),
    ("registration-id", "companyProfile.organizationRegistrationNumber"),
    ("domain-prefix", "companyProfile.domain"),
    ("reseller", "associatedPartnerId"),
];

const AGREEMENT: [(&str, &str); 6] = [
    ("agreement-template", "templateId"),
    ("agreement-date", "dateAgreed"),
    ("signer-first-name", "primaryContact.firstName"),
    ("signer-last-name", "primaryContact.lastName"),
    ("signer-email", "primaryContact.email"),
    ("signer-phone", "primaryContact.phoneNumber"),
];

/// Inside a line; what is about no line is about all of them.
const LINE: [(&str, &str); 6] = [
    ("line-number", "lineItemNumber"),
    ("offer", "offerId"),
    ("licence-count", "quantity"),
    ("friendly-name", "friendlyName"),
    ("parent-subscription", "parentSubscriptionId"),
    ("reseller", "partnerIdOnRecord"),
];

const QUALIFICATION: [(&str, &str); 1] = [("education-segment", "educationSegment")];

const SUBSCRIPTION: [(&str, &str); 1] = [("reseller", "partnerId")];

const SANDBOX_RESELLER: [(&str, &str); 8] = [
    ("network-id", "partnerId"),
    ("company-name", "legalBusinessProfile.companyName"),
    ("country", "legalBusinessProfile.address.country"),
    ("domain-prefix", "tenant.domainPrefix"),
    ("user-name", "tenant.adminUserName"),
    ("first-name", "tenant.adminFirstName"),
    ("last-name", "tenant.adminLastName"),
    ("email", "tenant.adminAlternateEmail"),
];

const DELEGATED_ADMIN: [(&str, &str); 5] = [
    ("admin-name", "displayName"),
    ("admin-days", "duration"),
    ("admin-roles", "accessDetails.unifiedRoles"),
    ("auto-extend", "autoExtendDuration"),
    ("admin-group", "accessContainer.accessContainerId"),
];
const ORGANIZATION: [(&str, &str); 2] =
    [("partner-state", "state"), ("state-reason", "stateReason")];

const GROUP: [(&str, &str); 2] = [("group-name", "displayName"), ("group-members", "members")];

impl Members {
    /// The JSON path of what a problem is about.
    pub(crate) fn path_of(self, problem: &Problem) -> String {
        match (self, problem.row) {
            (Self::Order, None) => "lineItems".to_owned(),
            (Self::Order, Some(row)) => format!("lineItems[{row}].{}", self.path(problem.field)),
            _ => self.path(problem.field).to_owned(),
        }
    }
    /// The path of a field; the field itself if the body has no such member.
    fn path(self, field: &'static str) -> &'static str {
        let find = |table: &'static [(&str, &'static str)]| {
            table.iter().find(|(key, _)| *key == field).map_or(field, |(_, path)| *path)
        };
        match self {
            Self::Plain => field,
            Self::Customer => find(&CUSTOMER),
            // The same members, seen from inside the profile.
            Self::Billing => {
                let path = find(&CUSTOMER);
                path.strip_prefix("billingProfile.").unwrap_or(path)
            }
            Self::Address => {
                let path = find(&CUSTOMER);
                path.strip_prefix("billingProfile.defaultAddress.").unwrap_or(path)
            }
            Self::Agreement => find(&AGREEMENT),
            Self::Order => find(&LINE),
            Self::Qualification => find(&QUALIFICATION),
            Self::Subscription => find(&SUBSCRIPTION),
            Self::SandboxReseller => find(&SANDBOX_RESELLER),
            Self::DelegatedAdmin => find(&DELEGATED_ADMIN),
            Self::Group => find(&GROUP),
            Self::Organization => find(&ORGANIZATION),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use opc_wire::resources::{
        Agreement, Customer, CustomerBillingProfile, SandboxIndirectReseller,
    };
    use serde_json::json;

    /// Reading a body with only this member gives something else than reading an empty one.
    fn is_member<T>(path: &str) -> bool
    where
        T: serde::de::DeserializeOwned + schemars::JsonSchema + Default + PartialEq + 'static,
    {
        let value = if path == "dateAgreed" { json!("2026-11-21") } else { json!("x") };
        let nested = path.rsplit('.').fold(value, |inner, name| json!({ name: inner }));
        let read: T = opc_wire::fold::parse(nested.to_string().as_bytes()).unwrap();
        serde_json::from_value::<T>(nested).is_ok_and(|same| same == read) && {
            let empty = T::default();
            read != empty && !path.is_empty()
        }
    }

    #[test]
    fn every_path_leads_to_a_member() {
        for (field, path) in CUSTOMER {
            assert!(is_member::<Customer>(path), "{path}");
            let inside = Members::Billing.path(field);
            if path.starts_with("billingProfile.") {
                assert!(is_member::<CustomerBillingProfile>(inside), "{inside}");
            }
        }
        for (_, path) in SANDBOX_RESELLER {
            assert!(is_member::<SandboxIndirectReseller>(path), "{path}");
        }
        for (_, path) in AGREEMENT {
            assert!(is_member::<Agreement>(path), "{path}");
        }
        let schema = schemars::schema_for!(opc_wire::resources::OrderLineItem);
        for (_, path) in LINE {
            assert!(schema.as_value()["properties"].get(path).is_some(), "{path}");
        }
    }

    #[test]
    fn a_field_without_a_member_keeps_its_name() {
        assert_eq!(Members::Customer.path("tags"), "tags");
        assert_eq!(Members::Plain.path("city"), "city");
    }
}
