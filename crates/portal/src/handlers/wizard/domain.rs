//! Whether the primary domain is free.

use crate::{handlers::frame::Visitor, wizard::DomainCheck};
use opc_core::{
    Cx, Fault, customers,
    kernel::{rule::Problem, rules::domain_prefix},
};

/// What a look-up found, before it is put into words.
pub(super) enum LookUp {
    Nothing,
    Free(String),
    Taken(String, Vec<String>),
    Broken(Vec<Problem>),
}

/// Whether a prefix is free, and if it is not, what is.
pub(super) fn look_up(cx: &mut Cx<'_, '_>, typed: &str) -> Result<LookUp, Fault> {
    if typed.is_empty() {
        return Ok(LookUp::Nothing);
    }
    let suffix = cx.env().settings.domain_suffix.clone();
    let prefix = domain_prefix::domain_prefix(typed).unwrap_or_default();
    let name = format!("{prefix}.{suffix}");
    match customers::domain_taken(cx, typed) {
        Err(Fault::Invalid(problems)) => Ok(LookUp::Broken(problems)),
        Err(fault) => Err(fault),
        Ok(false) => Ok(LookUp::Free(name)),
        Ok(true) => {
            let mut free = Vec::new();
            for number in 1..=9 {
                let other = format!("{prefix}{number}");
                let fits = domain_prefix::domain_prefix(&other).is_ok();
                if free.len() < 3 && fits && !customers::domain_taken(cx, &other)? {
                    free.push(other);
                }
            }
            Ok(LookUp::Taken(name, free))
        }
    }
}

/// What was found, as the page says it.
pub(super) fn spoken(visitor: &Visitor, found: LookUp) -> DomainCheck {
    match found {
        LookUp::Nothing => DomainCheck::Unknown,
        LookUp::Free(name) => DomainCheck::Free(name),
        LookUp::Taken(name, others) => DomainCheck::Taken(name, others),
        LookUp::Broken(problems) => {
            let first = problems.into_iter().next();
            first.map_or(DomainCheck::Unknown, |p| DomainCheck::Invalid(visitor.w.rule(&p.rule)))
        }
    }
}
