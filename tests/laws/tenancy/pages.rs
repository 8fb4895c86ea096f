//! The matrix over the pages of the portal.

use super::{
    actors::{Actor, Who},
    cells::{Answer, Expected, Tally, expected, filled, nothing, pairs},
    routes::{Route, pages},
    rows,
    world::{Relation, World},
};
use opc_testkit::{Browser, Page, both_engines};

/// What takes away what it names, ends the session, or needs what it names in another state. That
/// the owner can is tried in [`writes`](super::writes).
const TRIED_ELSEWHERE: [&str; 22] = [
    "POST /p/{tenant}/sign-out",
    "POST /p/{tenant}/sign-out-everywhere",
    "POST /p/{tenant}/customers/tags/undo",
    "POST /p/{tenant}/customers/{id}/remove",
    "POST /p/{tenant}/customers/{id}/delete",
    "POST /p/{tenant}/customers/{id}/history/undo",
    "POST /p/{tenant}/customers/{id}/orders/{order}/retry",
    "POST /p/{tenant}/imports/{import}/cancel",
    "POST /p/{tenant}/customers/new/{draft}/discard",
    "POST /p/{tenant}/customers/new/{draft}/submit",
    "POST /p/{tenant}/customers/new/{draft}/leave",
    "GET /p/{tenant}/customers/new/{draft}/confirmation",
    "POST /p/{tenant}/customers/new/{draft}/retry",
    "POST /p/{tenant}/customers/new/{draft}/done",
    "POST /p/{tenant}/requests/{invitation}/revoke",
    "POST /p/{tenant}/partnership-requests/{invitation}/revoke",
    "POST /p/{tenant}/resellers/{reseller}/remove",
    "POST /p/{tenant}/resellers/{reseller}/delete",
    "POST /p/{tenant}/partners/{partner}/end-admin",
    "POST /p/{tenant}/admin-relationships/{relationship}/decline",
    "POST /a/{token}/decline",
    "POST /p/{tenant}/admin-relationships/{relationship}/assignments/{assignment}/remove",
];

/// The same, if a customer does it: anybody else may not.
const DECLINE: &str = "POST /i/{token}/decline";

/// Opens a page, or sends a form with the token that every form has.
async fn go(browser: &mut Browser, (route, home): (&Route, &Page), to: &(String, String)) -> Page {
    if route.is_get() {
        return browser.get(&to.0).await;
    }
    let fields: Vec<_> = pairs(&to.1).collect();
    browser.submit(home, &to.0, &fields).await
}

/// One row for one actor: the cells of all relations, and the same pages of another organisation.
async fn row(
    tally: &mut Tally<'_>,
    actor: Actor,
    browser: &mut Browser,
    (route, home): (&Route, &Page),
) {
    let world = tally.world;
    let own = world.tenant_of(actor.who);
    for relation in Relation::ALL {
        let ids = world.ids(relation, actor.who);
        let Some(to) = filled(route, &own, &ids) else { continue };
        if route.parameters.is_empty() && relation != Relation::Own {
            continue;
        }
        let expected = expected(actor, route, relation);
        let name = route.name();
        let is_answer = actor.who == Who::Customer && name == DECLINE;
        if expected == Expected::There && (is_answer || TRIED_ELSEWHERE.contains(&name.as_str())) {
            continue;
        }
        let cell = format!("{relation:?} {} {}", route.name(), to.1);
        let got = go(browser, (route, home), &to).await;
        tally.read(actor, &cell, &got.html);
        let answer = Answer::of_page(&got);
        let absent = match expected {
            Expected::Absent => {
                let to = filled(route, &own, &nothing(relation, &ids)).unwrap_or_default();
                Answer::of_page(&go(browser, (route, home), &to).await)
            }
            _ => answer.clone(),
        };
        if let Some(offence) = answer.offence(expected, route, &absent) {
            tally.offence(actor, &cell, offence);
        }
        tally.cells += 1;
    }
    elsewhere(tally, actor, browser, (route, home)).await;
}

/// The page of another organisation, with what is there: it does not exist.
async fn elsewhere(
    tally: &mut Tally<'_>,
    actor: Actor,
    browser: &mut Browser,
    (route, home): (&Route, &Page),
) {
    if !route.path.starts_with("/p/{tenant}") {
        return;
    }
    let world = tally.world;
    let (tenant, ids) = world.home_of_foreign(actor.who);
    let Some(to) = filled(route, &tenant, &ids) else { return };
    let got = go(browser, (route, home), &to).await;
    let cell = format!("elsewhere {}", route.name());
    tally.read(actor, &cell, &got.html);
    let answer = Answer::of_page(&got);
    let expected = if actor.kind.is_none() { Expected::SignIn } else { Expected::Absent };
    let right = expected == Expected::SignIn || answer.status == 404;
    let offence = answer.offence(expected, route, &answer).or((!right).then(String::new));
    if let Some(offence) = offence {
        tally.offence(actor, &cell, offence);
    }
    tally.cells += 1;
}

both_engines! {
    async fn every_cell_of_the_pages_answers_as_the_policy_says(app: TestApp) {
        let world = World::furnished(app).await;
        let mut tally = Tally::new(&world);
        for actor in Actor::all(&world) {
            let Some(mut browser) = actor.browser(&world).await else { continue };
            let home = browser.get("/").await;
            assert!(home.hidden("csrf").is_some(), "{} {}", home.path, home.html);
            let before = rows::all(&world.app).await;
            for route in pages() {
                row(&mut tally, actor, &mut browser, (&route, &home)).await;
            }
            tally.changed(actor, &before).await;
        }
        tally.end(4000);
    }
}
