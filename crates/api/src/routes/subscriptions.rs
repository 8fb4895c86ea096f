//! What a customer has bought.

use super::row::{Row, row, shape};
use crate::failure::{Answered, Failure};
use crate::{body::Body, call::Call, members::Members, operation::Query};
use crate::{reply, shapes::subscription as shapes};
use axum::routing::{get, patch};
use http::{Method, StatusCode};
use opc_core::access::{Permission, permissions::ManageSubscriptions};
use opc_core::{Cx, Fault, Noun, catalog, partners, subscriptions};
use opc_kernel::{id::OrderId, language::Lang};
use opc_wire::resources::{ResourceCollection, Subscription};
use std::collections::HashMap;

const ALL: &str = "/v1/customers/{customer_id}/subscriptions";
const ONE: &str = "/v1/customers/{customer_id}/subscriptions/{subscription_id}";

const ORDER: Query = Query::text("order_id", "Only those of this order.");
const RESELLER: Query = Query::text("mpn_id", "Only those of this partner network ID.");

/// The rows of the table.
pub(crate) fn table() -> Vec<Row> {
    let look = Permission::ViewOrders;
    vec![
        Row {
            query: &[ORDER, RESELLER],
            responses: const { &[(200, Some(shape::<ResourceCollection<Subscription>>()))] },
            handler: || get(list),
            ..row("subscriptions", (Method::GET, ALL), "List subscriptions", look)
        },
        Row {
            responses: const { &[(200, Some(shape::<Subscription>()))] },
            handler: || get(one),
            ..row("subscriptions", (Method::GET, ONE), "Read a subscription", look)
        },
        Row {
            request: Some(shape::<Subscription>()),
            responses: const { &[(200, Some(shape::<Subscription>()))] },
            handler: || patch(change),
            ..row(
                "subscriptions",
                (Method::PATCH, ONE),
                "Suspend a subscription, let it go on, or put it down to a reseller",
                Permission::ManageSubscriptions,
            )
        },
    ]
}

async fn list(call: Call) -> Answered {
    let customer = call.customer()?;
    let order = call.query("order_id").map(str::parse::<OrderId>).transpose();
    let order = order.map_err(|_| call.fail(&Fault::NotFound(Noun::Order)))?;
    let (named, lang) = (call.query("mpn_id").map(ToOwned::to_owned), call.words.lang());
    let found = call.read(move |cx| {
        let found = subscriptions::list(cx, customer, order)?;
        let mut shown = shown(cx, found, lang)?;
        shown.retain(|one| named.is_none() || one.partner_id == named);
        Ok(shown)
    });
    Ok(reply::collection(&ResourceCollection::whole(found.await?)))
}

async fn one(call: Call) -> Answered {
    let customer = call.customer()?;
    let id = call.id("subscription_id", Noun::Subscription)?;
    let lang = call.words.lang();
    let found = call.read(move |cx| {
        let found = subscriptions::get(cx, customer, id)?;
        shown(cx, vec![found], lang)?.pop().ok_or(Fault::NotFound(Noun::Subscription))
    });
    Ok(reply::resource(StatusCode::OK, &found.await?))
}

/// What can be changed: `status`, to suspended and back to active, and the reseller on record:
/// `partnerId` is a partner network ID or a tenant, `0` or `-1` for none. Clients send the whole
/// subscription back; whatever else differs is refused.
async fn change(call: Call, body: Body) -> Answered {
    let call = call.with(Members::Subscription);
    let customer = call.customer()?;
    let id = call.id("subscription_id", Noun::Subscription)?;
    let sent: Subscription = call.read_body(&body)?;
    let (seen, lang) = (call.seen(sent.attributes.as_ref())?, call.words.lang());
    let changed = call.write(move |cx| {
        cx.allow(ManageSubscriptions)?;
        let before = subscriptions::get(cx, customer, id)?;
        if seen.is_some_and(|seen| seen != before.version) {
            return Err(Fault::Stale);
        }
        let now = shown(cx, vec![before.clone()], lang)?.pop();
        if let Some(member) = now.as_ref().and_then(|now| fixed(&sent, now)) {
            return Ok(Err(member));
        }
        // What a client read, it may send back without meaning anything by it.
        let named = sent.partner_id.as_deref().map(str::trim).filter(|named| !named.is_empty());
        let named =
            named.filter(|named| now.and_then(|now| now.partner_id).as_deref() != Some(*named));
        let mut after = match sent.status.and_then(shapes::settable) {
            Some(status) => subscriptions::set_status(cx, (customer, id), None, status)?,
            None => before,
        };
        if let Some(named) = named {
            after = subscriptions::change_reseller(cx, customer, id, None, named)?;
        }
        let after = shown(cx, vec![after], lang)?.pop();
        after.map(Ok).ok_or(Fault::NotFound(Noun::Subscription))
    });
    match changed.await? {
        Ok(after) => Ok(reply::resource(StatusCode::OK, &after)),
        Err(member) => {
            let said = call.words.t1("api-subscription-fixed", "path", member);
            Err(Failure::bad(said, member))
        }
    }
}

/// The first member that was sent otherwise than it is, and cannot be changed.
fn fixed(sent: &Subscription, now: &Subscription) -> Option<&'static str> {
    fn differs<T: PartialEq>(sent: Option<&T>, now: Option<&T>) -> bool {
        sent.is_some() && sent != now
    }
    let members = [
        ("quantity", differs(sent.quantity.as_ref(), now.quantity.as_ref())),
        ("friendlyName", differs(sent.friendly_name.as_ref(), now.friendly_name.as_ref())),
        (
            "status",
            sent.status.and_then(shapes::settable).is_none()
                && differs(sent.status.as_ref(), now.status.as_ref()),
        ),
        (
            "autoRenewEnabled",
            differs(sent.auto_renew_enabled.as_ref(), now.auto_renew_enabled.as_ref()),
        ),
        ("billingCycle", differs(sent.billing_cycle.as_ref(), now.billing_cycle.as_ref())),
    ];
    members.into_iter().find(|(_, differs)| *differs).map(|(member, _)| member)
}

/// Subscriptions with their offers as the reader calls them, each looked up once.
fn shown(
    cx: &mut Cx<'_, '_>,
    found: Vec<subscriptions::Subscription>,
    lang: Lang,
) -> Result<Vec<Subscription>, Fault> {
    let resellers = partners::network_ids(cx)?;
    let mut offers = HashMap::new();
    let mut all = Vec::with_capacity(found.len());
    for one in found {
        if !offers.contains_key(&one.offer) {
            offers.insert(one.offer.clone(), catalog::mentioned(cx, &one.offer)?);
        }
        let offer = offers.get(&one.offer).and_then(Option::as_ref);
        let reseller = one.reseller.and_then(|id| resellers.get(&id).cloned());
        all.push(shapes::subscription(one, offer, lang, reseller));
    }
    Ok(all)
}
