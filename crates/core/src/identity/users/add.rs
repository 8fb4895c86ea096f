//! Adding a person (`domain/01` §3: the temporary password is shown once).

use super::{NewUser, rules::validate, store};
use crate::{
    Cx, Fault,
    access::{
        Role, RoleSet,
        permissions::{ManageGlobalAdmins, ManageUsers},
    },
    audit::{Event, Operation, ResourceType},
    secrets::PasswordHash,
};
use opc_kernel::{id::UserId, rule::Rule};

/// A person who has just been added.
#[derive(Clone, PartialEq, Eq)]
pub struct AddedUser {
    /// Their id.
    pub id: UserId,
    /// Their sign-in name.
    pub user_name: String,
    /// To be shown once; it must be changed at the first sign-in.
    pub one_time_password: String,
}

impl std::fmt::Debug for AddedUser {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "AddedUser({}, …)", self.id)
    }
}

/// Adds a person to the actor's organisation.
pub fn add(cx: &mut Cx<'_, '_>, new: &NewUser) -> Result<AddedUser, Fault> {
    let scope = cx.allow(ManageUsers)?.scope();
    if new.roles.has(Role::GlobalAdmin) {
        cx.allow(ManageGlobalAdmins)?;
    }
    let home = store::home(cx, scope.organisation())?;
    let valid = validate(new, &home)?;
    let credentials = store::FirstCredentials { password: PasswordHash::Derived, totp: None };
    let id = store::insert(cx, scope.organisation(), &valid, &credentials)?
        .ok_or_else(|| taken(&valid.user_name))?;
    cx.record(created(&valid.user_name, valid.roles))?;
    let one_time_password = cx.env().keyring.one_time_password(id, 0);
    Ok(AddedUser { id, user_name: valid.user_name, one_time_password })
}

pub(super) fn taken(name: &str) -> Fault {
    Fault::field("user-name", Rule::UserNameTaken { name: name.to_owned() })
}

pub(super) fn created(user_name: &str, roles: RoleSet) -> Event {
    let roles: Vec<_> = roles.iter().map(Role::name).collect();
    Event::new(Operation::CreatePartnerUser, ResourceType::PartnerUser)
        .to(&serde_json::json!({ "user": user_name, "roles": roles }))
}
