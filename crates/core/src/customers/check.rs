//! The rules of the account form. Pure: everything they depend on is an argument.

use super::{
    AccountForm, BillingProfile, NewQualification, Qualification, Source, billing, form::ticked,
    qualification::go_together, school, source,
};
use crate::{
    Cx, Fault,
    access::{Cloud, Feature, Granted, Permission, permissions::AddCustomer},
    agreements::{self, Attestation},
    partners,
};
use opc_kernel::{
    country::Country,
    id::OrganisationId,
    rule::{Problem, Rule, Severity},
    rules::{agreement, contact, domain_prefix, name, registration, tags},
    time::Timestamp,
};

/// What the rules need to know beside the form.
#[derive(Debug, Clone, PartialEq)]
pub struct Surroundings {
    /// Countries the partner may sell in.
    pub market: Vec<String>,
    /// Domains of the operator: never a customer's contact.
    pub operator_domains: Vec<String>,
    /// Domains of the partner: never a customer's contact.
    pub partner_domains: Vec<String>,
    /// The domains below which customers have their names: never a school's contact.
    pub tenant_domains: Vec<String>,
    /// Now; which day that is depends on the customer's country.
    pub now: Timestamp,
    /// Whether the partner may sell the government community cloud.
    pub government: bool,
    /// Which edition this is.
    pub cloud: Cloud,
    /// Whether the actor may attest the customer agreement.
    pub may_attest: bool,
    /// Whether the actor may tag customers.
    pub may_tag: bool,
}

/// The surroundings of the acting partner.
pub fn surroundings(
    cx: &mut Cx<'_, '_>,
    granted: &Granted<AddCustomer>,
) -> Result<Surroundings, Fault> {
    let profile = partners::profile(cx, granted.scope())?;
    let settings = &cx.env().settings;
    Ok(Surroundings {
        government: profile.government,
        cloud: settings.cloud,
        market: profile.market,
        operator_domains: vec![settings.operator_domain.clone()],
        partner_domains: vec![profile.domain],
        tenant_domains: settings.accepted_suffixes.clone(),
        now: cx.now(),
        may_attest: cx.actor().may(Permission::AttestAgreement),
        may_tag: cx.actor().may(Permission::TagCustomers),
    })
}

/// How the customer agreement is confirmed.
#[derive(Debug, Clone, PartialEq)]
pub enum AgreementChoice {
    /// The partner attests that it was accepted.
    Attested(Attestation),
    /// The customer will accept it in its own portal; no purchase before that.
    Direct,
}

/// A customer that keeps every rule.
#[derive(Debug, Clone, PartialEq)]
pub struct NewCustomer {
    /// The bill-to profile, which also gives the directory its name.
    pub billing: BillingProfile,
    /// The company registration id.
    pub registration_id: Option<String>,
    /// The part of the primary domain before the suffix.
    pub domain_prefix: String,
    /// Special qualifications asked for.
    pub qualifications: Vec<NewQualification>,
    /// Tags.
    pub tags: Vec<String>,
    /// Where it came from, if another portal knows it.
    pub source: Option<Source>,
    /// The indirect reseller.
    pub reseller: Option<OrganisationId>,
    /// Whether the partner administers the tenant.
    pub delegated_admin: bool,
    /// How the agreement is confirmed; over the API it may follow later.
    pub agreement: Option<AgreementChoice>,
    /// Keys of the warnings that were confirmed: a reason to verify the customer.
    pub warnings: Vec<String>,
}

/// The customer the form describes, or every rule it breaks; and warnings either way.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked {
    /// The customer, if nothing stops it.
    pub customer: Option<NewCustomer>,
    /// Errors, warnings and notes, in the order of the form.
    pub problems: Vec<Problem>,
}

/// Collects the first problem of each field.
#[derive(Debug, Default)]
pub(super) struct Finder {
    pub(super) problems: Vec<Problem>,
}

impl Finder {
    pub(super) fn take<T: Default>(&mut self, field: &'static str, checked: Result<T, Rule>) -> T {
        checked.unwrap_or_else(|rule| {
            self.add(field, rule);
            T::default()
        })
    }
    pub(super) fn add(&mut self, field: &'static str, rule: Rule) {
        self.problems.push(Problem::new(field, rule));
    }
}

/// Checks an account form. `with_agreement`: the portal asks for it here, the API later.
pub fn check(form: &AccountForm, around: &Surroundings, with_agreement: bool) -> Checked {
    let mut find = Finder::default();
    let Some(country) = country(form, around, &mut find) else {
        // Every other rule hangs on the country; the ones that do not are checked all the same.
        find.take("company-name", name::company(&form.company_name));
        find.take("domain-prefix", domain_prefix::domain_prefix(&form.domain_prefix));
        return Checked { customer: None, problems: find.problems };
    };
    let qualification = qualification(form, around, &mut find);
    let billing = billing::check_profile(form, country, around, &mut find);
    let customer = NewCustomer {
        registration_id: find
            .take("registration-id", registration::registration_id(country, &form.registration_id)),
        domain_prefix: find
            .take("domain-prefix", domain_prefix::domain_prefix(&form.domain_prefix)),
        qualifications: qualifications(form, qualification, around, &mut find),
        tags: find.take("tags", tags_of(form, around)),
        source: source::named(form, &mut find),
        reseller: None,
        // Where there is no choice, it is always on (`domain/03`, Invitation).
        delegated_admin: ticked(&form.admin_access)
            || !around.cloud.has(Feature::AdminAccessChoice),
        agreement: with_agreement
            .then(|| agreement_choice(form, country, around, &mut find))
            .flatten(),
        billing,
        warnings: Vec::new(),
    };
    let limit = if ticked(&form.confirmed) { Severity::Error } else { Severity::Warning };
    let stopped = find.problems.iter().any(|p| p.rule.severity() >= limit);
    Checked { customer: (!stopped).then_some(customer), problems: find.problems }
}

fn country(form: &AccountForm, around: &Surroundings, find: &mut Finder) -> Option<Country> {
    if form.country.trim().is_empty() {
        find.add("country", Rule::Required);
        return None;
    }
    let Some(country) = Country::find(&form.country) else {
        find.add("country", Rule::CountryUnknown);
        return None;
    };
    if !around.market.iter().any(|code| code == country.code()) {
        find.add("country", Rule::CountryOutsideMarket { country: country.code() });
        return None;
    }
    Some(country)
}

/// Tags of somebody who may give any (`domain/04`, Tags).
fn tags_of(form: &AccountForm, around: &Surroundings) -> Result<Vec<String>, Rule> {
    let tags = tags::in_text(&form.tags)?;
    if around.may_tag || tags.is_empty() { Ok(tags) } else { Err(Rule::TagsNotAllowed) }
}

/// The special qualification chosen, and whether the customer is state-owned besides.
fn qualifications(
    form: &AccountForm,
    chosen: Qualification,
    around: &Surroundings,
    find: &mut Finder,
) -> Vec<NewQualification> {
    let owned = ticked(&form.state_owned).then_some(Qualification::StateOwnedEntity);
    let special = (chosen != Qualification::Commercial).then_some(chosen);
    let owned = owned.filter(|owned| special != Some(*owned));
    if owned.is_some() && !around.cloud.has(Feature::Qualifications) {
        find.add("state-owned", Rule::QualificationNotInEdition);
    }
    if let (Some(one), Some(other)) = (special, owned)
        && !go_together(one, other)
    {
        find.add("state-owned", Rule::QualificationNotCombined);
    }
    let details = |kind| {
        let of_school = |text: &String| {
            if kind == Qualification::Education { text.trim().to_owned() } else { String::new() }
        };
        let (segment, website) = (of_school(&form.education_segment), of_school(&form.website));
        NewQualification { kind, education_segment: segment, website }
    };
    special.into_iter().chain(owned).map(details).collect()
}

fn qualification(form: &AccountForm, around: &Surroundings, find: &mut Finder) -> Qualification {
    let chosen = match form.qualification.trim() {
        "" => Some(Qualification::Commercial),
        name => Qualification::parse(name),
    };
    match chosen {
        Some(Qualification::Commercial) => Qualification::Commercial,
        Some(_) if !around.cloud.has(Feature::Qualifications) => {
            find.add("qualification", Rule::QualificationNotInEdition);
            Qualification::Commercial
        }
        Some(Qualification::GovernmentCommunityCloud) if !around.government => {
            find.add("qualification", Rule::QualificationNotOffered);
            Qualification::Commercial
        }
        Some(Qualification::Education) => {
            let details = (form.education_segment.as_str(), form.website.as_str());
            let missing = school::problems(Some(details), &form.email, &around.tenant_domains);
            find.problems.extend(missing);
            Qualification::Education
        }
        Some(chosen) => chosen,
        None => {
            find.add("qualification", Rule::QualificationNotOffered);
            Qualification::Commercial
        }
    }
}

fn agreement_choice(
    form: &AccountForm,
    country: Country,
    around: &Surroundings,
    find: &mut Finder,
) -> Option<AgreementChoice> {
    match form.agreement.as_str() {
        "direct" => Some(AgreementChoice::Direct),
        "attested" if !around.may_attest => {
            find.add("agreement", Rule::RoleLacksRights);
            None
        }
        "attested" => Some(AgreementChoice::Attested(attestation(form, country, around, find))),
        _ => {
            find.add("agreement", Rule::AgreementChoiceMissing);
            None
        }
    }
}

/// The attestation of the form; an empty signer means the primary contact (`domain/02`), whose
/// fields say themselves what is wrong with them.
fn attestation(
    form: &AccountForm,
    country: Country,
    around: &Surroundings,
    find: &mut Finder,
) -> Attestation {
    if !ticked(&form.agreement_attested) {
        find.add("agreement-attested", Rule::AgreementNotAttested);
    }
    let today = agreements::today_in(country, around.now);
    let date = match agreement::agreement_date(&form.agreement_date, today) {
        Ok(date) => date,
        Err(rule) => {
            find.add("agreement-date", rule);
            today
        }
    };
    let mut signer =
        |field, own: &str, contact: &str, rule: &dyn Fn(&str) -> Result<String, Rule>| {
            if own.trim().is_empty() {
                rule(contact).unwrap_or_default()
            } else {
                find.take(field, rule(own))
            }
        };
    let phone = |text: &str| contact::phone(country, text).map(Option::unwrap_or_default);
    Attestation {
        template: None,
        date,
        first_name: signer(
            "signer-first-name",
            &form.signer_first_name,
            &form.first_name,
            &name::person_name,
        ),
        last_name: signer(
            "signer-last-name",
            &form.signer_last_name,
            &form.last_name,
            &name::person_name,
        ),
        email: signer("signer-email", &form.signer_email, &form.email, &contact::email),
        phone: signer("signer-phone", &form.signer_phone, &form.phone, &phone),
    }
}
