//! What every section of an account has: its heading and its menu.

use crate::{
    account,
    components::{Badge, Tab},
    handlers::{frame::Visitor, wizard::is_provider},
    labels,
    shell::{Crumb, Shell, Tone},
};
use opc_core::{
    Fault,
    access::Permission,
    customers::{Account, Relationship, Validation},
    kernel::rule::Rule,
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
        ("reseller", is_provider(visitor) && of.is_sold()),
        ("tags", true),
        ("permissions", may(visitor, of, Permission::ViewPurchasePermissions)),
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

/// Whether the visitor may do something with this customer: a role, and a capacity.
pub(super) fn may(visitor: &Visitor, of: &Account, permission: Permission) -> bool {
    visitor.may(permission) && of.is_open_to(permission)
}

/// The same for a page that is about nothing else: what the provider does has no form here.
pub(super) fn only_if(account: &Account, permission: Permission) -> Result<(), Fault> {
    if account.is_open_to(permission) { Ok(()) } else { Err(Fault::Refused(Rule::SoldByProvider)) }
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
