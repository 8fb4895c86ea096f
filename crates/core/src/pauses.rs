//! Pauses that grow with every wrong guess, in the memory of one node like [`windows`](crate::windows).

use opc_kernel::time::Timestamp;
use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Mutex, PoisonError},
};

/// Streaks kept, at most: some ten megabytes.
const KEPT: usize = 50_000;
/// The wrong guess in a row that is followed by the first pause.
const FIRST: u32 = 5;
/// Seconds of the longest pause, and after its end until a streak is forgotten.
const LONGEST: i64 = 3600;

/// Seconds to pause after so many wrong guesses in a row: from the fifth on 30, then twice as long
/// each time, at most an hour.
pub(crate) fn seconds(wrong: u32) -> i64 {
    if wrong < FIRST { 0 } else { (30_i64 << (wrong - FIRST).min(7)).min(LONGEST) }
}

/// For each `K` the wrong guesses in a row.
#[derive(Debug)]
pub(crate) struct Pauses<K>(Mutex<HashMap<K, Streak>>);

#[derive(Debug, Clone, Copy)]
struct Streak {
    wrong: u32,
    until: Timestamp,
}

impl Streak {
    /// A clock that was moved back ends the streak as well: nobody waits for yesterday.
    fn counts(self, now: Timestamp) -> bool {
        now < self.until.plus_seconds(LONGEST) && self.until <= now.plus_seconds(LONGEST)
    }
}

impl<K> Default for Pauses<K> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: Eq + Hash> Pauses<K> {
    /// Counts a guess as wrong before it is looked at; answers the seconds to wait if it is not
    /// to be looked at, and then counts nothing.
    pub(crate) fn begin(&self, key: K, now: Timestamp) -> Result<(), u32> {
        let mut streaks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if streaks.len() >= KEPT && !streaks.contains_key(&key) {
            streaks.retain(|_, streak| streak.counts(now));
            // Whoever has that many names and addresses is not stopped by counting them.
            if streaks.len() >= KEPT {
                streaks.clear();
            }
        }
        let streak = streaks.entry(key).or_insert(Streak { wrong: 0, until: now });
        if !streak.counts(now) {
            *streak = Streak { wrong: 0, until: now };
        }
        let left = streak.until.micros() - now.micros();
        if left > 0 {
            return Err(u32::try_from(left / 1_000_000 + 1).unwrap_or(u32::MAX));
        }
        streak.wrong = streak.wrong.saturating_add(1);
        streak.until = now.plus_seconds(seconds(streak.wrong));
        Ok(())
    }
    /// Takes back a guess that turned out to be neither right nor wrong.
    pub(crate) fn give_back(&self, key: &K, now: Timestamp) {
        let mut streaks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(streak) = streaks.get_mut(key) {
            *streak = Streak { wrong: streak.wrong.saturating_sub(1), until: now };
        }
    }
    /// Forgets the streaks of these keys.
    pub(crate) fn forget(&self, of: impl Fn(&K) -> bool) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).retain(|key, _| !of(key));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_micros(1_700_000_000_000_000).plus_seconds(seconds)
    }

    #[test]
    fn pauses_grow_to_an_hour() {
        let first: Vec<_> = (4..=13).map(seconds).collect();
        assert_eq!(first, [0, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600]);
        assert_eq!(seconds(u32::MAX), LONGEST);
    }

    #[test]
    fn of_many_guesses_at_once_five_are_looked_at() {
        let pauses = Pauses::default();
        let looked_at = (0..100).filter(|_| pauses.begin(1, at(0)).is_ok()).count();
        assert_eq!(looked_at, 5);
        assert_eq!(pauses.begin(1, at(29)), Err(2));
        assert_eq!(pauses.begin(2, at(0)), Ok(()), "another key has its own");
        assert_eq!(pauses.begin(1, at(30)), Ok(()));
        assert!(pauses.begin(1, at(61)).is_err(), "the next pause is longer");
        pauses.forget(|key| *key == 1);
        assert_eq!(pauses.begin(1, at(61)), Ok(()));
    }

    #[test]
    fn a_guess_given_back_does_not_count() {
        let pauses = Pauses::default();
        for _ in 0..100 {
            assert_eq!(pauses.begin(1, at(0)), Ok(()));
            pauses.give_back(&1, at(0));
        }
    }

    #[test]
    fn a_streak_ends_an_hour_after_its_pause_and_with_a_clock_moved_back() {
        for later in [30 + LONGEST, -LONGEST] {
            let pauses = Pauses::default();
            for _ in 0..5 {
                assert_eq!(pauses.begin(1, at(0)), Ok(()));
            }
            assert_eq!(pauses.begin(1, at(later)), Ok(()));
            assert_eq!(pauses.begin(1, at(later)), Ok(()));
        }
    }

    #[test]
    fn memory_is_bounded() {
        let pauses = Pauses::default();
        for key in 0..2 * KEPT {
            assert_eq!(pauses.begin(key, at(0)), Ok(()));
        }
        assert!(pauses.0.lock().unwrap().len() <= KEPT);
    }
}
