//! Relationships between partners.

use opc_core::access::OrganisationState;
use opc_core::partners::{NewSandboxReseller, Provider, Reseller, SandboxReseller};
use opc_core::{identity::users::NewUser, kernel::language::Lang};
use opc_wire::enums::PartnerRelationshipType as Type;
use opc_wire::resources::{
    PartnerRelationship, Resource as _, SandboxIndirectReseller, SandboxSignature, SandboxTenant,
};
use opc_wire::{date::DateTime, secret::Secret};

fn relationship(
    kind: Type,
    (id, name): (String, String),
    network_id: Option<String>,
    active: bool,
) -> PartnerRelationship {
    PartnerRelationship {
        id: Some(id),
        name: Some(name),
        relationship_type: Some(kind),
        state: Some(if active { "Active" } else { "Inactive" }.to_owned()),
        partner_id: network_id.clone(),
        mpn_id: network_id,
        ..PartnerRelationship::default()
    }
    .marked(None)
}

/// A reseller of the actor, who is its provider.
pub(crate) fn reseller(of: Reseller) -> PartnerRelationship {
    let active = of.state == OrganisationState::Active;
    let kind = Type::IsIndirectCloudSolutionProviderOf;
    let related = relationship(kind, (of.id.to_string(), of.name), of.network_id, active);
    PartnerRelationship { location: Some(of.country), ..related }
}

/// A provider of the actor, who is its reseller.
pub(crate) fn provider(of: Provider) -> PartnerRelationship {
    let kind = Type::IsIndirectResellerOf;
    let related = relationship(kind, (of.id.to_string(), of.name), of.network_id, of.active);
    PartnerRelationship { location: Some(of.country), ..related }
}

/// A reseller to try things out with, as sent. Pages have two languages: another one is English.
pub(crate) fn wanted(sent: SandboxIndirectReseller) -> NewSandboxReseller {
    let (tenant, company) =
        (sent.tenant.unwrap_or_default(), sent.legal_business_profile.unwrap_or_default());
    let text = Option::unwrap_or_default;
    let language: String = text(sent.organization_profile_language);
    NewSandboxReseller {
        network_id: text(sent.partner_id.or(sent.mpn_id)),
        company_name: text(company.company_name.or(tenant.name)),
        country: text(company.address.and_then(|address| address.country).or(tenant.country)),
        domain_prefix: text(tenant.domain_prefix),
        admin: NewUser {
            user_name: text(tenant.admin_user_name),
            first_name: text(tenant.admin_first_name),
            last_name: text(tenant.admin_last_name),
            email: text(tenant.admin_alternate_email),
            language: Lang::parse(&language).unwrap_or_default().code().to_owned(),
            ..NewUser::default()
        },
    }
}

/// A reseller that has just been made: the only answer that shows the first password.
pub(crate) fn made(of: SandboxReseller, signed: DateTime) -> SandboxIndirectReseller {
    let id = of.id.to_string();
    let (provider, name) = of.provider;
    let own = (provider.to_string(), name);
    SandboxIndirectReseller {
        account_id: Some(id.clone()),
        tenant: Some(SandboxTenant {
            id: Some(id.clone()),
            admin_user_account: Some(of.admin.user_name),
            password: Some(Secret::new(of.admin.one_time_password)),
            ..SandboxTenant::default()
        }),
        agreement_signature: Some(SandboxSignature {
            account_id: Some(id),
            agreement_type: Some("ValueAddedReseller".to_owned()),
            date_signed: Some(signed),
        }),
        partner_relationship: Some(relationship(Type::IsIndirectResellerOf, own, None, true)),
        partner_id: Some(of.network_id.clone()),
        mpn_id: Some(of.network_id),
        ..SandboxIndirectReseller::default()
    }
}
