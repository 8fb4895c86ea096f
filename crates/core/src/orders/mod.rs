//! Orders: what a partner buys for a customer (`domain/05`, Cart → order).
//!
//! [`submit()`] checks every line and makes a subscription of each that keeps the rules. Over the
//! API a line that breaks one refuses the whole order; from the add-customer wizard the customer
//! and the other lines stay, and the line can be tried again with [`retry_line()`].

mod list;
mod order;
mod place;
mod retry;
mod rules;
mod store;
mod submit;

pub use list::{get, list};
pub use order::{FailedLines, Line, LineState, NewLine, NewOrder, Order, Status};
pub use retry::retry_line;
pub use submit::submit;
