//! A form that was sent when its session had ended.
//!
//! What was typed goes along with the sign-in pages in a sealed hidden field, bound to the person
//! and the address, and comes back to the same address afterwards. There the form is shown again:
//! whoever sent it checks it and sends it once more. Nothing is ever done by itself.

use super::{
    forms::Typed,
    frame::Visitor,
    routes::{Gate, PageScope, Portal},
};
use opc_core::{access::Person, secrets};
use serde::{Deserialize, Serialize};

/// Seconds a form is kept: time to find one's phone, not time to share a computer.
const SECONDS: i64 = 3600;
/// Most bytes of a form that is kept, before it is sealed.
const BYTES_MAX: usize = 100_000;

/// A form to be shown again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Kept {
    /// Mark of whom the form was made for.
    mark: String,
    /// Where it was sent.
    pub(super) action: String,
    /// The page it was on.
    pub(super) page: String,
    /// Until when it counts, in seconds since 1970.
    until: i64,
    /// What was typed, without secrets.
    pub(super) typed: Typed,
}

impl Kept {
    /// The hidden field.
    pub(super) const FIELD: &'static str = "kept";

    /// What is worth keeping of a form sent to `action`.
    pub(super) fn of(visitor: &Visitor, gate: Gate, action: &str, typed: &Typed) -> Option<Self> {
        let sealed = typed.get(Self::FIELD);
        if !sealed.is_empty() {
            return Self::open(&visitor.portal, sealed).filter(|kept| kept.action == action);
        }
        let mark = typed.mark().to_owned();
        let typed = typed.without_secrets();
        let worth = gate.scope == PageScope::Tenant && !mark.is_empty();
        (worth && typed.pairs().next().is_some()).then(|| Self {
            mark,
            action: action.to_owned(),
            page: visitor.here.clone(),
            until: now(&visitor.portal) + SECONDS,
            typed,
        })
    }
    /// Opens the hidden field. Nothing comes of one that is too old or not ours.
    pub(super) fn open(portal: &Portal, sealed: &str) -> Option<Self> {
        let plain = secrets::open_form(&portal.core, sealed)?;
        let kept: Self = serde_json::from_slice(&plain).ok()?;
        (now(portal) < kept.until).then_some(kept)
    }
    /// The hidden field; nothing for a form that is too large.
    pub(super) fn seal(&self, portal: &Portal) -> Option<String> {
        let plain = serde_json::to_vec(self).ok().filter(|plain| plain.len() <= BYTES_MAX)?;
        Some(secrets::seal_form(&portal.core, &plain))
    }
    /// Whether the form was made for this person.
    pub(super) fn is_of(&self, portal: &Portal, person: Option<&Person>) -> bool {
        person.is_some_and(|person| self.mark == secrets::form_mark(&portal.core, person.user))
    }
}

fn now(portal: &Portal) -> i64 {
    portal.core.clock().now().seconds()
}
