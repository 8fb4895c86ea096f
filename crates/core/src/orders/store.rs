//! Rows of orders and their lines.

use super::{Line, LineState, Order, Status};
use crate::{
    Cx, Fault,
    access::Scope,
    catalog::{BillingCycle, BillingType},
    fault::{stored, to_store},
};
use opc_db::{DbError, Row, sql};
use opc_kernel::id::{CustomerId, OrderId, OrganisationId, SubscriptionId};

/// The most orders of one customer that are shown.
const MOST: i64 = 500;

pub(super) fn insert(
    cx: &mut Cx<'_, '_>,
    order: &Order,
    reseller: Option<OrganisationId>,
) -> Result<(), Fault> {
    cx.execute(
        sql!(
            "INSERT INTO orders (id, partner_id, customer_id, billing_cycle, currency, reseller_id,
                 status, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
        ),
        &[
            order.id.into(),
            order.partner.into(),
            order.customer.into(),
            order.billing_cycle.name().into(),
            (&order.currency).into(),
            reseller.into(),
            order.status.name().into(),
            order.created_at.into(),
        ],
    )?;
    order.lines.iter().try_for_each(|line| insert_line(cx, order, line))
}

fn insert_line(cx: &mut Cx<'_, '_>, order: &Order, line: &Line) -> Result<(), Fault> {
    let (subscription, problem) = columns(&line.state)?;
    cx.execute(
        sql!(
            "INSERT INTO order_lines (order_id, number, partner_id, offer_id, quantity, billing,
                 friendly_name, reseller_id, parent_subscription_id, unit_price, subscription_id,
                 problem)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
        ),
        &[
            order.id.into(),
            line.number.into(),
            order.partner.into(),
            (&line.offer).into(),
            line.quantity.into(),
            line.billing.name().into(),
            (&line.friendly_name).into(),
            line.reseller.into(),
            line.parent.into(),
            line.unit_price.into(),
            subscription.into(),
            problem.into(),
        ],
    )?;
    Ok(())
}

pub(super) fn update_line(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    order: &Order,
    position: usize,
) -> Result<(), Fault> {
    let line = &order.lines[position];
    let (subscription, problem) = columns(&line.state)?;
    cx.execute(
        sql!(
            "UPDATE order_lines SET friendly_name = $4, parent_subscription_id = $5, unit_price = $6,
                 subscription_id = $7, problem = $8, reseller_id = $9
             WHERE partner_id = $1 AND order_id = $2 AND number = $3"
        ),
        &[
            scope.partner().into(),
            order.id.into(),
            line.number.into(),
            (&line.friendly_name).into(),
            line.parent.into(),
            line.unit_price.into(),
            subscription.into(),
            problem.into(),
            line.reseller.into(),
        ],
    )?;
    cx.execute(
        sql!("UPDATE orders SET status = $3 WHERE partner_id = $1 AND id = $2"),
        &[scope.partner().into(), order.id.into(), order.status.name().into()],
    )?;
    Ok(())
}

fn columns(state: &LineState) -> Result<(Option<SubscriptionId>, Option<String>), Fault> {
    match state {
        LineState::Done(id) => Ok((Some(*id), None)),
        LineState::Failed { key, args } => Ok((None, Some(to_store("problem", &(key, args))?))),
    }
}

/// The customer's orders that the scope sold or serves as reseller.
pub(super) fn of_customer(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    customer: CustomerId,
) -> Result<Vec<Order>, Fault> {
    let orders = cx.all(
        sql!(
            "SELECT id, partner_id, customer_id, billing_cycle, currency, status, created_at
             FROM orders
             WHERE customer_id = $2 AND (partner_id = $1 OR reseller_id = $1)
             ORDER BY id DESC LIMIT $3"
        ),
        &[scope.organisation().into(), customer.into(), MOST.into()],
        order,
    )?;
    orders.into_iter().map(|order| with_lines(cx, order)).collect()
}

pub(super) fn find(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    customer: CustomerId,
    id: OrderId,
) -> Result<Option<Order>, Fault> {
    let found = cx.first(
        sql!(
            "SELECT id, partner_id, customer_id, billing_cycle, currency, status, created_at
             FROM orders
             WHERE id = $3 AND customer_id = $2 AND (partner_id = $1 OR reseller_id = $1)"
        ),
        &[scope.organisation().into(), customer.into(), id.into()],
        order,
    )?;
    found.map(|order| with_lines(cx, order)).transpose()
}

fn with_lines(cx: &mut Cx<'_, '_>, order: Order) -> Result<Order, Fault> {
    let rows = cx.all(
        sql!(
            "SELECT number, offer_id, quantity, billing, friendly_name, parent_subscription_id,
                    reseller_id, unit_price, subscription_id, problem
             FROM order_lines WHERE partner_id = $1 AND order_id = $2 ORDER BY number"
        ),
        &[order.partner.into(), order.id.into()],
        |r| {
            let line = Line {
                number: r.take()?,
                offer: r.take()?,
                quantity: r.take()?,
                billing: r.parse(BillingType::parse)?,
                friendly_name: r.take()?,
                parent: r.take()?,
                reseller: r.take()?,
                unit_price: r.take()?,
                state: LineState::Failed { key: String::new(), args: Vec::new() },
            };
            Ok((line, r.take::<Option<SubscriptionId>>()?, r.take::<Option<String>>()?))
        },
    )?;
    let lines = rows.into_iter().map(|(line, subscription, problem)| {
        let state = match (subscription, problem) {
            (Some(id), _) => LineState::Done(id),
            (None, Some(problem)) => {
                let (key, args) = stored("problem", &problem)?;
                LineState::Failed { key, args }
            }
            (None, None) => {
                return Err(Fault::Internal(format!("line of {} has no state", order.id)));
            }
        };
        Ok(Line { state, ..line })
    });
    let lines = lines.collect::<Result<_, _>>()?;
    Ok(Order { lines, ..order })
}

fn order(r: &mut Row<'_>) -> Result<Order, DbError> {
    Ok(Order {
        id: r.take()?,
        partner: r.take()?,
        customer: r.take()?,
        billing_cycle: r.parse(BillingCycle::parse)?,
        currency: r.take()?,
        status: r.parse(Status::parse)?,
        created_at: r.take()?,
        lines: Vec::new(),
    })
}
