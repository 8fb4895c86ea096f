//! Looking at a customer's subscriptions.

use super::{Subscription, store};
use crate::{Cx, Fault, Noun, access::permissions::ViewOrders, customers};
use opc_kernel::id::{CustomerId, OrderId, SubscriptionId};

/// A customer's subscriptions, oldest first; those of one order if given.
pub fn list(
    cx: &mut Cx<'_, '_>,
    customer: CustomerId,
    order: Option<OrderId>,
) -> Result<Vec<Subscription>, Fault> {
    let scope = cx.allow(ViewOrders)?.scope();
    customers::find(cx, scope, customer)?.ok_or(Fault::NotFound(Noun::Customer))?;
    store::of_customer(cx, scope, customer, order)
}

/// One subscription of a customer.
pub fn get(
    cx: &mut Cx<'_, '_>,
    customer: CustomerId,
    id: SubscriptionId,
) -> Result<Subscription, Fault> {
    let found = list(cx, customer, None)?;
    found.into_iter().find(|s| s.id == id).ok_or(Fault::NotFound(Noun::Subscription))
}
