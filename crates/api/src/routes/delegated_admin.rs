//! Granular delegated administration (`domain/03`). The partner API has none; decision 18.

use super::row::{Row, row, shape};
use super::seek::{self, List};
use crate::call::{Call, created};
use crate::failure::{Answered, Failure};
use crate::members::Members;
use crate::shapes::delegated_admin as shapes;
use crate::{body::Body, operation::Query, reply, uri::Reference};
use axum::routing::{delete, get, patch, post};
use http::{Method, StatusCode};
use opc_core::access::Permission::{AssignAdmin, EndAdmin, RequestAdmin, ViewAdmin};
use opc_core::delegated_admin::{self as core, Answer, DAYS_MAX, RelationshipQuery, TermsForm};
use opc_core::{Cx, Fault, Noun};
use opc_kernel::{
    id::{AdminRelationshipId, AssignmentId, CustomerId},
    rule::Rule,
};
use opc_wire::resources::{
    DelegatedAdminAccessAssignment, DelegatedAdminRelationship, DelegatedAdminRelationshipRequest,
    DelegatedAdminRelationshipRequestAction as Action,
    DelegatedAdminRelationshipRequestStatus as RequestStatus,
    DelegatedAdminRelationshipStatus as Status, Resource as _, ResourceCollection,
};

const AREA: &str = "delegated-admin";
const ALL: &str = "/v1/tenantRelationships/delegatedAdminRelationships";
const ONE: &str = "/v1/tenantRelationships/delegatedAdminRelationships/{relationship_id}";
const REQUESTS: &str =
    "/v1/tenantRelationships/delegatedAdminRelationships/{relationship_id}/requests";
const ASSIGNMENTS: &str =
    "/v1/tenantRelationships/delegatedAdminRelationships/{relationship_id}/accessAssignments";
const ASSIGNMENT: &str = "/v1/tenantRelationships/delegatedAdminRelationships/{relationship_id}/accessAssignments/{assignment_id}";
const LIST: List = List { name: "delegatedAdminRelationships", default: 50, max: 300 };

/// The rows of the table.
pub(crate) fn table() -> Vec<Row> {
    relationships().into_iter().chain(assignment_rows()).collect()
}

fn relationships() -> Vec<Row> {
    type One = DelegatedAdminRelationship;
    vec![
        Row {
            query: const {
                &[
                    Query::text("customerId", "Only with this customer."),
                    Query::text("status", "Only those that are so far."),
                    seek::SIZE,
                    seek::SEEK,
                ]
            },
            responses: const { &[(200, Some(shape::<ResourceCollection<One>>()))] },
            handler: || get(list),
            ..row(AREA, (Method::GET, ALL), "List admin relationships", ViewAdmin)
        },
        Row {
            request: Some(shape::<One>()),
            responses: const { &[(201, Some(shape::<One>()))] },
            handler: || post(add),
            ..row(AREA, (Method::POST, ALL), "Write down an admin relationship", RequestAdmin)
        },
        Row {
            responses: const { &[(200, Some(shape::<One>()))] },
            handler: || get(one),
            ..row(AREA, (Method::GET, ONE), "Read an admin relationship", ViewAdmin)
        },
        Row {
            request: Some(shape::<One>()),
            responses: const { &[(200, Some(shape::<One>()))] },
            handler: || patch(update),
            ..row(AREA, (Method::PATCH, ONE), "Change an admin relationship", RequestAdmin)
        },
        Row {
            responses: const { &[(204, None)] },
            handler: || delete(remove),
            ..row(AREA, (Method::DELETE, ONE), "Delete one that nobody was asked for", RequestAdmin)
        },
        Row {
            request: Some(shape::<DelegatedAdminRelationshipRequest>()),
            responses: const { &[(201, Some(shape::<DelegatedAdminRelationshipRequest>()))] },
            handler: || post(act),
            ..row(AREA, (Method::POST, REQUESTS), "Ask, answer or terminate", EndAdmin)
        },
    ]
}

fn assignment_rows() -> Vec<Row> {
    type One = DelegatedAdminAccessAssignment;
    vec![
        Row {
            responses: const { &[(200, Some(shape::<ResourceCollection<One>>()))] },
            handler: || get(assignments),
            ..row(AREA, (Method::GET, ASSIGNMENTS), "List what groups have", ViewAdmin)
        },
        Row {
            request: Some(shape::<One>()),
            responses: const { &[(201, Some(shape::<One>()))] },
            handler: || post(assign),
            ..row(AREA, (Method::POST, ASSIGNMENTS), "Give roles to a group", AssignAdmin)
        },
        Row {
            responses: const { &[(200, Some(shape::<One>()))] },
            handler: || get(assignment),
            ..row(AREA, (Method::GET, ASSIGNMENT), "Read what a group has", ViewAdmin)
        },
        Row {
            request: Some(shape::<One>()),
            responses: const { &[(200, Some(shape::<One>()))] },
            handler: || patch(reassign),
            ..row(AREA, (Method::PATCH, ASSIGNMENT), "Change the roles of a group", AssignAdmin)
        },
        Row {
            responses: const { &[(204, None)] },
            handler: || delete(unassign),
            ..row(AREA, (Method::DELETE, ASSIGNMENT), "Take the roles from a group", AssignAdmin)
        },
    ]
}

fn id(call: &Call) -> Result<AdminRelationshipId, Failure> {
    call.id("relationship_id", Noun::AdminRelationship)
}

fn customer(call: &Call, named: Option<&str>, at: &str) -> Result<Option<CustomerId>, Failure> {
    let not_a_guid = |_| Failure::bad(call.words.t1("api-not-a-guid", "path", at), at);
    named.map(|text| text.trim().parse().map_err(not_a_guid)).transpose()
}

fn shown(
    cx: &mut Cx<'_, '_>,
    id: AdminRelationshipId,
) -> Result<DelegatedAdminRelationship, Fault> {
    let of = core::get(cx, id)?;
    let link = core::link(cx, &of)?;
    Ok(shapes::relationship(&of, link))
}

fn place(id: AdminRelationshipId) -> Reference {
    Reference::to(&["tenantRelationships", "delegatedAdminRelationships", &id.to_string()])
}

async fn list(call: Call) -> Answered {
    let wanted = LIST.wanted(&call)?;
    let after = match wanted.after.as_slice() {
        [] => None,
        [id] => Some(id.parse().map_err(|_| seek::not_a_token(&call))?),
        _ => return Err(seek::not_a_token(&call)),
    };
    let customer = customer(&call, call.query("customerId"), "customerId")?;
    let status = call.query("status").map(|name| Status::read(name).ok_or(()));
    let status = status.transpose().map_err(|()| {
        let (path, detail) = (("path", "status"), ("detail", Status::TEXTS.join(", ")));
        Failure::bad(call.words.t2("api-expected-one-of", &path, &detail), "status")
    })?;
    let query = RelationshipQuery {
        customer,
        stage: status.and_then(shapes::stage),
        after,
        size: wanted.size(),
    };
    let page = call.read(move |cx| core::list(cx, &query)).await?;
    let mut here = Reference::to(&["tenantRelationships", "delegatedAdminRelationships"]);
    if let Some(customer) = customer {
        here = here.with("customerId", &customer.to_string());
    }
    if let Some(status) = status {
        here = here.with("status", status.text());
    }
    let links = wanted.links_from(here, page.next.map(|id| vec![id.to_string()]));
    let items: Vec<_> = page.items.iter().map(|one| shapes::relationship(one, None)).collect();
    let total = items.len() as u64;
    Ok(reply::collection(&reply::page(items, total, links)))
}

async fn one(call: Call) -> Answered {
    let id = id(&call)?;
    let found = call.read(move |cx| shown(cx, id)).await?;
    Ok(reply::resource(StatusCode::OK, &found))
}

async fn add(call: Call, body: Body) -> Answered {
    let call = call.with(Members::DelegatedAdmin);
    let sent: DelegatedAdminRelationship = call.read_body(&body)?;
    let named = sent.customer.as_ref().and_then(|customer| customer.tenant_id.as_deref());
    let customer = customer(&call, named, "customer.tenantId")?;
    let longest = TermsForm { days: DAYS_MAX.to_string(), ..TermsForm::default() };
    let terms = shapes::terms(longest, &sent);
    let work = call.once(RequestAdmin, &body, move |cx| {
        let made = core::create(cx, customer, &terms)?;
        created(&shapes::relationship(&made, None), place(made.id))
    });
    work.await
}

async fn update(call: Call, body: Body) -> Answered {
    let call = call.with(Members::DelegatedAdmin);
    let (id, sent) = (id(&call)?, call.read_body::<DelegatedAdminRelationship>(&body)?);
    let seen = call.seen(sent.attributes.as_ref())?;
    let changed = call.write(move |cx| {
        let before = core::get(cx, id)?.form();
        core::update(cx, id, seen, &shapes::terms(before, &sent))?;
        shown(cx, id)
    });
    Ok(reply::resource(StatusCode::OK, &changed.await?))
}

async fn remove(call: Call) -> Answered {
    let (id, seen) = (id(&call)?, call.seen(None)?);
    call.write(move |cx| core::delete(cx, id, seen)).await?;
    Ok(reply::empty(StatusCode::NO_CONTENT))
}

/// The partner asks or terminates, the customer answers or terminates.
async fn act(call: Call, body: Body) -> Answered {
    let (id, sent) = (id(&call)?, call.read_body::<DelegatedAdminRelationshipRequest>(&body)?);
    let action = sent.action.ok_or_else(|| call.fail(&Fault::field("action", Rule::Required)))?;
    let seen = call.seen(sent.attributes.as_ref())?;
    let work = call.once(EndAdmin, &body, move |cx| {
        match action {
            Action::LockForApproval => core::ask(cx, id, seen)?,
            Action::Approve => core::answer(cx, Ok(id), Answer::Approve)?,
            Action::Decline => core::answer(cx, Ok(id), Answer::Decline)?,
            Action::Terminate => core::terminate(cx, id, seen)?,
        };
        let done = DelegatedAdminRelationshipRequest {
            id: Some(id.to_string()),
            action: Some(action),
            status: Some(RequestStatus::Succeeded),
            created_date_time: Some(cx.now().into()),
            ..DelegatedAdminRelationshipRequest::default()
        };
        created(&done.marked(None), place(id))
    });
    work.await
}

async fn assignments(call: Call) -> Answered {
    let id = id(&call)?;
    let found = call.read(move |cx| {
        let stage = core::get(cx, id)?.stage;
        let all = core::assignments(cx, id)?;
        Ok(all.iter().map(|one| shapes::assignment(one, stage)).collect())
    });
    Ok(reply::collection(&ResourceCollection::whole(found.await?)))
}

fn both(call: &Call) -> Result<(AdminRelationshipId, AssignmentId), Failure> {
    Ok((id(call)?, call.id("assignment_id", Noun::Assignment)?))
}

fn one_shown(
    cx: &mut Cx<'_, '_>,
    at: (AdminRelationshipId, AssignmentId),
) -> Result<DelegatedAdminAccessAssignment, Fault> {
    let stage = core::get(cx, at.0)?.stage;
    Ok(shapes::assignment(&core::assignment(cx, at)?, stage))
}

async fn assignment(call: Call) -> Answered {
    let at = both(&call)?;
    let found = call.read(move |cx| one_shown(cx, at)).await?;
    Ok(reply::resource(StatusCode::OK, &found))
}

async fn assign(call: Call, body: Body) -> Answered {
    let call = call.with(Members::DelegatedAdmin);
    let (id, sent) = (id(&call)?, call.read_body::<DelegatedAdminAccessAssignment>(&body)?);
    let container = sent.access_container.as_ref();
    let group = container.and_then(|one| one.access_container_id.as_deref()?.trim().parse().ok());
    let roles = shapes::roles(sent.access_details.as_ref()).unwrap_or_default();
    let work = call.once(AssignAdmin, &body, move |cx| {
        let made = core::assign(cx, id, group, &roles)?;
        let at = Reference::to(&[
            "tenantRelationships",
            "delegatedAdminRelationships",
            &id.to_string(),
            "accessAssignments",
            &made.id.to_string(),
        ]);
        created(&one_shown(cx, (id, made.id))?, at)
    });
    work.await
}

async fn reassign(call: Call, body: Body) -> Answered {
    let call = call.with(Members::DelegatedAdmin);
    let (at, sent) = (both(&call)?, call.read_body::<DelegatedAdminAccessAssignment>(&body)?);
    let seen = call.seen(sent.attributes.as_ref())?;
    let roles = shapes::roles(sent.access_details.as_ref()).unwrap_or_default();
    let changed = call.write(move |cx| {
        core::reassign(cx, at, seen, &roles)?;
        one_shown(cx, at)
    });
    Ok(reply::resource(StatusCode::OK, &changed.await?))
}

async fn unassign(call: Call) -> Answered {
    let (at, seen) = (both(&call)?, call.seen(None)?);
    call.write(move |cx| core::unassign(cx, at, seen)).await?;
    Ok(reply::empty(StatusCode::NO_CONTENT))
}
