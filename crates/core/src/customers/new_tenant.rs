//! An organisation that begins by itself, from a partner's link.

use super::{
    AccountForm, BillingProfile, Surroundings,
    duplicates::{Known, Likeness},
    own_profile::stated,
    store,
};
use crate::{Cx, Fault};
use opc_kernel::{
    country::Country,
    id::CustomerId,
    rule::{Problem, Rule},
    rules::{domain_prefix, registration},
};

/// A tenant that keeps the rules of the account form.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct NewTenant {
    /// Its primary domain.
    pub(crate) domain: String,
    /// Its company registration id.
    pub(crate) registration_id: Option<String>,
    /// What it says about itself; its name is that of the directory.
    pub(crate) billing: BillingProfile,
}

/// Checks what somebody typed who begins an organisation.
pub(crate) fn new_tenant(
    cx: &Cx<'_, '_>,
    form: &AccountForm,
    around: &Surroundings,
) -> Result<NewTenant, Vec<Problem>> {
    let Some(country) = Country::find(&form.country) else {
        let empty = form.country.trim().is_empty();
        let rule = if empty { Rule::Required } else { Rule::CountryUnknown };
        return Err(vec![Problem::new("country", rule)]);
    };
    let billing = stated(form, country, around);
    let registration = registration::registration_id(country, &form.registration_id)
        .map_err(|rule| Problem::new("registration-id", rule));
    let prefix = domain_prefix::domain_prefix(&form.domain_prefix)
        .map_err(|rule| Problem::new("domain-prefix", rule));
    match (billing, registration, prefix) {
        (Ok(stated), Ok(registration_id), Ok(prefix)) => Ok(NewTenant {
            domain: format!("{prefix}.{}", cx.env().settings.domain_suffix),
            registration_id,
            billing: stated.billing,
        }),
        (billing, registration, prefix) => {
            let mut problems = billing.err().unwrap_or_default();
            problems.extend(registration.err());
            problems.extend(prefix.err());
            Err(problems)
        }
    }
}

/// A warning for each field in which it is like a company that is known here, whoever's: it says no
/// more than that there is one.
pub(crate) fn known_like(cx: &mut Cx<'_, '_>, new: &NewTenant) -> Result<Vec<Problem>, Fault> {
    let said = &new.billing;
    let registration = new.registration_id.as_deref().unwrap_or_default();
    let place = (said.company_name.as_str(), said.postal_code.as_str());
    let likeness = Likeness::new(&said.country, registration, place);
    let known = Known::anywhere(cx, &likeness)?;
    Ok(known.into_iter().map(|field| Problem::new(field, Rule::OrganisationKnown)).collect())
}

/// Stores it. The caller records who began it.
pub(crate) fn begin_tenant(cx: &mut Cx<'_, '_>, new: &NewTenant) -> Result<CustomerId, Fault> {
    let id: CustomerId = cx.new_id();
    let facts = (new.domain.as_str(), new.registration_id.as_deref());
    if !store::insert_tenant(cx, id, (facts, &new.billing))? {
        let prefix = new.domain.split('.').next().unwrap_or_default().to_owned();
        return Err(Fault::field("domain-prefix", Rule::DomainPrefixTaken { prefix }));
    }
    Ok(id)
}
