//! Saving a section. What was typed is kept even if it breaks rules; only a save in another tab
//! in between stops it.

use super::{Draft, Picked, ResellerChoice, Saved, open, review, store};
use crate::{
    Cx, Fault,
    access::OrganisationKind,
    customers::{self, AccountForm, Validation},
    partners,
};
use opc_kernel::{
    id::DraftId,
    rule::{Problem, Rule, Severity},
};

/// Saves *Account info* and checks it. `base` is the section version the form was made from;
/// `None` saves over whatever is there.
pub fn save_account(
    cx: &mut Cx<'_, '_>,
    id: DraftId,
    base: Option<u32>,
    form: &AccountForm,
) -> Result<Saved, Fault> {
    let mut draft = open::open(cx, id)?;
    if conflicting(&draft, base, draft.sections.account.version) {
        return Ok(conflict(draft));
    }
    let checked = customers::examine(cx, form, true)?;
    draft.sections.account.typed = form.clone();
    draft.sections.account.version += 1;
    keep(cx, draft, checked.problems, checked.customer.is_some())
}

/// Saves the provider's choice of reseller.
pub fn save_reseller(
    cx: &mut Cx<'_, '_>,
    id: DraftId,
    base: Option<u32>,
    choice: ResellerChoice,
) -> Result<Saved, Fault> {
    let mut draft = open::open(cx, id)?;
    if conflicting(&draft, base, draft.sections.reseller.version) {
        return Ok(conflict(draft));
    }
    let problems = reseller_problems(cx, choice)?;
    draft.sections.reseller.typed = choice;
    draft.sections.reseller.version += 1;
    let complete = problems.is_empty();
    keep(cx, draft, problems, complete)
}

/// Providers pick a reseller or say that there is none; for others there is nothing to pick.
pub(super) fn reseller_problems(
    cx: &mut Cx<'_, '_>,
    choice: ResellerChoice,
) -> Result<Vec<Problem>, Fault> {
    let (granted, _) = open::author(cx)?;
    let provider = granted.scope().kind() == OrganisationKind::IndirectProvider;
    let rule = match choice {
        _ if !provider => None,
        ResellerChoice::Open => Some(Rule::ResellerMissing),
        ResellerChoice::Direct => None,
        ResellerChoice::Reseller(id) => partners::may_sell_with(cx, granted.scope(), id)?.err(),
    };
    Ok(rule.map(|rule| Problem::new("reseller", rule)).into_iter().collect())
}

/// Saves the picked offers. None is allowed: the customer may buy later.
pub fn save_subscriptions(
    cx: &mut Cx<'_, '_>,
    id: DraftId,
    base: Option<u32>,
    picked: Picked,
) -> Result<Saved, Fault> {
    let mut draft = open::open(cx, id)?;
    if conflicting(&draft, base, draft.sections.subscriptions.version) {
        return Ok(conflict(draft));
    }
    draft.sections.subscriptions.typed = picked;
    draft.sections.subscriptions.version += 1;
    let quote = review::quote(cx, &draft, None, Validation::Allowed)?;
    let problems = review::problems(quote.as_ref());
    let complete = !problems.iter().any(|p| p.rule.severity() == Severity::Error);
    keep(cx, draft, problems, complete)
}

fn conflicting(draft: &Draft, base: Option<u32>, now: u32) -> bool {
    draft.submitted.is_some() || base.is_some_and(|base| base != now)
}

fn conflict(draft: Draft) -> Saved {
    Saved { draft, problems: Vec::new(), complete: false, conflict: true }
}

fn keep(
    cx: &mut Cx<'_, '_>,
    mut draft: Draft,
    problems: Vec<Problem>,
    complete: bool,
) -> Result<Saved, Fault> {
    let (granted, user) = open::author(cx)?;
    draft.version += 1;
    draft.updated_at = cx.now();
    store::save(cx, granted.scope(), user, &draft)?;
    Ok(Saved { draft, problems, complete, conflict: false })
}
