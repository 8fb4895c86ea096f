//! Rows of subscriptions.

use super::{Status, Subscription};
use crate::{
    Cx, Fault,
    access::Scope,
    catalog::{BillingCycle, BillingType},
};
use opc_db::{DbError, Row, sql};
use opc_kernel::id::{CustomerId, OrderId, OrganisationId};

/// The most subscriptions of one customer that are shown.
const MOST: i64 = 2000;

pub(crate) fn insert(cx: &mut Cx<'_, '_>, new: &Subscription) -> Result<(), Fault> {
    cx.execute(
        sql!(
            "INSERT INTO subscriptions (id, partner_id, customer_id, order_id, offer_id, friendly_name,
                 quantity, billing, status, auto_renew, billing_cycle, parent_id, reseller_id,
                 starts_on, ends_on, version, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)"
        ),
        &[
            new.id.into(),
            new.partner.into(),
            new.customer.into(),
            new.order.into(),
            (&new.offer).into(),
            (&new.friendly_name).into(),
            new.quantity.into(),
            new.billing.name().into(),
            new.status.name().into(),
            new.auto_renew.into(),
            new.billing_cycle.name().into(),
            new.parent.into(),
            new.reseller.into(),
            new.starts_on.into(),
            new.ends_on.into(),
            new.version.into(),
            new.created_at.into(),
        ],
    )?;
    Ok(())
}

/// What the scope sold to the customer, or serves as its reseller.
pub(crate) fn of_customer(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    customer: CustomerId,
    order: Option<OrderId>,
) -> Result<Vec<Subscription>, Fault> {
    cx.all(
        sql!(
            "SELECT id, partner_id, customer_id, order_id, offer_id, friendly_name, quantity, billing,
                    status, auto_renew, billing_cycle, parent_id, reseller_id, starts_on, ends_on,
                    version, created_at
             FROM subscriptions
             WHERE customer_id = $2 AND (partner_id = $1 OR reseller_id = $1)
               AND (order_id = $3 OR $3 IS NULL)
             ORDER BY id LIMIT $4"
        ),
        &[scope.organisation().into(), customer.into(), order.into(), MOST.into()],
        row,
    )
}

/// `false`: somebody else changed the subscription first.
pub(super) fn set_reseller(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    before: &Subscription,
    reseller: Option<OrganisationId>,
) -> Result<bool, Fault> {
    let changed = cx.execute(
        sql!(
            "UPDATE subscriptions SET reseller_id = $4, version = version + 1
             WHERE partner_id = $1 AND id = $2 AND version = $3"
        ),
        &[scope.partner().into(), before.id.into(), before.version.into(), reseller.into()],
    )?;
    Ok(changed == 1)
}

/// `false`: somebody else changed the subscription first. `after` has the version before.
pub(super) fn set_status(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    after: &Subscription,
) -> Result<bool, Fault> {
    let changed = cx.execute(
        sql!(
            "UPDATE subscriptions SET status = $4, auto_renew = $5, version = version + 1
             WHERE partner_id = $1 AND id = $2 AND version = $3"
        ),
        &[
            scope.partner().into(),
            after.id.into(),
            after.version.into(),
            after.status.name().into(),
            after.auto_renew.into(),
        ],
    )?;
    Ok(changed == 1)
}

/// Whether the scope has sold the customer something that is still active.
pub(crate) fn any_active(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    customer: CustomerId,
) -> Result<bool, Fault> {
    let all = of_customer(cx, scope, customer, None)?;
    Ok(all.iter().any(|s| s.partner == scope.partner() && s.status == Status::Active))
}

/// Whether a reseller is still on a subscription that the scope sold and that is not over: a suspended
/// one may go on.
pub(crate) fn any_of_reseller(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    customer: CustomerId,
    reseller: OrganisationId,
) -> Result<bool, Fault> {
    let all = of_customer(cx, scope, customer, None)?;
    let lives = |s: &&Subscription| s.partner == scope.partner() && s.status != Status::Deleted;
    Ok(all.iter().filter(lives).any(|s| s.reseller == Some(reseller)))
}

/// How many subscriptions of an offer the customer has had, from whichever partner: the limits
/// of an offer are per customer (`domain/05`, limit). Answers (not deleted, all). A number, never
/// whose they are.
pub(crate) fn count_of_offer(
    cx: &mut Cx<'_, '_>,
    customer: CustomerId,
    offer: &str,
) -> Result<(u32, u32), Fault> {
    let states = cx.all(
        sql!(
            "SELECT status FROM subscriptions WHERE customer_id = $1 AND offer_id = $2 LIMIT 5000"
        ),
        &[customer.into(), offer.into()],
        |r| r.parse(Status::parse),
    )?;
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let living = states.iter().filter(|s| **s != Status::Deleted).count();
    Ok((count(living), count(states.len())))
}

fn row(r: &mut Row<'_>) -> Result<Subscription, DbError> {
    Ok(Subscription {
        id: r.take()?,
        partner: r.take()?,
        customer: r.take()?,
        order: r.take()?,
        offer: r.take()?,
        friendly_name: r.take()?,
        quantity: r.take()?,
        billing: r.parse(BillingType::parse)?,
        status: r.parse(Status::parse)?,
        auto_renew: r.take()?,
        billing_cycle: r.parse(BillingCycle::parse)?,
        parent: r.take()?,
        reseller: r.take()?,
        starts_on: r.take()?,
        ends_on: r.take()?,
        version: r.take()?,
        created_at: r.take()?,
    })
}
