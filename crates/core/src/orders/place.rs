//! One line of an order becomes a subscription, or does not.

use super::{Facts, Line, LineState, NewLine, rules};
use crate::{
    Cx, Fault,
    access::Scope,
    catalog::{BillingCycle, Offer},
    subscriptions::{self, Subscription},
};
use opc_kernel::{
    id::{CustomerId, OrderId},
    rule::Rule,
    time::Date,
};

/// The order a line belongs to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placing {
    pub(super) scope: Scope,
    pub(super) customer: CustomerId,
    pub(super) order: OrderId,
    pub(super) cycle: BillingCycle,
    /// The line's number.
    pub(super) number: u32,
}

/// Places a line, `refused` if it breaks a rule. A rule it breaks is in the line's state, beside
/// the rule itself.
pub(super) fn place(
    cx: &mut Cx<'_, '_>,
    at: Placing,
    facts: &mut Facts,
    new: &NewLine,
    refused: Option<Rule>,
) -> Result<(Line, Option<Rule>), Fault> {
    let offer = facts.offer(&new.offer).cloned();
    let checked = match (refused, &offer) {
        (None, Some(offer)) => subscription(cx, at, facts, new, offer),
        (Some(rule), _) => Err(rule),
        (None, None) => Err(Rule::OfferUnavailable { offer: new.offer.clone() }),
    };
    let terms = offer.as_ref().map(|offer| &offer.terms);
    let line = Line {
        number: at.number,
        offer: offer.as_ref().map_or(&new.offer, |offer| &offer.id).clone(),
        quantity: new.quantity.unwrap_or(u32::from(terms.is_some_and(|t| t.is_usage()))),
        billing: terms.map(|t| t.billing).unwrap_or_default(),
        friendly_name: new.friendly_name.clone().unwrap_or_default(),
        parent: new.parent,
        // A refused line keeps only the reseller it named: the customer's own may change.
        reseller: new.reseller,
        unit_price: 0,
        state: LineState::Failed { key: String::new(), args: Vec::new() },
    };
    match checked {
        Err(rule) => Ok((Line { state: LineState::failed(&rule), ..line }, Some(rule))),
        Ok(made) => {
            subscriptions::add(cx, &made)?;
            facts.owned.push(made.clone().into());
            let billed = terms.filter(|t| !t.is_trial);
            let price = billed.and_then(|t| t.price_in(&facts.partner.currency)).unwrap_or(0);
            let line = Line {
                friendly_name: made.friendly_name,
                parent: made.parent,
                reseller: made.reseller,
                unit_price: price,
                state: LineState::Done(made.id),
                ..line
            };
            Ok((line, None))
        }
    }
}

fn subscription(
    cx: &Cx<'_, '_>,
    at: Placing,
    facts: &Facts,
    new: &NewLine,
    offer: &Offer,
) -> Result<Subscription, Rule> {
    let terms = &offer.terms;
    let unbased = || Rule::AddOnWithoutBase { offer: terms.names.en.clone() };
    // The base may be a line of this order that was refused.
    let base = facts.base(offer, new);
    let parent = if terms.is_add_on { Some(base.ok_or_else(unbased)?) } else { None };
    let starts_on = cx.today();
    let name = new.friendly_name.as_deref().and_then(|typed| rules::friendly_name(typed).ok());
    let name = name.filter(|name| !name.is_empty());
    Ok(Subscription {
        id: cx.new_id(),
        partner: at.scope.partner(),
        customer: at.customer,
        order: at.order,
        offer: offer.id.clone(),
        friendly_name: name.unwrap_or_else(|| terms.names.in_language(&facts.buyer.language)),
        quantity: new.quantity.unwrap_or(1),
        billing: terms.billing,
        status: subscriptions::Status::Active,
        auto_renew: terms.is_auto_renewable,
        billing_cycle: rules::cycle(offer, at.cycle)?,
        parent: parent.map(|base| base.id),
        reseller: facts.reseller(new),
        starts_on,
        // A legacy add-on ends together with its base (`domain/05`, Add-ons).
        ends_on: parent.map_or_else(|| term_end(starts_on, terms.is_trial), |base| base.ends_on),
        version: 1,
        created_at: cx.now(),
    })
}

/// Trials last 30 days, licences a year (`domain/05`, Trials and Term).
fn term_end(start: Date, trial: bool) -> Date {
    let span = if trial { jiff::Span::new().days(30) } else { jiff::Span::new().years(1) };
    start.saturating_add(span)
}
