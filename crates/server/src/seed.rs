//! `opc seed`: many customers at once, to see how a deployment behaves when it is full.
//!
//! They go through the use cases of the product with every rule on, so that they are what the same
//! number of real ones would be. The same seed gives the same customers.

mod names;

use crate::{config::Config, failure::Failure, open::open};
use names::Dice;
use opc_core::{
    Core, Cx, Fault,
    access::{Caller, Request, permissions::AddCustomer},
    agreements,
    catalog::{self, BillingCycle, BillingType, LimitUnit, OfferTerms, Segment},
    customers::{self, AccountForm, check},
    identity,
    kernel::{country::Country, id::CustomerId},
    orders::{self, FailedLines, NewLine, NewOrder},
};
use std::io::{self, IsTerminal, Write};

/// Customers of one transaction: enough that committing costs little, few enough that a server
/// beside us does not wait long.
const BATCH: u64 = 250;

/// What to make.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Amount {
    /// Customers to add
    #[arg(long)]
    customers: u64,
    /// Subscriptions to sell to them, spread evenly
    #[arg(long, default_value_t = 0)]
    subscriptions: u64,
    /// Which ones: the same number gives the same customers
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Domain of the direct-bill partner that gets them [default: the oldest one]
    #[arg(long)]
    partner: Option<String>,
}

/// Adds the customers and says how far it is. A customer that is there already is left alone, so
/// that a run that was interrupted can be started again.
pub(crate) fn run(config: &Config, amount: &Amount) -> Result<(), Failure> {
    let core = open(config, String::new())?;
    let partner = amount.partner.clone();
    let who = core
        .read_blocking(Request::system(), move |cx| identity::admin_agent(cx, partner.as_deref()));
    let who = who.map_err(Failure::fault("partner"))?;
    let mut added = 0;
    for first in (0..amount.customers).step_by(usize::try_from(BATCH).unwrap_or(1)) {
        let last = (first + BATCH).min(amount.customers);
        added += batch(&core, &who, amount.clone(), first..last)?;
        progress(last, amount.customers)
            .map_err(|source| Failure::Io { what: "stderr".into(), source })?;
    }
    println!("{added} customers added");
    Ok(())
}

fn progress(done: u64, all: u64) -> io::Result<()> {
    let mut out = io::stderr().lock();
    if out.is_terminal() {
        write!(out, "\r{done} of {all}")?;
    } else if done == all || done.is_multiple_of(50_000) {
        writeln!(out, "{done} of {all}")?;
    }
    if done == all && out.is_terminal() { writeln!(out) } else { Ok(()) }
}

fn batch(
    core: &Core,
    who: &Caller,
    amount: Amount,
    numbers: std::ops::Range<u64>,
) -> Result<u64, Failure> {
    let request = Request { caller: who.clone(), ..Request::system() };
    let work = move |cx: &mut Cx<'_, '_>| {
        let mut added = 0;
        for number in numbers.clone() {
            added += u64::from(customer(cx, &amount, number)?);
        }
        Ok(added)
    };
    core.write_blocking(request, work).map_err(Failure::fault("seed"))
}

/// Adds one customer with its share of the subscriptions. `false`: it is there already.
fn customer(cx: &mut Cx<'_, '_>, amount: &Amount, number: u64) -> Result<bool, Fault> {
    let around = customers::surroundings(cx, &cx.allow(AddCustomer)?)?;
    let countries: Vec<&str> =
        ["JP", "US"].into_iter().filter(|code| around.market.iter().any(|c| c == code)).collect();
    if countries.is_empty() {
        return Err(Fault::Internal("the partner sells neither in Japan nor in the US".into()));
    }
    let subscriptions = share(amount, number);
    let mut form = names::form(amount.seed, number, &countries);
    if subscriptions > 0 {
        attest(&mut form, cx);
    }
    let domain = format!("{}.{}", form.domain_prefix, cx.env().settings.domain_suffix);
    if customers::domain_taken(cx, &domain)? {
        return Ok(false);
    }
    let checked = check::check(&form, &around, subscriptions > 0);
    let new = checked.customer.ok_or(Fault::Invalid(checked.problems))?;
    let created = customers::create(cx, &new)?;
    if subscriptions > 0 {
        let dice = &mut Dice::of(!amount.seed, number);
        sell(cx, (created.account.id, &form.country), subscriptions, dice)?;
    }
    Ok(true)
}

/// How many of the subscriptions this customer gets.
fn share(amount: &Amount, number: u64) -> u64 {
    let up_to = |n: u64| {
        u128::from(amount.subscriptions) * u128::from(n) / u128::from(amount.customers.max(1))
    };
    u64::try_from(up_to(number + 1) - up_to(number)).unwrap_or(0)
}

fn attest(form: &mut AccountForm, cx: &Cx<'_, '_>) {
    let country = Country::parse(&form.country);
    let today = country.map_or(cx.today(), |country| agreements::today_in(country, cx.now()));
    "attested".clone_into(&mut form.agreement);
    "on".clone_into(&mut form.agreement_attested);
    form.agreement_date = today.to_string();
}

/// One order of licences that every company may buy.
fn sell(
    cx: &mut Cx<'_, '_>,
    (customer, country): (CustomerId, &str),
    lines: u64,
    dice: &mut Dice,
) -> Result<(), Fault> {
    let country = Country::parse(country).map_err(|e| Fault::Internal(e.to_string()))?;
    let mut sold = catalog::list(cx, country)?;
    sold.retain(|offer| is_for_everybody(&offer.terms));
    let mut new = NewOrder { billing_cycle: BillingCycle::Monthly, lines: Vec::new() };
    for _ in 0..lines {
        let place = usize::try_from(dice.below(sold.len().max(1) as u64)).unwrap_or(0);
        let none = || Fault::Internal("the catalogue has no licence to sell".into());
        let offer = sold.get(place).ok_or_else(none)?;
        let most = u64::from(offer.terms.maximum_quantity.min(50));
        let quantity = u32::try_from(1 + dice.below(most)).unwrap_or(1);
        new.lines.push(NewLine {
            offer: offer.id.clone(),
            quantity: Some(quantity),
            ..NewLine::default()
        });
    }
    orders::submit(cx, customer, &new, FailedLines::Keep).map(drop)
}

fn is_for_everybody(terms: &OfferTerms) -> bool {
    !terms.is_add_on
        && !terms.is_trial
        && terms.billing == BillingType::License
        && terms.limit_unit == LimitUnit::None
        && terms.billing_cycles.contains(&BillingCycle::Monthly)
        && terms.segments.contains(&Segment::Commercial)
        && terms.customer_qualifications.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subscriptions_are_spread_evenly_and_none_is_left_over() {
        let amount =
            |customers, subscriptions| Amount { customers, subscriptions, seed: 1, partner: None };
        for (customers, subscriptions) in [(10, 0), (10, 3), (7, 20), (1, 1)] {
            let amount = amount(customers, subscriptions);
            let shares: Vec<u64> = (0..customers).map(|n| share(&amount, n)).collect();
            assert_eq!(shares.iter().sum::<u64>(), subscriptions);
            let (least, most) = (shares.iter().min(), shares.iter().max());
            assert!(most.unwrap() - least.unwrap() <= 1, "{shares:?}");
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_customers() {
        let form = |seed, number| names::form(seed, number, &["JP", "US"]);
        assert_eq!(form(1, 5), form(1, 5));
        assert_ne!(form(1, 5).domain_prefix, form(1, 6).domain_prefix);
        assert_ne!(form(1, 5).domain_prefix, form(2, 5).domain_prefix);
    }
}
