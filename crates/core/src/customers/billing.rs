//! The bill-to profile: its rules, and changing it (`domain/04`, Company name & bill-to).

use super::{
    Account, AccountForm, BillingProfile, Surroundings, account_for, check::Finder, school, store,
};
use crate::{
    Cx, Fault, Noun,
    access::permissions::EditBilling,
    audit::{Event, Operation, ResourceType},
    partners,
};
use opc_kernel::{
    country::Country,
    id::CustomerId,
    rule::{Problem, Rule, Severity},
    rules::{
        address, contact, name,
        place::{self, Address},
    },
};

/// The bill-to form has the fields of the account form that may change.
pub type BillingForm = AccountForm;

/// Checks the fields of the bill-to profile.
pub(super) fn check_profile(
    form: &AccountForm,
    country: Country,
    around: &Surroundings,
    find: &mut Finder,
) -> BillingProfile {
    let name_problems = name::company_name(&form.company_name);
    let company_name = name::company(&form.company_name).unwrap_or_default();
    for rule in name_problems {
        find.add("company-name", rule);
    }
    let policy = contact::EmailPolicy {
        operator_domains: &around.operator_domains,
        partner_domains: &around.partner_domains,
    };
    let culture = match address::culture(country, &form.culture) {
        Ok(culture) => culture.tag(),
        Err(rule) => {
            find.add("culture", rule);
            ""
        }
    };
    let typed = Address {
        line_1: form.address_line_1.clone(),
        line_2: form.address_line_2.clone(),
        city: form.city.clone(),
        state: form.state.clone(),
        postal_code: form.postal_code.clone(),
    };
    let (clean, doubts) = place::check(country, &typed);
    find.problems.extend(doubts.problems);
    BillingProfile {
        company_name,
        address_line_1: clean.line_1,
        address_line_2: clean.line_2,
        city: clean.city,
        state: clean.state,
        postal_code: clean.postal_code,
        first_name: find.take("first-name", name::person_name(&form.first_name)),
        last_name: find.take("last-name", name::person_name(&form.last_name)),
        email: find.take("email", contact::contact_email(&form.email, &policy)),
        phone: find.take("phone", contact::phone(country, &form.phone)).unwrap_or_default(),
        country: country.code().to_owned(),
        culture: culture.to_owned(),
        language: find.take("language", address::language(country, &form.language)).to_owned(),
    }
}

/// The profile a bill-to form of an account describes, or the rules it breaks. The country is the
/// account's and stays (`domain/04`, May not change); the form may leave it out.
pub fn check_billing(
    form: &BillingForm,
    account: &Account,
    around: &Surroundings,
) -> (Option<BillingProfile>, Vec<Problem>) {
    let mut find = Finder::default();
    let Ok(country) = Country::parse(&account.billing.country) else {
        find.add("country", Rule::CountryUnknown);
        return (None, find.problems);
    };
    if !form.country.trim().is_empty() && Country::find(&form.country) != Some(country) {
        find.add("country", Rule::CountryFixed { country: country.code() });
    }
    let profile = check_profile(form, country, around, &mut find);
    if school::is_one(account) {
        find.problems.extend(school::problems(None, &form.email, &around.tenant_domains));
    }
    let limit =
        if super::form::ticked(&form.confirmed) { Severity::Error } else { Severity::Warning };
    let stopped = find.problems.iter().any(|p| p.rule.severity() >= limit);
    ((!stopped).then_some(profile), find.problems)
}

/// Replaces the bill-to profile. `version` is the one the form was made from: if somebody saved
/// in between, the answer is [`Fault::Stale`] and nothing changes. The directory name stays.
pub fn update_billing(
    cx: &mut Cx<'_, '_>,
    customer: CustomerId,
    version: Option<i64>,
    form: &BillingForm,
) -> Result<Account, Fault> {
    let granted = cx.allow(EditBilling)?;
    let (scope, before) = (granted.scope(), account_for(cx, &granted, customer)?);
    if version.is_some_and(|v| v != before.version) {
        return Err(Fault::Stale);
    }
    let profile = partners::profile(cx, scope)?;
    let around = Surroundings {
        market: profile.market,
        operator_domains: vec![cx.env().settings.operator_domain.clone()],
        partner_domains: vec![profile.domain],
        tenant_domains: cx.env().settings.accepted_suffixes.clone(),
        now: cx.now(),
        government: false,
        cloud: cx.env().settings.cloud,
        may_attest: false,
        may_tag: false,
    };
    let (after, problems) = check_billing(form, &before, &around);
    let Some(after) = after else { return Err(Fault::Invalid(problems)) };
    if after == before.billing {
        return Ok(before);
    }
    if !store::update_billing(cx, scope, &before, &after)? {
        return Err(Fault::Stale);
    }
    let event = Event::new(Operation::UpdateBillingProfile, ResourceType::Customer);
    cx.record(event.about(customer, &after.company_name).from(&before.billing).to(&after))?;
    store::find(cx, scope, customer)?.ok_or(Fault::NotFound(Noun::Customer))
}
