//! Putting a customer down to another indirect reseller (`domain/03`, Provider grants).

use super::{Account, account_for, index, store};
use crate::{
    Cx, Fault, Noun,
    access::{
        OrganisationKind, Scope,
        permissions::{EditBilling, ViewPartnerships},
    },
    audit::{Event, Operation, ResourceType},
    partners, subscriptions,
};
use opc_kernel::{
    id::{CustomerId, OrganisationId},
    rule::Rule,
};

/// Changes the reseller of a provider's customer; `None`: the provider's own customer. `version` is
/// the one the person saw: if somebody saved in between, the answer is [`Fault::Stale`].
///
/// New orders name the new reseller, subscriptions keep theirs. The former reseller keeps its
/// account of the customer as long as it is on an active subscription
/// (`docs/decisions/11-change-of-reseller.md`).
pub fn change_reseller(
    cx: &mut Cx<'_, '_>,
    customer: CustomerId,
    version: i64,
    reseller: Option<OrganisationId>,
) -> Result<Account, Fault> {
    let granted = cx.allow(EditBilling)?;
    let scope = granted.scope();
    if scope.kind() != OrganisationKind::IndirectProvider {
        return Err(Fault::NotFound(Noun::Page));
    }
    let before = account_for(cx, &granted, customer)?;
    if version != before.version {
        return Err(Fault::Stale);
    }
    if reseller == before.reseller {
        return Ok(before);
    }
    if let Some(id) = reseller {
        let named = partners::may_sell_with(cx, scope, id)?;
        named.map_err(|rule: Rule| Fault::field("reseller", rule))?;
    }
    if !store::set_reseller(cx, scope, &before, reseller)? {
        return Err(Fault::Stale);
    }
    let after = store::find(cx, scope, customer)?.ok_or(Fault::NotFound(Noun::Customer))?;
    if let Some(id) = reseller {
        store::share(cx, scope, &after, id)?;
    }
    if let Some(former) = before.reseller {
        release(cx, scope, &after, former)?;
    }
    index::note(cx, customer)?;
    let event = Event::new(Operation::UpdateReseller, ResourceType::PartnerCustomerRelationship);
    let (old, new) = (before.reseller, reseller);
    let event = event.about(customer, &after.billing.company_name);
    cx.record(
        event
            .from(&serde_json::json!({ "reseller": old }))
            .to(&serde_json::json!({ "reseller": new })),
    )?;
    Ok(after)
}

/// Takes the customer from a reseller that has no more to do with it: it is neither the customer's
/// own nor on an active subscription.
pub(crate) fn release(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    account: &Account,
    former: OrganisationId,
) -> Result<(), Fault> {
    if account.reseller == Some(former)
        || subscriptions::any_active_of_reseller(cx, scope, account.id, former)?
        || !store::sharing(cx, scope, account.id)?.contains(&former)
    {
        return Ok(());
    }
    store::unshare(cx, scope, account.id, former)?;
    index::note(cx, account.id)
}

/// The resellers that have the acting provider's customer, and the providers through which it is the
/// reseller itself.
pub fn sharing(
    cx: &mut Cx<'_, '_>,
    customer: CustomerId,
) -> Result<(Vec<OrganisationId>, Vec<OrganisationId>), Fault> {
    let scope = cx.allow(ViewPartnerships)?.scope();
    store::find(cx, scope, customer)?.ok_or(Fault::NotFound(Noun::Customer))?;
    let providers = store::providers(cx, scope, &[customer])?.remove(&customer);
    let providers = providers.unwrap_or_default().into_iter().map(|(id, _)| id);
    Ok((store::sharing(cx, scope, customer)?, providers.collect()))
}
