//! What an order must keep, in the order of `domain/05`, Pre-checks.

use super::NewLine;
use crate::{
    Cx, Fault,
    access::Scope,
    agreements,
    catalog::{self, LimitUnit, Offer},
    customers::{Account, Validation},
    partners::{self, Profile},
    subscriptions::{self, Subscription},
};
use opc_kernel::{
    rule::{Problem, Rule},
    text::clean_line,
};
use std::collections::HashSet;

/// The most lines of an order.
const LINES_MAX: u32 = 100;
/// The longest name of a partner's own, in characters.
const NAME_MAX: u32 = 100;

/// What is the same for every line of an order.
#[derive(Debug)]
pub(super) struct Ground {
    pub(super) profile: Profile,
    pub(super) account: Account,
    /// Active subscriptions of the customer, those of this order's earlier lines included.
    pub(super) owned: Vec<Subscription>,
}

/// The numbers of the lines, each of which is there once.
pub(super) fn numbers(lines: &[NewLine]) -> Result<Vec<u32>, Fault> {
    if lines.is_empty() {
        return Err(Fault::field("offer", Rule::Required));
    }
    if lines.len() > LINES_MAX as usize {
        return Err(Fault::field("offer", Rule::TooManyLines { max: LINES_MAX }));
    }
    let mut seen = HashSet::new();
    let (mut numbers, mut problems) = (Vec::new(), Vec::new());
    for (row, line) in (0..).zip(lines) {
        let number = line.number.unwrap_or(row);
        if !seen.insert(number) {
            let repeated = Problem::new("line-number", Rule::LineNumberRepeated { number });
            problems.push(repeated.in_row(row));
        }
        numbers.push(number);
    }
    if problems.is_empty() { Ok(numbers) } else { Err(Fault::Invalid(problems)) }
}

/// The rule a line broke, with the field it is about.
pub(super) fn of_line(row: usize, line: &NewLine, rule: Rule) -> Problem {
    let field = match &rule {
        Rule::LicenceCountOutOfRange { .. } => "licence-count",
        Rule::ResellerUnknown | Rule::ResellerAgreementUnsigned => "reseller",
        Rule::AddOnWithoutBase { .. } if line.parent.is_some() => "parent-subscription",
        Rule::TooLong { .. } | Rule::ForbiddenCharacter { .. } => "friendly-name",
        _ => "offer",
    };
    Problem::new(field, rule).in_row(u32::try_from(row).unwrap_or(u32::MAX))
}

/// Rules of the whole order: partner agreement, vetting, customer agreement.
pub(super) fn order(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    ground: &Ground,
) -> Result<Option<Rule>, Fault> {
    if !ground.profile.agreement_signed {
        return Ok(Some(Rule::PartnerAgreementUnsigned));
    }
    match ground.account.validation {
        Validation::NotAllowed => return Ok(Some(Rule::CustomerNotAllowed)),
        Validation::UnderReview | Validation::NotReady => {
            return Ok(Some(Rule::CustomerUnderReview));
        }
        Validation::Allowed => {}
    }
    let confirmed = agreements::is_confirmed(cx, scope, &ground.account)?;
    Ok((!confirmed).then_some(Rule::AgreementNotConfirmed))
}

/// Rules of one line: qualification, market, number of licences, limits, prerequisites. Answers
/// the offer and, for an add-on, its base.
pub(super) fn line(
    cx: &mut Cx<'_, '_>,
    ground: &Ground,
    line: &NewLine,
) -> Result<Result<Offer, Rule>, Fault> {
    if let Some(Err(rule)) = line.friendly_name.as_deref().map(friendly_name) {
        return Ok(Err(rule));
    }
    let unavailable = || Rule::OfferUnavailable { offer: line.offer.clone() };
    let Some(offer) = catalog::find(cx, &line.offer)? else { return Ok(Err(unavailable())) };
    if let Some(rule) = offer_rule(ground, &offer, line.quantity) {
        return Ok(Err(rule));
    }
    if let Some(rule) = limit(cx, ground, &offer)? {
        return Ok(Err(rule));
    }
    let name = offer.terms.names.en.clone();
    if offer.terms.is_add_on && base(ground, &offer, line).is_none() {
        return Ok(Err(Rule::AddOnWithoutBase { offer: name }));
    }
    Ok(Ok(offer))
}

/// A name of the partner's own, clean.
pub(super) fn friendly_name(typed: &str) -> Result<String, Rule> {
    let name = clean_line(typed)?;
    if name.chars().count() > NAME_MAX as usize {
        return Err(Rule::TooLong { max: NAME_MAX });
    }
    Ok(name)
}

fn offer_rule(ground: &Ground, offer: &Offer, quantity: u32) -> Option<Rule> {
    let (terms, account) = (&offer.terms, &ground.account);
    let name = || terms.names.en.clone();
    let sold_in = |country: &str| terms.markets.iter().any(|m| m == country);
    if !offer.available
        || !sold_in(&account.billing.country)
        || !sold_in(&ground.profile.country)
        || terms.price_in(&ground.profile.currency).is_none()
    {
        return Some(Rule::OfferUnavailable { offer: name() });
    }
    if !terms.permits(account.buys_as()) {
        return Some(Rule::QualificationForbidsOffer { offer: name() });
    }
    let (min, max) = (terms.minimum_quantity, terms.maximum_quantity);
    (!(min..=max).contains(&quantity)).then_some(Rule::LicenceCountOutOfRange { min, max })
}

/// Whether the customer may have one more of the offer (errors 800066 and 800089).
fn limit(cx: &mut Cx<'_, '_>, ground: &Ground, offer: &Offer) -> Result<Option<Rule>, Fault> {
    let Some(max) = offer.terms.limit else { return Ok(None) };
    let (living, ever) = subscriptions::count_of_offer(cx, ground.account.id, &offer.id)?;
    let count = match offer.terms.limit_unit {
        LimitUnit::None => return Ok(None),
        LimitUnit::Concurrent => living,
        LimitUnit::Lifetime => ever,
    };
    let name = offer.terms.names.en.clone();
    Ok((count >= max).then_some(Rule::OfferLimitReached { offer: name, max }))
}

/// The subscription an add-on adds to: the one named, otherwise the first that fits.
pub(super) fn base<'a>(
    ground: &'a Ground,
    offer: &Offer,
    line: &NewLine,
) -> Option<&'a Subscription> {
    let fits = |s: &&Subscription| offer.terms.prerequisite_offers.contains(&s.offer);
    match line.parent {
        Some(parent) => ground.owned.iter().filter(fits).find(|s| s.id == parent),
        None => ground.owned.iter().find(fits),
    }
}

/// The reseller a line is put down to (errors 800016 and 900123): the one named, otherwise the
/// customer's own.
pub(super) fn reseller(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    ground: &Ground,
    line: &NewLine,
) -> Result<Result<Option<opc_kernel::id::OrganisationId>, Rule>, Fault> {
    let Some(id) = line.reseller.or(ground.account.reseller) else { return Ok(Ok(None)) };
    Ok(match partners::active_reseller(cx, scope, id)? {
        None => Err(Rule::ResellerUnknown),
        Some(reseller) if !reseller.agreement_signed => Err(Rule::ResellerAgreementUnsigned),
        Some(reseller) => Ok(Some(reseller.id)),
    })
}
