//! Everything that brings partners and customers together, and apart, against one pure model
//! (`domain/03`): whoever does whatever in whatever order, and whatever time passes, each of them
//! sees what the model says.
//!
//! - `steps`: what can happen. `model`: who stands how with whom; `asking` (invitations and
//!   partnerships), `selling` (accounts and the older privileges) and `granting` (roles for a time)
//!   say what a step does to it.
//! - `product` does a step through the API as whoever it is up to; `seen` compares what everybody
//!   is shown after it.
//! - `run`: sequences of steps, made smaller when one fails.
//!
//! `OPC_MODEL_CASES` tries so many sequences, of a seed that is new each time unless
//! `OPC_MODEL_SEED` names one.

mod asking;
mod granting;
mod model;
mod product;
mod run;
mod seen;
mod selling;
mod steps;
