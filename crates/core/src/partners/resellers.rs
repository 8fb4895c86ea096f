//! The indirect resellers of an indirect provider.

use super::store;
use crate::{
    Cx, Fault,
    access::{
        OrganisationKind, Scope,
        permissions::{PlaceOrder, ViewCustomers},
    },
};
use opc_kernel::{id::OrganisationId, rule::Rule};

/// An indirect reseller, as its provider sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reseller {
    /// Its id.
    pub id: OrganisationId,
    /// Its name.
    pub name: String,
    /// Its partner network ID.
    pub network_id: Option<String>,
    /// Whether it has signed its agreement with the operator; until then it cannot be named on a
    /// subscription (`domain/01` §1).
    pub agreement_signed: bool,
    /// Whether the partnership goes on and the reseller may do new business.
    pub active: bool,
}

/// The resellers of the actor's organisation by name, past ones too; empty unless it is an
/// indirect provider. Whoever may add a customer may also see customers, and may see these.
pub fn resellers(cx: &mut Cx<'_, '_>) -> Result<Vec<Reseller>, Fault> {
    let scope = cx.allow(ViewCustomers)?.scope();
    if scope.kind() != OrganisationKind::IndirectProvider {
        return Ok(Vec::new());
    }
    store::resellers(cx, scope)
}

/// A reseller with an active partnership (`domain/02`, Indirect reseller).
pub(crate) fn active_reseller(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    id: OrganisationId,
) -> Result<Option<Reseller>, Fault> {
    Ok(store::reseller(cx, scope, id)?.filter(|reseller| reseller.active))
}

/// Whether the provider may put a customer down to a reseller: its partnership is active (error
/// 800016) and it has signed its own agreement (error 900123).
pub(crate) fn may_sell_with(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    id: OrganisationId,
) -> Result<Result<Reseller, Rule>, Fault> {
    Ok(match active_reseller(cx, scope, id)? {
        None => Err(Rule::ResellerUnknown),
        Some(reseller) if !reseller.agreement_signed => Err(Rule::ResellerAgreementUnsigned),
        Some(reseller) => Ok(reseller),
    })
}

/// The reseller of that partner network ID, as orders name it, if the partnership is active.
pub fn reseller_by_network_id(
    cx: &mut Cx<'_, '_>,
    network_id: &str,
) -> Result<Option<Reseller>, Fault> {
    let scope = cx.allow(PlaceOrder)?.scope();
    Ok(store::reseller_by_network_id(cx, scope, network_id)?.filter(|reseller| reseller.active))
}
