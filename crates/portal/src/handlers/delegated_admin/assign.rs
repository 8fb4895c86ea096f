//! Giving roles to groups, and taking them away.

use super::{
    relationship::refused,
    request::{typed_roles, version},
};
use crate::handlers::{forms::Posted, frame::Answer};
use axum::extract::Path;
use opc_core::{
    delegated_admin as core,
    kernel::id::{AdminRelationshipId, AssignmentId},
};

pub(super) async fn add(Path((_, id)): Path<(String, String)>, form: Posted) -> Answer {
    let id: AdminRelationshipId = form.id(&id)?;
    let (group, roles) = (form.typed().get("admin-group").parse().ok(), typed_roles(form.typed()));
    match form.write(move |cx| core::assign(cx, id, group, &roles)).await? {
        Ok(_) => Ok(form.done(&format!("/admin-relationships/{id}"), "admin-assigned")),
        Err(problems) => refused(&form, id, &problems).await,
    }
}

pub(super) async fn remove(
    Path((_, id, assignment)): Path<(String, String, String)>,
    form: Posted,
) -> Answer {
    let id: AdminRelationshipId = form.id(&id)?;
    let assignment: AssignmentId = form.id(&assignment)?;
    let version = version(form.typed());
    match form.write(move |cx| core::unassign(cx, (id, assignment), Some(version))).await? {
        Ok(()) => Ok(form.done(&format!("/admin-relationships/{id}"), "admin-unassigned")),
        Err(problems) => refused(&form, id, &problems).await,
    }
}
