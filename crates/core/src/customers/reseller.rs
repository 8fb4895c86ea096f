//! Putting a customer down to another indirect reseller (`domain/03`, Provider grants).

use super::{Account, account_for, end, index, store};
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
/// New orders name the new reseller, subscriptions keep theirs. The new one gets no privileges with
/// the customer: those it asks the customer for. The former reseller keeps its
/// account of the customer as long as it is on a subscription that is not over
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
        give(cx, scope, &after, (id, false))?;
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
/// own nor on a subscription that is not over.
pub(crate) fn release(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    account: &Account,
    former: OrganisationId,
) -> Result<(), Fault> {
    if account.reseller == Some(former)
        || subscriptions::any_of_reseller(cx, scope, account.id, former)?
        || !store::sharing(cx, scope, account.id)?.contains(&former)
    {
        return Ok(());
    }
    withdraw(cx, scope, account.id, former)
}

/// Gives a reseller the provider's customer, with privileges if it never had it and is to get them,
/// and tells the reseller's log if that is new.
pub(super) fn give(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    account: &Account,
    (reseller, delegated_admin): (OrganisationId, bool),
) -> Result<(), Fault> {
    if store::sharing(cx, scope, account.id)?.contains(&reseller) {
        return Ok(());
    }
    let had_admin = store::of(cx, reseller.into(), account.id)?.is_some_and(|a| a.delegated_admin);
    store::share(cx, scope, account, (reseller, delegated_admin))?;
    index::note(cx, account.id)?;
    let given = store::of(cx, reseller.into(), account.id)?;
    let is_admin = given.is_some_and(|given| given.delegated_admin);
    let (name, own) = (&account.billing.company_name, scope.organisation());
    let facts = serde_json::json!({ "provider": own, "admin_access": is_admin });
    let event =
        Event::new(Operation::CreateRelationship, ResourceType::PartnerCustomerRelationship);
    cx.record(event.in_log_of(reseller).about(account.id, name).to(&facts))?;
    if is_admin && !had_admin {
        let event = Event::new(Operation::ApproveDelegatedAdmin, ResourceType::DelegatedAdmin);
        cx.record(event.in_log_of(reseller).about(account.id, name))?;
    }
    Ok(())
}

/// Takes the provider's customer from a reseller, which keeps it in its other capacities only, and
/// tells the reseller's log.
fn withdraw(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    customer: CustomerId,
    reseller: OrganisationId,
) -> Result<(), Fault> {
    let Some(before) = store::of(cx, reseller.into(), customer)? else { return Ok(()) };
    store::unshare(cx, scope, customer, reseller)?;
    index::note(cx, customer)?;
    let event =
        Event::new(Operation::RemoveRelationship, ResourceType::PartnerCustomerRelationship);
    let event = event.in_log_of(reseller).about(customer, &before.billing.company_name);
    cx.record(event.from(&serde_json::json!({ "provider": scope.organisation() })))?;
    end::part(cx, reseller, &before)
}

/// Takes the provider's customer from all its resellers.
pub(super) fn withdraw_all(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    customer: CustomerId,
) -> Result<(), Fault> {
    for reseller in store::sharing(cx, scope, customer)? {
        withdraw(cx, scope, customer, reseller)?;
    }
    Ok(())
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
