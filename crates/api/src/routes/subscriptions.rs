//! What a customer has bought.

use super::row::{Row, row, shape};
use crate::{
    call::Call, failure::Answered, operation::Query, reply, shapes::subscription as shapes,
};
use axum::routing::get;
use http::{Method, StatusCode};
use opc_core::{Cx, Fault, Noun, access::Permission, catalog, partners, subscriptions};
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
