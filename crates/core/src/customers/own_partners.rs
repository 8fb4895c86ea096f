//! The customer's own view: who may do what for it, and taking it back (`domain/03`, What a relation
//! allows).

use super::{index, store};
use crate::{
    Cx, Fault, Noun,
    access::{OrganisationKind, permissions::ManagePartners},
    audit::{Event, Operation, ResourceType},
    delegated_admin,
};
use opc_kernel::{id::OrganisationId, time::Timestamp};

/// A partner, as its customer sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnPartner {
    /// Its id.
    pub id: OrganisationId,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: OrganisationKind,
    /// Whether it keeps an account; if not, it has roles in the directory and no more.
    pub related: bool,
    /// Whether it sells itself; a dual partner may do so and serve together with others.
    pub sells: bool,
    /// The providers that sell where the partner serves as their reseller; longest first.
    pub providers: Vec<String>,
    /// Whether it administers the customer's tenant.
    pub delegated_admin: bool,
    /// Since when it keeps an account, or has roles.
    pub since: Timestamp,
}

/// The partners of the acting customer, by name: those that keep an account, and those that have
/// nothing but roles in its directory.
pub fn own_partners(cx: &mut Cx<'_, '_>) -> Result<Vec<OwnPartner>, Fault> {
    let scope = cx.allow(ManagePartners)?.scope();
    let mut all = store::own_partners(cx, scope)?;
    for (partner, kind, since) in delegated_admin::trusted(cx, scope)? {
        if all.iter().all(|one| one.id != partner.id) {
            all.push(OwnPartner {
                id: partner.id,
                name: partner.name,
                kind,
                related: false,
                sells: false,
                providers: Vec::new(),
                delegated_admin: false,
                since,
            });
        }
    }
    all.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
    Ok(all)
}

/// Takes the older, all-or-nothing administration away from a partner of the acting customer. The
/// partner may go on selling; done twice, it is as done once.
pub fn end_delegated_admin(cx: &mut Cx<'_, '_>, partner: OrganisationId) -> Result<(), Fault> {
    let scope = cx.allow(ManagePartners)?.scope();
    let all = store::own_partners(cx, scope)?;
    let known = all.into_iter().find(|one| one.id == partner);
    if !known.ok_or(Fault::NotFound(Noun::Page))?.delegated_admin {
        return Ok(());
    }
    let name = store::end_delegated_admin(cx, scope, partner)?;
    let customer = scope.organisation().into();
    index::note(cx, customer)?;
    let event = Event::new(Operation::EndDelegatedAdmin, ResourceType::DelegatedAdmin);
    cx.record(event.in_log_of(partner).about(customer, &name))
}
