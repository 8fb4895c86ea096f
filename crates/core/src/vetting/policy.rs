//! Which new customers the operator wants to see.

use crate::{Cx, access::organisation_names as named, customers::Validation};

named! {
    /// Which new customers are verified before anything is sold to them.
    #[derive(Default)]
    ReviewPolicy {
        /// None.
        #[default]
        Nobody = "none",
        /// Those that were added although there were warnings.
        Warned = "warned",
        /// All.
        Everybody = "all",
    }
}

/// How the verification of a new customer begins, for which these warnings were confirmed.
pub(crate) fn begins(cx: &Cx<'_, '_>, warnings: &[String]) -> Validation {
    match cx.env().settings.customer_review {
        ReviewPolicy::Everybody => Validation::UnderReview,
        ReviewPolicy::Warned if !warnings.is_empty() => Validation::UnderReview,
        ReviewPolicy::Warned | ReviewPolicy::Nobody => Validation::Allowed,
    }
}
