//! Putting a subscription down to another indirect reseller (`domain/03`, Provider grants).

use super::{Subscription, store};
use crate::{
    Cx, Fault, Noun,
    access::{OrganisationKind, permissions::ManageSubscriptions},
    audit::{Event, Operation, ResourceType},
    customers, partners,
};
use opc_kernel::{
    id::{CustomerId, SubscriptionId},
    rule::Rule,
};

/// What clients say for no reseller: the provider sells directly, or the one on record is cleared.
const NOBODY: [&str; 2] = ["0", "-1"];

/// Changes the reseller on record of a subscription. `named` is the id or the partner network ID of
/// one with an active partnership and a signed agreement (errors 800016 and 900123), or `0` or `-1`
/// for none. `version` is the one the person saw: if somebody saved in between, the answer is
/// [`Fault::Stale`].
///
/// To be on record gives a reseller no account of the customer. One that is on no active
/// subscription any more, and not the customer's own, loses the account it has
/// (`docs/decisions/11-change-of-reseller.md`).
pub fn change_reseller(
    cx: &mut Cx<'_, '_>,
    customer: CustomerId,
    id: SubscriptionId,
    version: Option<i64>,
    named: &str,
) -> Result<Subscription, Fault> {
    let granted = cx.allow(ManageSubscriptions)?;
    let (scope, account) = (granted.scope(), customers::account_for(cx, &granted, customer)?);
    let sold = store::of_customer(cx, scope, customer, None)?;
    let before = sold.into_iter().find(|s| s.id == id && s.partner == scope.partner());
    let before = before.ok_or(Fault::NotFound(Noun::Subscription))?;
    if version.is_some_and(|version| version != before.version) {
        return Err(Fault::Stale);
    }
    let wrong = |rule| Fault::field("reseller", rule);
    let reseller = match named.trim() {
        none if NOBODY.contains(&none) => None,
        _ if scope.kind() != OrganisationKind::IndirectProvider => {
            return Err(wrong(Rule::ResellerUnknown));
        }
        named => {
            let found = partners::named_in(cx, scope, named)?.map_err(wrong)?;
            Some(found.id)
        }
    };
    if reseller == before.reseller {
        return Ok(before);
    }
    if let Some(id) = reseller {
        partners::may_sell_with(cx, scope, id)?.map_err(wrong)?;
    }
    if !store::set_reseller(cx, scope, &before, reseller)? {
        return Err(Fault::Stale);
    }
    let event = Event::new(Operation::UpdateSubscription, ResourceType::Subscription);
    let facts = |of| serde_json::json!({ "subscription": id, "reseller": of });
    let event = event.about(customer, &account.billing.company_name);
    cx.record(event.from(&facts(before.reseller)).to(&facts(reseller)))?;
    if let Some(former) = before.reseller {
        customers::release(cx, scope, &account, former)?;
    }
    Ok(Subscription { reseller, version: before.version + 1, ..before })
}
