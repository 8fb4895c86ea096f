//! What an order must keep, in the order of `domain/05`, Pre-checks. Pure: everything they look at
//! is in [`Facts`].

use super::{Facts, NewLine};
use crate::{
    Fault,
    access::OrganisationState,
    catalog::{BillingCycle, Offer},
    customers::{Relationship, Validation},
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
        Rule::LicenceCountOutOfRange { .. } | Rule::UsageWithoutCount { .. } => "licence-count",
        Rule::ResellerUnknown | Rule::ResellerAgreementUnsigned => "reseller",
        Rule::AddOnWithoutBase { .. } if line.parent.is_some() => "parent-subscription",
        Rule::TooLong { .. } | Rule::ForbiddenCharacter { .. } => "friendly-name",
        _ => "offer",
    };
    Problem::new(field, rule).in_row(u32::try_from(row).unwrap_or(u32::MAX))
}

/// Rules of the whole order: partner status, partner agreement, relationship, vetting, customer
/// agreement.
pub(super) fn order(facts: &Facts) -> Result<(), Rule> {
    let (partner, buyer) = (&facts.partner, &facts.buyer);
    if partner.state != OrganisationState::Active {
        return Err(Rule::PartnerRestricted);
    }
    if !partner.agreement_signed {
        return Err(Rule::PartnerAgreementUnsigned);
    }
    if buyer.relationship != Relationship::Reseller {
        return Err(Rule::RelationshipMissing);
    }
    match buyer.validation {
        Validation::NotAllowed => return Err(Rule::CustomerNotAllowed),
        Validation::UnderReview | Validation::NotReady => return Err(Rule::CustomerUnderReview),
        Validation::Allowed => {}
    }
    if buyer.agreed { Ok(()) } else { Err(Rule::AgreementNotConfirmed) }
}

/// The first rule that each line breaks. A line may lean on another one of the same order.
pub(super) fn lines(facts: &Facts, cycle: BillingCycle, lines: &[NewLine]) -> Vec<Option<Rule>> {
    (0..lines.len()).map(|number| line(facts, cycle, lines, number).err()).collect()
}

fn line(facts: &Facts, asked: BillingCycle, lines: &[NewLine], number: usize) -> Result<(), Rule> {
    let line = &lines[number];
    line.friendly_name.as_deref().map(friendly_name).transpose()?;
    reseller(facts, line)?;
    let unavailable = || Rule::OfferUnavailable { offer: line.offer.clone() };
    let offer = facts.offer(&line.offer).ok_or_else(unavailable)?;
    sold(facts, offer)?;
    quantity(offer, line)?;
    cycle(offer, asked)?;
    limit(facts, offer, &lines[..number])?;
    let ordered = |bases: &[String]| {
        lines.iter().any(|other| bases.iter().any(|id| id.eq_ignore_ascii_case(&other.offer)))
    };
    let terms = &offer.terms;
    let name = || terms.names.en.clone();
    if terms.is_trial
        && facts.owned.iter().any(|owned| terms.conversion_targets.contains(&owned.offer))
    {
        return Err(Rule::TrialOfOwned { offer: name() });
    }
    let in_order = line.parent.is_none() && ordered(&terms.prerequisite_offers);
    if terms.is_add_on && facts.base(offer, line).is_none() && !in_order {
        return Err(Rule::AddOnWithoutBase { offer: name() });
    }
    Ok(())
}

/// A name of the partner's own, clean.
pub(super) fn friendly_name(typed: &str) -> Result<String, Rule> {
    let name = clean_line(typed)?;
    if name.chars().count() > NAME_MAX as usize {
        return Err(Rule::TooLong { max: NAME_MAX });
    }
    Ok(name)
}

/// The reseller a line is put down to (errors 800016 and 900123).
fn reseller(facts: &Facts, line: &NewLine) -> Result<(), Rule> {
    let Some(id) = facts.reseller(line) else { return Ok(()) };
    match facts.resellers.iter().find(|reseller| reseller.id == id) {
        None => Err(Rule::ResellerUnknown),
        Some(reseller) if !reseller.agreement_signed => Err(Rule::ResellerAgreementUnsigned),
        Some(_) => Ok(()),
    }
}

/// Qualification and market.
fn sold(facts: &Facts, offer: &Offer) -> Result<(), Rule> {
    let (terms, buyer) = (&offer.terms, &facts.buyer);
    let name = || terms.names.en.clone();
    if !terms.permits(buyer.buys_as) {
        return Err(Rule::QualificationForbidsOffer { offer: name() });
    }
    if offer.available
        && terms.is_sold_in(&buyer.country)
        && terms.is_sold_in(&facts.partner.country)
        && terms.price_in(&facts.partner.currency).is_some()
    {
        return Ok(());
    }
    Err(Rule::OfferUnavailable { offer: name() })
}

fn quantity(offer: &Offer, line: &NewLine) -> Result<(), Rule> {
    let terms = &offer.terms;
    if terms.is_usage() {
        return match line.quantity {
            None | Some(1) => Ok(()),
            Some(_) => Err(Rule::UsageWithoutCount { offer: terms.names.en.clone() }),
        };
    }
    let (min, max) = (terms.minimum_quantity, terms.maximum_quantity);
    match line.quantity {
        Some(count) if (min..=max).contains(&count) => Ok(()),
        _ => Err(Rule::LicenceCountOutOfRange { min, max }),
    }
}

/// How often the subscription of a line is billed. Trials are not; what is billed by use is billed
/// as its offer says, whatever the licences beside it are (`domain/05`, Billing cycles).
pub(super) fn cycle(offer: &Offer, asked: BillingCycle) -> Result<BillingCycle, Rule> {
    let terms = &offer.terms;
    if terms.is_trial {
        return Ok(BillingCycle::None);
    }
    let first = terms.billing_cycles.first().copied().unwrap_or_default();
    if terms.billing_cycles.contains(&asked) {
        Ok(asked)
    } else if terms.is_usage() {
        Ok(first)
    } else {
        let offer = terms.names.en.clone();
        Err(Rule::BillingCycleNotOffered { offer, cycle: first.name() })
    }
}

/// Whether the customer may have one more of the offer (errors 800066 and 800089).
fn limit(facts: &Facts, offer: &Offer, before: &[NewLine]) -> Result<(), Rule> {
    let (Some(max), terms) = (offer.terms.limit, &offer.terms) else { return Ok(()) };
    if terms.limit_unit == crate::catalog::LimitUnit::None {
        return Ok(());
    }
    let had = facts.counted.get(&offer.id).copied().unwrap_or(0) as usize;
    let beside = before.iter().filter(|l| l.offer.eq_ignore_ascii_case(&offer.id)).count();
    if had + beside < max as usize {
        return Ok(());
    }
    Err(Rule::OfferLimitReached { offer: terms.names.en.clone(), max })
}
