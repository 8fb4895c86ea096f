//! Orders: place one, look at them.

use super::customers::reseller;
use super::row::{Row, row, shape};
use crate::call::{Call, created};
use crate::failure::{Answered, Failure};
use crate::{body::Body, members::Members, operation::Query, reply, shapes::order as shapes};
use axum::routing::{get, post};
use http::{Method, StatusCode};
use opc_core::access::Permission;
use opc_core::catalog::BillingCycle;
use opc_core::orders::{self, FailedLines, Line, NewLine, NewOrder};
use opc_core::{Cx, Fault, Noun};
use opc_kernel::rule::Rule;
use opc_wire::enums::BillingCycleType;
use opc_wire::resources::{Order, OrderLineItem, ResourceCollection};

const AREA: &str = "orders";
const ALL: &str = "/v1/customers/{customer_id}/orders";
const ONE: &str = "/v1/customers/{customer_id}/orders/{order_id}";
const PRICES: Query = Query::flag("include_price", "Whether to answer prices.");

/// The rows of the table.
pub(crate) fn table() -> Vec<Row> {
    vec![
        Row {
            query: const { &[PRICES, Query::text("billingType", "Only orders billed like this.")] },
            responses: const { &[(200, Some(shape::<ResourceCollection<Order>>()))] },
            handler: || get(list),
            ..row(AREA, (Method::GET, ALL), "List orders", Permission::ViewOrders)
        },
        Row {
            query: &[PRICES],
            request: Some(shape::<Order>()),
            responses: const { &[(201, Some(shape::<Order>()))] },
            handler: || post(place),
            ..row(AREA, (Method::POST, ALL), "Place an order", Permission::PlaceOrder)
        },
        Row {
            query: &[PRICES],
            responses: const { &[(200, Some(shape::<Order>()))] },
            handler: || get(one),
            ..row(AREA, (Method::GET, ONE), "Read an order", Permission::ViewOrders)
        },
    ]
}

fn with_prices(call: &Call) -> bool {
    call.query("include_price").is_some_and(|flag| flag.eq_ignore_ascii_case("true"))
}

async fn list(call: Call) -> Answered {
    let (customer, prices) = (call.customer()?, with_prices(&call));
    let mut found = call.read(move |cx| orders::list(cx, customer)).await?;
    if let Some(wanted) = call.query("billingType") {
        let like = |line: &Line| line.billing.name().eq_ignore_ascii_case(wanted);
        found.retain(|order| order.lines.iter().any(like));
    }
    let items = found.into_iter().map(|order| shapes::order(order, prices)).collect();
    Ok(reply::collection(&ResourceCollection::whole(items)))
}

async fn one(call: Call) -> Answered {
    let (customer, prices) = (call.customer()?, with_prices(&call));
    let id = call.id("order_id", Noun::Order)?;
    let found = call.read(move |cx| orders::get(cx, customer, id)).await?;
    Ok(reply::resource(StatusCode::OK, &shapes::order(found, prices)))
}

async fn place(call: Call, body: Body) -> Answered {
    let call = call.with(Members::Order);
    let (customer, prices) = (call.customer()?, with_prices(&call));
    let wanted: Order = call.read_body(&body)?;
    let billing_cycle = billing_cycle(&call, wanted.billing_cycle)?;
    let items = wanted.line_items.unwrap_or_default();
    let work = call.once(Permission::PlaceOrder, &body, move |cx| {
        let lines = items.iter().map(|item| line(cx, item)).collect::<Result<_, _>>()?;
        let new = NewOrder { billing_cycle, lines };
        let placed = orders::submit(cx, customer, &new, FailedLines::Refuse)?;
        let at = shapes::place(&customer.to_string(), &placed.id.to_string());
        created(&shapes::order(placed, prices), at)
    });
    work.await
}

fn billing_cycle(call: &Call, asked: Option<BillingCycleType>) -> Result<BillingCycle, Failure> {
    match asked {
        None | Some(BillingCycleType::Unknown | BillingCycleType::Monthly) => {
            Ok(BillingCycle::Monthly)
        }
        Some(BillingCycleType::Annual) => Ok(BillingCycle::Annual),
        Some(BillingCycleType::None) => Ok(BillingCycle::None),
        Some(BillingCycleType::OneTime) => {
            let offered = [BillingCycle::Monthly, BillingCycle::Annual, BillingCycle::None];
            let offered = offered.map(BillingCycle::name).join(", ");
            let (path, detail) = (("path", "billingCycle"), ("detail", offered));
            let said = call.words.t2("api-expected-one-of", &path, &detail);
            Err(Failure::bad(said, "billingCycle"))
        }
    }
}

/// A line.
fn line(cx: &mut Cx<'_, '_>, item: &OrderLineItem) -> Result<NewLine, Fault> {
    let given = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
    let parent = given(&item.parent_subscription_id).map(|id| id.trim().parse()).transpose();
    let reseller = match given(&item.partner_id_on_record) {
        None => None,
        Some(named) => {
            let found = reseller(cx, &named)?;
            Some(found.ok_or_else(|| Fault::field("reseller", Rule::ResellerUnknown))?)
        }
    };
    Ok(NewLine {
        offer: item.offer_id.clone().unwrap_or_default(),
        // A number below zero is as wrong as none at all.
        quantity: item.quantity.map(|n| u32::try_from(n).unwrap_or(0)),
        friendly_name: given(&item.friendly_name),
        parent: parent.map_err(|_| Fault::NotFound(Noun::Subscription))?,
        reseller,
    })
}
