//! What was changed about a customer, and changing it back.

use super::{
    Account, AccountForm, BillingProfile, get, set_purchase_permissions, set_tags, update_billing,
};
use crate::{
    Cx, Fault, Noun,
    access::permissions::{EditBilling, SetPurchasePermissions, TagCustomers},
    audit::{self, Entry, Operation},
    fault::stored,
};
use opc_kernel::id::{CustomerId, EventId};
use serde_json::{Map, Value};

/// Whether an entry of the log can be taken back at all: bill-to profiles, tags, permissions.
pub fn is_reversible(entry: &Entry) -> bool {
    let simple = matches!(entry.operation, Operation::UpdateBillingProfile | Operation::UpdateTags);
    (simple || entry.operation.is_about_permissions()) && entry.old.is_some() && entry.new.is_some()
}

/// Whether `field` of the account still is what this entry made of it. Only then can it be taken
/// back: what somebody else wrote since is not thrown away.
pub fn still_holds(account: &Account, entry: &Entry, field: &str) -> bool {
    let new = entry.new.as_deref().and_then(|json| serde_json::from_str::<Value>(json).ok());
    let Some(new) = new else {
        return false;
    };
    match entry.operation {
        Operation::UpdateTags => serde_json::to_value(&account.tags).is_ok_and(|now| now == new),
        _ => is_reversible(entry) && members(account, entry).get(field) == new.get(field),
    }
}

/// What the account now says where this entry changed it.
fn members(account: &Account, entry: &Entry) -> Map<String, Value> {
    let now = if entry.operation.is_about_permissions() {
        serde_json::to_value(account.permissions)
    } else {
        serde_json::to_value(&account.billing)
    };
    now.ok().and_then(|now| now.as_object().cloned()).unwrap_or_default()
}

/// Writes back what one entry of the log changed: one `field` by its name in the log, or all. The
/// rules are checked again, as for any change. `version` is the one the person saw; if somebody
/// saved in between, or the field has changed since that entry, the answer is [`Fault::Stale`].
pub fn undo_change(
    cx: &mut Cx<'_, '_>,
    customer: CustomerId,
    (event, field): (EventId, &str),
    version: i64,
) -> Result<(), Fault> {
    let account = get(cx, customer)?;
    let entry = audit::get(cx, event)?;
    let about = entry.customer.as_ref().is_some_and(|(id, _)| *id == customer);
    if !about || !is_reversible(&entry) {
        return Err(Fault::NotFound(Noun::Event));
    }
    match entry.operation {
        Operation::UpdateTags => cx.allow(TagCustomers).map(drop)?,
        operation if operation.is_about_permissions() => {
            cx.allow(SetPurchasePermissions).map(drop)?;
        }
        _ => cx.allow(EditBilling).map(drop)?,
    }
    if account.version != version {
        return Err(Fault::Stale);
    }
    cx.take_back(event);
    let old = entry.old.as_deref().unwrap_or("null");
    if entry.operation == Operation::UpdateTags {
        if !still_holds(&account, &entry, "tags") {
            return Err(Fault::Stale);
        }
        let old: Vec<String> = stored("tags", old)?;
        return set_tags(cx, customer, &old.join("\n")).map(drop);
    }
    let old: Map<String, Value> = stored("profile", old)?;
    let new: Map<String, Value> = stored("profile", entry.new.as_deref().unwrap_or("null"))?;
    let differs = |name: &&String| old.get(*name) != new.get(*name);
    let names: Vec<&String> =
        old.keys().filter(|name| field.is_empty() || *name == field).filter(differs).collect();
    if names.is_empty() || names.iter().any(|name| !still_holds(&account, &entry, name)) {
        return Err(Fault::Stale);
    }
    let mut members = members(&account, &entry);
    for name in names {
        members.insert(name.clone(), old[name].clone());
    }
    let members = Value::Object(members);
    if entry.operation.is_about_permissions() {
        let wanted = serde_json::from_value(members).map_err(|_| Fault::Stale)?;
        return set_purchase_permissions(cx, customer, Some(version), wanted).map(drop);
    }
    let profile: BillingProfile = serde_json::from_value(members).map_err(|_| Fault::Stale)?;
    // What was right once may be unusual; it was confirmed then.
    let form = AccountForm { confirmed: "on".to_owned(), ..AccountForm::from(profile) };
    update_billing(cx, customer, Some(version), &form).map(drop)
}
