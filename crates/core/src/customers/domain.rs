//! Are primary domains free?

use super::store;
use crate::{Cx, Fault, access::permissions::AddCustomer};
use opc_kernel::{
    rule::{Problem, Rule},
    rules::domain_prefix::domain_prefix,
};
use std::collections::HashSet;

/// Whether some customer, of whichever partner, has the domain with this prefix. It says nothing
/// about whose it is.
pub fn domain_taken(cx: &mut Cx<'_, '_>, domain: &str) -> Result<bool, Fault> {
    cx.allow(AddCustomer)?;
    let prefix = cx.env().settings.domain_prefix(domain);
    let prefix = prefix.map(domain_prefix);
    match prefix {
        Some(Ok(prefix)) => {
            let domain = format!("{prefix}.{}", cx.env().settings.domain_suffix);
            store::domain_exists(cx, &domain)
        }
        Some(Err(rule)) => Err(Fault::field("domain-prefix", rule)),
        None => Err(Fault::field("domain-prefix", Rule::DomainPrefixFormat { max: 27 })),
    }
}

/// That a new organisation's domain is somebody's already, to be told with everything else that is
/// wrong; nothing of a prefix that breaks the rules itself. Each would be told when it is made.
pub(crate) fn taken_prefix(cx: &mut Cx<'_, '_>, typed: &str) -> Result<Option<Problem>, Fault> {
    let Ok(prefix) = domain_prefix(typed) else { return Ok(None) };
    let domain = format!("{prefix}.{}", cx.env().settings.domain_suffix);
    let taken = store::domain_exists(cx, &domain)?;
    Ok(taken.then(|| Problem::new("domain-prefix", Rule::DomainPrefixTaken { prefix })))
}

/// Those of the domains that some customer has, of whichever partner. One look for all of them.
pub(crate) fn taken_domains(
    cx: &mut Cx<'_, '_>,
    domains: Vec<String>,
) -> Result<HashSet<String>, Fault> {
    cx.allow(AddCustomer)?;
    store::keys::domains(cx, domains)
}

#[cfg(test)]
mod tests {
    use crate::Settings;
    use proptest::prelude::*;

    proptest! {
        /// What stands before an accepted suffix is a prefix of itself, whatever was typed.
        #[test]
        fn the_prefix_of_a_domain_is_its_own_prefix(
            typed in any::<String>(),
            name in "[a-zA-Zé株 .-]{0,6}",
            dot in "[.。．é株]",
            at in any::<prop::sample::Index>(),
        ) {
            let settings = Settings::default();
            let suffix = at.get(&settings.accepted_suffixes);
            for domain in [typed, format!("{name}{dot}{suffix}"), format!("{name}.{suffix}")] {
                let once = settings.domain_prefix(&domain).filter(|prefix| !prefix.contains('.'));
                let twice = once.and_then(|prefix| settings.domain_prefix(prefix));
                prop_assert_eq!(twice, once, "{}", domain);
            }
        }
    }
}
