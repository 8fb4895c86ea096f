//! Loading the demo data into an empty database.

use super::{
    agreement, catalogue, customers,
    output::{App, Demo, Tenant, User},
    programme::{self, Organisation, Programme},
};
use crate::failure::Failure;
use opc_core::{
    Core, Cx, Fault,
    access::{OrganisationKind, Request},
    agreements, catalog,
    identity::{
        register_application,
        users::{self, NewUser},
    },
    integrity,
    kernel::{
        country::Country,
        id::{ApplicationId, OrganisationId, UserId},
        money::Currency,
    },
    partners::{self, NewOrganisation},
    secrets::{PasswordHash, fill_random, hash_password, random_token},
};
use std::path::Path;

const LOADED: &str = "demo-loaded";

/// The password all people of this sandbox share, and its hash: one slow hash, not sixty.
pub(super) struct Password {
    text: String,
    hash: PasswordHash,
}

/// An organisation that has just been made.
pub(super) struct Made {
    pub(super) key: String,
    pub(super) id: OrganisationId,
    pub(super) application: ApplicationId,
    /// Somebody who may do everything about customers.
    pub(super) agent: Option<UserId>,
    pub(super) tenant: Tenant,
}

/// Loads the demo data unless it is there, and answers who can sign in.
pub(crate) fn load(core: &Core, data_dir: &Path) -> Result<Demo, Failure> {
    let base_url = core.settings().base_url.clone();
    if ask(core, "demo-loaded", |cx| integrity::milestone(cx, LOADED))? {
        let mut demo = Demo::read(data_dir)?;
        if demo.base_url != base_url {
            demo.base_url = base_url;
            demo.write(data_dir)?;
        }
        return Ok(demo);
    }
    if !ask(core, "demo-loaded", integrity::is_new)? {
        return Err(Failure::setting("demo", "the database holds other data"));
    }
    let demo = make(core, base_url)?;
    // The secrets are in the file before the database says that it is complete.
    demo.write(data_dir)?;
    act(core, "demo-loaded", |cx| integrity::reach(cx, LOADED))?;
    Ok(demo)
}

fn make(core: &Core, base_url: String) -> Result<Demo, Failure> {
    let programme = Programme::read()?;
    let text =
        random_token().chars().filter(char::is_ascii_alphanumeric).take(16).collect::<String>();
    let password = Password { hash: hash_password(&text), text };
    publish(core)?;
    let suffix = &programme.tenant_domain_suffix;
    let operator_kind = (OrganisationKind::Operator, None, false);
    let operator = organisation(core, &programme.operator, operator_kind, suffix)?;
    let mut made = vec![with_users(core, &programme.operator, operator, &password)?];
    for partner in &programme.partners {
        let network_id = Some(partner.partner_network_id.clone());
        let kind = (partner.kind()?, network_id, partner.sells_to_government);
        let new = organisation(core, &partner.organisation, kind, suffix)?;
        made.push(with_users(core, &partner.organisation, new, &password)?);
    }
    for partner in &programme.partners {
        let reseller = find(&made, &partner.organisation.key)?.id;
        for provider in &partner.providers {
            let provider = find(&made, provider)?.id;
            act(core, "partnership", move |cx| partners::add_partnership(cx, provider, reseller))?;
        }
    }
    let customer_tenant = customers::make(core, &programme.customers, &mut made, &password)?;
    let tenants = made.into_iter().map(|m| m.tenant).chain(customer_tenant).collect();
    Ok(Demo { base_url, tenants })
}

fn publish(core: &Core) -> Result<(), Failure> {
    let catalogue = catalogue::read()?;
    act(core, "catalogue", move |cx| catalog::publish(cx, &catalogue))?;
    let templates = agreement::read()?;
    act(core, "agreement", move |cx| {
        templates.iter().try_for_each(|template| agreements::publish_template(cx, template))
    })
}

/// Makes an organisation and its application.
fn organisation(
    core: &Core,
    text: &Organisation,
    (kind, network_id, government): (OrganisationKind, Option<String>, bool),
    suffix: &str,
) -> Result<Made, Failure> {
    let new = NewOrganisation {
        kind,
        name: text.legal_name().to_owned(),
        country: country(&text.country)?,
        language: text.language.clone(),
        currency: Currency::parse(&text.currency).map_err(|e| Failure::setting("demo", e))?,
        domain: format!("{}.{suffix}", text.domain_prefix),
        network_id,
        market: text.markets.iter().map(|code| country(code)).collect::<Result<_, _>>()?,
        agreement_signed: true,
        sandbox: true,
        government,
    };
    let (name, kind) = (new.name.clone(), kind.name().to_owned());
    let (id, app) = act(core, &text.key, move |cx| {
        let id = partners::create_organisation(cx, &new)?;
        Ok((id, register_application(cx, id, &new.name)?))
    })?;
    let secret = App { client_id: app.id, client_secret: app.secret };
    let (users, customers) = (Vec::new(), Vec::new());
    let tenant = Tenant { name, kind, tenant_id: id, app: Some(secret), users, customers };
    let (key, application) = (text.key.clone(), app.id);
    Ok(Made { key, id, application, agent: None, tenant })
}

fn with_users(
    core: &Core,
    text: &Organisation,
    mut made: Made,
    password: &Password,
) -> Result<Made, Failure> {
    for person in &text.users {
        let (id, user) = user(core, made.id, person, password)?;
        if person.is_agent() {
            made.agent.get_or_insert(id);
        }
        made.tenant.users.push(user);
    }
    Ok(made)
}

/// Makes a person with the shared password and an authenticator of their own.
pub(super) fn user(
    core: &Core,
    organisation: OrganisationId,
    text: &programme::User,
    password: &Password,
) -> Result<(UserId, User), Failure> {
    let new = NewUser {
        user_name: text.user_name.clone(),
        first_name: text.first_name.clone(),
        last_name: text.last_name.clone(),
        email: text.user_name.clone(),
        language: text.language.clone(),
        roles: text.roles()?,
    };
    let mut secret = [0_u8; 20];
    fill_random(&mut secret);
    let hash = password.hash.clone();
    let id = act(core, &text.user_name, move |cx| {
        users::create_for(cx, organisation, &new, Some(hash.clone()), Some(secret))
    })?;
    let user = User {
        user_name: text.user_name.clone(),
        password: password.text.clone(),
        totp_secret: totp_rs::Secret::from(secret.as_slice()).to_base32(),
        roles: text.roles.clone(),
        language: text.language.clone(),
    };
    Ok((id, user))
}

pub(super) fn find<'a>(made: &'a [Made], key: &str) -> Result<&'a Made, Failure> {
    made.iter().find(|m| m.key == key).ok_or_else(|| Failure::setting("demo", key))
}

fn country(code: &str) -> Result<Country, Failure> {
    Country::parse(code).map_err(|e| Failure::setting("demo", e))
}

fn act<T: Send + 'static>(
    core: &Core,
    what: &str,
    work: impl Fn(&mut Cx<'_, '_>) -> Result<T, Fault> + Send + 'static,
) -> Result<T, Failure> {
    core.write_blocking(Request::system(), work).map_err(Failure::fault(what))
}

fn ask<T: Send + 'static>(
    core: &Core,
    what: &str,
    work: impl Fn(&mut Cx<'_, '_>) -> Result<T, Fault> + Send + 'static,
) -> Result<T, Failure> {
    core.read_blocking(Request::system(), work).map_err(Failure::fault(what))
}
