//! A whole programme, checked as far as that goes without a database.

use super::{
    agreement, catalogue,
    organisations::{Application, Customer, Organisation, Partner, Programme, User},
    texts::{PROGRAMME, Texts, wrong},
};
use crate::failure::Failure;
use opc_core::{
    access::{OrganisationKind, Role},
    agreements::Template,
    catalog::Catalogue,
    identity::users::NewUser,
    kernel::{
        country::Country,
        language::Lang,
        money::Currency,
        rule::Rule,
        rules::{domain_prefix::domain_prefix, name},
    },
    partners::NewOrganisation,
};
use opc_words::Words;
use std::collections::BTreeSet;

/// What is going to be made.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    pub(super) catalogue: Catalogue,
    pub(super) templates: Vec<Template>,
    /// The operator first.
    pub(super) organisations: Vec<Planned>,
    /// Keys of provider and reseller.
    pub(super) partnerships: Vec<(String, String)>,
    /// Only a sandbox has customers from the start.
    pub(crate) customers: Vec<Customer>,
}

/// An organisation and its people.
#[derive(Debug, Clone)]
pub(super) struct Planned {
    pub(super) key: String,
    pub(super) new: NewOrganisation,
    pub(super) people: Vec<NewUser>,
    pub(super) redirect_uris: Vec<String>,
    pub(super) applications: Vec<Application>,
}

impl Plan {
    /// Reads and checks the three files.
    pub(crate) fn read(texts: &Texts) -> Result<Self, Failure> {
        let programme = Programme::read(texts)?;
        let suffix = &programme.tenant_domain_suffix;
        let operator = (OrganisationKind::Operator, "operator".to_owned());
        let mut organisations = vec![planned(&programme.operator, operator, suffix)?];
        for text in &programme.partners {
            organisations.push(partner(text, suffix)?);
        }
        different(&organisations)?;
        Ok(Self {
            catalogue: catalogue::read(texts)?,
            templates: agreement::read(texts)?,
            partnerships: partnerships(&programme.partners, &organisations)?,
            organisations,
            customers: programme.customers,
        })
    }
}

/// The rule in words: the command line is English.
pub(super) fn words(rule: &Rule) -> String {
    Words::of(Lang::En).rule(rule)
}

fn partner(text: &Partner, suffix: &str) -> Result<Planned, Failure> {
    let place = format!("partner {}", text.organisation.key);
    let kind = OrganisationKind::parse(&text.kind)
        .filter(|kind| !matches!(kind, OrganisationKind::Operator | OrganisationKind::Customer));
    let kind = kind.ok_or_else(|| wrong(PROGRAMME, format!("{place}: kind"), &text.kind))?;
    let mut planned = planned(&text.organisation, (kind, place), suffix)?;
    planned.new.network_id = Some(text.partner_network_id.clone());
    planned.new.government = text.sells_to_government;
    planned.new.agreement_signed = text.partner_agreement_signed_on.is_some();
    Ok(planned)
}

fn planned(
    text: &Organisation,
    (kind, place): (OrganisationKind, String),
    suffix: &str,
) -> Result<Planned, Failure> {
    let at = |key: &str| format!("{place}: {key}");
    let broken = |key: &str, rule: &Rule| wrong(PROGRAMME, at(key), words(rule));
    let country = |key: &str, code: &str| {
        Country::parse(code).map_err(|e| wrong(PROGRAMME, at(key), format_args!("{code}: {e}")))
    };
    let prefix = domain_prefix(&text.domain_prefix).map_err(|r| broken("domain_prefix", &r))?;
    let new = NewOrganisation {
        kind,
        name: name::company(text.legal_name()).map_err(|r| broken("name", &r))?,
        country: country("country", &text.country)?,
        language: text.language.clone(),
        currency: Currency::parse(&text.currency)
            .map_err(|e| wrong(PROGRAMME, at("currency"), e))?,
        domain: format!("{prefix}.{suffix}"),
        network_id: None,
        market: text
            .markets
            .iter()
            .map(|code| country("markets", code))
            .collect::<Result<_, _>>()?,
        agreement_signed: true,
        sandbox: false,
        government: false,
    };
    let people =
        text.users.iter().map(|user| person(user, &place)).collect::<Result<Vec<_>, _>>()?;
    // Without one, nobody could ever add or change a person.
    if !people.iter().any(|person| person.roles.has(Role::GlobalAdmin)) {
        return Err(wrong(PROGRAMME, at("user: roles"), Role::GlobalAdmin.name()));
    }
    Ok(Planned {
        key: text.key.clone(),
        new,
        people,
        redirect_uris: text.redirect_uris.clone(),
        applications: text.applications.clone(),
    })
}

fn person(text: &User, place: &str) -> Result<NewUser, Failure> {
    let place = format!("{place}: user {}: roles", text.user_name);
    let role = |name: &String| Role::parse(name).ok_or_else(|| wrong(PROGRAMME, &place, name));
    Ok(NewUser {
        user_name: text.user_name.clone(),
        first_name: text.first_name.clone(),
        last_name: text.last_name.clone(),
        email: text.email.clone().unwrap_or_else(|| text.user_name.clone()),
        language: text.language.clone(),
        roles: text.roles.iter().map(role).collect::<Result<_, _>>()?,
    })
}

/// Keys, domains and partner network IDs each belong to one organisation.
fn different(organisations: &[Planned]) -> Result<(), Failure> {
    let mut seen = BTreeSet::new();
    for organisation in organisations {
        let new = &organisation.new;
        for (key, value) in [
            ("key", Some(&organisation.key)),
            ("domain_prefix", Some(&new.domain)),
            ("partner_network_id", new.network_id.as_ref()),
        ] {
            if value.is_some_and(|value| !seen.insert((key, value))) {
                let place = format!("partner {}: {key}", organisation.key);
                return Err(wrong(PROGRAMME, place, "appears twice"));
            }
        }
    }
    Ok(())
}

/// An indirect reseller has providers; any other partner may have some as well.
fn partnerships(
    partners: &[Partner],
    organisations: &[Planned],
) -> Result<Vec<(String, String)>, Failure> {
    let kind = |key: &str| organisations.iter().find(|o| o.key == key).map(|o| o.new.kind);
    let mut pairs = Vec::new();
    for partner in partners {
        let reseller = &partner.organisation.key;
        let place = format!("partner {reseller}: providers");
        let resells = kind(reseller) == Some(OrganisationKind::IndirectReseller);
        if resells && partner.providers.is_empty() {
            return Err(wrong(PROGRAMME, place, &partner.kind));
        }
        for provider in &partner.providers {
            let provides = kind(provider) == Some(OrganisationKind::IndirectProvider);
            if !provides || provider == reseller {
                return Err(wrong(PROGRAMME, place, provider));
            }
            pairs.push((provider.clone(), reseller.clone()));
        }
    }
    Ok(pairs)
}
