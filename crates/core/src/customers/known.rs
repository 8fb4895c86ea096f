//! Which of many new customers are known already: one look for all of them.

use super::store;
use crate::{Cx, Fault, access::permissions::AddCustomer};
use std::collections::{HashMap, HashSet};

/// What is looked for.
#[derive(Debug, Default)]
pub(crate) struct Known {
    /// Whole primary domains.
    pub(crate) domains: Vec<String>,
    /// Names as [`sort_key`](super::sort_key) gives them.
    pub(crate) names: Vec<String>,
    /// Registration ids.
    pub(crate) registrations: Vec<String>,
}

/// What was found.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// Domains some customer has, of whichever partner.
    pub(crate) domains: HashSet<String>,
    /// Names of the partner's own customers, by key of the name and postal code.
    pub(crate) names: HashMap<(String, String), String>,
    /// Names of the partner's own customers, by registration id.
    pub(crate) registrations: HashMap<String, String>,
}

/// Looks for all of them.
pub(crate) fn known(cx: &mut Cx<'_, '_>, of: Known) -> Result<Found, Fault> {
    let scope = cx.allow(AddCustomer)?.scope();
    Ok(Found {
        domains: store::domains(cx, of.domains)?,
        names: store::twins(cx, scope, of.names)?,
        registrations: store::registered(cx, scope, of.registrations)?,
    })
}
