//! Looking at a customer's orders.

use super::{Order, store};
use crate::{Cx, Fault, Noun, access::permissions::ViewOrders, customers};
use opc_kernel::id::{CustomerId, OrderId};

/// A customer's orders, newest first.
pub fn list(cx: &mut Cx<'_, '_>, customer: CustomerId) -> Result<Vec<Order>, Fault> {
    let scope = cx.allow(ViewOrders)?.scope();
    customers::find(cx, scope, customer)?.ok_or(Fault::NotFound(Noun::Customer))?;
    store::of_customer(cx, scope, customer)
}

/// One order of a customer.
pub fn get(cx: &mut Cx<'_, '_>, customer: CustomerId, id: OrderId) -> Result<Order, Fault> {
    let scope = cx.allow(ViewOrders)?.scope();
    customers::find(cx, scope, customer)?.ok_or(Fault::NotFound(Noun::Customer))?;
    store::find(cx, scope, customer, id)?.ok_or(Fault::NotFound(Noun::Order))
}
