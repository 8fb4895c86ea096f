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
    let money = Money::of(&order.currency, order.billing_cycle);
    let total = with_prices.then(|| order.lines.iter().map(|l| money.extended(l)).sum());
    let lines = order.lines.into_iter().map(|l| OrderLineItem {
        partner_id_on_record: l.reseller.and_then(|id| resellers.get(&id).cloned()),
        ..line(l, &customer, with_prices.then_some(&money))
    });
    resources::Order {
        alternate_id: Some(short(&id)),
        reference_customer_id: Some(customer.clone()),
        billing_cycle: Some(cycle(order.billing_cycle)),
        transaction_type: Some(OrderTransactionType::UserPurchase),
        line_items: Some(lines.collect()),
        total_price: total.map(|sum| money.amount(sum)),
        currency_code: Some(order.currency),
        creation_date: Some(order.created_at.into()),
        status: Some(status(order.status)),
        links: Some(OrderLinks { self_link, ..OrderLinks::default() }),
        id: Some(id),
        ..resources::Order::default()
    }
    .marked(None)
}

fn line(line: Line, customer: &str, money: Option<&Money>) -> OrderLineItem {
    let pricing = money.map(|money| money.pricing(&line));
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
        pricing,
        links: Some(OrderLineItemLinks { subscription: link, ..OrderLineItemLinks::default() }),
        ..OrderLineItem::default()
    }
    .marked(None)
}

/// Sums in minor units of one currency, for one billing period.
struct Money {
    digits: u8,
    months: i64,
}

impl Money {
    fn of(currency: &str, cycle: opc_core::catalog::BillingCycle) -> Self {
        use opc_core::catalog::BillingCycle::Annual;
        let digits = Currency::parse(currency).map_or(2, Currency::digits);
        Self {
            digits: u8::try_from(digits).unwrap_or(2),
            months: if cycle == Annual { 12 } else { 1 },
        }
    }
    fn amount(&self, minor: i64) -> Amount {
        Amount::from_minor(minor, self.digits)
    }
    fn unit(&self, line: &Line) -> i64 {
        line.unit_price.saturating_mul(self.months)
    }
    fn extended(&self, line: &Line) -> i64 {
        match line.state {
            LineState::Done(_) => self.unit(line).saturating_mul(i64::from(line.quantity)),
            LineState::Failed { .. } => 0,
        }
    }
    fn pricing(&self, line: &Line) -> Pricing {
        let unit = || Some(self.amount(self.unit(line)));
        Pricing {
            list_price: unit(),
            discounted_price: unit(),
            prorated_price: unit(),
            price: unit(),
            extended_price: Some(self.amount(self.extended(line))),
        }
    }
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
