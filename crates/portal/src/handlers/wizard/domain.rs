//! Whether the primary domain is free.

use super::{account, fields, steps::At};
use crate::{
    handlers::{
        forms::Posted,
        frame::{Answer, Visitor},
    },
    wizard::{DomainCheck, DomainCheckPart},
};
use axum::extract::Path;
use opc_core::{
    Cx, Fault, customers, drafts,
    kernel::{rule::Problem, rules::domain_prefix},
};

/// Whether the domain is free, for browsers without script.
pub(super) async fn look(Path(at): Path<At>, form: Posted) -> Answer {
    let typed = fields::read(form.typed());
    account::look_again(&at, &form, typed, "?domain=look#domain-prefix").await
}

/// Whether the domain is free, put into the page while typing. Nothing is kept. A draft that has
/// become a customer is not told that its own domain is taken.
pub(super) async fn check(Path(at): Path<At>, form: Posted) -> Answer {
    if form.is_kept() {
        return Ok(form.page(&account::shown_again(&at, &form).await?));
    }
    let known = at.known(&form)?;
    let typed = form.typed().get("domain-prefix").to_owned();
    let w = form.w;
    let domain = form.read(move |cx| match known.map(|id| drafts::open(cx, id)).transpose()? {
        Some(draft) if draft.submitted.is_some() => Ok(LookUp::Nothing),
        _ => look_up(cx, &typed),
    });
    let domain = domain.await?;
    let domain = spoken(&form, domain);
    Ok(form.page(&DomainCheckPart { w, domain }))
}

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
