//! The indirect resellers of an indirect provider.

use super::store;
use crate::{
    Cx, Fault,
    access::{
        OrganisationKind, OrganisationState, Scope,
        permissions::{ViewCustomers, ViewOrders, ViewResellers},
    },
};
use opc_kernel::{
    id::OrganisationId,
    page::{Page, PageSize},
    rule::Rule,
    text::search_key,
    time::Timestamp,
};
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
    /// Code of the country it is in.
    pub country: String,
    /// Whether it has signed its agreement with the operator; until then it cannot be named on a
    /// subscription (`domain/01` §1).
    pub agreement_signed: bool,
    /// Whether the partnership is over.
    pub removed: bool,
    /// Whether the provider's sandbox has made it, and can delete it.
    pub sandbox: bool,
    /// Whether it may do business.
    pub state: OrganisationState,
    /// When the partnership began, or ended.
    pub since: Timestamp,
}

impl Reseller {
    /// Whether the partnership goes on and the reseller may do new business.
    pub fn is_active(&self) -> bool {
        !self.removed && self.state == OrganisationState::Active
    }
    /// Whether the text is in its name or is its partner network ID; an empty text is in every one.
    fn matches(&self, text: &str) -> bool {
        let text = text.trim();
        self.network_id.as_deref() == Some(text)
            || search_key(&self.name).contains(&search_key(text))
    }
}

/// A page of the acting provider's partnerships that go on: those whose name has the text in it, or
/// the reseller of that partner network ID.
pub fn find_resellers(
    cx: &mut Cx<'_, '_>,
    text: &str,
    after: Option<OrganisationId>,
    size: PageSize,
) -> Result<Page<Reseller, OrganisationId>, Fault> {
    let scope = cx.allow(ViewResellers)?.scope();
    let mut found = store::resellers(cx, scope)?;
    found.retain(|reseller| !reseller.removed && reseller.matches(text));
    let begin = after.and_then(|id| found.iter().position(|reseller| reseller.id == id));
    let rest = found.into_iter().skip(begin.map_or(0, |place| place + 1));
    let rows = rest.take(size.rows() + 1).collect();
    Ok(Page::from_fetched(rows, size, |reseller: &Reseller| reseller.id))
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

/// The names of the actor's organisation and its resellers, past ones too.
pub fn names(cx: &mut Cx<'_, '_>) -> Result<HashMap<OrganisationId, String>, Fault> {
    let scope = cx.allow(ViewOrders)?.scope();
    let own = super::profile(cx, scope)?;
    let all = store::resellers(cx, scope)?.into_iter().map(|r| (r.id, r.name));
    Ok(all.chain([(own.id, own.name)]).collect())
}

/// The active reseller with this id or partner network ID, as clients name it. A provider that
/// names itself is told so (errors 800016 and 2072).
pub fn named_reseller(cx: &mut Cx<'_, '_>, named: &str) -> Result<Result<Reseller, Rule>, Fault> {
    let known = known_reseller(cx, named)?;
    Ok(known.and_then(|one| Some(one).filter(Reseller::is_active).ok_or(Rule::ResellerUnknown)))
}

/// The same, of those that are not active too.
pub fn known_reseller(cx: &mut Cx<'_, '_>, named: &str) -> Result<Result<Reseller, Rule>, Fault> {
    let scope = cx.allow(ViewCustomers)?.scope();
    named_in(cx, scope, named)
}

/// The same, for whoever may do something within this scope.
pub(crate) fn named_in(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    named: &str,
) -> Result<Result<Reseller, Rule>, Fault> {
    let named = named.trim();
    let id = named.parse::<OrganisationId>().ok();
    let is_meant = |other: OrganisationId, network_id: Option<&str>| {
        Some(other) == id || network_id == Some(named)
    };
    let own = super::profile(cx, scope)?;
    if is_meant(own.id, own.network_id.as_deref()) {
        return Ok(Err(Rule::ProviderAsReseller));
    }
    let mut found = store::resellers(cx, scope)?.into_iter();
    let found = found.find(|reseller| is_meant(reseller.id, reseller.network_id.as_deref()));
    Ok(found.ok_or(Rule::ResellerUnknown))
}

/// A reseller with an active partnership (`domain/02`, Indirect reseller).
pub(crate) fn active_reseller(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    id: OrganisationId,
) -> Result<Option<Reseller>, Fault> {
    Ok(store::reseller(cx, scope, id)?.filter(Reseller::is_active))
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
