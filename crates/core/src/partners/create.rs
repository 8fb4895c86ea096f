//! A new organisation of the programme.

use super::store;
use crate::{
    Cx, Fault,
    access::OrganisationKind,
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

/// Creates an organisation. Only for the program itself. Refused if another one has
/// the domain or the partner network ID.
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
    let id: OrganisationId = cx.new_id();
    if !store::insert(cx, id, new, &market(new))? {
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

fn market(new: &NewOrganisation) -> String {
    let codes: Vec<_> = if new.market.is_empty() {
        Market::of(new.country).countries().map(Country::code).collect()
    } else {
        new.market.iter().map(|country| country.code()).collect()
    };
    codes.join(" ")
}
