//! An order before it is placed: what it would cost, and what would be refused.

use super::{Facts, NewLine, NewOrder, rules};
use crate::{
    Cx, Fault,
    access::permissions::PlaceOrder,
    catalog::{BillingCycle, Offer},
};
use opc_kernel::{id::CustomerId, rule::Rule, rules::licence_count::licence_count};
use serde::{Deserialize, Serialize};

/// A line as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypedLine {
    /// The offer.
    pub offer: String,
    /// The licence count as typed; of a usage-based offer that it is wanted.
    pub quantity: String,
}

/// What an order would come to.
#[derive(Debug, Clone, PartialEq)]
pub struct Quote {
    /// How often licences are billed.
    pub billing_cycle: BillingCycle,
    /// The partner's currency.
    pub currency: String,
    /// The lines, as given.
    pub lines: Vec<QuotedLine>,
    /// Why nothing at all could be ordered at present.
    pub refused: Option<Rule>,
}

/// What a line would come to.
#[derive(Debug, Clone, PartialEq)]
pub struct QuotedLine {
    /// As typed.
    pub typed: TypedLine,
    /// The offer, if it is still sold.
    pub offer: Option<Offer>,
    /// Licences, if the number can be read.
    pub quantity: Option<u32>,
    /// Price of one licence for one billing period, in minor units; nothing for what is billed by
    /// use.
    pub unit_price: Option<i64>,
    /// The first rule it breaks.
    pub problem: Option<Rule>,
}

impl QuotedLine {
    /// Price of the line for one billing period, in minor units.
    pub fn price(&self) -> Option<i64> {
        Some(self.unit_price?.saturating_mul(i64::from(self.quantity?)))
    }
}

impl Quote {
    /// Sum of the lines that keep the rules, for one billing period, in minor units.
    pub fn total(&self) -> i64 {
        let good = self.lines.iter().filter(|line| line.problem.is_none());
        good.filter_map(QuotedLine::price).fold(0, i64::saturating_add)
    }
    /// The order that was quoted.
    pub fn order(&self) -> NewOrder {
        let lines = self.lines.iter().map(|line| NewLine {
            offer: line.typed.offer.clone(),
            quantity: line.quantity,
            ..NewLine::default()
        });
        NewOrder { billing_cycle: self.billing_cycle, lines: lines.collect() }
    }
}

/// Quotes an order for a customer there is.
pub fn quote(
    cx: &mut Cx<'_, '_>,
    customer: CustomerId,
    cycle: BillingCycle,
    typed: &[TypedLine],
) -> Result<Quote, Fault> {
    let granted = cx.allow(PlaceOrder)?;
    let (_, facts) = Facts::of_customer(cx, &granted, customer, &wanted(typed))?;
    Ok(Quote::of(&facts, cycle, typed))
}

/// The lines before their numbers are read, for gathering facts.
pub(crate) fn wanted(typed: &[TypedLine]) -> Vec<NewLine> {
    let line = |t: &TypedLine| NewLine { offer: t.offer.clone(), ..NewLine::default() };
    typed.iter().map(line).collect()
}

impl Quote {
    /// The quote that follows from the facts.
    pub(crate) fn of(facts: &Facts, cycle: BillingCycle, typed: &[TypedLine]) -> Self {
        let (mut lines, mut unread) = (wanted(typed), vec![None; typed.len()]);
        for ((line, unread), typed) in lines.iter_mut().zip(&mut unread).zip(typed) {
            match facts.offer(&line.offer).map(|offer| count(offer, &typed.quantity)) {
                Some(Ok(count)) => line.quantity = Some(count),
                Some(Err(rule)) => *unread = Some(rule),
                None => {}
            }
        }
        let broken = rules::lines(facts, cycle, &lines);
        let quoted = typed.iter().zip(lines).zip(unread).zip(broken);
        let quoted = quoted.map(|(((typed, line), unread), broken)| {
            let offer = facts.offer(&line.offer).cloned();
            let price = |o: &Offer| o.terms.price_for(&facts.partner.currency, cycle);
            QuotedLine {
                typed: typed.clone(),
                quantity: line.quantity,
                unit_price: offer.as_ref().and_then(price),
                offer,
                // A number that cannot be read says more about itself than any rule.
                problem: match broken {
                    Some(Rule::LicenceCountOutOfRange { .. }) | None => unread.or(broken),
                    _ => broken,
                },
            }
        });
        Self {
            billing_cycle: cycle,
            currency: facts.partner.currency.clone(),
            lines: quoted.collect(),
            refused: rules::order(facts).err(),
        }
    }
}

/// A typed licence count. What is billed by use has none: it is wanted or not.
fn count(offer: &Offer, typed: &str) -> Result<u32, Rule> {
    let terms = &offer.terms;
    if terms.is_usage() {
        return match typed.trim() {
            "" | "1" | "on" => Ok(1),
            _ => Err(Rule::UsageWithoutCount { offer: terms.names.en.clone() }),
        };
    }
    licence_count(typed, terms.minimum_quantity, terms.maximum_quantity)
}
