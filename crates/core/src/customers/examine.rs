//! A new customer's form against the rules and against what there is already.

use super::{
    AccountForm, Source,
    check::{Checked, check, surroundings},
    domain_taken,
    duplicates::{Known, Likeness},
    form::ticked,
    store,
};
use crate::{
    Cx, Fault,
    access::{Feature, Scope, permissions::AddCustomer},
    agreements,
};
use opc_kernel::{
    country::Country,
    rule::{Problem, Rule, Severity},
    rules::{agreement, domain_prefix::domain_prefix},
};

/// Checks a form with everything that can be known before the customer is added, whoever asks:
/// the wizard, the API or an import. `with_agreement` as in [`check`].
pub fn examine(
    cx: &mut Cx<'_, '_>,
    form: &AccountForm,
    with_agreement: bool,
) -> Result<Checked, Fault> {
    let granted = cx.allow(AddCustomer)?;
    let around = surroundings(cx, &granted)?;
    let mut checked = check(form, &around, with_agreement);
    checked.problems.extend(taken_domain(cx, granted.scope(), form)?);
    checked.problems.extend(early_date(cx, form)?);
    checked.problems.extend(known_source(cx, granted.scope(), form)?);
    let place = (form.company_name.as_str(), form.postal_code.as_str());
    let likeness = Likeness::new(&form.country, &form.registration_id, place);
    checked.problems.extend(Known::like(cx, granted.scope(), &[&likeness])?.problems(&likeness));
    if Problem::stop(&checked.problems, ticked(&form.confirmed)) {
        checked.customer = None;
    }
    if let Some(customer) = &mut checked.customer {
        let warned = checked.problems.iter().filter(|p| p.rule.severity() == Severity::Warning);
        customer.warnings = warned.map(|problem| problem.rule.key().to_owned()).collect();
    }
    Ok(checked)
}

/// A customer that another portal knows by the same id is here already.
fn known_source(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    form: &AccountForm,
) -> Result<Option<Problem>, Fault> {
    let source = Source { name: form.source.trim().into(), id: form.source_id.trim().into() };
    if source.name.is_empty() || source.id.is_empty() {
        return Ok(None);
    }
    let known = store::of_source(cx, scope, &source)?;
    let rule = Rule::SourceKnown { source: source.name };
    Ok(known.map(|_| Problem::new("source-id", rule)))
}

fn early_date(cx: &mut Cx<'_, '_>, form: &AccountForm) -> Result<Option<Problem>, Fault> {
    let date = agreement::date(&form.agreement_date);
    let (Ok(country), Ok(date)) = (Country::parse(form.country.trim()), date) else {
        return Ok(None);
    };
    let attested = form.agreement == "attested";
    let rule = if attested { agreements::too_early(cx, country, date)? } else { None };
    Ok(rule.map(|rule| Problem::new("agreement-date", rule)))
}

/// The prefix was free a moment ago is no reason to let anybody run into it at the end.
fn taken_domain(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    form: &AccountForm,
) -> Result<Option<Problem>, Fault> {
    match domain_taken(cx, form.domain_prefix.trim()) {
        Ok(true) => {
            let prefix = domain_prefix(&form.domain_prefix).unwrap_or_default();
            let domain = format!("{prefix}.{}", cx.env().settings.domain_suffix);
            let asks = cx.env().settings.cloud.has(Feature::RelationshipRequests);
            let rule = match store::keys::own_domain(cx, scope, &domain)? {
                Some((customer, name)) => {
                    Rule::DomainPrefixOwn { name, customer: customer.to_string() }
                }
                None if asks && store::keys::is_of_customer(cx, &domain)? => {
                    Rule::DomainPrefixKnown { prefix }
                }
                None => Rule::DomainPrefixTaken { prefix },
            };
            Ok(Some(Problem::new("domain-prefix", rule)))
        }
        // A malformed prefix has been found by the other rules.
        Ok(false) | Err(Fault::Invalid(_)) => Ok(None),
        Err(fault) => Err(fault),
    }
}
