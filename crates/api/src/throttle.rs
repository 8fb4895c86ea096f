//! The rate limit: so many requests a minute for each tenant (`domain/09`, Security requirements).
//!
//! Counted in the memory of one node: a deployment of several nodes gives each tenant the limit on
//! every node, and a restart forgets what was used. That is enough for what it is for, keeping one
//! busy client from slowing all others down, and it costs no trip to the database.

use opc_kernel::{id::OrganisationId, time::Timestamp};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// Seconds of a window.
const WINDOW: i64 = 60;
/// Windows kept before those that have ended are cleared away.
const KEPT: usize = 10_000;

/// Counts the requests of every tenant.
#[derive(Debug)]
pub(crate) struct Throttle {
    limit: u32,
    windows: Mutex<HashMap<OrganisationId, Window>>,
}

/// A minute that began with a tenant's first request.
#[derive(Debug, Clone, Copy)]
struct Window {
    began: Timestamp,
    used: u32,
}

/// What is left to a tenant after a request was counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Share {
    /// Requests a minute.
    pub(crate) limit: u32,
    /// Requests left in this window.
    pub(crate) remaining: u32,
    /// Seconds until the window ends and all of the limit is there again; at least 1.
    pub(crate) reset: u32,
    /// Whether this request was one too many.
    pub(crate) exceeded: bool,
}

impl Throttle {
    /// With this many requests a minute; 0: no limit.
    pub(crate) fn new(limit: u32) -> Self {
        Self { limit, windows: Mutex::default() }
    }

    /// Counts a request of a tenant. `None` if there is no limit.
    pub(crate) fn count(&self, tenant: OrganisationId, now: Timestamp) -> Option<Share> {
        if self.limit == 0 {
            return None;
        }
        let mut windows = self.windows.lock().unwrap_or_else(PoisonError::into_inner);
        if windows.len() >= KEPT {
            windows.retain(|_, window| window.is_open(now));
        }
        let window = windows.entry(tenant).or_insert(Window { began: now, used: 0 });
        if !window.is_open(now) {
            *window = Window { began: now, used: 0 };
        }
        let exceeded = window.used >= self.limit;
        if !exceeded {
            window.used += 1;
        }
        let remaining = self.limit - window.used;
        Some(Share { limit: self.limit, remaining, reset: window.seconds_left(now), exceeded })
    }
}

impl Window {
    /// A clock that was moved back ends the window as well: nobody waits for yesterday.
    fn is_open(self, now: Timestamp) -> bool {
        self.began <= now && now < self.began.plus_seconds(WINDOW)
    }
    fn seconds_left(self, now: Timestamp) -> u32 {
        let left = self.began.plus_seconds(WINDOW).micros() - now.micros();
        // Rounded up: whoever waits that long finds a new window.
        u32::try_from(left.div_euclid(1_000_000) + i64::from(left.rem_euclid(1_000_000) > 0))
            .unwrap_or(1)
            .max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use opc_kernel::id::Id;

    fn tenant(n: u128) -> OrganisationId {
        OrganisationId::from_uuid(uuid::Uuid::from_u128(n))
    }
    fn at(millis: i64) -> Timestamp {
        Timestamp::from_micros(1_700_000_000_000_000 + millis * 1000)
    }

    #[test]
    fn who_waits_as_long_as_told_is_answered_again() {
        let throttle = Throttle::new(2);
        assert_eq!(throttle.count(tenant(1), at(0)).map(|s| s.remaining), Some(1));
        assert_eq!(throttle.count(tenant(1), at(10)).map(|s| s.remaining), Some(0));
        let over = throttle.count(tenant(1), at(500)).unwrap();
        assert_eq!((over.exceeded, over.remaining, over.reset), (true, 0, 60));
        let later = at(500 + i64::from(over.reset) * 1000);
        assert!(!throttle.count(tenant(1), later).unwrap().exceeded);
    }

    #[test]
    fn one_tenant_does_not_use_up_anothers_share() {
        let throttle = Throttle::new(1);
        assert!(!throttle.count(tenant(1), at(0)).unwrap().exceeded);
        assert!(throttle.count(tenant(1), at(1)).unwrap().exceeded);
        assert!(!throttle.count(tenant(2), at(1)).unwrap().exceeded);
    }

    #[test]
    fn a_limit_of_nothing_is_no_limit_and_a_moved_clock_locks_nobody_out() {
        assert_eq!(Throttle::new(0).count(tenant(1), at(0)), None);
        let throttle = Throttle::new(1);
        assert!(!throttle.count(tenant(1), at(0)).unwrap().exceeded);
        assert!(!throttle.count(tenant(1), at(-60_000)).unwrap().exceeded);
    }
}
