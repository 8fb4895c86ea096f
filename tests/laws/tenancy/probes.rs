//! What is neither in a path nor in [`SENT`](super::parameters::SENT): cursors and headers. And that
//! every name of a field, a query or a member of a body has been looked at.

use super::super::source;
use super::{
    actors::Who,
    clerk::Clerk,
    parameters::{PLAIN, Parameter, SENT},
    routes::{Route, operations, pages},
    world::{Ids, World},
};
use opc_testkit::both_engines;
use serde_json::Value;
use std::collections::BTreeSet;

/// The cursor of the second page of a list, as the answer has it.
fn cursor(list: &Value) -> Option<String> {
    let headers = list["links"]["next"]["headers"].as_array()?;
    let token = headers.iter().find(|h| h["key"] == "MS-ContinuationToken")?;
    token["value"].as_str().map(str::to_owned)
}

/// Lists: what is read without naming anything.
fn lists(routes: Vec<Route>) -> impl Iterator<Item = Route> {
    let is_list =
        |route: &Route| route.is_get() && route.permission.is_some() && route.parameters.is_empty();
    routes.into_iter().filter(move |route| is_list(route) && !route.path.contains(".csv"))
}

both_engines! {
    async fn the_cursor_of_another_partner_leads_through_ones_own_list(app: TestApp) {
        let world = World::furnished(app).await;
        let (direct, mut other) = (Clerk::of(&world.app, Who::Direct).await, Clerk::of(&world.app, Who::Other).await);
        let (mut followed, mut browser) = (Vec::new(), direct.browser.clone());
        let clean = |what: &str, text: &str| {
            let told: Vec<_> = World::secrets(Who::Direct).filter(|secret| text.contains(secret)).collect();
            assert!(told.is_empty(), "{what} tells of {told:?}");
        };
        for route in lists(operations()) {
            let path = format!("{}?size=1", route.path);
            let Some(token) = cursor(&other.api.get(&path).await.json) else { continue };
            let as_header = direct.api.with("ms-continuationtoken", &token);
            let got = as_header.get(&format!("{path}&seekOperation=Next")).await;
            assert_eq!(got.status, 200, "{path}: {}", got.text);
            clean(&path, &got.text);
            followed.push(route.path);
        }
        for route in lists(pages()) {
            let there = other.browser.get(&route.path.replace("{tenant}", &world.app.other.id.to_string())).await;
            let links = there.html.split("after=").skip(1).filter_map(|rest| rest.split(['"', '&']).next());
            for after in links.collect::<BTreeSet<_>>() {
                let path = route.path.replace("{tenant}", &world.app.direct.id.to_string());
                let got = browser.get(&format!("{path}?after={after}")).await;
                assert_eq!(got.status, 200, "{path}");
                clean(&path, &got.html);
            }
        }
        assert!(followed.len() >= 2, "{followed:?}");
    }

    async fn a_header_does_not_make_one_somebody_else(app: TestApp) {
        let world = World::furnished(app).await;
        let direct = Clerk::of(&world.app, Who::Direct).await;
        let theirs: &Ids = world.of(Who::Other);
        let tenant = world.app.other.id.to_string();
        for header in ["ms-partnerid", "x-tenant-id", "x-forwarded-user", "ms-customerid", "x-original-url"] {
            let api = direct.api.with(header, &tenant);
            let got = api.get("/v1/customers?size=100").await;
            let told = World::secrets(Who::Direct).find(|secret| got.text.contains(secret));
            assert!(got.status == 200 && told.is_none(), "{header}: {told:?}");
            let path = format!("/v1/customers/{}", theirs[&Parameter::Customer]);
            assert_eq!(api.get(&path).await.status, 404, "{header}");
        }
    }
}

/// Whether somebody has said what this name names.
fn is_classified(name: &str) -> bool {
    let sent = |(_, sent): &(&str, &str)| {
        sent.contains(&format!("{name}=")) || sent.contains(&format!("\"{name}\""))
    };
    PLAIN.split_whitespace().any(|plain| plain == name) || SENT.iter().any(sent)
}

/// The names that stand in the parentheses of these calls.
fn names_in(text: &str) -> BTreeSet<String> {
    let calls = [".get(\"", ".all(\"", ".raw(\"", ".has(\""].into_iter();
    let names =
        calls.flat_map(|call| text.split(call).skip(1)).filter_map(|rest| rest.split('"').next());
    names.map(str::to_owned).filter(|name| !name.contains('/')).collect()
}

fn members(of: &Value, found: &mut BTreeSet<String>) {
    if let Some(properties) = of["properties"].as_object() {
        found.extend(properties.keys().filter(|name| name.to_lowercase().ends_with("id")).cloned());
    }
    let inner = of.as_object().into_iter().flat_map(|object| object.values());
    inner.chain(of.as_array().into_iter().flatten()).for_each(|value| members(value, found));
}

#[test]
fn every_field_that_may_name_something_is_classified() {
    let mut names = BTreeSet::new();
    let handlers = |path: &str| path.starts_with("crates/portal/src/handlers/");
    for file in source::rust().iter().filter(|file| handlers(&file.path)) {
        names.extend(names_in(&file.text));
    }
    let table = opc_api::operations();
    names.extend(
        table.iter().flat_map(|operation| operation.query).map(|query| query.name.to_owned()),
    );
    members(&opc_api::openapi::document(&table, "https://opc.example"), &mut names);
    assert!(names.len() > 80, "{names:?}");
    let unknown: Vec<_> = names.into_iter().filter(|name| !is_classified(name)).collect();
    assert!(
        unknown.is_empty(),
        "say in tests/laws/tenancy/parameters.rs what these name: a line of SENT, or of PLAIN if \
         nothing that belongs to anybody: {}",
        unknown.join(" ")
    );
}

#[test]
fn the_law_of_the_fields_has_teeth() {
    let source = r#"let id = form.id(form.typed().get("invoice-id"))?; form.typed().all("review")"#;
    let unknown: Vec<_> =
        names_in(source).into_iter().filter(|name| !is_classified(name)).collect();
    assert_eq!(unknown, ["invoice-id"]);
}
