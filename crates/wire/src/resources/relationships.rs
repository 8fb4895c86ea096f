//! Relationships between partners, and resellers to try them out with.

use super::{Address, Contact};
use crate::date::DateTime;
use crate::enums::PartnerRelationshipType;
use crate::secret::Secret;

resource! {
    /// A relationship with another partner.
    #[derive(Eq)]
    PartnerRelationship {
        /// The tenant of the other partner.
        id: String,
        /// The country it is in.
        location: String,
        /// Its partner network ID.
        partner_id: String,
        /// Its name.
        name: String,
        /// What the partner that asks is to the other one.
        relationship_type: PartnerRelationshipType,
        /// `Active`, or `Inactive` while the other partner may do no business.
        state: String,
        /// Its partner network ID, as older clients call it.
        mpn_id: String,
    }
}

shape! {
    /// A reseller to try things out with.
    #[derive(Eq)]
    SandboxIndirectReseller {
        /// Its tenant.
        account_id: String,
        /// Its partner network ID.
        partner_id: String,
        /// The same, as older clients call it.
        mpn_id: String,
        /// Its tenant and its administrator.
        tenant: SandboxTenant,
        /// What the company is.
        legal_business_profile: SandboxBusinessProfile,
        /// The language of the correspondence: `en`.
        organization_profile_language: String,
        /// That it has signed its agreement.
        agreement_signature: SandboxSignature,
        /// Whose reseller it is.
        partner_relationship: PartnerRelationship,
    }
}

shape! {
    /// The tenant of a reseller to try things out with.
    #[derive(Eq)]
    SandboxTenant {
        /// Its id.
        id: String,
        /// What its domain begins with.
        domain_prefix: String,
        /// The name of the tenant.
        name: String,
        /// The name as it is shown.
        display_name: String,
        /// What the administrator's sign-in name begins with.
        admin_user_name: String,
        /// The administrator's given name.
        admin_first_name: String,
        /// The administrator's family name.
        admin_last_name: String,
        /// Where mail reaches the administrator.
        admin_alternate_email: String,
        /// The country.
        country: String,
        /// The culture: `en-US`.
        culture: String,
        /// The administrator's sign-in name.
        admin_user_account: String,
        /// The administrator's one-time password.
        password: Secret,
    }
}

shape! {
    /// What the company of a reseller to try things out with is.
    #[derive(Eq)]
    SandboxBusinessProfile {
        /// Its legal name.
        company_name: String,
        /// Where it is.
        address: Address,
        /// Whom to talk to.
        primary_contact: Contact,
        /// The culture: `en-US`.
        culture: String,
    }
}

shape! {
    /// That a reseller has signed its agreement.
    #[derive(Eq)]
    SandboxSignature {
        /// Its tenant.
        account_id: String,
        /// Which agreement.
        agreement_type: String,
        /// When.
        date_signed: DateTime,
    }
}
