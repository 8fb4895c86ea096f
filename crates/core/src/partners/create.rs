//! A new organisation of the programme.

use super::store;
use crate::{
    Cx, Fault,
    access::{Cloud, OrganisationKind},
    audit::{self, Event, Operation, ResourceType},
};
use opc_kernel::{
    country::{Country, Market},
    id::OrganisationId,
    money::Currency,
    rule::Rule,
};

/// What must be known of a new organisation.
#[derive(Debug, Clone, PartialEq)]
pub struct NewOrganisation {
    /// What it is.
    pub kind: OrganisationKind,
    /// Its legal name.
    pub name: String,
    /// Where it is.
    pub country: Country,
    /// Language of the correspondence: `ja`.
    pub language: String,
    /// What it is billed in.
    pub currency: Currency,
    /// Its primary domain; never changes.
    pub domain: String,
    /// Its partner network ID; absent for customers.
    pub network_id: Option<String>,
    /// Where it may sell; empty: in the market of its country (`domain/01` §1).
    pub market: Vec<Country>,
    /// Whether it has signed its agreement with the operator.
    pub agreement_signed: bool,
    /// Whether it is a sandbox.
    pub sandbox: bool,
    /// Whether it is qualified for the government community cloud.
    pub government: bool,
}

/// Creates an organisation. Only for the program itself. Refused if another one has the domain or
/// the partner network ID, or if the edition has no such organisations.
pub fn create_organisation(
    cx: &mut Cx<'_, '_>,
    new: &NewOrganisation,
) -> Result<OrganisationId, Fault> {
    cx.only_system()?;
    insert_organisation(cx, new)
}

pub(super) fn insert_organisation(
    cx: &mut Cx<'_, '_>,
    new: &NewOrganisation,
) -> Result<OrganisationId, Fault> {
    let cloud = cx.env().settings.cloud;
    fits(new, cloud).map_err(|(field, rule)| Fault::field(field, rule))?;
    let id: OrganisationId = cx.new_id();
    if !store::insert(cx, id, new, &market(new, cloud))? {
        let prefix = new.domain.clone();
        return Err(Fault::field("domain-prefix", Rule::DomainPrefixTaken { prefix }));
    }
    let event = Event::new(Operation::CreateOrganisation, ResourceType::Organisation);
    let facts = serde_json::json!({
        "kind": new.kind.name(),
        "name": new.name,
        "country": new.country.code(),
        "domain": new.domain.to_lowercase(),
    });
    cx.record(event.in_log_of(audit::log_of(new.kind, id)).to(&facts))?;
    Ok(id)
}

/// Whether there are such organisations in this edition (`domain/01` §4).
fn fits(new: &NewOrganisation, cloud: Cloud) -> Result<(), (&'static str, Rule)> {
    if cloud.lacks_kind(new.kind).is_some() {
        return Err(("kind", Rule::KindNotInEdition));
    }
    if let Some(only) = cloud.country() {
        let rule = || Rule::CountryNotInEdition { country: only.to_owned() };
        if new.country.code() != only {
            return Err(("country", rule()));
        }
        if new.market.iter().any(|country| country.code() != only) {
            return Err(("markets", rule()));
        }
    }
    let sells = new.kind != OrganisationKind::Operator;
    if sells && cloud.verifies_partners() && !new.government {
        return Err(("sells-to-government", Rule::PartnerNotVerified));
    }
    Ok(())
}

fn market(new: &NewOrganisation, cloud: Cloud) -> String {
    let codes: Vec<_> = if cloud.country().is_some() {
        vec![new.country.code()]
    } else if new.market.is_empty() {
        Market::of(new.country).countries().map(Country::code).collect()
    } else {
        new.market.iter().map(|country| country.code()).collect()
    };
    codes.join(" ")
}
