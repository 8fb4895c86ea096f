//! Suspending a subscription and letting it go on (`domain/05`, Life cycle).

use super::{Status, Subscription, store};
use crate::{
    Cx, Fault, Noun,
    access::permissions::ManageSubscriptions,
    audit::{Event, Operation, ResourceType},
    customers,
};
use opc_kernel::{
    id::{CustomerId, SubscriptionId},
    rule::Rule,
};

/// Suspends a subscription or lets it go on; done twice, it is as done once. One that is suspended
/// does not renew by itself any more, and its add-ons are suspended with it; they come back one by
/// one, after it. What is over stays over. `version` is the one the person saw.
pub fn set_status(
    cx: &mut Cx<'_, '_>,
    (customer, id): (CustomerId, SubscriptionId),
    version: Option<i64>,
    status: Status,
) -> Result<Subscription, Fault> {
    let granted = cx.allow(ManageSubscriptions)?;
    let (scope, account) = (granted.scope(), customers::account_for(cx, &granted, customer)?);
    let mut sold = store::of_customer(cx, scope, customer, None)?;
    sold.retain(|one| one.partner == scope.partner());
    let before = sold.iter().find(|one| one.id == id).cloned();
    let before = before.ok_or(Fault::NotFound(Noun::Subscription))?;
    if version.is_some_and(|version| version != before.version) {
        return Err(Fault::Stale);
    }
    if status == before.status {
        return Ok(before);
    }
    if Status::Deleted == status || Status::Deleted == before.status {
        return Err(Fault::Refused(Rule::SubscriptionOver));
    }
    let is_suspended = |one: &&Subscription| one.status == Status::Suspended;
    if let Some(parent) = sold.iter().filter(is_suspended).find(|one| Some(one.id) == before.parent)
    {
        let name = parent.friendly_name.clone();
        return Err(Fault::Refused(Rule::BaseSuspended { name }));
    }
    let add_ons = sold.iter().filter(|one| one.parent == Some(id) && one.status == Status::Active);
    let add_ons = add_ons.filter(|_| status == Status::Suspended);
    for one in [&before].into_iter().chain(add_ons) {
        let auto_renew = one.auto_renew && status == Status::Active;
        let after = Subscription { status, auto_renew, ..one.clone() };
        if !store::set_status(cx, scope, &after)? {
            return Err(Fault::Stale);
        }
        let event = Event::new(Operation::UpdateSubscription, ResourceType::Subscription);
        let event = event.about(customer, &account.billing.company_name);
        cx.record(event.from(&facts(one)).to(&facts(&after)))?;
    }
    let auto_renew = before.auto_renew && status == Status::Active;
    Ok(Subscription { status, auto_renew, version: before.version + 1, ..before })
}

fn facts(of: &Subscription) -> serde_json::Value {
    serde_json::json!({
        "subscription": of.id,
        "subscription_state": of.status.name(),
        "auto_renew": of.auto_renew,
    })
}
