//! People the program itself makes: those of the demonstration, and a new customer's
//! administrator.

use super::{
    AddedUser, NewUser,
    add::{created, taken},
    rules::{ValidUser, validate},
    store::{self, FirstCredentials},
};
use crate::{
    Cx, Fault,
    access::{Role, RoleSet},
    customers::BillingProfile,
    identity::code,
    secrets::PasswordHash,
};
use opc_kernel::{
    id::{CustomerId, OrganisationId, UserId},
    language::Lang,
};

/// Adds a person to any organisation. Only for the program itself. Without a `password` they get
/// a temporary one; `totp` is the secret of a second factor set up beforehand.
pub fn create_for(
    cx: &mut Cx<'_, '_>,
    organisation: OrganisationId,
    new: &NewUser,
    password: Option<PasswordHash>,
    totp: Option<[u8; 20]>,
) -> Result<UserId, Fault> {
    cx.only_system()?;
    let home = store::home(cx, organisation)?;
    let valid = validate(new, &home)?;
    let credentials = FirstCredentials {
        password: password.unwrap_or(PasswordHash::Derived),
        totp: totp.map(|secret| cx.env().keyring.seal(code::PURPOSE, &secret)),
    };
    let id = store::insert(cx, organisation, &valid, &credentials)?
        .ok_or_else(|| taken(&valid.user_name))?;
    let log = crate::audit::log_of(home.kind, organisation);
    cx.record(created(&valid.user_name, valid.roles).in_log_of(log))?;
    Ok(id)
}

/// Adds the first person of an organisation that the actor is making, with a one-time password.
pub(crate) fn create_first(
    cx: &mut Cx<'_, '_>,
    organisation: OrganisationId,
    new: &NewUser,
) -> Result<AddedUser, Fault> {
    let valid = validate(new, &store::home(cx, organisation)?)?;
    let credentials = FirstCredentials { password: PasswordHash::Derived, totp: None };
    let id = store::insert(cx, organisation, &valid, &credentials)?
        .ok_or_else(|| taken(&valid.user_name))?;
    cx.record(created(&valid.user_name, valid.roles).in_log_of(organisation))?;
    let one_time_password = cx.env().keyring.one_time_password(id, 0);
    Ok(AddedUser { id, user_name: valid.user_name, one_time_password })
}

/// Adds the global administrator of a customer that is being created, named as its contact, and
/// answers the one-time password. `user_name` is the whole sign-in name at the customer's new
/// domain. One statement and no slow hash: the event is the customer's own.
pub(crate) fn create_customer_admin(
    cx: &mut Cx<'_, '_>,
    customer: CustomerId,
    user_name: &str,
    contact: &BillingProfile,
) -> Result<String, Fault> {
    let id = insert_admin(cx, customer, (user_name, contact), PasswordHash::Derived)?;
    Ok(cx.env().keyring.one_time_password(id, 0))
}

/// Adds the global administrator of a customer that begins by itself, with the password they chose.
pub(crate) fn create_first_admin(
    cx: &mut Cx<'_, '_>,
    customer: CustomerId,
    (user_name, contact): (&str, &BillingProfile),
    password: &PasswordHash,
) -> Result<UserId, Fault> {
    insert_admin(cx, customer, (user_name, contact), password.clone())
}

fn insert_admin(
    cx: &mut Cx<'_, '_>,
    customer: CustomerId,
    (user_name, contact): (&str, &BillingProfile),
    password: PasswordHash,
) -> Result<UserId, Fault> {
    let valid = ValidUser {
        user_name: user_name.to_lowercase(),
        first_name: contact.first_name.clone(),
        last_name: contact.last_name.clone(),
        email: contact.email.clone(),
        // A customer may read a language the pages do not have.
        language: Lang::parse(&contact.language).unwrap_or_default(),
        roles: RoleSet::of(&[Role::GlobalAdmin]),
    };
    let credentials = FirstCredentials { password, totp: None };
    let added = store::insert(cx, customer.into(), &valid, &credentials)?;
    added.ok_or_else(|| taken(&valid.user_name))
}
