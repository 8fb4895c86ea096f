//! Which new customers the operator wants to see.

use crate::{Cx, access::organisation_names as named, customers::Validation};
use opc_kernel::rule::Rule;

named! {
    /// Which new customers are verified before anything is sold to them.
    #[derive(Default)]
    ReviewPolicy {
        /// None.
        #[default]
        Nobody = "none",
        /// Those that were added although there were warnings that are a reason to.
        Warned = "warned",
        /// All.
        Everybody = "all",
    }
}

/// Whether a confirmed warning is a reason to look at the customer. An acronym is not: many companies
/// are registered under one, and the partner has just said so.
fn is_ground(warning: &str) -> bool {
    warning != Rule::NameMayBeShort.key()
}

/// How the verification of a new customer begins, for which these warnings were confirmed.
pub(crate) fn begins(cx: &Cx<'_, '_>, warnings: &[String]) -> Validation {
    match cx.env().settings.customer_review {
        ReviewPolicy::Everybody => Validation::UnderReview,
        ReviewPolicy::Warned if warnings.iter().any(|warning| is_ground(warning)) => {
            Validation::UnderReview
        }
        ReviewPolicy::Warned | ReviewPolicy::Nobody => Validation::Allowed,
    }
}
