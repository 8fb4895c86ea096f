//! How what is in memory follows what is stored.

use super::{
    Entry, ListFilter, Names, Order,
    shelf::{Kept, Slot},
    walk::{Stored, after, stored_entry},
};
use crate::{Cx, Fault, access::Scope};
use opc_db::sql;
use opc_kernel::{
    id::{CustomerId, OrganisationId},
    time::Timestamp,
};
use std::{
    collections::HashMap,
    sync::{Arc, PoisonError},
};

/// Hours a line of the feed is kept. Names that were not asked for as long are read anew.
const KEPT_HOURS: i64 = 24;
/// More changes than this are read anew rather than one by one.
const CHANGES_MAX: usize = 20_000;
/// Customers read by one statement.
const BATCH: u32 = 10_000;

/// Tells every node that the account of this customer was written, at every partner that has one.
/// Comes after an insert or a change, and before a delete. Two plain statements cost less than one
/// that may insert several rows: for that the embedded engine keeps a journal of its own.
pub(in crate::customers) fn note(cx: &mut Cx<'_, '_>, customer: CustomerId) -> Result<(), Fault> {
    let stamp = cx.stamp()?;
    let holders: Vec<OrganisationId> = cx.all(
        sql!("SELECT partner_id FROM accounts WHERE customer_id = $1"),
        &[customer.into()],
        |r| r.take(),
    )?;
    for holder in holders {
        cx.execute(
            sql!(
                "INSERT INTO account_feed (partner_id, stamp, customer_id, at)
                 VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING"
            ),
            &[holder.into(), stamp.into(), customer.into(), cx.now().into()],
        )?;
    }
    Ok(())
}

/// Forgets lines with a stamp from the future: a copy of the data in a new PostgreSQL cluster, where
/// numbers start again, would hide what is written there behind them.
pub(crate) fn forget_foreign(cx: &mut Cx<'_, '_>) -> Result<(), Fault> {
    let now = cx.stamp()?;
    cx.execute(sql!("DELETE FROM account_feed WHERE stamp > $1"), &[now.into()])?;
    Ok(())
}

/// Forgets lines that every node has read or will not read any more.
pub(crate) fn purge(cx: &mut Cx<'_, '_>, limit: u32) -> Result<u64, Fault> {
    cx.execute(
        sql!(
            "DELETE FROM account_feed WHERE (partner_id, stamp, customer_id) IN
             (SELECT partner_id, stamp, customer_id FROM account_feed WHERE at < $1
              ORDER BY at LIMIT $2)"
        ),
        &[cx.now().plus_seconds(-KEPT_HOURS * 3600).into(), limit.into()],
    )
}

/// At most `limit` of the scope's customers after a place in this order: the text of the place and
/// the id.
pub(in crate::customers) fn find(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    (filter, order): (&ListFilter, Order),
    after: Option<(&str, CustomerId)>,
    limit: usize,
) -> Result<Vec<(String, CustomerId)>, Fault> {
    with_names(cx, scope, |names| names.page(filter, order, after, limit))
}

/// How many of the scope's customers pass.
pub(in crate::customers) fn count(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    filter: &ListFilter,
) -> Result<usize, Fault> {
    with_names(cx, scope, |names| names.count(filter))
}

/// How many of the scope's customers each indirect reseller has.
pub(in crate::customers) fn by_reseller(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
) -> Result<HashMap<OrganisationId, usize>, Fault> {
    with_names(cx, scope, Names::by_reseller)
}

/// The tags the scope uses, the most frequent first.
pub(in crate::customers) fn tags(cx: &mut Cx<'_, '_>, scope: Scope) -> Result<Vec<String>, Fault> {
    with_names(cx, scope, Names::tags)
}

fn with_names<T: Default>(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    look: impl FnOnce(&Names) -> T,
) -> Result<T, Fault> {
    let slot = current(cx, scope)?;
    let kept = slot.read().unwrap_or_else(PoisonError::into_inner);
    Ok(kept.as_ref().map(|kept| look(&kept.names)).unwrap_or_default())
}

fn current(cx: &mut Cx<'_, '_>, scope: Scope) -> Result<Arc<Slot>, Fault> {
    let slot = cx.env().shelf.slot(scope.organisation());
    if !is_current(cx, scope, &slot)? {
        bring_up_to_date(cx, scope, &slot, &|| true)?;
        cx.env().shelf.trim();
    }
    Ok(slot)
}

/// Reads the names of this scope unless they are in memory, and what is new if they are: names that
/// are kept current are never read anew. Answers how many customers were read. A search that comes
/// meanwhile waits; when told to stop, nothing is kept.
pub(super) fn fill(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    go_on: &dyn Fn() -> bool,
) -> Result<usize, Fault> {
    let slot = cx.env().shelf.slot(scope.organisation());
    bring_up_to_date(cx, scope, &slot, go_on)
}

/// Whether there is nothing new to read: the common case, which takes no lock that others wait for.
fn is_current(cx: &mut Cx<'_, '_>, scope: Scope, slot: &Slot) -> Result<bool, Fault> {
    let horizon = {
        let kept = slot.read().unwrap_or_else(PoisonError::into_inner);
        let usable = kept.as_ref().filter(|kept| kept.read_at > oldest_readable(cx.now()));
        let Some(kept) = usable else { return Ok(false) };
        kept.horizon
    };
    Ok(changes(cx, scope, horizon, 1)?.is_empty())
}

/// Half of the time lines are kept, so that none is missed while it is being forgotten.
fn oldest_readable(now: Timestamp) -> Timestamp {
    now.plus_seconds(-KEPT_HOURS * 3600 / 2)
}

fn changes(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    since: i64,
    limit: usize,
) -> Result<Vec<(i64, CustomerId)>, Fault> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    cx.all(
        sql!(
            "SELECT stamp, customer_id FROM account_feed
             WHERE partner_id = $1 AND stamp >= $2 ORDER BY stamp, customer_id LIMIT $3"
        ),
        &[scope.partner().into(), since.into(), limit.into()],
        |r| Ok((r.take()?, r.take()?)),
    )
}

/// Reads what is new, or everything; answers how many customers were read anew. The lock is held
/// meanwhile: whoever else searches for this partner would have to read the same.
fn bring_up_to_date(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    slot: &Slot,
    go_on: &dyn Fn() -> bool,
) -> Result<usize, Fault> {
    let mut guard = slot.write().unwrap_or_else(|poisoned| {
        // Somebody panicked half-way: what is there is not to be trusted.
        let mut guard = poisoned.into_inner();
        *guard = None;
        guard
    });
    let horizon = cx.horizon()?;
    if let Some(kept) = guard.as_mut().filter(|kept| kept.read_at > oldest_readable(cx.now())) {
        let new = changes(cx, scope, kept.horizon, CHANGES_MAX + 1)?;
        if new.len() <= CHANGES_MAX {
            return catch_up(cx, scope, kept, &new, horizon).map(|()| 0);
        }
    }
    let Some(names) = read_anew(cx, scope, go_on)? else { return Ok(0) };
    let read = names.count(&ListFilter::default());
    // What was in flight at the horizon may be in the rows read; it is read once more from the feed.
    *guard = Some(Kept { names, horizon, applied: HashMap::new(), read_at: cx.now() });
    Ok(read)
}

fn catch_up(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    kept: &mut Kept,
    new: &[(i64, CustomerId)],
    horizon: i64,
) -> Result<(), Fault> {
    // A line seen before may be seen again, by a snapshot that is older than what is in memory.
    let latest: HashMap<CustomerId, i64> = new.iter().map(|(stamp, id)| (*id, *stamp)).collect();
    let is_new = |(id, stamp): &(&CustomerId, &i64)| {
        kept.applied.get(*id).is_none_or(|applied| applied < *stamp)
    };
    let ids: Vec<CustomerId> = latest.iter().filter(is_new).map(|(id, _)| *id).collect();
    let mut now: HashMap<CustomerId, Entry> = HashMap::new();
    for some in ids.chunks(BATCH as usize) {
        let found = cx.all(
            sql!(
                "SELECT a.customer_id, a.name_key, a.company_name, o.domain, a.tags, a.reseller_id, a.country,
                        a.qualifications, a.validation, a.created_at
                 FROM accounts a JOIN organisations o ON o.id = a.customer_id
                 WHERE a.partner_id = $1 AND a.relationship = 'reseller' AND a.customer_id = ANY($2)"
            ),
            &[scope.partner().into(), some.into()],
            stored_entry,
        )?;
        for entry in found.into_iter().map(Stored::entry) {
            let entry = entry?;
            now.insert(entry.id, entry);
        }
    }
    for id in ids {
        kept.names.set(id, now.remove(&id));
    }
    kept.horizon = kept.horizon.max(horizon);
    kept.applied.extend(latest);
    let (horizon, applied) = (kept.horizon, &mut kept.applied);
    applied.retain(|_, stamp| *stamp >= horizon);
    kept.read_at = cx.now();
    Ok(())
}

/// Everything; nothing when told to stop.
fn read_anew(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    go_on: &dyn Fn() -> bool,
) -> Result<Option<Names>, Fault> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut is_last = false;
    while !is_last {
        if !go_on() {
            return Ok(None);
        }
        let found = after(cx, scope, entries.last().map(|entry| entry.id), BATCH)?;
        is_last = found.len() < BATCH as usize;
        entries.extend(found);
    }
    entries.sort_unstable_by(|a, b| (a.key(), a.id).cmp(&(b.key(), b.id)));
    Ok(Some(Names::new(entries.into_iter())))
}
