//! Security groups.

use opc_core::delegated_admin::groups::{Group, GroupForm, Member};
use opc_kernel::id::UserId;
use opc_wire::resources::{Group as Shown, GroupMember, Resource as _};

/// A group of a list.
pub(crate) fn listed(of: &Group) -> Shown {
    Shown {
        id: Some(of.id.to_string()),
        display_name: Some(of.name.clone()),
        member_count: Some(i64::from(of.members)),
        created_date_time: Some(of.created_at.into()),
        ..Shown::default()
    }
    .marked(None)
}

/// A group with who is in it; of those who have left nothing but their id is said.
pub(crate) fn full(of: &Group, members: &[UserId], team: &[Member]) -> Shown {
    let member = |id: &UserId| {
        let known = team.iter().find(|one| one.id == *id);
        GroupMember {
            id: Some(id.to_string()),
            user_principal_name: known.map(|one| one.user_name.clone()),
            given_name: known.map(|one| one.first_name.clone()),
            surname: known.map(|one| one.last_name.clone()),
        }
    };
    Shown { members: Some(members.iter().map(member).collect()), ..listed(of) }
}

/// The group with what a body says otherwise; `None`: it names somebody who is not of the team.
pub(crate) fn form(before: GroupForm, sent: &Shown, team: &[Member]) -> Option<GroupForm> {
    let find = |named: &GroupMember| {
        let by_name = |name: &String| {
            team.iter()
                .find(|one| one.user_name.eq_ignore_ascii_case(name.trim()))
                .map(|one| one.id)
        };
        match (&named.id, &named.user_principal_name) {
            (Some(id), _) => id.trim().parse().ok(),
            (None, name) => name.as_ref().and_then(by_name),
        }
    };
    let members = sent.members.as_ref().map(|all| all.iter().map(find).collect::<Option<Vec<_>>>());
    Some(GroupForm {
        name: sent.display_name.clone().unwrap_or(before.name),
        members: members.unwrap_or(Some(before.members))?,
    })
}
