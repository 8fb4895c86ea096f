//! The one place that reads the time.

use opc_kernel::time::Timestamp;
use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

/// A clock: the machine's, moved by an offset in sandboxes.
#[derive(Debug, Clone, Default)]
pub struct Clock {
    offset_micros: Arc<AtomicI64>,
}

impl Clock {
    /// The time now.
    #[expect(clippy::disallowed_methods, reason = "this is the clock everyone else must ask")]
    pub fn now(&self) -> Timestamp {
        let machine = Timestamp::from(jiff::Timestamp::now()).micros();
        Timestamp::from_micros(machine.saturating_add(self.offset_micros.load(Ordering::Relaxed)))
    }
    /// Moves the clock so that it shows `to` now. Only sandboxes offer this.
    pub fn move_to(&self, to: Timestamp) {
        let shift = to.micros().saturating_sub(self.now().micros());
        self.offset_micros.fetch_add(shift, Ordering::Relaxed);
    }
}
