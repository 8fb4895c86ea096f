//! Making a programme: all of it, or nothing.

use super::{
    organisations::Application,
    plan::{Plan, Planned, words},
    tenant::{App, FurtherApp, Tenant, User},
    texts::{PROGRAMME, wrong},
};
use crate::failure::Failure;
use opc_core::{
    Core, Cx, Fault,
    access::{Request, Role},
    agreements, catalog,
    identity::{
        register_application, register_public_application,
        users::{self, NewUser},
    },
    integrity,
    kernel::id::{ApplicationId, OrganisationId, UserId},
    partners,
    secrets::{Keyring, PasswordHash, fill_random},
};
use std::sync::{Arc, Mutex, PoisonError};

/// How people come by their first password.
#[derive(Clone)]
pub(crate) enum FirstPasswords {
    /// All people of a sandbox share one, and each has an authenticator set up.
    Shared {
        /// The password.
        text: String,
        /// Its hash: one slow hash, not sixty.
        hash: PasswordHash,
    },
    /// Each has a temporary one, to be changed at the first sign-in; the authenticator is set up
    /// at its first use.
    OneTime(Arc<Keyring>),
}

impl FirstPasswords {
    /// A password everybody knows belongs into a sandbox, and nowhere else.
    const fn is_sandbox(&self) -> bool {
        matches!(self, Self::Shared { .. })
    }
}

/// An organisation that has just been made.
#[derive(Clone)]
pub(crate) struct Made {
    /// Its key in the file.
    pub(crate) key: String,
    pub(crate) id: OrganisationId,
    pub(crate) application: ApplicationId,
    /// Somebody who may do everything about customers.
    pub(crate) agent: Option<UserId>,
    pub(crate) tenant: Tenant,
}

/// What is being made, to say where a refusal happened.
#[derive(Clone, Default)]
struct Place(Arc<Mutex<String>>);

impl Place {
    fn set(&self, place: String) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = place;
    }
    fn get(&self) -> String {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Publishes the texts and makes the organisations with their people, in one transaction: after a
/// refusal the database is as empty as before. [`Fault::Stale`] if it is not empty.
pub(crate) fn make(
    core: &Core,
    plan: &Plan,
    passwords: FirstPasswords,
) -> Result<Vec<Made>, Failure> {
    let place = Place::default();
    let (at, plan) = (place.clone(), plan.clone());
    let made = core.write_blocking(Request::system(), move |cx| {
        if !integrity::is_new(cx)? {
            return Err(Fault::Stale);
        }
        everything(cx, &plan, &passwords, &at)
    });
    made.map_err(|fault| refusal(&place.get(), fault))
}

/// A refusal in the words of the file.
fn refusal(place: &str, fault: Fault) -> Failure {
    match &fault {
        Fault::Invalid(problems) => {
            let line = |key: &str, text| format!("{place}: {}: {text}", key.replace('-', "_"));
            let lines: Vec<_> = problems.iter().map(|p| line(p.field, words(&p.rule))).collect();
            Failure::setting(PROGRAMME, lines.join("\n"))
        }
        Fault::Refused(rule) => wrong(PROGRAMME, place, words(rule)),
        _ => Failure::fault(place)(fault),
    }
}

fn everything(
    cx: &mut Cx<'_, '_>,
    plan: &Plan,
    passwords: &FirstPasswords,
    place: &Place,
) -> Result<Vec<Made>, Fault> {
    place.set("catalogue".to_owned());
    catalog::publish(cx, &plan.catalogue)?;
    place.set("agreement".to_owned());
    for template in &plan.templates {
        agreements::publish_template(cx, template)?;
    }
    let mut made = Vec::new();
    for planned in &plan.organisations {
        made.push(organisation(cx, planned, passwords, place)?);
    }
    for (provider, reseller) in &plan.partnerships {
        place.set(format!("partner {reseller}: providers"));
        let id = |key: &str| made.iter().find(|m| m.key == key).map(|m| m.id);
        if let (Some(provider), Some(reseller)) = (id(provider), id(reseller)) {
            partners::add_partnership(cx, provider, reseller)?;
        }
    }
    Ok(made)
}

/// Where the programs of people who try the sandbox wait for codes.
pub(crate) const LOCAL_ADDRESSES: [&str; 2] =
    ["http://localhost/", "http://127.0.0.1:8400/callback"];

/// Makes an organisation with its application and its people.
fn organisation(
    cx: &mut Cx<'_, '_>,
    planned: &Planned,
    passwords: &FirstPasswords,
    place: &Place,
) -> Result<Made, Fault> {
    place.set(planned.key.clone());
    let mut new = planned.new.clone();
    new.sandbox = passwords.is_sandbox();
    let id = partners::create_organisation(cx, &new)?;
    let mut addresses: Vec<&str> = planned.redirect_uris.iter().map(String::as_str).collect();
    if passwords.is_sandbox() {
        addresses.extend(LOCAL_ADDRESSES);
    }
    let app = register_application(cx, id, &new.name, &addresses)?;
    let applications = planned.applications.iter().map(|application| {
        place.set(format!("{}: application {}", planned.key, application.name));
        further(cx, id, application)
    });
    let applications = applications.collect::<Result<_, _>>()?;
    let (mut users, mut agent) = (Vec::new(), None);
    for new in &planned.people {
        place.set(format!("{}: user {}", planned.key, new.user_name));
        let (id, user) = person(cx, id, new, passwords)?;
        if new.roles.has(Role::AdminAgent) {
            agent.get_or_insert(id);
        }
        users.push(user);
    }
    let tenant = Tenant {
        name: new.name,
        kind: new.kind.name().to_owned(),
        tenant_id: id,
        app: App { client_id: app.id, client_secret: app.secret },
        applications,
        users,
        customers: Vec::new(),
    };
    Ok(Made { key: planned.key.clone(), id, application: app.id, agent, tenant })
}

/// Registers an application beside the organisation's own.
fn further(
    cx: &mut Cx<'_, '_>,
    organisation: OrganisationId,
    text: &Application,
) -> Result<FurtherApp, Fault> {
    let name = text.name.clone();
    let addresses: Vec<&str> = text.redirect_uris.iter().map(String::as_str).collect();
    let (client_id, client_secret) = if text.public {
        (register_public_application(cx, organisation, &name, &addresses)?, None)
    } else {
        let app = register_application(cx, organisation, &name, &addresses)?;
        (app.id, Some(app.secret))
    };
    Ok(FurtherApp { name, client_id, client_secret })
}

/// Makes a person, and answers how they can sign in.
pub(crate) fn person(
    cx: &mut Cx<'_, '_>,
    organisation: OrganisationId,
    new: &NewUser,
    passwords: &FirstPasswords,
) -> Result<(UserId, User), Fault> {
    let (hash, totp) = match passwords {
        FirstPasswords::Shared { hash, .. } => {
            let mut secret = [0_u8; 20];
            fill_random(&mut secret);
            (Some(hash.clone()), Some(secret))
        }
        FirstPasswords::OneTime(_) => (None, None),
    };
    let id = users::create_for(cx, organisation, new, hash, totp)?;
    let password = match passwords {
        FirstPasswords::Shared { text, .. } => text.clone(),
        FirstPasswords::OneTime(keyring) => keyring.one_time_password(id, 0),
    };
    let user = User {
        user_name: new.user_name.clone(),
        password,
        totp_secret: totp.map(|secret| totp_rs::Secret::from(secret.as_slice()).to_base32()),
        roles: new.roles.iter().map(|role| role.name().to_owned()).collect(),
        language: new.language.clone(),
    };
    Ok((id, user))
}
