//! REST v1: one table of operations, and what every request and answer has in common.

pub mod correlation;
pub mod normalise;
pub mod openapi;
pub mod operation;
pub mod reply;
pub mod uri;
