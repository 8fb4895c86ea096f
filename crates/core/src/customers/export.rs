//! Everything an account says, for files.

use super::{Account, Capacity, ListKey, ListQuery, Source, list, list::in_order, store};
use crate::{Cx, Fault, access::permissions::ViewCustomers};
use opc_kernel::{id::CustomerId, page::Page};

/// A customer of an export, in one capacity.
#[derive(Debug, Clone, PartialEq)]
pub struct Exported {
    /// The account.
    pub account: Account,
    /// In which capacity the partner has it.
    pub capacity: Capacity,
    /// Name of its indirect reseller; empty if there is none.
    pub reseller: String,
    /// Other portals that know it.
    pub sources: Vec<Source>,
}

/// A page of the list with the whole account of every customer: as often as the partner has it.
pub fn export(cx: &mut Cx<'_, '_>, query: &ListQuery) -> Result<Page<Exported, ListKey>, Fault> {
    let scope = cx.allow(ViewCustomers)?.scope();
    let page = list::list(cx, query)?;
    let ids: Vec<CustomerId> = page.items.iter().map(|item| item.id).collect();
    let accounts = in_order(store::accounts(cx, scope, &ids)?, &ids, |account| account.id);
    let exported = accounts.into_iter().zip(page.items).flat_map(|(account, item)| {
        let reseller = item.reseller.map(|(_, name)| name).unwrap_or_default();
        let each = move |capacity| {
            // The provider's customer is no customer of the partner's own resellers.
            let own = capacity == Capacity::Seller;
            let reseller = if own { reseller.clone() } else { String::new() };
            let sources = item.sources.clone();
            Exported { account: account.clone(), capacity, reseller, sources }
        };
        item.capacities.into_iter().map(each)
    });
    Ok(Page { items: exported.collect(), next: page.next })
}
