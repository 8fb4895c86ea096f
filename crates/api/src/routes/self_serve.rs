//! What a customer may buy by itself (`domain/04`, Customer permissions).

use super::row::{Row, row, shape};
use crate::call::{Call, created};
use crate::failure::{Answered, Failure};
use crate::shapes::self_serve as shapes;
use crate::{body::Body, operation::Query, reply, uri::Reference};
use axum::routing::{delete, get, post, put};
use http::{Method, StatusCode};
use opc_core::customers::{Account, PurchasePermissions};
use opc_core::{Cx, Fault, Noun, access::Permission, customers};
use opc_kernel::{id::CustomerId, rule::Rule};
use opc_wire::resources::{ResourceCollection, SelfServePolicy};

const AREA: &str = "self-serve-policies";
const ALL: &str = "/v1/SelfServePolicy";
const ONE: &str = "/v1/SelfServePolicy/{policy_id}";
const ENTITY: Query = Query::text("entity_id", "The customer.");

/// The rows of the table.
pub(crate) fn table() -> Vec<Row> {
    let look = Permission::ViewPurchasePermissions;
    let set = Permission::SetPurchasePermissions;
    let change = "Change what a customer may buy by itself";
    vec![
        Row {
            query: &[ENTITY],
            responses: const { &[(200, Some(shape::<ResourceCollection<SelfServePolicy>>()))] },
            handler: || get(list),
            ..row(AREA, (Method::GET, ALL), "List what a customer may buy by itself", look)
        },
        Row {
            request: Some(shape::<SelfServePolicy>()),
            responses: const { &[(201, Some(shape::<SelfServePolicy>()))] },
            handler: || post(add),
            ..row(AREA, (Method::POST, ALL), "Let a customer buy by itself", set)
        },
        Row {
            request: Some(shape::<SelfServePolicy>()),
            responses: const { &[(200, Some(shape::<SelfServePolicy>()))] },
            handler: || put(update),
            ..row(AREA, (Method::PUT, ALL), change, set)
        },
        Row {
            responses: const { &[(200, Some(shape::<SelfServePolicy>()))] },
            handler: || get(one),
            ..row(AREA, (Method::GET, ONE), "Read what a customer may buy by itself", look)
        },
        Row {
            request: Some(shape::<SelfServePolicy>()),
            responses: const { &[(200, Some(shape::<SelfServePolicy>()))] },
            handler: || put(update),
            ..row(AREA, (Method::PUT, ONE), change, set)
        },
        Row {
            responses: const { &[(204, None)] },
            handler: || delete(remove),
            ..row(AREA, (Method::DELETE, ONE), "Let a customer buy nothing by itself", set)
        },
    ]
}

/// The policy of an account; not found where nothing is allowed.
fn policy(cx: &Cx<'_, '_>, account: &Account) -> Result<SelfServePolicy, Fault> {
    let grantor = cx.actor().member().ok_or(Fault::SignedOut)?.id;
    shapes::policy(account, grantor).ok_or(Fault::NotFound(Noun::PurchasePermissions))
}

/// The account of a policy that is there.
fn found(cx: &mut Cx<'_, '_>, id: CustomerId) -> Result<Account, Fault> {
    match customers::purchase_permissions(cx, id) {
        Ok(account) if account.permissions != PurchasePermissions::NONE => Ok(account),
        Ok(_) | Err(Fault::NotFound(_)) => Err(Fault::NotFound(Noun::PurchasePermissions)),
        Err(fault) => Err(fault),
    }
}

fn id(call: &Call) -> Result<CustomerId, Failure> {
    call.id("policy_id", Noun::PurchasePermissions)
}

async fn list(call: Call) -> Answered {
    let customer = customer(&call, call.query("entity_id"), "entity_id")?;
    let shown = call.read(move |cx| {
        let account = customers::purchase_permissions(cx, customer)?;
        Ok(policy(cx, &account).ok())
    });
    let items = shown.await?.into_iter().collect();
    Ok(reply::collection(&ResourceCollection::whole(items)))
}

async fn one(call: Call) -> Answered {
    let id = id(&call)?;
    let shown = call.read(move |cx| {
        let account = found(cx, id)?;
        policy(cx, &account)
    });
    Ok(reply::resource(StatusCode::OK, &shown.await?))
}

async fn add(call: Call, body: Body) -> Answered {
    let sent: SelfServePolicy = call.read_body(&body)?;
    let (id, wanted) = (entity(&call, &sent)?, wanted(&call, &sent)?);
    let work = call.once(Permission::SetPurchasePermissions, &body, move |cx| {
        own(cx, &sent)?;
        let before = customers::purchase_permissions(cx, id)?;
        if before.permissions != PurchasePermissions::NONE {
            return Err(Fault::Refused(Rule::PurchasePermissionsExist));
        }
        let account = customers::set_purchase_permissions(cx, id, None, wanted)?;
        created(&policy(cx, &account)?, Reference::to(&["SelfServePolicy", &id.to_string()]))
    });
    work.await
}

/// With the id in the path, in the body, or as that of the customer.
async fn update(call: Call, body: Body) -> Answered {
    let sent: SelfServePolicy = call.read_body(&body)?;
    let id = match (call.segment("policy_id"), &sent.id) {
        ("", None) => entity(&call, &sent)?,
        ("", named) => customer(&call, named.as_deref(), "id")?,
        _ => id(&call)?,
    };
    let seen = call.seen(sent.attributes.as_ref())?;
    let wanted = wanted(&call, &sent)?;
    let shown = call.write(move |cx| {
        own(cx, &sent)?;
        found(cx, id)?;
        let account = customers::set_purchase_permissions(cx, id, seen, wanted)?;
        policy(cx, &account)
    });
    Ok(reply::resource(StatusCode::OK, &shown.await?))
}

async fn remove(call: Call) -> Answered {
    let (id, seen) = (id(&call)?, call.seen(None)?);
    let work = move |cx: &mut Cx<'_, '_>| {
        found(cx, id)?;
        customers::set_purchase_permissions(cx, id, seen, PurchasePermissions::NONE)
    };
    call.write(work).await?;
    Ok(reply::empty(StatusCode::NO_CONTENT))
}

/// Nobody lets a customer buy at the expense of somebody else.
fn own(cx: &Cx<'_, '_>, sent: &SelfServePolicy) -> Result<(), Fault> {
    let named = sent.grantor.as_ref().and_then(|grantor| grantor.tenant_id.as_deref());
    let own = cx.actor().member().ok_or(Fault::SignedOut)?.id.to_string();
    match named {
        Some(named) if !named.trim().eq_ignore_ascii_case(&own) => {
            Err(Fault::Refused(Rule::RelationshipMissing))
        }
        _ => Ok(()),
    }
}

fn entity(call: &Call, sent: &SelfServePolicy) -> Result<CustomerId, Failure> {
    let named = sent.self_serve_entity.as_ref().and_then(|entity| entity.tenant_id.as_deref());
    customer(call, named, "selfServeEntity.tenantId")
}

fn customer(call: &Call, named: Option<&str>, at: &str) -> Result<CustomerId, Failure> {
    let not_a_guid = |_| Failure::bad(call.words.t1("api-not-a-guid", "path", at), at);
    named.unwrap_or_default().trim().parse().map_err(not_a_guid)
}

/// A policy that allows nothing is none: it is deleted instead.
fn wanted(call: &Call, sent: &SelfServePolicy) -> Result<PurchasePermissions, Failure> {
    let wanted = shapes::wanted(sent);
    if wanted == PurchasePermissions::NONE {
        return Err(call.fail(&Fault::field("permissions", Rule::NothingChosen)));
    }
    Ok(wanted)
}
