//! What every section of an account has: its heading and its menu.

use crate::{
    account,
    components::{Badge, Tab},
    handlers::{frame::Visitor, wizard::is_provider},
    labels,
    shell::{Crumb, Shell, Tone},
};
use opc_core::{
    access::Permission,
    customers::{Account, Relationship, Validation},
};

/// The frame and the heading of a section.
pub(super) fn heading(visitor: &Visitor, of: &Account, current: &str) -> (Shell, account::Account) {
    let w = visitor.w;
    let mut shell = visitor.shell("customers");
    let list = format!("{}/customers", shell.base);
    let base = format!("{list}/{}", of.id);
    shell.crumbs.push(Crumb::new(w.t("customers-title"), list));
    let sections = [
        ("company", true),
        ("bill-to", true),
        ("agreement", visitor.may(Permission::ViewAgreements)),
        ("verification", true),
        ("reseller", is_provider(visitor)),
        ("tags", true),
        ("permissions", visitor.may(Permission::ViewPurchasePermissions)),
        ("subscriptions", visitor.may(Permission::ViewOrders)),
        ("orders", visitor.may(Permission::ViewOrders)),
        ("admin-relationships", visitor.may(Permission::ViewAdmin)),
        ("history", visitor.may(Permission::ViewActivity)),
        ("activity", visitor.may(Permission::ViewActivity)),
    ];
    let tab = |key: &str| Tab {
        label: w.of_family("section", key),
        href: format!("{base}/{key}"),
        current: key == current,
    };
    let account = account::Account {
        id: of.id.to_string(),
        company: of.billing.company_name.clone(),
        domain: of.domain.clone(),
        state: state(visitor, of),
        sections: sections.into_iter().filter(|(_, may)| *may).map(|(key, _)| tab(key)).collect(),
        base,
    };
    (shell, account)
}

fn state(visitor: &Visitor, of: &Account) -> Option<Badge> {
    let w = visitor.w;
    if of.relationship == Relationship::None {
        return Some(Badge::new(Tone::Neutral, w.t("relationship-none")));
    }
    let refused = of.validation == Validation::NotAllowed;
    let tone = if refused { Tone::Bad } else { Tone::Warning };
    labels::validation(w, of.validation).map(|text| Badge::new(tone, text))
}
