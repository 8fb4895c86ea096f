//! Placing an order.

use super::{
    Facts, FailedLines, NewLine, NewOrder, Order,
    place::{self, Placing},
    rules, store,
};
use crate::{
    Cx, Fault,
    access::permissions::PlaceOrder,
    audit::{Event, Operation, ResourceType},
    catalog::BillingCycle,
};
use opc_kernel::{
    id::{CustomerId, OrderId},
    rule::Rule,
};

/// The most lines of an order.
const LINES_MAX: usize = 100;

/// Orders for a customer. Each line that keeps the rules becomes a subscription.
pub fn submit(
    cx: &mut Cx<'_, '_>,
    customer: CustomerId,
    new: &NewOrder,
    failed: FailedLines,
) -> Result<Order, Fault> {
    let scope = cx.allow(PlaceOrder)?.scope();
    if new.lines.is_empty() || new.lines.len() > LINES_MAX {
        return Err(Fault::field("offer", Rule::Required));
    }
    let (account, mut facts) = Facts::of_customer(cx, scope, customer, &new.lines)?;
    let refused = rules::order(&facts).err();
    let broken = rules::lines(&facts, new.billing_cycle, &new.lines);
    let mut first = refused.iter().chain(broken.iter().flatten());
    if let (Some(rule), FailedLines::Refuse) = (first.next(), failed) {
        return Err(Fault::Refused(rule.clone()));
    }
    let id: OrderId = cx.new_id();
    let billing_cycle = cycle(&facts, new);
    let mut numbers: Vec<_> = (0..new.lines.len()).collect();
    // Add-ons last, so that a base in the same order is there; the numbers stay as given.
    let is_add_on =
        |n: &usize| facts.offer(&new.lines[*n].offer).is_some_and(|o| o.terms.is_add_on);
    numbers.sort_by_key(is_add_on);
    let mut lines = Vec::with_capacity(new.lines.len());
    for n in numbers {
        let number = u32::try_from(n).unwrap_or(u32::MAX);
        let at = Placing { scope, customer, order: id, cycle: billing_cycle, number };
        let rule = refused.as_ref().or(broken[n].as_ref()).cloned();
        let (line, late) = place::place(cx, at, &mut facts, &new.lines[n], rule)?;
        if let (Some(rule), FailedLines::Refuse) = (late, failed) {
            return Err(Fault::Refused(rule));
        }
        lines.push(line);
    }
    lines.sort_by_key(|line| line.number);
    let order = Order {
        id,
        partner: scope.partner(),
        customer,
        billing_cycle,
        currency: facts.partner.currency,
        status: Order::status_of(&lines),
        created_at: cx.now(),
        lines,
    };
    store::insert(cx, &order, account.reseller)?;
    let event = Event::new(Operation::CreateOrder, ResourceType::Order);
    let facts = serde_json::json!({ "order": order.id, "lines": order.lines.len(), "status": order.status.name() });
    cx.record(event.about(customer, &account.billing.company_name).to(&facts))?;
    Ok(order)
}

/// An order of trials only is not billed, whatever was asked for (`domain/05`, Billing cycles).
fn cycle(facts: &Facts, new: &NewOrder) -> BillingCycle {
    let trial = |line: &NewLine| facts.offer(&line.offer).is_some_and(|o| o.terms.is_trial);
    if new.lines.iter().all(trial) { BillingCycle::None } else { new.billing_cycle }
}
