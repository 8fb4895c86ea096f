//! New ids: GUIDs of version 7, growing within one process even inside a millisecond.

use opc_kernel::time::Timestamp;
use std::sync::atomic::{AtomicU64, Ordering};
use uuid::Uuid;

/// The source of new ids.
#[derive(Debug, Default)]
pub(crate) struct IdSource {
    /// Milliseconds in the upper 52 bits, a counter in the lower 12.
    last: AtomicU64,
}

impl IdSource {
    pub(crate) fn next(&self, now: Timestamp) -> Uuid {
        let millis = u64::try_from(now.micros() / 1000).unwrap_or(0);
        let step = |last: u64| Some((millis << 12).max(last + 1));
        let last = self.last.fetch_update(Ordering::Relaxed, Ordering::Relaxed, step);
        let tick = last.ok().and_then(step).unwrap_or(millis << 12);
        let mut random = [0_u8; 10];
        crate::secrets::fill_random(&mut random);
        random[0] = ((tick >> 8) & 0x0f) as u8;
        random[1] = (tick & 0xff) as u8;
        uuid::Builder::from_unix_timestamp_millis(tick >> 12, &random).into_uuid()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_one_moment_grow() {
        let source = IdSource::default();
        let now = Timestamp::from_micros(1_700_000_000_000_000);
        let ids: Vec<_> = (0..5000).map(|_| source.next(now)).collect();
        assert!(ids.windows(2).all(|w| w[0] < w[1]));
        assert_eq!(ids[0].get_version_num(), 7);
    }
}
