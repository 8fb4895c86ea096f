//! Security groups: to whom roles of admin relationships are given. The partner API has none;
//! decision 18.

use super::row::{Row, row, shape};
use crate::call::{Call, created};
use crate::failure::{Answered, Failure};
use crate::members::Members;
use crate::shapes::group as shapes;
use crate::{body::Body, reply, uri::Reference};
use axum::routing::{delete, get, patch, post};
use http::{Method, StatusCode};
use opc_core::access::Permission::{ManageGroups, ViewAdmin};
use opc_core::delegated_admin::groups::{self as core, GroupForm};
use opc_core::{Cx, Fault, Noun};
use opc_kernel::{id::GroupId, rule::Rule};
use opc_wire::resources::{Group, ResourceCollection};

const AREA: &str = "delegated-admin";
const ALL: &str = "/v1/groups";
const ONE: &str = "/v1/groups/{group_id}";

/// The rows of the table.
pub(crate) fn table() -> Vec<Row> {
    vec![
        Row {
            responses: const { &[(200, Some(shape::<ResourceCollection<Group>>()))] },
            handler: || get(list),
            ..row(AREA, (Method::GET, ALL), "List security groups", ViewAdmin)
        },
        Row {
            request: Some(shape::<Group>()),
            responses: const { &[(201, Some(shape::<Group>()))] },
            handler: || post(add),
            ..row(AREA, (Method::POST, ALL), "Make a security group", ManageGroups)
        },
        Row {
            responses: const { &[(200, Some(shape::<Group>()))] },
            handler: || get(one),
            ..row(AREA, (Method::GET, ONE), "Read a security group and who is in it", ManageGroups)
        },
        Row {
            request: Some(shape::<Group>()),
            responses: const { &[(200, Some(shape::<Group>()))] },
            handler: || patch(update),
            ..row(AREA, (Method::PATCH, ONE), "Rename a group, or say who is in it", ManageGroups)
        },
        Row {
            responses: const { &[(204, None)] },
            handler: || delete(remove),
            ..row(AREA, (Method::DELETE, ONE), "Delete a group without roles", ManageGroups)
        },
    ]
}

fn id(call: &Call) -> Result<GroupId, Failure> {
    call.id("group_id", Noun::Group)
}

fn shown(cx: &mut Cx<'_, '_>, id: GroupId) -> Result<Group, Fault> {
    let (group, members) = core::get(cx, id)?;
    Ok(shapes::full(&group, &members, &core::team(cx)?))
}

/// Makes a group, or changes one, as a body says.
fn save(cx: &mut Cx<'_, '_>, id: Option<GroupId>, sent: &Group) -> Result<Group, Fault> {
    let team = core::team(cx)?;
    let before = match id {
        Some(id) => {
            let (group, members) = core::get(cx, id)?;
            GroupForm { name: group.name, members }
        }
        None => GroupForm::default(),
    };
    let form = shapes::form(before, sent, &team);
    let form = form.ok_or_else(|| Fault::field("group-members", Rule::MemberUnknown))?;
    let id = core::save(cx, id, &form)?;
    shown(cx, id)
}

async fn list(call: Call) -> Answered {
    let found = call.read(core::list).await?;
    let items = found.iter().map(shapes::listed).collect();
    Ok(reply::collection(&ResourceCollection::whole(items)))
}

async fn one(call: Call) -> Answered {
    let id = id(&call)?;
    let found = call.read(move |cx| shown(cx, id)).await?;
    Ok(reply::resource(StatusCode::OK, &found))
}

async fn add(call: Call, body: Body) -> Answered {
    let call = call.with(Members::Group);
    let sent: Group = call.read_body(&body)?;
    let work = call.once(ManageGroups, &body, move |cx| {
        let made = save(cx, None, &sent)?;
        let id = made.id.clone().unwrap_or_default();
        created(&made, Reference::to(&["groups", &id]))
    });
    work.await
}

async fn update(call: Call, body: Body) -> Answered {
    let call = call.with(Members::Group);
    let (id, sent) = (id(&call)?, call.read_body::<Group>(&body)?);
    let saved = call.write(move |cx| save(cx, Some(id), &sent)).await?;
    Ok(reply::resource(StatusCode::OK, &saved))
}

async fn remove(call: Call) -> Answered {
    let id = id(&call)?;
    call.write(move |cx| core::delete(cx, id)).await?;
    Ok(reply::empty(StatusCode::NO_CONTENT))
}
