//! The partners whose names are in memory.

use super::Names;
use opc_kernel::{
    id::{CustomerId, OrganisationId},
    time::Timestamp,
};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock},
};

/// Bytes of names kept in memory, about: some millions of customers.
const BYTES_MAX: usize = 512 << 20;
/// Bytes of a customer, about (`docs/decisions/12-search.md`).
const BYTES_EACH: usize = 250;

/// The names of one partner, and up to where its feed has been read.
#[derive(Debug)]
pub(super) struct Kept {
    pub(super) names: Names,
    /// Every write with a smaller stamp is in `names`.
    pub(super) horizon: i64,
    /// Writes at or beyond the horizon that are in `names` as well.
    pub(super) applied: HashMap<CustomerId, i64>,
    /// When the feed was read last.
    pub(super) read_at: Timestamp,
}

/// Where a partner's names are, once somebody has searched.
pub(super) type Slot = RwLock<Option<Kept>>;

/// Of names that are being read or changed it is not known yet.
fn bytes((_, slot): &(OrganisationId, Arc<Slot>)) -> usize {
    let kept = slot.try_read();
    kept.map_or(0, |kept| kept.as_ref().map_or(0, |kept| kept.names.bytes()))
}

/// All slots, the ones used last at the end.
#[derive(Debug, Default)]
pub(crate) struct Shelf {
    slots: Mutex<Vec<(OrganisationId, Arc<Slot>)>>,
}

impl Shelf {
    /// The slot of a partner; from now on the one used last.
    pub(super) fn slot(&self, partner: OrganisationId) -> Arc<Slot> {
        let mut slots = self.lock();
        let known = slots.iter().position(|(owner, _)| *owner == partner);
        let slot = known.map_or_else(Arc::default, |place| slots.remove(place).1);
        slots.push((partner, Arc::clone(&slot)));
        slot
    }

    /// Drops the names used longest ago until the rest is within the limit. The last one stays.
    pub(super) fn trim(&self) {
        let mut slots = self.lock();
        let mut total: usize = slots.iter().map(bytes).sum();
        while total > BYTES_MAX && slots.len() > 1 {
            total -= bytes(&slots.remove(0));
        }
    }

    /// Whether the names of so many customers of a partner fit in beside those of the others.
    pub(super) fn has_room(&self, partner: OrganisationId, customers: usize) -> bool {
        let slots = self.lock();
        let others = slots.iter().filter(|(owner, _)| *owner != partner);
        others.map(bytes).sum::<usize>() + customers * BYTES_EACH <= BYTES_MAX
    }

    fn lock(&self) -> MutexGuard<'_, Vec<(OrganisationId, Arc<Slot>)>> {
        // A panic between two lines here leaves a list that is short of a slot, which is made anew.
        self.slots.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
