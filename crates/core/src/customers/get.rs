//! One account.

use super::{Account, store};
use crate::{Cx, Fault, Noun, access::permissions::ViewCustomers};
use opc_kernel::id::CustomerId;

/// The account of a customer.
pub fn get(cx: &mut Cx<'_, '_>, customer: CustomerId) -> Result<Account, Fault> {
    let scope = cx.allow(ViewCustomers)?.scope();
    store::find(cx, scope, customer)?.ok_or(Fault::NotFound(Noun::Customer))
}
