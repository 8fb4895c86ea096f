//! Counting per minute or per hour, in the memory of one node.
//!
//! A deployment of several nodes counts on each of them, and a restart forgets. That is enough for
//! what it is for, keeping one client from slowing all others down or from guessing without end,
//! and it costs no trip to the database.

use opc_kernel::time::Timestamp;
use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Mutex, PoisonError},
};

/// Windows kept, at most: a few megabytes.
const KEPT: usize = 10_000;

/// Counts for each `K` how often something happened since its window began.
#[derive(Debug)]
pub struct Windows<K> {
    seconds: i64,
    limit: u32,
    open: Mutex<HashMap<K, Window>>,
}

/// Begins with the first thing that happens.
#[derive(Debug, Clone, Copy)]
struct Window {
    began: Timestamp,
    used: u32,
}

/// What is left in a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// How often in a window.
    pub limit: u32,
    /// How often still in this one.
    pub remaining: u32,
    /// Seconds until the window ends and all of the limit is there again; at least 1.
    pub reset: u32,
    /// Whether nothing was left.
    pub exceeded: bool,
}

impl<K: Eq + Hash> Windows<K> {
    /// So often in so many seconds; 0: no limit.
    pub fn new(limit: u32, seconds: i64) -> Self {
        Self { seconds, limit, open: Mutex::default() }
    }

    /// Counts once more. `None` if there is no limit.
    pub fn count(&self, key: K, now: Timestamp) -> Option<Share> {
        if self.limit == 0 {
            return None;
        }
        let mut windows = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if windows.len() >= KEPT && !windows.contains_key(&key) {
            windows.retain(|_, window| window.is_open(self.seconds, now));
            // Whoever has that many addresses is not stopped by counting them.
            if windows.len() >= KEPT {
                windows.clear();
            }
        }
        let window = windows.entry(key).or_insert(Window { began: now, used: 0 });
        if !window.is_open(self.seconds, now) {
            *window = Window { began: now, used: 0 };
        }
        let share = window.share(self, now);
        if share.exceeded {
            return Some(share);
        }
        window.used += 1;
        Some(Share { remaining: share.remaining - 1, ..share })
    }

    /// Takes back what was counted.
    pub fn give_back(&self, key: &K) {
        let mut windows = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(window) = windows.get_mut(key) {
            window.used = window.used.saturating_sub(1);
        }
    }
}

impl Window {
    /// A clock that was moved back ends the window as well: nobody waits for yesterday.
    fn is_open(self, seconds: i64, now: Timestamp) -> bool {
        self.began <= now && now < self.began.plus_seconds(seconds)
    }
    fn share<K>(self, of: &Windows<K>, now: Timestamp) -> Share {
        let left = self.began.plus_seconds(of.seconds).micros() - now.micros();
        // Rounded up: whoever waits that long finds a new window.
        let reset = left.div_euclid(1_000_000) + i64::from(left.rem_euclid(1_000_000) > 0);
        Share {
            limit: of.limit,
            remaining: of.limit.saturating_sub(self.used),
            reset: u32::try_from(reset).unwrap_or(1).max(1),
            exceeded: self.used >= of.limit,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(millis: i64) -> Timestamp {
        Timestamp::from_micros(1_700_000_000_000_000 + millis * 1000)
    }

    #[test]
    fn who_waits_as_long_as_told_is_answered_again() {
        let windows = Windows::new(2, 60);
        assert_eq!(windows.count(1, at(0)).map(|s| s.remaining), Some(1));
        assert_eq!(windows.count(1, at(10)).map(|s| (s.remaining, s.exceeded)), Some((0, false)));
        let over = windows.count(1, at(500)).unwrap();
        assert_eq!((over.exceeded, over.remaining, over.reset), (true, 0, 60));
        let later = at(500 + i64::from(over.reset) * 1000);
        assert!(!windows.count(1, later).unwrap().exceeded);
    }

    #[test]
    fn one_does_not_use_up_anothers_share() {
        let windows = Windows::new(1, 60);
        assert!(!windows.count(1, at(0)).unwrap().exceeded);
        assert!(windows.count(1, at(1)).unwrap().exceeded);
        assert!(!windows.count(2, at(1)).unwrap().exceeded);
    }

    #[test]
    fn what_is_given_back_is_there_again() {
        let windows = Windows::new(1, 60);
        assert!(!windows.count(1, at(0)).unwrap().exceeded);
        windows.give_back(&1);
        windows.give_back(&1);
        assert!(!windows.count(1, at(1)).unwrap().exceeded);
        assert!(windows.count(1, at(2)).unwrap().exceeded, "and not twice");
    }

    #[test]
    fn a_limit_of_nothing_is_no_limit_and_a_moved_clock_locks_nobody_out() {
        assert_eq!(Windows::new(0, 60).count(1, at(0)), None);
        let windows = Windows::new(1, 60);
        assert!(!windows.count(1, at(0)).unwrap().exceeded);
        assert!(!windows.count(1, at(-60_000)).unwrap().exceeded);
    }

    #[test]
    fn memory_is_bounded_and_those_who_wait_go_on_waiting_as_long_as_it_lasts() {
        let windows = Windows::new(1, 60);
        for key in 0..KEPT {
            windows.count(key, at(0));
        }
        assert!(windows.count(0, at(1)).unwrap().exceeded);
        windows.count(KEPT, at(70_000));
        assert_eq!(windows.open.lock().unwrap().len(), 1, "what has ended makes room");
        for key in 0..2 * KEPT {
            windows.count(key, at(71_000));
        }
        assert!(windows.open.lock().unwrap().len() <= KEPT);
    }
}
