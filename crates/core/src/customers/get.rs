//! One account.

use super::{Account, store};
use crate::{Cx, Fault, Noun, access::permissions::ViewCustomers};
use opc_kernel::id::CustomerId;

/// The account of a customer.
pub fn get(cx: &mut Cx<'_, '_>, customer: CustomerId) -> Result<Account, Fault> {
    let scope = cx.allow(ViewCustomers)?.scope();
    store::find(cx, scope, customer)?.ok_or(Fault::NotFound(Noun::Customer))
}

/// The name of the indirect provider through which the acting reseller sells to a customer.
pub fn provider_name(cx: &mut Cx<'_, '_>, customer: CustomerId) -> Result<Option<String>, Fault> {
    let scope = cx.allow(ViewCustomers)?.scope();
    store::provider_name(cx, scope, customer)
}
