//! The *Review* page: everything entered, checked again as a whole.

use super::{Draft, DraftLine, ResellerChoice, open, save};
use crate::{
    Cx, Fault,
    access::Permission,
    catalog::{self, Offer},
    customers::{AgreementChoice, NewCustomer, Qualification, check, surroundings},
    partners,
};
use opc_kernel::{
    country::Country,
    id::DraftId,
    rule::{Problem, Rule, Severity},
    rules::licence_count,
};

/// A draft, checked and priced.
#[derive(Debug, Clone, PartialEq)]
pub struct Review {
    /// The draft.
    pub draft: Draft,
    /// The customer it describes, if its rules are kept.
    pub customer: Option<NewCustomer>,
    /// Problems of *Account info*.
    pub account: Vec<Problem>,
    /// Problems of *Reseller*.
    pub reseller: Vec<Problem>,
    /// The offers picked.
    pub lines: Priced,
    /// Whether it can be submitted.
    pub ready: bool,
}

/// The picked offers with their prices.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Priced {
    /// The lines, in the order picked.
    pub lines: Vec<PricedLine>,
    /// The partner's currency.
    pub currency: String,
    /// Sum of the monthly prices of the lines that keep the rules, in minor units.
    pub total: i64,
}

/// A picked offer.
#[derive(Debug, Clone, PartialEq)]
pub struct PricedLine {
    /// As picked.
    pub typed: DraftLine,
    /// The offer, if it is still sold.
    pub offer: Option<Offer>,
    /// Licences, if the number keeps the rules.
    pub quantity: Option<u32>,
    /// Monthly price of one licence in minor units.
    pub unit_price: i64,
    /// What is wrong with it.
    pub problem: Option<Rule>,
}

impl Priced {
    pub(super) fn problems(&self) -> Vec<Problem> {
        let broken = self.lines.iter().filter_map(|line| line.problem.clone());
        broken.map(|rule| Problem::new("licence-count", rule)).collect()
    }
}

/// A new customer buys as a commercial one: a special qualification is reviewed first
/// (`domain/02`, After creation).
pub const BUYS_AS: Qualification = Qualification::Commercial;

/// Checks a whole draft.
pub fn review(cx: &mut Cx<'_, '_>, id: DraftId) -> Result<Review, Fault> {
    let (granted, _) = open::author(cx)?;
    let draft = open::open(cx, id)?;
    let around = surroundings(cx, &granted)?;
    let typed = &draft.sections.account.typed;
    let mut checked = check::check(typed, &around, true);
    if draft.submitted.is_none() {
        save::with_state(cx, typed, &mut checked)?;
    }
    let choice = draft.sections.reseller.typed;
    let reseller = save::reseller_problems(cx, choice)?;
    let lines = price(cx, &draft)?;
    let customer = checked.customer.map(|customer| NewCustomer {
        reseller: match choice {
            ResellerChoice::Reseller(id) => Some(id),
            ResellerChoice::Open | ResellerChoice::Direct => None,
        },
        ..customer
    });
    let ready = customer.is_some() && reseller.is_empty() && lines.problems().is_empty();
    Ok(Review { draft, customer, account: checked.problems, reseller, lines, ready })
}

/// Finds and prices the picked offers. A customer who will accept the agreement itself buys
/// nothing yet (`domain/02`, Agreement): its lines are left out, and kept for a change of mind.
pub(super) fn price(cx: &mut Cx<'_, '_>, draft: &Draft) -> Result<Priced, Fault> {
    let (granted, _) = open::author(cx)?;
    let profile = partners::profile(cx, granted.scope())?;
    let form = &draft.sections.account.typed;
    let mut priced = Priced { currency: profile.currency, ..Priced::default() };
    if form.agreement == "direct" || !cx.actor().may(Permission::PlaceOrder) {
        return Ok(priced);
    }
    let Ok(country) = Country::parse(form.country.trim()) else { return Ok(priced) };
    let picked = &draft.sections.subscriptions.typed;
    for typed in picked {
        let offer = catalog::find(cx, &typed.offer)?;
        let line = price_line(typed, offer, country, &priced.currency, picked);
        if let (Some(quantity), None) = (line.quantity, &line.problem) {
            priced.total = priced.total.saturating_add(line.unit_price * i64::from(quantity));
        }
        priced.lines.push(line);
    }
    Ok(priced)
}

fn price_line(
    typed: &DraftLine,
    offer: Option<Offer>,
    country: Country,
    currency: &str,
    picked: &[DraftLine],
) -> PricedLine {
    let mut line = PricedLine {
        typed: typed.clone(),
        offer: None,
        quantity: None,
        unit_price: 0,
        problem: None,
    };
    let Some(offer) = offer else {
        line.problem = Some(Rule::OfferUnavailable { offer: typed.offer.clone() });
        return line;
    };
    let terms = &offer.terms;
    let name = terms.names.en.clone();
    let (min, max) = (terms.minimum_quantity, terms.maximum_quantity);
    let sold = offer.available && terms.markets.iter().any(|m| m == country.code());
    let based = !terms.is_add_on
        || picked.iter().any(|other| terms.prerequisite_offers.contains(&other.offer));
    match (terms.price_in(currency), licence_count::licence_count(&typed.quantity, min, max)) {
        (Some(price), quantity) if sold => {
            line.unit_price = price;
            line.problem = quantity.clone().err();
            line.quantity = quantity.ok();
        }
        _ => line.problem = Some(Rule::OfferUnavailable { offer: name.clone() }),
    }
    if line.problem.is_none() && !terms.permits(BUYS_AS) {
        line.problem = Some(Rule::QualificationForbidsOffer { offer: name.clone() });
    }
    if line.problem.is_none() && !based {
        line.problem = Some(Rule::AddOnWithoutBase { offer: name });
    }
    line.offer = Some(offer);
    line
}

impl Review {
    /// Whether the customer will accept the agreement itself, so that nothing is sold yet.
    pub fn accepts_directly(&self) -> bool {
        matches!(&self.customer, Some(c) if c.agreement == Some(AgreementChoice::Direct))
    }
    /// Every problem that stops the submission.
    pub fn blocking(&self) -> Vec<Problem> {
        let all = [self.account.clone(), self.reseller.clone(), self.lines.problems()].concat();
        all.into_iter().filter(|p| p.rule.severity() == Severity::Error).collect()
    }
}
