//! What customers have bought (`domain/05`, Life cycle).
//!
//! A subscription begins with an order line that was accepted. Its later life (suspending,
//! renewing, changing seats) is not built yet; the states are those of the handbook.

mod list;
mod reseller;
mod store;
mod subscription;

pub use list::{get, list};
pub use reseller::change_reseller;
pub(crate) use store::{
    any_active, any_active_of_reseller, count_of_offer, insert as add, of_customer,
};
pub use subscription::{Status, Subscription};
