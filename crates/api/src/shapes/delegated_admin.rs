//! Granular delegated administration.

use opc_core::delegated_admin::{
    AdminRelationship, Assignment, AssignmentState, DirectoryRole, EXTENSION_DAYS, Stage,
    StageKind, TermsForm,
};
use opc_wire::resources::{
    AccessContainerType, AutoExtendDuration, DelegatedAdminAccessAssignment,
    DelegatedAdminAccessAssignmentStatus, DelegatedAdminAccessContainer,
    DelegatedAdminAccessDetails, DelegatedAdminCustomer, DelegatedAdminRelationship,
    DelegatedAdminRelationshipStatus as Status, Resource as _, UnifiedRole,
};

const STATUSES: [(StageKind, Status); 5] = [
    (StageKind::Created, Status::Created),
    (StageKind::Pending, Status::ApprovalPending),
    (StageKind::Active, Status::Active),
    (StageKind::Expired, Status::Expired),
    (StageKind::Terminated, Status::Terminated),
];

/// The stage a client names.
pub(crate) fn stage(status: Status) -> Option<StageKind> {
    STATUSES.iter().find(|(_, other)| *other == status).map(|(kind, _)| *kind)
}

fn details(roles: &[DirectoryRole]) -> DelegatedAdminAccessDetails {
    let role =
        |role: &DirectoryRole| UnifiedRole { role_definition_id: Some(role.template().to_owned()) };
    DelegatedAdminAccessDetails { unified_roles: Some(roles.iter().map(role).collect()) }
}

/// A relationship; the link of one that waits.
pub(crate) fn relationship(
    of: &AdminRelationship,
    link: Option<String>,
) -> DelegatedAdminRelationship {
    let extended = of.terms.auto_extend;
    let kind = of.stage.kind();
    DelegatedAdminRelationship {
        id: Some(of.id.to_string()),
        display_name: Some(of.terms.name.clone()),
        duration: Some(format!("P{}D", of.terms.days)),
        auto_extend_duration: Some(if extended {
            AutoExtendDuration::HalfYear
        } else {
            AutoExtendDuration::Never
        }),
        customer: of.customer.as_ref().map(|customer| DelegatedAdminCustomer {
            tenant_id: Some(customer.id.to_string()),
            display_name: Some(customer.name.clone()),
        }),
        access_details: Some(details(&of.terms.roles)),
        status: STATUSES.iter().find(|(stage, _)| *stage == kind).map(|(_, status)| *status),
        approval_link: link,
        created_date_time: Some(of.created_at.into()),
        last_modified_date_time: Some(of.updated_at.into()),
        activated_date_time: of.stage.approved_at().map(Into::into),
        end_date_time: of.stage.ends_at().map(Into::into),
        ..DelegatedAdminRelationship::default()
    }
    .marked(Some(of.version.to_string()))
}

/// Roles given to a group.
pub(crate) fn assignment(of: &Assignment, stage: Stage) -> DelegatedAdminAccessAssignment {
    DelegatedAdminAccessAssignment {
        id: Some(of.id.to_string()),
        access_container: Some(DelegatedAdminAccessContainer {
            access_container_id: Some(of.group.id.to_string()),
            access_container_type: Some(AccessContainerType::SecurityGroup),
        }),
        access_details: Some(details(&of.roles)),
        status: Some(match of.state(stage) {
            AssignmentState::Pending => DelegatedAdminAccessAssignmentStatus::Pending,
            AssignmentState::Active => DelegatedAdminAccessAssignmentStatus::Active,
            AssignmentState::Deleted => DelegatedAdminAccessAssignmentStatus::Deleted,
        }),
        created_date_time: Some(of.created_at.into()),
        last_modified_date_time: Some(of.updated_at.into()),
        ..DelegatedAdminAccessAssignment::default()
    }
    .marked(Some(of.version.to_string()))
}

/// The ids of roles in a body.
pub(crate) fn roles(sent: Option<&DelegatedAdminAccessDetails>) -> Option<Vec<String>> {
    let roles = sent?.unified_roles.as_ref()?.iter();
    Some(roles.map(|role| role.role_definition_id.clone().unwrap_or_default()).collect())
}

/// The terms with what a body says otherwise. A duration is `P` and days and `D`.
pub(crate) fn terms(before: TermsForm, sent: &DelegatedAdminRelationship) -> TermsForm {
    debug_assert_eq!(AutoExtendDuration::HalfYear.text(), format!("P{EXTENSION_DAYS}D"));
    let days = |duration: &String| {
        let days = duration.strip_prefix('P').and_then(|rest| rest.strip_suffix('D'));
        days.unwrap_or(duration).to_owned()
    };
    TermsForm {
        name: sent.display_name.clone().unwrap_or(before.name),
        days: sent.duration.as_ref().map_or(before.days, days),
        auto_extend: sent
            .auto_extend_duration
            .map_or(before.auto_extend, |duration| duration == AutoExtendDuration::HalfYear),
        roles: roles(sent.access_details.as_ref()).unwrap_or(before.roles),
    }
}
