//! Importing customers from a file (`design/users`, 12; `design/portal`, long work is a job).
//!
//! ```text
//!            check              last row             start             last row
//! mapping ──────────▶ checking ──────────▶ checked ──────────▶ running ──────────▶ done
//!    ▲                    ▲                   │                 │    ▲
//!    │                    └──── check ────────┤            pause│    │resume
//!  upload                   (another mapping) │                 ▼    │
//!                                             └──▶ cancelled ◀── paused
//! ```
//!
//! [`upload()`] stores the rows as they are, [`CHUNK`] in a row of the database. [`check()`] is the
//! dry run: a job judges every row by every rule and adds nothing. [`start()`] adds the rows that
//! passed, and those whose warnings were confirmed. Either job does a chunk in a transaction and
//! writes down how far it is in the same one, so that whoever goes on, here or on another node,
//! adds no customer twice and forgets none.
//!
//! - [`Mapping`]: which column is which field; guessed from the header or remembered.
//! - [`pause()`], [`resume()`], [`cancel()`], [`get()`], [`list()`], [`rows()`], [`head()`],
//!   [`preview()`], [`rejected()`]: one use case each.
//!
//! One-time passwords of the customers' administrators are not shown: nobody reads thousands of
//! them. Deliberately absent: giving them others; that belongs to the users of customers.

mod check;
mod countries;
mod field;
mod file;
mod get;
mod import;
mod judge;
mod mapping;
mod pause;
mod prefix;
mod preview;
mod rejected;
mod results;
mod rows;
mod run;
mod since;
mod step;
mod store;
mod upload;

pub use check::check;
pub use field::Field;
pub use file::{CELL_MAX, COLUMNS_MAX, FILE_MAX, ROWS_MAX, Table, read_table};
pub use get::{get, list};
pub use import::{Halt, Import, State};
pub use mapping::{Mapping, Prefix};
pub use pause::{cancel, pause, resume};
pub use preview::{Sample, head, preview};
pub use rejected::{Rejected, rejected};
pub use results::{Broken, Counts, Outcome, RowResult, RuleCount, Summary};
pub use rows::{RowPage, RowQuery, rows};
pub use run::{Confirmed, start};
pub(crate) use step::{halt, step};
pub(crate) use store::purge;
pub use upload::{CHUNK, upload};
