//! The floor: the least a durable server must do to create a customer.
//!
//! It keeps the engine, the durability (`journal_mode=WAL`, `synchronous=FULL`), the group commit, the
//! rows, the indexes, the repeated-request answer and the JSON of the product. It leaves out sign-in,
//! tenancy, rules and audit. What the product loses against it is the price of those.

mod bare;
mod serve;
mod store;
mod wire;

pub(crate) use bare::seconds;
pub(crate) use serve::{FloorArgs, run};
