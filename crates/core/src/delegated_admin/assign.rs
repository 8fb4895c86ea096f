//! Giving roles of a relationship to groups.

use super::{AdminRelationship, DirectoryRole, Named, Stage, list::current, store, tell, terms};
use crate::{
    Cx, Fault, Noun,
    access::{
        OrganisationKind, Scope, organisation_names as named,
        permissions::{AssignAdmin, ViewAdmin},
    },
    audit::Operation,
};
use opc_kernel::{
    id::{AdminRelationshipId, AssignmentId, GroupId, OrganisationId},
    rule::Rule,
    time::Timestamp,
};

named! {
    /// Whether a group has its roles.
    AssignmentState {
        /// It gets them when the customer approves.
        Pending = "pending",
        /// It has them.
        Active = "active",
        /// It has them no more.
        Deleted = "deleted",
    }
}

/// Roles of a relationship given to a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// Its id.
    pub id: AssignmentId,
    /// The relationship.
    pub relationship: AdminRelationshipId,
    /// Whose group it is.
    pub partner: OrganisationId,
    /// The group.
    pub group: Named<GroupId>,
    /// Some of the relationship's roles.
    pub roles: Vec<DirectoryRole>,
    /// When it was deleted.
    pub deleted_at: Option<Timestamp>,
    /// Raised by every change; the `ETag`.
    pub version: i64,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

impl Assignment {
    /// What it is worth while the relationship is at this stage.
    pub fn state(&self, stage: Stage) -> AssignmentState {
        match stage {
            _ if self.deleted_at.is_some() => AssignmentState::Deleted,
            Stage::Created | Stage::Pending { .. } => AssignmentState::Pending,
            Stage::Active { .. } => AssignmentState::Active,
            Stage::Expired { .. } | Stage::Terminated { .. } => AssignmentState::Deleted,
        }
    }
}

/// All assignments of a relationship, deleted ones too, the oldest first; none for a customer, whom
/// the partner's groups do not concern.
pub fn assignments(cx: &mut Cx<'_, '_>, id: AdminRelationshipId) -> Result<Vec<Assignment>, Fault> {
    let scope = cx.allow(ViewAdmin)?.scope();
    let found = store::find(cx, scope, id)?.ok_or(Fault::NotFound(Noun::AdminRelationship))?;
    if scope.kind() == OrganisationKind::Customer {
        return Ok(Vec::new());
    }
    store::assignments(cx, (found.0.partner.id, id))
}

/// One of them.
pub fn assignment(
    cx: &mut Cx<'_, '_>,
    (relationship, id): (AdminRelationshipId, AssignmentId),
) -> Result<Assignment, Fault> {
    let scope = cx.allow(ViewAdmin)?.scope();
    one(cx, scope, (relationship, id))
}

/// Those of several relationships that count or will.
pub fn of_relationships(
    cx: &mut Cx<'_, '_>,
    relationships: &[AdminRelationshipId],
) -> Result<Vec<Assignment>, Fault> {
    let scope = cx.allow(ViewAdmin)?.scope();
    store::assignments_of(cx, scope, relationships)
}

fn one(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    place: (AdminRelationshipId, AssignmentId),
) -> Result<Assignment, Fault> {
    store::assignment(cx, scope, place)?.ok_or(Fault::NotFound(Noun::Assignment))
}

/// Gives roles to a group that has none of this relationship yet. Before the customer has
/// approved, the group gets them then.
pub fn assign(
    cx: &mut Cx<'_, '_>,
    id: AdminRelationshipId,
    group: Option<GroupId>,
    named: &[String],
) -> Result<Assignment, Fault> {
    let scope = cx.allow(AssignAdmin)?.scope();
    let of = open(cx, scope, id)?;
    let unknown = || Fault::field("admin-group", Rule::GroupUnknown);
    let group = group.ok_or_else(unknown)?;
    let group = store::group(cx, scope, group)?.ok_or_else(unknown)?;
    let roles = granted(&of, named)?;
    let live = store::assignments_of(cx, scope, &[id])?;
    if live.iter().any(|other| other.group.id == group.id) {
        return Err(Fault::field("admin-group", Rule::GroupAssignedAlready));
    }
    let new = Assignment {
        id: cx.new_id(),
        relationship: id,
        partner: scope.organisation(),
        group: Named { id: group.id, name: group.name },
        roles,
        deleted_at: None,
        version: 1,
        created_at: cx.now(),
        updated_at: cx.now(),
    };
    store::insert_assignment(cx, &new)?;
    tell::record_assignment(cx, &of, &new, Operation::CreateAssignment)?;
    if new.state(of.stage) == AssignmentState::Active {
        tell::record_assignment(cx, &of, &new, Operation::ActivateAssignment)?;
    }
    Ok(new)
}

/// Replaces the roles of a group.
pub fn reassign(
    cx: &mut Cx<'_, '_>,
    place: (AdminRelationshipId, AssignmentId),
    version: Option<i64>,
    named: &[String],
) -> Result<Assignment, Fault> {
    let scope = cx.allow(AssignAdmin)?.scope();
    let of = open(cx, scope, place.0)?;
    let before = live(cx, scope, place, version)?;
    let roles = granted(&of, named)?;
    if roles == before.roles {
        return Ok(before);
    }
    let after = store::save_assignment(cx, Assignment { roles, ..before })?;
    tell::record_assignment(cx, &of, &after, Operation::UpdateAssignment)?;
    Ok(after)
}

/// Takes the roles from a group. Twice is as once.
pub fn unassign(
    cx: &mut Cx<'_, '_>,
    place: (AdminRelationshipId, AssignmentId),
    version: Option<i64>,
) -> Result<(), Fault> {
    let scope = cx.allow(AssignAdmin)?.scope();
    let of = current(cx, scope, place.0)?;
    if one(cx, scope, place)?.deleted_at.is_some() {
        return Ok(());
    }
    let before = live(cx, scope, place, version)?;
    let after = store::delete_assignment(cx, before)?;
    tell::record_assignment(cx, &of, &after, Operation::DeleteAssignment)
}

fn open(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    id: AdminRelationshipId,
) -> Result<AdminRelationship, Fault> {
    let of = current(cx, scope, id)?;
    if of.stage.is_open() { Ok(of) } else { Err(Fault::Refused(Rule::AdminRelationshipNotNow)) }
}

fn live(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    place: (AdminRelationshipId, AssignmentId),
    version: Option<i64>,
) -> Result<Assignment, Fault> {
    let found = one(cx, scope, place)?;
    if found.deleted_at.is_some() {
        return Err(Fault::Refused(Rule::AdminRelationshipNotNow));
    }
    if version.is_some_and(|version| version != found.version) {
        return Err(Fault::Stale);
    }
    Ok(found)
}

fn granted(of: &AdminRelationship, named: &[String]) -> Result<Vec<DirectoryRole>, Fault> {
    let roles = terms::roles(named).and_then(|roles| {
        let all = roles.iter().all(|role| of.terms.roles.contains(role));
        if all { Ok(roles) } else { Err(Rule::RolesNotGranted) }
    });
    roles.map_err(|rule| Fault::field("admin-roles", rule))
}

/// The customer has approved: what waited counts.
pub(super) fn activate(cx: &mut Cx<'_, '_>, of: &AdminRelationship) -> Result<(), Fault> {
    for one in store::assignments(cx, (of.partner.id, of.id))? {
        if one.deleted_at.is_none() {
            tell::record_assignment(cx, of, &one, Operation::ActivateAssignment)?;
        }
    }
    Ok(())
}

/// The relationship has ended: nothing counts any more.
pub(super) fn close(cx: &mut Cx<'_, '_>, of: &AdminRelationship) -> Result<(), Fault> {
    for one in store::assignments(cx, (of.partner.id, of.id))? {
        if one.deleted_at.is_none() {
            let gone = store::delete_assignment(cx, one)?;
            tell::record_assignment(cx, of, &gone, Operation::DeleteAssignment)?;
        }
    }
    Ok(())
}
