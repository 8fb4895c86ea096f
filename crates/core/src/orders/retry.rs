//! Trying a refused line again, once its reason is gone.

use super::{
    Facts, LineState, NewLine, Order,
    place::{self, Placing},
    rules, store,
};
use crate::{
    Cx, Fault, Noun,
    access::permissions::PlaceOrder,
    audit::{Event, Operation, ResourceType},
};
use opc_kernel::id::{CustomerId, OrderId};

/// Tries a line again. A line that has become a subscription already stays as it is: trying
/// twice orders once. A line that is refused again carries the new reason.
pub fn retry_line(
    cx: &mut Cx<'_, '_>,
    customer: CustomerId,
    order: OrderId,
    number: u32,
) -> Result<Order, Fault> {
    let granted = cx.allow(PlaceOrder)?;
    let scope = granted.scope();
    let mut order = store::find(cx, scope, customer, order)?.ok_or(Fault::NotFound(Noun::Order))?;
    let position = order.lines.iter().position(|l| l.number == number);
    let position = position.ok_or(Fault::NotFound(Noun::Order))?;
    let line = &order.lines[position];
    if matches!(line.state, LineState::Done(_)) {
        return Ok(order);
    }
    let wanted = NewLine {
        number: Some(number),
        offer: line.offer.clone(),
        quantity: Some(line.quantity),
        friendly_name: Some(line.friendly_name.clone()),
        parent: line.parent,
        reseller: line.reseller,
    };
    let wanted = std::slice::from_ref(&wanted);
    let (account, mut facts) = Facts::of_customer(cx, &granted, customer, wanted)?;
    let broken = rules::lines(&facts, order.billing_cycle, wanted).swap_remove(0);
    let refused = rules::order(&facts).err().or(broken);
    let at = Placing { scope, customer, order: order.id, cycle: order.billing_cycle, number };
    let (line, _) = place::place(cx, at, &mut facts, &wanted[0], refused)?;
    order.lines[position] = line;
    order.status = Order::status_of(&order.lines);
    store::update_line(cx, scope, &order, position)?;
    let event = Event::new(Operation::UpdateOrder, ResourceType::Order);
    let facts =
        serde_json::json!({ "order": order.id, "line": number, "status": order.status.name() });
    cx.record(event.about(customer, &account.billing.company_name).to(&facts))?;
    Ok(order)
}
