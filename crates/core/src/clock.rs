//! The one place that reads the time.

use opc_kernel::time::Timestamp;
use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicI64, Ordering},
};

/// A clock: the machine's, moved by an offset in sandboxes.
#[derive(Debug, Clone, Default)]
pub struct Clock {
    offset_micros: Arc<AtomicI64>,
    /// Whether the offset is the time.
    stands_still: Arc<AtomicBool>,
}

impl Clock {
    /// The time now.
    #[expect(clippy::disallowed_methods, reason = "this is the clock everyone else must ask")]
    pub fn now(&self) -> Timestamp {
        let machine = if self.stands_still.load(Ordering::Relaxed) {
            0
        } else {
            Timestamp::from(jiff::Timestamp::now()).micros()
        };
        Timestamp::from_micros(machine.saturating_add(self.offset_micros.load(Ordering::Relaxed)))
    }
    /// Stops the clock: it shows another time only when it is moved. For tests of what happens to the
    /// second.
    pub fn stand_still(&self) {
        let now = self.now();
        self.stands_still.store(true, Ordering::Relaxed);
        self.offset_micros.store(now.micros(), Ordering::Relaxed);
    }
    /// Moves the clock so that it shows `to` now. Only sandboxes offer this.
    pub fn move_to(&self, to: Timestamp) {
        let shift = to.micros().saturating_sub(self.now().micros());
        self.offset_micros.fetch_add(shift, Ordering::Relaxed);
    }
}
