//! Tenant predicates whose loss nothing notices, and why that is right.

/// Part of the file, the predicate, a part of the statement in one line, why. A predicate stands here
/// only while nothing notices its loss.
pub(super) const SURVIVORS: &[(&str, &str, &str, &str)] = &[];
