//! The *Confirmation* page, and *Done*.

use super::{open, store, submit};
use crate::{
    Cx, Fault, Noun,
    customers::{self, Account},
    orders::{self, Order},
};
use opc_kernel::id::DraftId;

/// What the wizard made.
#[derive(Debug, Clone, PartialEq)]
pub struct Confirmation {
    /// The account.
    pub account: Account,
    /// Sign-in name of the customer's first administrator.
    pub user_name: String,
    /// Its temporary password; gone once the page was left with *Done*.
    pub password: Option<String>,
    /// The order, if anything was picked.
    pub order: Option<Order>,
}

/// The confirmation of a submitted draft. Reloading shows it again until *Done*.
pub fn confirmation(cx: &mut Cx<'_, '_>, id: DraftId) -> Result<Confirmation, Fault> {
    let draft = open::open(cx, id)?;
    let (customer, order) = draft.submitted.ok_or(Fault::NotFound(Noun::Draft))?;
    let account = customers::get(cx, customer)?;
    let order = match order {
        Some(order) => Some(orders::get(cx, customer, order)?),
        None => None,
    };
    let user_name = format!("admin@{}", account.domain);
    let password = submit::password(cx, &draft)?;
    Ok(Confirmation { account, user_name, password, order })
}

/// Leaves the wizard: the one-time password cannot be shown again.
pub fn done(cx: &mut Cx<'_, '_>, id: DraftId) -> Result<(), Fault> {
    let draft = open::open(cx, id)?;
    let (granted, _) = open::author(cx)?;
    store::forget_secret(cx, granted.scope(), draft.id)
}
