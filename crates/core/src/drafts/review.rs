//! The *Review* page: everything entered, checked again as a whole.

use super::{Draft, ResellerChoice, open, save};
use crate::{
    Cx, Fault,
    access::Permission,
    customers::{self, NewCustomer, Qualification, Relationship, Validation, check, surroundings},
    orders::{self, Quote},
    vetting,
};
use opc_kernel::{
    country::Country,
    id::{DraftId, OrganisationId},
    rule::Problem,
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
    /// What the offers picked come to; nothing where nothing can be bought yet.
    pub order: Option<Quote>,
    /// Whether it can be submitted.
    pub ready: bool,
}

/// A new customer buys as a commercial one: a special qualification is reviewed first
/// (`domain/02`, After creation).
pub const BUYS_AS: Qualification = Qualification::Commercial;

/// Checks a whole draft.
pub fn review(cx: &mut Cx<'_, '_>, id: DraftId) -> Result<Review, Fault> {
    let draft = open::open(cx, id)?;
    let typed = &draft.sections.account.typed;
    let checked = if draft.submitted.is_none() {
        customers::examine(cx, typed, true)?
    } else {
        let (granted, _) = open::author(cx)?;
        let around = surroundings(cx, &granted)?;
        check::check(typed, &around, true)
    };
    let choice = draft.sections.reseller.typed;
    let problems = save::reseller_problems(cx, choice)?;
    let reseller = match choice {
        // Once, where it was chosen, is enough to say what is wrong with it.
        ResellerChoice::Reseller(id) if problems.is_empty() => Some(id),
        _ => None,
    };
    let warnings = checked.customer.as_ref().map(|new| new.warnings.as_slice());
    let waits = vetting::begins(cx, warnings.unwrap_or_default());
    let order = quote(cx, &draft, reseller, waits)?;
    let customer = checked.customer.map(|customer| NewCustomer { reseller, ..customer });
    let ready =
        customer.is_some() && problems.is_empty() && self::problems(order.as_ref()).is_empty();
    let account = checked.problems;
    Ok(Review { draft, customer, account, reseller: problems, order, ready })
}

/// Quotes the picked offers for the customer to be. A customer who will accept the agreement
/// itself buys nothing yet (`domain/02`, Agreement): its lines are kept for a change of mind.
/// `validation` is how the verification of the customer will begin.
pub(super) fn quote(
    cx: &mut Cx<'_, '_>,
    draft: &Draft,
    reseller: Option<OrganisationId>,
    validation: Validation,
) -> Result<Option<Quote>, Fault> {
    let (granted, _) = open::author(cx)?;
    let form = &draft.sections.account.typed;
    if form.agreement == "direct" || !cx.actor().may(Permission::PlaceOrder) {
        return Ok(None);
    }
    let Some(country) = Country::find(&form.country) else { return Ok(None) };
    let buyer = orders::Buyer {
        id: None,
        country: country.code().to_owned(),
        language: form.language.clone(),
        buys_as: BUYS_AS,
        relationship: Relationship::Reseller,
        validation,
        // *Account info* says what is wrong with the attestation.
        agreed: true,
        reseller,
    };
    let picked = &draft.sections.subscriptions.typed;
    let wanted = orders::wanted(&picked.lines);
    let facts = orders::Facts::gather(cx, granted.scope(), buyer, &wanted)?;
    Ok(Some(Quote::of(&facts, picked.cycle, &picked.lines)))
}

/// What stops the picked offers from being submitted. What the wizard cannot mend, such as the
/// partner's own agreement, does not: the customer is added, and the order tried again later.
pub(super) fn problems(quote: Option<&Quote>) -> Vec<Problem> {
    let lines = quote.map(|quote| quote.lines.as_slice()).unwrap_or_default();
    let broken = lines.iter().filter_map(|line| line.problem.clone());
    broken.map(|rule| Problem::new("licence-count", rule)).collect()
}
