//! Resellers that a provider's sandbox makes for itself, to try the indirect model from both sides.

use super::{NewOrganisation, create::insert_organisation, join, store};
use crate::{
    Cx, Fault, Noun,
    access::{OrganisationKind, Role, RoleSet, permissions::MakeSandboxResellers},
    audit::{Event, Operation, ResourceType},
    customers, delegated_admin,
    identity::users::{self, AddedUser, NewUser},
};
use opc_kernel::{
    country::Country,
    id::OrganisationId,
    language::Lang,
    money::Currency,
    rule::{Problem, Rule},
    rules::{domain_prefix::domain_prefix, name},
};

/// The most a provider has at a time.
const MOST: u32 = 5;
/// The longest partner network ID, in digits.
const NETWORK_ID_DIGITS: usize = 12;

/// A reseller to try things out with, as typed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NewSandboxReseller {
    /// Its partner network ID.
    pub network_id: String,
    /// Its legal name.
    pub company_name: String,
    /// Where it is: an ISO 3166 code.
    pub country: String,
    /// What its domain begins with.
    pub domain_prefix: String,
    /// Its administrator; the roles are given.
    pub admin: NewUser,
}

/// A reseller that has just been made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SandboxReseller {
    /// Its tenant.
    pub id: OrganisationId,
    /// Its partner network ID.
    pub network_id: String,
    /// Its administrator, with a password to be shown once.
    pub admin: AddedUser,
    /// The provider it is a reseller of, and the provider's name.
    pub provider: (OrganisationId, String),
}

/// Makes a reseller with an administrator, a signed agreement and a partnership. Only in a sandbox.
pub fn make_sandbox_reseller(
    cx: &mut Cx<'_, '_>,
    new: &NewSandboxReseller,
) -> Result<SandboxReseller, Fault> {
    let scope = cx.allow(MakeSandboxResellers)?.scope();
    let own = super::profile(cx, scope)?;
    if !own.sandbox {
        return Err(Fault::Refused(Rule::SandboxOnly));
    }
    if store::count_sandbox(cx, scope)? >= i64::from(MOST) {
        return Err(Fault::Refused(Rule::SandboxLimitReached { max: MOST }));
    }
    let new = NewSandboxReseller {
        admin: NewUser {
            roles: RoleSet::of(&[Role::GlobalAdmin, Role::AdminAgent]),
            ..new.admin.clone()
        },
        ..new.clone()
    };
    let organisation = checked(cx, &new, &own)?;
    let id = insert_organisation(cx, &organisation)?;
    store::mark_sandbox(cx, scope, id)?;
    let admin = users::create_first(cx, id, &new.admin)?;
    join(cx, scope.organisation(), id)?;
    let network_id = organisation.network_id.unwrap_or_default();
    Ok(SandboxReseller { id, network_id, admin, provider: (own.id, own.name) })
}

/// Takes a reseller that was made to try things out out of use. It must have no customers left; its
/// domain stays taken. Done twice, it is as done once.
pub fn delete_sandbox_reseller(cx: &mut Cx<'_, '_>, id: OrganisationId) -> Result<(), Fault> {
    let scope = cx.allow(MakeSandboxResellers)?.scope();
    let deleted = store::sandbox_reseller(cx, scope, id)?;
    if deleted.ok_or(Fault::NotFound(Noun::Partnership))? {
        return Ok(());
    }
    if store::has_customers(cx, id)? {
        return Err(Fault::Refused(Rule::SandboxResellerInUse));
    }
    delegated_admin::terminate_all(cx, id, None)?;
    store::retire(cx, scope, id)?;
    store::remove_partnership(cx, scope, id)?;
    let event = Event::new(Operation::RemovePartnerRelationship, ResourceType::PartnerRelationship);
    cx.record(event.from(&serde_json::json!({ "reseller": id })))
}

fn checked(
    cx: &mut Cx<'_, '_>,
    new: &NewSandboxReseller,
    own: &super::Profile,
) -> Result<NewOrganisation, Fault> {
    let mut problems = Vec::new();
    let mut find = |field: &'static str, rule: Rule| problems.push(Problem::new(field, rule));
    let network_id = new.network_id.trim().to_owned();
    let digits = network_id.bytes().all(|byte| byte.is_ascii_digit());
    if network_id.is_empty() || !digits || network_id.len() > NETWORK_ID_DIGITS {
        find("network-id", Rule::NetworkIdFormat);
    } else if store::with_network_id(cx, &network_id)?.is_some() {
        find("network-id", Rule::NetworkIdTaken);
    }
    let name = name::company(&new.company_name).map_err(|rule| find("company-name", rule)).ok();
    let prefix = domain_prefix(&new.domain_prefix).map_err(|rule| find("domain-prefix", rule)).ok();
    let country = Country::find(&new.country);
    match country {
        None => find("country", Rule::CountryUnknown),
        Some(country) if !own.market.iter().any(|code| code == country.code()) => {
            find("country", Rule::ResellerOutsideMarket { country: country.code().to_owned() });
        }
        Some(_) => {}
    }
    problems.extend(customers::taken_prefix(cx, &new.domain_prefix)?);
    let kind = OrganisationKind::IndirectReseller;
    problems.extend(users::check_first(&new.admin, (kind, &new.country)));
    let currency = Currency::parse(&own.currency)
        .map_err(|e| Fault::Internal(format!("stored currency {:?}: {e}", own.currency)))?;
    let (true, Some(name), Some(prefix), Some(country)) =
        (problems.is_empty(), name, prefix, country)
    else {
        return Err(Fault::Invalid(problems));
    };
    Ok(NewOrganisation {
        kind,
        name,
        country,
        language: Lang::parse(&new.admin.language).unwrap_or_default().code().to_owned(),
        currency,
        domain: format!("{prefix}.{}", cx.env().settings.domain_suffix),
        network_id: Some(network_id),
        market: Vec::new(),
        agreement_signed: true,
        sandbox: true,
        government: false,
    })
}
