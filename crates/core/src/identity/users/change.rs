//! Changing a person. Each change ends their sessions and tokens.

use super::{AddedUser, User, UserState, rules::check_roles, store};
use crate::{
    Cx, Fault,
    access::{
        Role, RoleSet, Scope,
        permissions::{ManageGlobalAdmins, ManageUsers},
    },
    audit::{Event, Operation, ResourceType},
    identity::store::end_everything,
};
use opc_kernel::{id::UserId, rule::Rule};

/// The person, if the actor may change them: a global administrator is changed by one only.
fn changeable(cx: &mut Cx<'_, '_>, id: UserId) -> Result<(Scope, User), Fault> {
    let scope = cx.allow(ManageUsers)?.scope();
    let user = store::get(cx, scope, id)?;
    if user.roles.has(Role::GlobalAdmin) {
        cx.allow(ManageGlobalAdmins)?;
    }
    Ok((scope, user))
}

/// An organisation without an active global administrator could not be run any more.
fn spare(cx: &mut Cx<'_, '_>, scope: Scope, user: &User) -> Result<(), Fault> {
    if user.is_active_global_admin() && store::other_global_admins(cx, scope, user.id)? == 0 {
        return Err(Fault::Refused(Rule::LastGlobalAdmin));
    }
    Ok(())
}

fn state_of(user: &User, roles: RoleSet, state: UserState) -> serde_json::Value {
    let roles: Vec<_> = roles.iter().map(Role::name).collect();
    serde_json::json!({ "user": user.user_name, "roles": roles, "state": state.name() })
}

fn updated(user: &User, roles: RoleSet, state: UserState) -> Event {
    Event::new(Operation::UpdatePartnerUser, ResourceType::PartnerUser)
        .from(&state_of(user, user.roles, user.state))
        .to(&state_of(user, roles, state))
}

/// Gives a person exactly these roles.
pub fn set_roles(cx: &mut Cx<'_, '_>, id: UserId, roles: RoleSet) -> Result<(), Fault> {
    let (scope, user) = changeable(cx, id)?;
    if roles.has(Role::GlobalAdmin) {
        cx.allow(ManageGlobalAdmins)?;
    } else {
        spare(cx, scope, &user)?;
    }
    check_roles(scope.kind(), roles).map_err(|problem| Fault::Invalid(vec![problem]))?;
    if roles == user.roles {
        return Ok(());
    }
    store::set_roles(cx, scope, id, roles)?;
    end_everything(cx, id)?;
    cx.record(updated(&user, roles, user.state))
}

/// Replaces a person's password by a temporary one, to be shown once. Pauses after wrong
/// passwords, as far as this node counted them, and codes end; the second factor stays.
pub fn reset_password(cx: &mut Cx<'_, '_>, id: UserId) -> Result<AddedUser, Fault> {
    let (scope, user) = changeable(cx, id)?;
    end_everything(cx, id)?;
    let epoch = store::derive_password(cx, scope, id)?;
    cx.env().guesses.forgive(&user.user_name);
    let who = serde_json::json!({ "user": user.user_name });
    cx.record(Event::new(Operation::ResetPassword, ResourceType::PartnerUser).to(&who))?;
    let one_time_password = cx.env().keyring.one_time_password(id, epoch);
    Ok(AddedUser { id, user_name: user.user_name, one_time_password })
}

/// Lets a person sign in no more.
pub fn deactivate(cx: &mut Cx<'_, '_>, id: UserId) -> Result<(), Fault> {
    let (scope, user) = changeable(cx, id)?;
    spare(cx, scope, &user)?;
    change_state(cx, scope, &user, UserState::Inactive)
}

/// Lets a person sign in again, with the password they had.
pub fn reactivate(cx: &mut Cx<'_, '_>, id: UserId) -> Result<(), Fault> {
    let (scope, user) = changeable(cx, id)?;
    change_state(cx, scope, &user, UserState::Active)
}

fn change_state(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    user: &User,
    state: UserState,
) -> Result<(), Fault> {
    if user.state == state {
        return Ok(());
    }
    store::set_state(cx, scope, user.id, state)?;
    end_everything(cx, user.id)?;
    cx.record(updated(user, user.roles, state))
}
