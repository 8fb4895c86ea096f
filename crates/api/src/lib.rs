//! REST v1: one table of operations, and what every request and answer has in common.
//!
//! [`operations()`] is the table; [`router()`] makes the routes from it. A request goes through
//! `normalise` (its path), `correlation` (its ids), `gate` (its token and its share of the rate
//! limit) and reaches a handler of `routes` as a `Call`. What core answers becomes JSON in
//! `shapes`; what core refuses becomes a status, a code and a sentence in `faults`.

pub mod correlation;
pub mod normalise;
pub mod openapi;
pub mod operation;
pub mod reply;
pub mod uri;

mod app;
mod body;
mod call;
mod failure;
mod faults;
mod gate;
mod guard;
mod members;
mod refusal;
mod routes;
mod shapes;

pub use app::{ApiOptions, entrance, listed, operations, operations_of, router};
pub use guard::Guard;
pub use normalise::is_of_the_api;
pub use refusal::Refusal;
