//! What a customer may buy by itself (`domain/04`, Customer permissions).

use super::{Account, account_for, store};
use crate::{
    Cx, Fault,
    access::permissions::{PlaceOrder, SetPurchasePermissions, ViewPurchasePermissions},
    audit::{Event, Operation, ResourceType},
};
use opc_kernel::id::CustomerId;
use serde::{Deserialize, Serialize};

/// What a customer may buy by itself. The partner pays for it and is not told; nothing is allowed
/// unless the partner allows it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PurchasePermissions {
    /// Reservations.
    pub reservations: bool,
    /// Savings plans.
    pub savings_plans: bool,
}

impl PurchasePermissions {
    /// Nothing.
    pub const NONE: Self = Self { reservations: false, savings_plans: false };

    /// Whether something is allowed that `before` did not allow.
    pub fn exceed(self, before: Self) -> bool {
        (self.reservations && !before.reservations) || (self.savings_plans && !before.savings_plans)
    }
}

/// The account of a customer, for whoever may see what the customer buys by itself.
pub fn purchase_permissions(cx: &mut Cx<'_, '_>, customer: CustomerId) -> Result<Account, Fault> {
    let granted = cx.allow(ViewPurchasePermissions)?;
    account_for(cx, &granted, customer)
}

/// Replaces what a customer may buy by itself. `version` is the one the person saw: if somebody
/// saved in between, the answer is [`Fault::Stale`]. A partner that may not order at present
/// allows nothing new.
pub fn set_purchase_permissions(
    cx: &mut Cx<'_, '_>,
    customer: CustomerId,
    version: Option<i64>,
    wanted: PurchasePermissions,
) -> Result<Account, Fault> {
    let granted = cx.allow(SetPurchasePermissions)?;
    let (scope, before) = (granted.scope(), account_for(cx, &granted, customer)?);
    if version.is_some_and(|version| version != before.version) {
        return Err(Fault::Stale);
    }
    if wanted == before.permissions {
        return Ok(before);
    }
    if wanted.exceed(before.permissions) {
        cx.allow(PlaceOrder)?;
    }
    store::save_permissions(cx, scope, customer, wanted)?;
    record(cx, &before, wanted)?;
    let version = before.version + 1;
    Ok(Account { permissions: wanted, version, updated_at: cx.now(), ..before })
}

/// Tells the log how the permissions of an account changed.
pub(super) fn record(
    cx: &mut Cx<'_, '_>,
    before: &Account,
    after: PurchasePermissions,
) -> Result<(), Fault> {
    let operation = match (before.permissions, after) {
        (PurchasePermissions::NONE, _) => Operation::CreatePurchasePermissions,
        (_, PurchasePermissions::NONE) => Operation::DeletePurchasePermissions,
        _ => Operation::UpdatePurchasePermissions,
    };
    let event = Event::new(operation, ResourceType::Customer);
    let event = event.about(before.id, &before.billing.company_name);
    cx.record(event.from(&before.permissions).to(&after))
}
