//! What a customer has bought.

use super::row::{Row, row, shape};
use crate::{
    call::Call, failure::Answered, operation::Query, reply, shapes::subscription as shapes,
};
use axum::routing::get;
use http::{Method, StatusCode};
use opc_core::{Fault, Noun, access::Permission, subscriptions};
use opc_kernel::id::OrderId;
use opc_wire::resources::{ResourceCollection, Subscription};

const ALL: &str = "/v1/customers/{customer_id}/subscriptions";
const ONE: &str = "/v1/customers/{customer_id}/subscriptions/{subscription_id}";

/// The rows of the table.
pub(crate) fn table() -> Vec<Row> {
    let look = Permission::ViewOrders;
    vec![
        Row {
            query: const { &[Query::text("order_id", "Only those of this order.")] },
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
    let found = call.read(move |cx| subscriptions::list(cx, customer, order)).await?;
    let items = found.into_iter().map(shapes::subscription).collect();
    Ok(reply::collection(&ResourceCollection::whole(items)))
}

async fn one(call: Call) -> Answered {
    let customer = call.customer()?;
    let id = call.id("subscription_id", Noun::Subscription)?;
    let found = call.read(move |cx| subscriptions::get(cx, customer, id)).await?;
    Ok(reply::resource(StatusCode::OK, &shapes::subscription(found)))
}
