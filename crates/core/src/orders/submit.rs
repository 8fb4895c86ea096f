//! Placing an order.

use super::{
    FailedLines, NewOrder, Order,
    place::{self, Placing},
    rules::{self, Ground},
    store,
};
use crate::{
    Cx, Fault, Noun,
    access::{Scope, permissions::PlaceOrder},
    audit::{Event, Operation, ResourceType},
    catalog::BillingCycle,
    customers, partners,
    subscriptions::{self, Status},
};
use opc_kernel::id::{CustomerId, OrderId};

/// Orders for a customer. Each line that keeps the rules becomes a subscription.
pub fn submit(
    cx: &mut Cx<'_, '_>,
    customer: CustomerId,
    new: &NewOrder,
    failed: FailedLines,
) -> Result<Order, Fault> {
    let scope = cx.allow(PlaceOrder)?.scope();
    let numbers = rules::numbers(&new.lines)?;
    let mut ground = ground(cx, scope, customer)?;
    let refused = rules::order(cx, scope, &ground)?;
    if let (Some(rule), FailedLines::Refuse) = (&refused, failed) {
        return Err(Fault::Refused(rule.clone()));
    }
    let id: OrderId = cx.new_id();
    let mut lines = Vec::with_capacity(new.lines.len());
    let mut problems = Vec::new();
    // Add-ons last, so that a base in the same order is there; the lines stay as given.
    for (row, wanted) in in_order(cx, new)? {
        let number = numbers[row];
        let at = Placing { scope, order: id, cycle: new.billing_cycle, number };
        let (line, broken) = place::place(cx, at, &mut ground, wanted, refused.as_ref())?;
        let broken = broken.map(|rule| rules::of_line(row, wanted, rule));
        problems.extend(broken.filter(|_| failed == FailedLines::Refuse));
        lines.push((row, line));
    }
    if !problems.is_empty() {
        problems.sort_by_key(|problem| problem.row);
        return Err(Fault::Invalid(problems));
    }
    lines.sort_by_key(|(row, _)| *row);
    let lines: Vec<_> = lines.into_iter().map(|(_, line)| line).collect();
    let order = Order {
        id,
        partner: scope.partner(),
        customer,
        billing_cycle: new.billing_cycle,
        currency: ground.profile.currency.clone(),
        status: Order::status_of(&lines),
        created_at: cx.now(),
        lines,
    };
    store::insert(cx, &order, ground.account.reseller)?;
    let event = Event::new(Operation::CreateOrder, ResourceType::Order);
    let facts = serde_json::json!({ "order": order.id, "lines": order.lines.len(), "status": order.status.name() });
    cx.record(event.about(customer, &ground.account.billing.company_name).to(&facts))?;
    Ok(order)
}

fn in_order<'a>(
    cx: &mut Cx<'_, '_>,
    new: &'a NewOrder,
) -> Result<Vec<(usize, &'a super::NewLine)>, Fault> {
    let mut keyed = Vec::with_capacity(new.lines.len());
    for (row, line) in new.lines.iter().enumerate() {
        let add_on = crate::catalog::find(cx, &line.offer)?.is_some_and(|o| o.terms.is_add_on);
        keyed.push((add_on, row, line));
    }
    keyed.sort_by_key(|(add_on, row, _)| (*add_on, *row));
    Ok(keyed.into_iter().map(|(_, row, line)| (row, line)).collect())
}

pub(super) fn ground(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    customer: CustomerId,
) -> Result<Ground, Fault> {
    let account = customers::find(cx, scope, customer)?.ok_or(Fault::NotFound(Noun::Customer))?;
    let profile = partners::profile(cx, scope)?;
    let owned = subscriptions::of_customer(cx, scope, customer, None)?;
    let owned = owned.into_iter().filter(|s| s.status == Status::Active).collect();
    Ok(Ground { profile, account, owned })
}

impl Default for NewOrder {
    fn default() -> Self {
        Self { billing_cycle: BillingCycle::Monthly, lines: Vec::new() }
    }
}
