//! What pages of several nouns are made of.

use crate::{
    account::Account,
    activity::ActivityRow,
    address::CountryRules,
    components::{Badge, Fact, Tab},
    form::{Choice, Form, Severity, Trouble},
    offers::OfferView,
    security::Csrf,
    shell::{Crumb, NavItem, Shell, SignedIn, Tone},
    wizard::{Step, Wizard},
};
use jiff::civil::date;
use opc_kernel::{country::Country, time::Timestamp};
use opc_words::Words;

pub(super) const ID: &str = "0199d2c4-7a10-7c3e-8f5b-1a2b3c4d5e6f";
const BASE: &str = "/t/0199d2c4";

pub(super) fn shell(w: Words, at: &'static str) -> Shell {
    let nav = ["overview", "customers", "users", "activity", "mailbox", "reference"];
    let user = SignedIn {
        name: if w.is_ja() { "佐藤 花子".into() } else { "Hanako Sato".into() },
        user_name: "hanako@kumo.example".into(),
        tenant: if w.is_ja() { "株式会社くも商事".into() } else { "Kumo Trading".into() },
        roles: vec![w.t("role-admin-agent"), w.t("role-sales-agent")],
    };
    let item = |key| NavItem { key, href: format!("{BASE}/{key}"), current: key == at };
    Shell {
        base: BASE.into(),
        user: Some(user),
        nav: nav.map(item).into(),
        crumbs: vec![Crumb::new(w.t("nav-customers"), format!("{BASE}/customers"))],
        sandbox: true,
        ..Shell::outside("/t/0199d2c4/customers?q=a", Csrf::new("token"))
    }
}

pub(super) fn outside() -> Shell {
    Shell::outside("/sign-in", Csrf::new("token"))
}

pub(super) fn trouble(field: &str, rule: &str, text: &str, severity: Severity) -> Trouble {
    Trouble { field: field.into(), rule: rule.into(), text: text.into(), severity, instead: None }
}

pub(super) fn form(w: Words) -> Form {
    let ja = w.is_ja();
    let pick = |a: &'static str, b: &'static str| if ja { a } else { b };
    let mut form = Form::filled([
        ("country", if ja { "JP" } else { "US" }),
        ("company-name", pick("株式会社青空システムズ", "Bluebird Systems, Inc.")),
        ("postal-code", pick("150-0002", "98101")),
        ("state", pick("東京都", "WA")),
        ("city", pick("渋谷区", "")),
        ("address-line-1", pick("渋谷2-21-1", "1200 Third Avenue")),
        ("domain-prefix", "bluebird"),
        ("last-name", pick("田中", "Doe")),
        ("first-name", pick("一郎", "Jane")),
        ("email", "jane@bluebird.example"),
        ("agreement", "attested"),
        ("agreement-date", "2026-11-20"),
        ("quantity-basic", "25"),
    ]);
    form.troubles = vec![
        trouble(
            "company-name",
            "rule-name-test",
            pick("テスト用の名前のようです。", "This looks like a test name."),
            Severity::Warning,
        ),
        trouble(
            "city",
            "rule-required",
            pick("市区町村を入力してください。", "Enter the city."),
            Severity::Error,
        ),
    ];
    form
}

pub(super) fn choices(pairs: &[(&str, &str)]) -> Vec<Choice> {
    pairs.iter().map(|(value, label)| Choice::new(*value, *label)).collect()
}

pub(super) fn rules(w: Words) -> CountryRules {
    let country = Country::parse(if w.is_ja() { "JP" } else { "US" });
    CountryRules::of(w, country.expect("a country of the table"))
}

pub(super) fn wizard(current: Step) -> Wizard {
    let steps =
        [Step::Account, Step::Reseller, Step::Subscriptions, Step::Review, Step::Confirmation];
    Wizard::new("/t/0199d2c4/customers/new/1", "3", &steps, current)
}

pub(super) fn offer(id: &str, name: &str, price: String, addons: Vec<OfferView>) -> OfferView {
    OfferView {
        id: id.into(),
        name: name.into(),
        description: "Mail, calendar and files for every workplace.".into(),
        price,
        min: 1,
        max: 300,
        trial: id == "trial",
        usage: id == "usage",
        only: String::new(),
        closed: (id == "edu").then(|| "Needs the qualification Education.".into()),
        addons,
    }
}

/// The head of an account page; `current` is the section shown.
pub(super) fn account(w: Words, current: &str) -> Account {
    let keys = [
        "company",
        "bill-to",
        "agreement",
        "reseller",
        "tags",
        "permissions",
        "subscriptions",
        "orders",
        "activity",
    ];
    let tab = |key| Tab {
        label: w.of_family("section", key),
        href: format!("/a/{key}"),
        current: key == current,
    };
    Account {
        base: "/a".into(),
        id: ID.into(),
        company: if w.is_ja() {
            "株式会社青空システムズ".into()
        } else {
            "Bluebird Systems, Inc.".into()
        },
        domain: "bluebird.example.com".into(),
        state: Some(Badge::new(Tone::Good, w.t("tone-good"))),
        sections: keys.map(tab).into(),
    }
}

pub(super) fn facts(w: Words) -> Vec<Fact> {
    vec![
        Fact::new(w.t("col-id"), ID),
        Fact::new(w.t("col-domain"), "bluebird.example.com"),
        Fact::new(w.field("registration-id"), ""),
        Fact::new(w.t("col-date"), w.date(date(2026, 11, 21))),
    ]
}

pub(super) fn activity(w: Words) -> Vec<ActivityRow> {
    vec![ActivityRow {
        at: w.time(Timestamp::at_utc_midnight(date(2026, 11, 21))),
        action: w.t("action-add-customer"),
        actor: "Hanako Sato".into(),
        target: "Bluebird Systems, Inc.".into(),
        href: Some("/a".into()),
        outcome: Badge::new(Tone::Good, w.t("tone-good")),
        changes: vec![(w.field("city"), "Kyoto".into(), "Osaka".into())],
        id: ID.into(),
    }]
}

/// A price in yen, in words.
pub(super) fn yen(w: Words, minor: i64) -> String {
    w.money(minor, "JPY", 0)
}
