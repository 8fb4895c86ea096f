//! The first few of many in an order that memory is not kept in.

use opc_kernel::{id::CustomerId, time::Timestamp};
use std::{cmp::Ordering, collections::BinaryHeap};

/// Where a customer stands in an order; its id decides between equals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place<'n> {
    Text(&'n str),
    Time(Timestamp),
}

impl Place<'_> {
    /// Text that sorts as the place does.
    fn text(self) -> String {
        match self {
            Self::Text(text) => text.to_owned(),
            Self::Time(time) => format!("{:020}", time.micros()),
        }
    }
}

#[derive(Debug, PartialEq, Eq)]
struct Ranked<'n> {
    at: (Place<'n>, CustomerId),
    down: bool,
}

impl Ord for Ranked<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        let order = self.at.cmp(&other.at);
        if self.down { order.reverse() } else { order }
    }
}
impl PartialOrd for Ranked<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The first `limit` beyond `after`, in order. Keeps no more than those at a time.
pub(super) fn first<'n>(
    all: impl Iterator<Item = (Place<'n>, CustomerId)>,
    down: bool,
    after: Option<(Place<'n>, CustomerId)>,
    limit: usize,
) -> Vec<(String, CustomerId)> {
    let ranked = |at| Ranked { at, down };
    let after = after.map(ranked);
    let mut kept: BinaryHeap<Ranked<'n>> = BinaryHeap::new();
    for one in all.map(ranked) {
        if after.as_ref().is_some_and(|after| one <= *after) {
            continue;
        }
        if kept.len() < limit {
            kept.push(one);
        } else if let Some(mut last) = kept.peek_mut()
            && one < *last
        {
            *last = one;
        }
    }
    let places =
        kept.into_sorted_vec().into_iter().map(|Ranked { at: (place, id), .. }| (place.text(), id));
    places.collect()
}
