//! In which capacities a partner has a customer (`domain/01` §1, Dual partner): it sells to the
//! customer itself, it is the indirect reseller of providers that do, or both.

use super::{Account, Relationship, index, store};
use crate::{
    Cx, Fault, Noun,
    access::{Granted, OrganisationKind, Permission, PermissionKind, permissions::ViewCustomers},
    audit::{Event, Operation, ResourceType},
};
use opc_kernel::{
    id::{CustomerId, OrganisationId},
    rule::Rule,
};

/// One of the capacities in which a partner has a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Capacity {
    /// It sells to the customer.
    Seller,
    /// It is the indirect reseller of this provider, which sells.
    Reseller {
        /// The provider.
        provider: OrganisationId,
        /// Its name.
        name: String,
    },
}

impl Capacity {
    /// All of a partner's capacities, the own sale first.
    pub(super) fn all(sells: bool, providers: Vec<(OrganisationId, String)>) -> Vec<Self> {
        let own = sells.then_some(Self::Seller);
        let shared =
            providers.into_iter().map(|(provider, name)| Self::Reseller { provider, name });
        own.into_iter().chain(shared).collect()
    }
}

impl Account {
    /// Whether the partner sells to the customer itself.
    pub fn is_sold(&self) -> bool {
        self.relationship == Relationship::Reseller && self.provider.is_none()
    }
    /// Whether the partner's capacity is one for this: what resellers may not do at all, nobody may
    /// for a customer it has as a reseller only. A relationship is ended by whoever holds it.
    pub fn is_open_to(&self, permission: Permission) -> bool {
        let kinds = permission.rule().kinds;
        self.provider.is_none()
            || permission != Permission::EndRelationship
                && kinds.contains(&OrganisationKind::IndirectReseller)
    }
}

/// The capacities in which the acting partner has a customer.
pub fn capacities(cx: &mut Cx<'_, '_>, customer: CustomerId) -> Result<Vec<Capacity>, Fault> {
    let scope = cx.allow(ViewCustomers)?.scope();
    let account = store::find(cx, scope, customer)?.ok_or(Fault::NotFound(Noun::Customer))?;
    let providers = store::providers(cx, scope, &[customer])?.remove(&customer);
    Ok(Capacity::all(account.is_sold(), providers.unwrap_or_default()))
}

/// The account of a customer, to do what was granted. For a customer that a provider sells to, what
/// only sellers may do is the provider's.
pub(crate) fn account_for<P: PermissionKind>(
    cx: &mut Cx<'_, '_>,
    granted: &Granted<P>,
    customer: CustomerId,
) -> Result<Account, Fault> {
    let found = store::find(cx, granted.scope(), customer)?;
    let account = found.ok_or(Fault::NotFound(Noun::Customer))?;
    if !account.is_open_to(P::PERMISSION) {
        return Err(Fault::Refused(Rule::SoldByProvider));
    }
    Ok(account)
}

/// Lets a partner sell to a customer there is, with what another partner keeps about it, or what it
/// keeps itself as a reseller. Only for the program itself; done twice, it is as done once.
pub fn begin_to_sell(
    cx: &mut Cx<'_, '_>,
    partner: OrganisationId,
    customer: CustomerId,
) -> Result<(), Fault> {
    cx.only_system()?;
    let name = store::sell(cx, partner.into(), customer)?.ok_or(Fault::NotFound(Noun::Customer))?;
    index::note(cx, customer)?;
    let event = Event::new(Operation::AddCustomer, ResourceType::PartnerCustomerRelationship);
    cx.record(event.in_log_of(partner).about(customer, &name))
}
