//! Adding tags to many customers, and taking tags from them.

use crate::{
    Cx, Fault,
    access::{Scope, on_behalf_of, permissions::TagCustomers},
    audit::{Event, Operation, ResourceType},
    customers::{ListFilter, index, store},
    fault::{stored, to_store},
    jobs::{self, Claimed, NewJob, Step, Work},
};
use opc_kernel::{
    id::{CorrelationId, CustomerId, Id, JobId, UserId},
    rule::{Problem, Rule},
    rules::tags,
    text::search_key,
};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// Customers picked one by one, at most: a page of the list.
const PICKED_MAX: usize = 200;
/// Customers looked at in one piece of a job.
const BATCH: u32 = 200;

/// Which customers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Chosen {
    /// Those.
    Picked(Vec<CustomerId>),
    /// All that pass when the job comes to them.
    Matching(ListFilter),
}

/// A change of the tags of many customers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TagChange {
    /// Whose.
    pub chosen: Chosen,
    /// Tags to add.
    pub add: Vec<String>,
    /// Tags to take away.
    pub remove: Vec<String>,
    /// Who asked for it.
    pub by: UserId,
}

/// Changes the tags of customers, now or by a job. `add` and `remove` are typed lists; `total` is
/// how many customers there are as far as known.
pub fn tag_many(
    cx: &mut Cx<'_, '_>,
    chosen: Chosen,
    (add, remove): (&str, &str),
    total: usize,
) -> Result<JobId, Fault> {
    let scope = cx.allow(TagCustomers)?.scope();
    let by = cx.actor().person().map(|person| person.user).ok_or(Fault::SignedOut)?;
    let mut problems = Vec::new();
    let mut read = |field, typed: &str| {
        let found = tags::in_text(typed);
        found.unwrap_or_else(|rule| {
            problems.push(Problem::new(field, rule));
            Vec::new()
        })
    };
    let (add, remove) = (read("add-tags", add), read("remove-tags", remove));
    if problems.is_empty() && add.is_empty() && remove.is_empty() {
        problems.push(Problem::new("add-tags", Rule::Required));
    }
    if !problems.is_empty() {
        return Err(Fault::Invalid(problems));
    }
    let total = match &chosen {
        Chosen::Picked(ids) if ids.is_empty() || ids.len() > PICKED_MAX => {
            return Err(Fault::field("customer", Rule::Required));
        }
        Chosen::Picked(ids) => ids.len(),
        Chosen::Matching(_) => total,
    };
    let at_once = matches!(chosen, Chosen::Picked(_));
    let job = NewJob {
        organisation: Some(scope.organisation()),
        work: Work::TagCustomers(Box::new(TagChange { chosen, add, remove, by })),
        total: u32::try_from(total).unwrap_or(u32::MAX),
    };
    if at_once { jobs::run_now(cx, job) } else { jobs::enqueue(cx, &job) }
}

/// Changes the next customers.
pub(crate) fn tag_some(
    cx: &mut Cx<'_, '_>,
    held: &Claimed,
    change: &TagChange,
) -> Result<Step, Fault> {
    let scope = acting(cx, held, change.by)?;
    let (ids, next) = match &change.chosen {
        Chosen::Picked(ids) => (ids.clone(), None),
        Chosen::Matching(filter) => {
            let at = (!held.cursor.is_empty()).then(|| stored("cursor", &held.cursor));
            index::matching(cx, scope, filter, at.transpose()?, BATCH)?
        }
    };
    for id in &ids {
        retag(cx, scope, *id, &change.add, &change.remove)?;
    }
    let Some(next) = next else { return Ok(Step::Done) };
    let done = held.done + u32::try_from(ids.len()).unwrap_or(0);
    let cursor = to_store("cursor", &next)?;
    Ok(Step::More(Claimed { done, total: held.total.max(done), cursor, ..held.clone() }))
}

/// From here on the piece is done by whoever asked, as long as they may.
pub(super) fn acting(cx: &mut Cx<'_, '_>, held: &Claimed, by: UserId) -> Result<Scope, Fault> {
    let actor = on_behalf_of(cx, by)?;
    cx.act_for(actor, chain(held.id));
    Ok(cx.allow(TagCustomers)?.scope())
}

/// The mark in the log of what a job did.
pub(super) fn chain(job: JobId) -> CorrelationId {
    CorrelationId::from_uuid(job.uuid())
}

/// Changes the tags of one customer. One that has left the list is passed over; one that would
/// have too many tags keeps those it has, and the log says so.
pub(super) fn retag(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    id: CustomerId,
    add: &[String],
    remove: &[String],
) -> Result<(), Fault> {
    let Some(before) = store::find(cx, scope, id)? else { return Ok(()) };
    let gone: HashSet<String> = remove.iter().map(|tag| search_key(tag)).collect();
    let kept = before.tags.iter().filter(|tag| !gone.contains(&search_key(tag)));
    let event = Event::new(Operation::UpdateTags, ResourceType::Customer)
        .about(id, &before.billing.company_name)
        .from(&before.tags);
    match tags::tags(kept.chain(add).map(String::as_str)) {
        Ok(after) if after == before.tags => Ok(()),
        Ok(after) => {
            store::update_tags(cx, scope, &before, &after)?;
            cx.record(event.to(&after))
        }
        Err(_) => cx.record(event.failed()),
    }
}
