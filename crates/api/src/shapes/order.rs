//! Orders.

use crate::shapes::offer::{cycle, whole};
use crate::uri::Reference;
use opc_core::orders::{Line, LineState, Order, Status};
use opc_kernel::{id::OrganisationId, money::Currency};
use opc_wire::amount::Amount;
use opc_wire::enums::{LineItemTransactionType, OrderStatus, OrderTransactionType};
use opc_wire::resources::{
    self, Link, OrderLineItem, OrderLineItemLinks, OrderLinks, Pricing, Resource as _,
};

use std::collections::HashMap;

/// Where an order is.
pub(crate) fn place(customer: &str, id: &str) -> Reference {
    Reference::to(&["customers", customer, "orders", id])
}

/// An order. Prices only if asked for (`include_price`); resellers by their partner network ID.
pub(crate) fn order(
    order: Order,
    with_prices: bool,
    resellers: &HashMap<OrganisationId, String>,
) -> resources::Order {
    let (id, customer) = (order.id.to_string(), order.customer.to_string());
    let self_link = Some(Link::get(place(&customer, &id)));
    let lines = order.lines.iter().map(|l| OrderLineItem {
        partner_id_on_record: l.reseller.and_then(|id| resellers.get(&id).cloned()),
        pricing: with_prices.then(|| pricing(&order, l)),
        ..line(l.clone(), &customer)
    });
    resources::Order {
        alternate_id: Some(short(&id)),
        reference_customer_id: Some(customer.clone()),
        billing_cycle: Some(cycle(order.billing_cycle)),
        transaction_type: Some(OrderTransactionType::UserPurchase),
        line_items: Some(lines.collect()),
        total_price: with_prices.then(|| amount(&order, order.total())),
        currency_code: Some(order.currency.clone()),
        creation_date: Some(order.created_at.into()),
        status: Some(status(order.status)),
        links: Some(OrderLinks { self_link, ..OrderLinks::default() }),
        id: Some(id),
        ..resources::Order::default()
    }
    .marked(None)
}

fn line(line: Line, customer: &str) -> OrderLineItem {
    let subscription = match line.state {
        LineState::Done(id) => Some(id.to_string()),
        LineState::Failed { .. } => None,
    };
    let link = subscription
        .as_deref()
        .map(|id| Link::get(Reference::to(&["customers", customer, "subscriptions", id])));
    OrderLineItem {
        line_item_number: Some(whole(line.number)),
        offer_id: Some(line.offer),
        subscription_id: subscription,
        parent_subscription_id: line.parent.map(|id| id.to_string()),
        friendly_name: Some(line.friendly_name),
        quantity: Some(whole(line.quantity)),
        transaction_type: Some(LineItemTransactionType::New),
        links: Some(OrderLineItemLinks { subscription: link, ..OrderLineItemLinks::default() }),
        ..OrderLineItem::default()
    }
    .marked(None)
}

/// Prices for one billing period. What is billed by use has no price beforehand.
fn pricing(order: &Order, line: &Line) -> Pricing {
    let unit = || Some(amount(order, order.unit_price(line).unwrap_or(0)));
    Pricing {
        list_price: unit(),
        discounted_price: unit(),
        prorated_price: unit(),
        price: unit(),
        extended_price: Some(amount(order, order.price(line))),
    }
}

fn amount(order: &Order, minor: i64) -> Amount {
    let digits = Currency::parse(&order.currency).map_or(2, Currency::digits);
    Amount::from_minor(minor, u8::try_from(digits).unwrap_or(2))
}

const fn status(status: Status) -> OrderStatus {
    match status {
        Status::Completed => OrderStatus::Completed,
        Status::PartialSuccess => OrderStatus::PartialSuccess,
        Status::Error => OrderStatus::Error,
    }
}

/// The last digits of the id, which differ even between orders of one millisecond.
fn short(id: &str) -> String {
    id.rsplit('-').next().unwrap_or(id).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use opc_core::catalog::BillingCycle;
    use opc_kernel::id::{CustomerId, Id, OrderId, PartnerId, SubscriptionId};
    use opc_kernel::time::Timestamp;
    use uuid::Uuid;

    fn line(number: u32, state: LineState) -> Line {
        let (offer, friendly_name) = ("o".to_owned(), "Basic".to_owned());
        Line {
            number,
            offer,
            quantity: 3,
            billing: opc_core::catalog::BillingType::License,
            friendly_name,
            parent: None,
            reseller: None,
            unit_price: 1250,
            state,
        }
    }

    #[test]
    fn the_total_counts_what_was_bought_for_one_billing_period() {
        let id = Uuid::from_u128(9);
        let failed = LineState::Failed { key: "rule-offer-unavailable".into(), args: Vec::new() };
        let placed = Order {
            id: OrderId::from_uuid(id),
            partner: PartnerId::from_uuid(id),
            customer: CustomerId::from_uuid(id),
            billing_cycle: BillingCycle::Annual,
            currency: "USD".into(),
            status: Status::PartialSuccess,
            created_at: Timestamp::from_micros(0),
            lines: vec![line(0, LineState::Done(SubscriptionId::from_uuid(id))), line(1, failed)],
        };
        let shown = serde_json::to_string(&order(placed.clone(), true, &HashMap::new())).unwrap();
        assert!(shown.contains(r#""totalPrice":450.00"#), "{shown}");
        assert!(shown.contains(r#""status":"partial success""#), "{shown}");
        let plain = serde_json::to_value(order(placed, false, &HashMap::new())).unwrap();
        assert!(plain.get("totalPrice").is_none());
        assert!(plain["lineItems"][1].get("subscriptionId").is_none());
        assert_eq!(plain["alternateId"], "000000000009");
    }
}
