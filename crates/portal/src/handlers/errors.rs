//! Addresses that lead nowhere.

use super::frame::{Answer, Visitor};
use opc_core::{Fault, Noun};

/// The page for an address without a page.
pub(super) async fn not_found(visitor: Visitor) -> Answer {
    Err(visitor.refuse(Fault::NotFound(Noun::Page)))
}
