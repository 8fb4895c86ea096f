//! What a customer says about itself to a partner that is to take it on.

use super::{AccountForm, BillingProfile, Surroundings, billing, check::Finder, store};
use crate::{Cx, Fault, access::permissions::AnswerInvitation};
use opc_kernel::{
    country::Country,
    rule::{Problem, Rule, Severity},
};

/// A profile that keeps the rules, and the warnings that came up: the customer has said it itself,
/// so nothing has to be confirmed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Stated {
    pub(crate) billing: BillingProfile,
    pub(crate) warnings: Vec<String>,
}

/// The form filled with what the acting customer last said about itself; empty but for the country
/// if no partner ever kept anything.
pub fn own_profile(cx: &mut Cx<'_, '_>) -> Result<AccountForm, Fault> {
    let scope = cx.allow(AnswerInvitation)?.scope();
    let known = store::own_profile(cx, scope)?;
    let country = cx.actor().member().map(|member| member.country.code().to_owned());
    let country = country.unwrap_or_default();
    Ok(AccountForm { country, ..known.map(AccountForm::from).unwrap_or_default() })
}

/// Checks what the customer says about itself. Its country is where it is: it never changes.
pub(crate) fn stated(
    form: &AccountForm,
    country: Country,
    around: &Surroundings,
) -> Result<Stated, Vec<Problem>> {
    let mut find = Finder::default();
    if !around.market.iter().any(|code| code == country.code()) {
        find.add("country", Rule::CountryOutsideMarket { country: country.code() });
    }
    let billing = billing::check_profile(form, country, around, &mut find);
    let (broken, others): (Vec<_>, Vec<_>) =
        find.problems.into_iter().partition(|p| p.rule.severity() == Severity::Error);
    if !broken.is_empty() {
        return Err(broken);
    }
    let warned = others.into_iter().filter(|p| p.rule.severity() == Severity::Warning);
    Ok(Stated { billing, warnings: warned.map(|p| p.rule.key().to_owned()).collect() })
}
