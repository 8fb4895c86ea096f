//! What customers have bought (`domain/05`, Life cycle).
//!
//! A subscription begins with an order line that was accepted; [`set_status`] suspends it and lets it
//! go on. The rest of its later life (renewing, changing seats) is not built yet; the states are those
//! of the handbook.

mod list;
mod reseller;
mod status;
mod store;
mod subscription;

pub use list::{get, list};
pub use reseller::change_reseller;
pub use status::set_status;
pub(crate) use store::{any_active, any_of_reseller, count_of_offer, insert as add, of_customer};
pub use subscription::{Status, Subscription};
