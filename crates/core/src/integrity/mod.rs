//! What must always hold in the data, whoever wrote it: `opc check` asks, and so may an operator
//! at any time. Nothing here changes the data; [`reach`] only remembers what was done once.

mod findings;
mod milestone;
mod readable;

pub use findings::{Finding, SAMPLE, findings};
pub use milestone::{is_new, milestone, reach};
pub use readable::readable;
