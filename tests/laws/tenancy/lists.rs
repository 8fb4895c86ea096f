//! What others do changes nothing that one sees: every list, file, count and search.

use super::{
    actors::Who,
    cells::{Answer, filled},
    clerk::Clerk,
    operations::call,
    parameters::Parameter::{Customer, Logged},
    routes::{Route, operations, pages},
    world::Ids,
};
use opc_core::access::Role;
use opc_kernel::time::Timestamp;
use opc_testkit::{Browser, TestApp, both_engines};
use serde_json::Value;
use std::collections::BTreeMap;

/// Lists asked for in other ways than as they come.
const ASKED: &[(&str, &str)] = &[
    ("/customers", "q=himitsu"),
    ("/customers", "q=himitsu&search-by=company&sort=added"),
    ("/customers", "country=JP&dir=desc"),
    ("/customers", "sort=name&dir=desc"),
    ("/customers", "tag=x"),
    ("/customers/tags", "all=on"),
    ("/customers/tags", "all=on&q=himitsu"),
    ("/palette", "q=himitsu"),
    ("/activity", "q=himitsu"),
    ("/agreements", "state=waiting"),
    ("/agreements", "state=missing"),
];
/// What remembers customers whose relationship has ended: the log, the mails, and what one did.
const REMEMBERS: [&str; 5] = ["audit", "activity", "mailbox", "imports", "new"];

/// Everything that one sees, by its address.
type View = BTreeMap<String, Answer>;

/// Looks at everything there is to look at, always at the same moment of the same day.
async fn view(clerk: &mut Clerk<'_>, ids: &Ids, at: Timestamp) -> View {
    let clock = clerk.app.core.clock();
    let now = clock.now();
    clock.move_to(at);
    let mut seen = View::new();
    for route in operations().iter().filter(|route| route.is_get() && route.permission.is_some()) {
        let Some((path, _)) = filled(route, "", ids) else { continue };
        let reply = call(&clerk.api, "GET", &path, &Value::Null).await;
        seen.insert(format!("{} {}", route.name(), route.sent), Answer::of_api(&reply));
    }
    let tenant = clerk.tenant.id.to_string();
    // A spreadsheet says when it was made; what it holds is in the other file, too.
    let looks = |route: &Route| {
        route.is_get() && route.path.starts_with("/p/") && !route.path.contains(".xlsx")
    };
    for route in pages().iter().filter(|route| looks(route)) {
        let Some((path, _)) = filled(route, &tenant, ids) else { continue };
        seen.insert(
            format!("{} {}", route.name(), route.sent),
            page(&mut clerk.browser, &path).await,
        );
    }
    for (path, query) in ASKED {
        let path = format!("/p/{tenant}{path}?{query}");
        seen.insert(path.replace(&tenant, "{tenant}"), page(&mut clerk.browser, &path).await);
    }
    clock.move_to(now);
    seen
}

async fn page(browser: &mut Browser, path: &str) -> Answer {
    Answer::of_page(&browser.get(path).await)
}

fn assert_same(what: &str, before: &View, after: &View) {
    for (path, before) in before {
        let after = &after[path];
        assert_eq!(before, after, "{what}: {path}");
    }
}

/// Those of one customer, and of nothing else.
fn of_one(view: &View) -> View {
    let one = |path: &str| {
        ["customer_id}", "/customers/{id}", "<logged>"].iter().any(|part| path.contains(part))
    };
    view.iter()
        .filter(|(path, _)| one(path))
        .map(|(path, seen)| (path.clone(), seen.clone()))
        .collect()
}

fn without_memory(view: &View) -> View {
    let remembers = |path: &str| {
        path.split(['/', '?', '.']).any(|part| REMEMBERS.iter().any(|m| part.starts_with(m)))
    };
    let kept = view.iter().filter(|(path, _)| !remembers(path));
    kept.map(|(path, seen)| (path.clone(), seen.clone())).collect()
}

/// Everything an organisation can have, where there was something already.
async fn busy(app: &TestApp, who: Who, prefix: &str) {
    let mut clerk = Clerk::of(app, who).await;
    let prefix = format!("{prefix}-busy");
    let ids = clerk.customer(&prefix, None).await;
    clerk.office(&prefix, &ids[&Customer]).await;
}

/// What a person has for itself, begun by a colleague.
async fn colleague(app: &TestApp, who: Who) {
    let mut clerk = Clerk::in_role(app, who, Role::SalesAgent).await;
    clerk.draft("colleague").await;
    let list = format!("/p/{}/customers", clerk.tenant.id);
    let page = clerk.browser.get(&list).await;
    for (path, fields) in [
        ("views", [("view-name", "Himitsu"), ("q", "x")]),
        ("columns", [("column", "added"), ("q", "")]),
    ] {
        let done = clerk.browser.submit(&page, &format!("{list}/{path}"), &fields).await;
        assert_eq!(done.status, 200, "{}", done.html);
    }
}

/// A partner's view, while everybody else works.
async fn undisturbed(app: &TestApp, who: Who, others: &[Who]) {
    let mut clerk = Clerk::of(app, who).await;
    let mut ids = clerk.customer("mine", None).await;
    ids.extend(clerk.office("mine", &ids[&Customer].clone()).await);
    ids.insert(Logged, ids[&Customer].clone());
    let at = app.core.clock().now().plus_seconds(3600);
    let before = view(&mut clerk, &ids, at).await;
    for other in others {
        busy(app, *other, &format!("{other:?}").to_lowercase()).await;
        assert_same(
            &format!("{who:?} while {other:?}"),
            &before,
            &view(&mut clerk, &ids, at).await,
        );
    }
    let mut third = Clerk::of(app, others[0]).await;
    let customer = app.staffed(&ids[&Customer], "mine").await;
    let mut admin = customer.browser(app, Role::GlobalAdmin).await;
    third.is_joined(&mut admin, "Himitsu third").await;
    third.furnish(ids[&Customer].clone()).await;
    assert_same("while it is another partner's too", &before, &view(&mut clerk, &ids, at).await);
    colleague(app, who).await;
    assert_same(
        "while a colleague begins",
        &without_memory(&before),
        &view(&mut clerk, &ids, at).await,
    );
    clerk.customer("another", None).await;
    let now = view(&mut clerk, &ids, at).await;
    assert_same("another customer", &of_one(&before), &now);
    clerk.ended("gone").await;
    assert_same("an ended customer", &without_memory(&now), &view(&mut clerk, &ids, at).await);
}

both_engines! {
    async fn a_partner_sees_nothing_of_what_others_do(app: TestApp) {
        undisturbed(&app, Who::Direct, &[Who::Other, Who::Provider]).await;
    }

    async fn a_provider_sees_nothing_of_what_others_do(app: TestApp) {
        undisturbed(&app, Who::Provider, &[Who::Direct]).await;
    }
}
