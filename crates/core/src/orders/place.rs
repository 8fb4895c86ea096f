//! One line of an order becomes a subscription, or does not.

use super::rules::Ground;
use super::{Line, LineState, NewLine, rules};
use crate::{
    Cx, Fault,
    access::Scope,
    catalog::{BillingCycle, Offer},
    subscriptions::{self, Subscription},
};
use opc_kernel::{
    id::{OrderId, OrganisationId},
    language::Lang,
    rule::Rule,
    time::Date,
};

/// The order a line belongs to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placing {
    pub(super) scope: Scope,
    pub(super) order: OrderId,
    pub(super) cycle: BillingCycle,
    /// The line's number.
    pub(super) number: u32,
}

/// Places a line. A rule it breaks is in the line's state, beside the rule itself.
pub(super) fn place(
    cx: &mut Cx<'_, '_>,
    at: Placing,
    ground: &mut Ground,
    new: &NewLine,
    refused: Option<&Rule>,
) -> Result<(Line, Option<Rule>), Fault> {
    let mut line = Line {
        number: at.number,
        offer: new.offer.clone(),
        quantity: new.quantity,
        friendly_name: new.friendly_name.clone().unwrap_or_default(),
        parent: new.parent,
        reseller: new.reseller.or(ground.account.reseller),
        unit_price: 0,
        state: LineState::Failed { key: String::new(), args: Vec::new() },
    };
    let checked = match refused {
        Some(rule) => Err(rule.clone()),
        None => match rules::reseller(cx, at.scope, ground, new)? {
            Err(rule) => Err(rule),
            Ok(reseller) => rules::line(cx, ground, new)?.map(|offer| (offer, reseller)),
        },
    };
    match checked {
        Err(rule) => {
            line.state = LineState::failed(&rule);
            Ok((line, Some(rule)))
        }
        Ok((offer, reseller)) => {
            let subscription = subscription(cx, at, ground, new, (&offer, reseller));
            subscriptions::add(cx, &subscription)?;
            line.friendly_name.clone_from(&subscription.friendly_name);
            line.parent = subscription.parent;
            line.unit_price = offer.terms.price_in(&ground.profile.currency).unwrap_or(0);
            line.state = LineState::Done(subscription.id);
            ground.owned.push(subscription);
            Ok((line, None))
        }
    }
}

fn subscription(
    cx: &Cx<'_, '_>,
    at: Placing,
    ground: &Ground,
    new: &NewLine,
    (offer, reseller): (&Offer, Option<OrganisationId>),
) -> Subscription {
    let terms = &offer.terms;
    let base = if terms.is_add_on { rules::base(ground, offer, new) } else { None };
    let starts_on = cx.today();
    let name = new.friendly_name.as_deref().and_then(|typed| rules::friendly_name(typed).ok());
    let name = name.filter(|name| !name.is_empty());
    Subscription {
        id: cx.new_id(),
        partner: at.scope.partner(),
        customer: ground.account.id,
        order: at.order,
        offer: offer.id.clone(),
        friendly_name: name.unwrap_or_else(|| {
            terms.names.text(language(&ground.account.billing.language)).to_owned()
        }),
        quantity: new.quantity,
        status: subscriptions::Status::Active,
        auto_renew: terms.is_auto_renewable,
        billing_cycle: if terms.is_trial { BillingCycle::None } else { at.cycle },
        parent: base.map(|s| s.id),
        reseller,
        starts_on,
        // A legacy add-on ends together with its base (`domain/05`, Add-ons).
        ends_on: base.map_or_else(|| term_end(starts_on, terms.is_trial), |s| s.ends_on),
        version: 1,
        created_at: cx.now(),
    }
}

/// Trials last 30 days, licences a year (`domain/05`, Trials and Term).
fn term_end(start: Date, trial: bool) -> Date {
    let span = if trial { jiff::Span::new().days(30) } else { jiff::Span::new().years(1) };
    start.saturating_add(span)
}

/// The interface language nearest to the customer's.
fn language(code: &str) -> Lang {
    Lang::parse(code).unwrap_or(Lang::En)
}
