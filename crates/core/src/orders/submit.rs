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

/// Orders for a customer. Each line that keeps the rules becomes a subscription.
pub fn submit(
    cx: &mut Cx<'_, '_>,
    customer: CustomerId,
    new: &NewOrder,
    failed: FailedLines,
) -> Result<Order, Fault> {
    let granted = cx.allow(PlaceOrder)?;
    let scope = granted.scope();
    let numbers = rules::numbers(&new.lines)?;
    let (account, mut facts) = Facts::of_customer(cx, &granted, customer, &new.lines)?;
    let refused = rules::order(&facts).err();
    let broken = rules::lines(&facts, new.billing_cycle, &new.lines);
    if failed == FailedLines::Refuse {
        if let Some(rule) = refused {
            return Err(Fault::Refused(rule));
        }
        stop_at(&new.lines, &broken)?;
    }
    let id: OrderId = cx.new_id();
    let billing_cycle = cycle(&facts, new);
    let mut rows: Vec<_> = (0..new.lines.len()).collect();
    // Add-ons last, so that a base in the same order is there; the lines stay as given.
    let is_add_on =
        |row: &usize| facts.offer(&new.lines[*row].offer).is_some_and(|o| o.terms.is_add_on);
    rows.sort_by_key(is_add_on);
    let mut lines = Vec::with_capacity(new.lines.len());
    for row in rows {
        let number = numbers[row];
        let at = Placing { scope, customer, order: id, cycle: billing_cycle, number };
        let rule = refused.as_ref().or(broken[row].as_ref()).cloned();
        let wanted = &new.lines[row];
        let (line, late) = place::place(cx, at, &mut facts, wanted, rule)?;
        if let (Some(rule), FailedLines::Refuse) = (late, failed) {
            return Err(Fault::Invalid(vec![rules::of_line(row, wanted, rule)]));
        }
        lines.push((row, line));
    }
    lines.sort_by_key(|(row, _)| *row);
    let lines: Vec<_> = lines.into_iter().map(|(_, line)| line).collect();
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

/// Refuses an order with a line that breaks a rule.
fn stop_at(lines: &[NewLine], broken: &[Option<Rule>]) -> Result<(), Fault> {
    let of_line = |(row, (line, rule)): (usize, (&NewLine, &Option<Rule>))| {
        rule.clone().map(|rule| rules::of_line(row, line, rule))
    };
    let problems: Vec<_> = lines.iter().zip(broken).enumerate().filter_map(of_line).collect();
    if problems.is_empty() { Ok(()) } else { Err(Fault::Invalid(problems)) }
}

/// An order of trials only is not billed, whatever was asked for (`domain/05`, Billing cycles).
fn cycle(facts: &Facts, new: &NewOrder) -> BillingCycle {
    let trial = |line: &NewLine| facts.offer(&line.offer).is_some_and(|o| o.terms.is_trial);
    if new.lines.iter().all(trial) { BillingCycle::None } else { new.billing_cycle }
}
