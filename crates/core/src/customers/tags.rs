//! Tags of a customer (`domain/04`): at most 150 of at most 50 characters, admin agents only.

use super::{Account, store};
use crate::{
    Cx, Fault, Noun,
    access::permissions::TagCustomers,
    audit::{Event, Operation, ResourceType},
};
use opc_kernel::{id::CustomerId, rules::tags};

/// Replaces the tags.
pub fn set_tags(cx: &mut Cx<'_, '_>, customer: CustomerId, typed: &str) -> Result<Account, Fault> {
    let scope = cx.allow(TagCustomers)?.scope();
    let before = store::find(cx, scope, customer)?.ok_or(Fault::NotFound(Noun::Customer))?;
    let tags = tags::in_text(typed).map_err(|rule| Fault::field("tags", rule))?;
    if tags == before.tags {
        return Ok(before);
    }
    store::update_tags(cx, scope, &before, &tags)?;
    let event = Event::new(Operation::UpdateTags, ResourceType::Customer);
    cx.record(event.about(customer, &before.billing.company_name).from(&before.tags).to(&tags))?;
    Ok(Account { tags, version: before.version + 1, updated_at: cx.now(), ..before })
}
