//! The indirect resellers of an indirect provider.

use super::store;
use crate::{
    Cx, Fault,
    access::{
        OrganisationKind, Scope,
        permissions::{ViewCustomers, ViewOrders},
    },
};
use opc_kernel::{id::OrganisationId, rule::Rule};
use std::collections::HashMap;

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

/// The partner network IDs of the actor's organisation and its resellers, as orders show them.
pub fn network_ids(cx: &mut Cx<'_, '_>) -> Result<HashMap<OrganisationId, String>, Fault> {
    let scope = cx.allow(ViewOrders)?.scope();
    let own = super::profile(cx, scope)?;
    let all = store::resellers(cx, scope)?.into_iter().map(|r| (r.id, r.network_id));
    let all = all.chain([(own.id, own.network_id)]);
    Ok(all.filter_map(|(id, network_id)| Some((id, network_id?))).collect())
}

/// The active reseller with this id or partner network ID, as clients name it. A provider that
/// names itself is told so (errors 800016 and 2072).
pub fn named_reseller(cx: &mut Cx<'_, '_>, named: &str) -> Result<Result<Reseller, Rule>, Fault> {
    let scope = cx.allow(ViewCustomers)?.scope();
    let named = named.trim();
    let id = named.parse::<OrganisationId>().ok();
    let is_meant = |other: OrganisationId, network_id: Option<&str>| {
        Some(other) == id || network_id == Some(named)
    };
    let own = super::profile(cx, scope)?;
    if is_meant(own.id, own.network_id.as_deref()) {
        return Ok(Err(Rule::ProviderAsReseller));
    }
    let found = resellers(cx)?.into_iter().filter(|reseller| reseller.active);
    let mut found = found.filter(|reseller| is_meant(reseller.id, reseller.network_id.as_deref()));
    Ok(found.next().ok_or(Rule::ResellerUnknown))
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
