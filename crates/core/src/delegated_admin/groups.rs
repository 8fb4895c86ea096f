//! Groups of a partner's people: what roles are given to.

use super::{AdminRelationship, Assignment, store, terms::clean_name};
use crate::{
    Cx, Fault, Noun,
    access::{
        Scope,
        permissions::{ManageGroups, ViewAdmin},
    },
    audit::{Event, Operation, ResourceType},
};
use opc_kernel::{
    id::{GroupId, UserId},
    rule::Rule,
    time::Timestamp,
};

/// The most groups of a partner.
const GROUPS_MAX: u32 = 200;

/// A group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its id.
    pub id: GroupId,
    /// Its name, unique within the partner.
    pub name: String,
    /// How many people are in it.
    pub members: u32,
    /// When it was made.
    pub created_at: Timestamp,
}

/// Somebody who can be in a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Their id.
    pub id: UserId,
    /// Sign-in name.
    pub user_name: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
}

/// A group as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GroupForm {
    /// Its name.
    pub name: String,
    /// Who is in it.
    pub members: Vec<UserId>,
}

/// The partner's groups by name.
pub fn list(cx: &mut Cx<'_, '_>) -> Result<Vec<Group>, Fault> {
    let scope = cx.allow(ViewAdmin)?.scope();
    store::groups(cx, scope, GROUPS_MAX)
}

/// Active people of the partner by name.
pub fn team(cx: &mut Cx<'_, '_>) -> Result<Vec<Member>, Fault> {
    let scope = cx.allow(ManageGroups)?.scope();
    store::team(cx, scope)
}

/// A group and who is in it.
pub fn get(cx: &mut Cx<'_, '_>, id: GroupId) -> Result<(Group, Vec<UserId>), Fault> {
    let scope = cx.allow(ManageGroups)?.scope();
    let group = find(cx, scope, id)?;
    Ok((group, store::members(cx, scope, id)?))
}

fn find(cx: &mut Cx<'_, '_>, scope: Scope, id: GroupId) -> Result<Group, Fault> {
    store::group(cx, scope, id)?.ok_or(Fault::NotFound(Noun::Group))
}

/// Makes a group, or changes one.
pub fn save(cx: &mut Cx<'_, '_>, id: Option<GroupId>, form: &GroupForm) -> Result<GroupId, Fault> {
    let scope = cx.allow(ManageGroups)?.scope();
    let name = clean_name(&form.name).map_err(|rule| Fault::field("group-name", rule))?;
    let team = store::team(cx, scope)?;
    let before = match id {
        Some(id) => Some((find(cx, scope, id)?.name, store::members(cx, scope, id)?)),
        None => None,
    };
    let kept = |id: &UserId| before.as_ref().is_some_and(|(_, members)| members.contains(id));
    let known = |id: &UserId| kept(id) || team.iter().any(|one| one.id == *id);
    if !form.members.iter().all(known) {
        return Err(Fault::field("group-members", Rule::MemberUnknown));
    }
    let (stored, operation, id) = match id {
        Some(id) => (store::rename_group(cx, scope, (id, &name))?, Operation::UpdateGroup, id),
        None if store::groups(cx, scope, GROUPS_MAX)?.len() >= GROUPS_MAX as usize => {
            return Err(Fault::Refused(Rule::TooManyOpen { max: GROUPS_MAX }));
        }
        None => {
            let id = cx.new_id();
            (store::insert_group(cx, scope, (id, &name))?, Operation::CreateGroup, id)
        }
    };
    if !stored {
        return Err(Fault::field("group-name", Rule::AdminNameTaken { name }));
    }
    store::set_members(cx, scope, (id, &form.members))?;
    let facts = |name: &str, members: &[UserId]| {
        let user_name = |id| team.iter().find(|one| one.id == id).map(|one| &one.user_name);
        let members: Vec<_> = members.iter().filter_map(|id| user_name(*id)).collect();
        serde_json::json!({ "name": name, "members": members })
    };
    let mut event = Event::new(operation, ResourceType::Group);
    if let Some((name, members)) = &before {
        event = event.from(&facts(name, members));
    }
    cx.record(event.to(&facts(&name, &form.members)))?;
    Ok(id)
}

/// The roles a group has or gets, each with its relationship: while there are any it stays.
pub fn roles(
    cx: &mut Cx<'_, '_>,
    id: GroupId,
) -> Result<Vec<(AdminRelationship, Assignment)>, Fault> {
    let scope = cx.allow(ManageGroups)?.scope();
    find(cx, scope, id)?;
    let given = store::assignments_of_group(cx, scope, id)?;
    let mut all = Vec::with_capacity(given.len());
    for one in given {
        if let Some((of, _)) = store::find(cx, scope, one.relationship)? {
            all.push((of.settled(cx.now()), one));
        }
    }
    Ok(all)
}

/// Deletes a group that has no roles anywhere.
pub fn delete(cx: &mut Cx<'_, '_>, id: GroupId) -> Result<(), Fault> {
    let scope = cx.allow(ManageGroups)?.scope();
    let group = find(cx, scope, id)?;
    if store::group_is_used(cx, scope, id)? {
        return Err(Fault::Refused(Rule::GroupInUse));
    }
    store::delete_group(cx, scope, id)?;
    let event = Event::new(Operation::DeleteGroup, ResourceType::Group);
    cx.record(event.from(&serde_json::json!({ "name": group.name })))
}
