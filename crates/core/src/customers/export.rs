//! Everything an account says, for files.

use super::{Account, ListKey, ListQuery, list, list::in_order, store};
use crate::{Cx, Fault, access::permissions::ViewCustomers};
use opc_kernel::{id::CustomerId, page::Page};

/// A customer of an export.
#[derive(Debug, Clone, PartialEq)]
pub struct Exported {
    /// The account.
    pub account: Account,
    /// Name of its indirect reseller; empty if there is none.
    pub reseller: String,
}

/// A page of the list with the whole account of every customer.
pub fn export(cx: &mut Cx<'_, '_>, query: &ListQuery) -> Result<Page<Exported, ListKey>, Fault> {
    let scope = cx.allow(ViewCustomers)?.scope();
    let page = list::list(cx, query)?;
    let ids: Vec<CustomerId> = page.items.iter().map(|item| item.id).collect();
    let accounts = in_order(store::accounts(cx, scope, &ids)?, &ids, |account| account.id);
    let resellers = page.items.into_iter().map(|item| item.reseller);
    let exported = accounts.into_iter().zip(resellers).map(|(account, reseller)| Exported {
        account,
        reseller: reseller.map(|(_, name)| name).unwrap_or_default(),
    });
    Ok(Page { items: exported.collect(), next: page.next })
}
