//! Orders: place one, look at them.

use super::row::{Row, row, shape};
use crate::call::{Call, created};
use crate::failure::{Answered, Failure};
use crate::{body::Body, members::Members, operation::Query, reply, shapes::order as shapes};
use axum::routing::{get, post};
use http::{Method, StatusCode};
use opc_core::access::Permission;
use opc_core::catalog::BillingCycle;
use opc_core::orders::{self, FailedLines, Line, NewLine, NewOrder};
use opc_core::{Cx, Fault, Noun, partners};
use opc_kernel::{id::CustomerId, rule::Problem};
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
    let found = call.read(move |cx| Ok((orders::list(cx, customer)?, partners::network_ids(cx)?)));
    let (mut found, resellers) = found.await?;
    if let Some(wanted) = call.query("billingType") {
        let like = |line: &Line| line.billing.name().eq_ignore_ascii_case(wanted);
        found.retain(|order| order.lines.iter().any(like));
    }
    let items = found.into_iter().map(|order| shapes::order(order, prices, &resellers)).collect();
    Ok(reply::collection(&ResourceCollection::whole(items)))
}

async fn one(call: Call) -> Answered {
    let (customer, prices) = (call.customer()?, with_prices(&call));
    let id = call.id("order_id", Noun::Order)?;
    let found = call.read(move |cx| {
        let found = orders::get(cx, customer, id)?;
        Ok(shapes::order(found, prices, &partners::network_ids(cx)?))
    });
    Ok(reply::resource(StatusCode::OK, &found.await?))
}

async fn place(call: Call, body: Body) -> Answered {
    let call = call.with(Members::Order);
    let (customer, prices) = (call.customer()?, with_prices(&call));
    let wanted: Order = call.read_body(&body)?;
    let billing_cycle = billing_cycle(&call, wanted.billing_cycle)?;
    same_customer(&call, customer, wanted.reference_customer_id.as_deref())?;
    let items = wanted.line_items.unwrap_or_default();
    let items: Vec<_> =
        items.into_iter().enumerate().map(|item| line(&call, item)).collect::<Result<_, _>>()?;
    let work = call.once(Permission::PlaceOrder, &body, move |cx| {
        let new = NewOrder { billing_cycle, lines: with_resellers(cx, &items)? };
        let placed = orders::submit(cx, customer, &new, FailedLines::Refuse)?;
        let at = shapes::place(&customer.to_string(), &placed.id.to_string());
        created(&shapes::order(placed, prices, &partners::network_ids(cx)?), at)
    });
    work.await
}

/// The body may say again whose order it is, and not otherwise.
fn same_customer(call: &Call, customer: CustomerId, named: Option<&str>) -> Result<(), Failure> {
    let Some(named) = named.map(str::trim).filter(|named| !named.is_empty()) else {
        return Ok(());
    };
    if named.parse() == Ok(customer) {
        return Ok(());
    }
    let at = "referenceCustomerId";
    Err(Failure::bad(call.words.t1("api-other-customer", "path", at), at))
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

/// A line as sent, and the reseller it names.
type Item = (NewLine, Option<String>);

/// A line. A negative number of licences is as wrong as none.
fn line(call: &Call, (row, item): (usize, OrderLineItem)) -> Result<Item, Failure> {
    let given = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
    let wrong = |key: &str, member: &str| {
        let path = format!("lineItems[{row}].{member}");
        Failure::bad(call.words.t1(key, "path", path.clone()), &path)
    };
    let parent = given(item.parent_subscription_id).map(|id| id.trim().parse()).transpose();
    let number = item.line_item_number.map(u32::try_from).transpose();
    let line = NewLine {
        number: number.map_err(|_| wrong("api-not-a-number", "lineItemNumber"))?,
        offer: item.offer_id.unwrap_or_default(),
        quantity: item.quantity.map(|n| u32::try_from(n).unwrap_or(0)),
        friendly_name: given(item.friendly_name),
        parent: parent.map_err(|_| wrong("api-not-a-guid", "parentSubscriptionId"))?,
        reseller: None,
    };
    Ok((line, given(item.partner_id_on_record)))
}

fn with_resellers(cx: &mut Cx<'_, '_>, items: &[Item]) -> Result<Vec<NewLine>, Fault> {
    let (mut lines, mut problems) = (Vec::new(), Vec::new());
    for (row, (line, named)) in (0..).zip(items) {
        let named = named.as_ref().map(|named| partners::named_reseller(cx, named)).transpose()?;
        let reseller = named.transpose().unwrap_or_else(|rule| {
            problems.push(Problem::new("reseller", rule).in_row(row));
            None
        });
        lines.push(NewLine { reseller: reseller.map(|reseller| reseller.id), ..line.clone() });
    }
    if problems.is_empty() { Ok(lines) } else { Err(Fault::Invalid(problems)) }
}
