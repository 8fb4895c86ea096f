//! Orders: what a partner buys for a customer (`domain/05`, Cart → order).
//!
//! One list of rules ([`rules`]) decides from [`Facts`] what is wrong with an order and with each
//! of its lines. [`quote()`] asks it before anything is bought, [`submit()`] and [`retry_line()`]
//! when it is. Over the API a line that breaks a rule refuses the whole order; from the
//! add-customer wizard the customer and the other lines stay, and the line can be tried again.

mod facts;
mod list;
mod order;
mod place;
mod quote;
mod retry;
mod rules;
mod store;
mod submit;

pub(crate) use facts::{Buyer, Facts};
pub use list::{get, list};
pub use order::{FailedLines, Line, LineState, NewLine, NewOrder, Order, Status};
pub(crate) use quote::wanted;
pub use quote::{Quote, QuotedLine, TypedLine, quote};
pub use retry::retry_line;
pub use submit::submit;
