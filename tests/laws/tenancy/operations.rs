//! The matrix over the operations of the API.

use super::{
    actors::{Actor, Who},
    cells::{Answer, Expected, Tally, expected, filled, nothing},
    clerk::{attestation, order},
    parameters::Parameter,
    routes::{Route, operations},
    rows,
    world::{Ids, Relation, World},
};
use http::Method;
use opc_core::access::Role;
use opc_testkit::{Api, Reply, STORAGE, both_engines};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// What takes away what it names. That the owner can is tried in [`writes`](super::writes).
const TRIED_ELSEWHERE: [&str; 13] = [
    "DELETE /v1/customers/{customer_id}",
    "DELETE /v1/SelfServePolicy/{policy_id}",
    "POST /v1/imports/{import_id}/cancel",
    "DELETE /v1/groups/{group_id}",
    "DELETE /v1/relationships/{reseller_id}",
    "PUT /v1/customers/{customer_id}/relationships",
    "DELETE /v1/invitations/{invitation_id}",
    "DELETE /v1/partnershipinvitations/{invitation_id}",
    "POST /v1/invitations/answers",
    "POST /v1/partnershipinvitations/answers",
    "DELETE /v1/partners/{partner_id}/delegatedadmin",
    "DELETE /v1/sandboxIndirectReseller/{reseller_id}",
    "POST /v1/tenantRelationships/delegatedAdminRelationships/{relationship_id}/requests",
];

pub(super) async fn call(api: &Api, method: &str, path: &str, body: &Value) -> Reply {
    match method {
        "HEAD" => api.head(path).await,
        "GET" => api.get(path).await,
        other => {
            let method = other.parse::<Method>().expect("a method");
            api.send_text(method, path, &body.to_string()).await
        }
    }
}

/// Bodies to try: an empty one, and one with which the owner of this thing gets through.
async fn bodies(owner: &Api, route: &Route, ids: &Ids) -> Vec<Value> {
    if !route.sent.is_empty() {
        return vec![Value::Null];
    }
    let full = match (route.method.as_str(), route.path.rsplit('/').next().unwrap_or_default()) {
        ("GET" | "HEAD", _) => return vec![Value::Null],
        ("PUT", _) => match filled(route, "", ids) {
            Some((path, _)) => owner.get(&path).await.json,
            None => Value::Null,
        },
        ("PATCH", "{customer_id}") => json!({ "allowDelegatedAccess": false }),
        ("POST", "orders") => order(STORAGE),
        ("POST", "agreements") => attestation(owner).await,
        _ => return vec![json!({})],
    };
    vec![json!({}), full]
}

/// The body with other ids.
fn replaced(body: Value, (ids, others): (&Ids, &Ids)) -> Value {
    let replace = |text: String, (what, id): (&Parameter, &String)| text.replace(id, &others[what]);
    let ids = ids.iter().filter(|(what, _)| **what != Parameter::Public);
    serde_json::from_str(&ids.fold(body.to_string(), replace)).expect("JSON as before")
}

/// One row for one actor: the cells of all relations.
async fn row(tally: &mut Tally<'_>, actor: Actor, api: &Api, (route, owner): (&Route, &Api)) {
    let world = tally.world;
    let tenant = world.tenant_of(actor.who);
    for relation in Relation::ALL {
        let ids = world.ids(relation, actor.who);
        let Some((path, sent)) = filled(route, &tenant, &ids) else { continue };
        if route.parameters.is_empty() && relation != Relation::Own {
            continue;
        }
        let expected = expected(actor, route, relation);
        if expected == Expected::There && TRIED_ELSEWHERE.contains(&route.name().as_str()) {
            continue;
        }
        let nothing = nothing(relation, &ids);
        let (absent, absent_sent) = filled(route, &tenant, &nothing).unwrap_or_default();
        let mut bodies = bodies(owner, route, &ids).await;
        if expected == Expected::There {
            bodies.truncate(1);
        }
        for body in bodies {
            let cell = format!("{relation:?} {} {sent}{body}", route.name());
            let or_sent = |sent: &str| serde_json::from_str(sent).unwrap_or_else(|_| body.clone());
            let got = call(api, &route.method, &path, &or_sent(&sent)).await;
            tally.read(actor, &cell, &got.text);
            let for_nothing = match expected {
                Expected::Absent => {
                    let body = replaced(or_sent(&absent_sent), (&ids, &nothing));
                    Answer::of_api(&call(api, &route.method, &absent, &body).await)
                }
                _ => Answer::of_api(&got),
            };
            if let Some(offence) = Answer::of_api(&got).offence(expected, route, &for_nothing) {
                tally.offence(actor, &cell, offence);
            }
            tally.asks();
            tally.asks();
        }
        tally.cells += 1;
    }
}

both_engines! {
    async fn every_cell_of_the_operations_answers_as_the_policy_says(app: TestApp) {
        let world = World::furnished(app).await;
        let mut tally = Tally::new(&world);
        let owner = world.app.direct.as_user(&world.app, Role::AdminAgent).await;
        for actor in Actor::all(&world) {
            let api = actor.api(&world).await;
            let before = rows::all(&world.app).await;
            for route in operations() {
                row(&mut tally, actor, &api, (&route, &owner)).await;
            }
            tally.changed(actor, &before).await;
        }
        tally.end(2000);
    }
}

both_engines! {
    // Without this, ids that nobody has would pass for another partner's.
    async fn whoever_owns_these_things_sees_them(app: TestApp) {
        let world = World::furnished(app).await;
        let named = |route: &Route| route.is_get() && !route.parameters.is_empty();
        let all: Vec<_> = operations().into_iter().filter(named).collect();
        let mut unseen: BTreeSet<_> = all.iter().map(Route::name).collect();
        let runs = |actor: &Actor| actor.role == Some(Role::AdminAgent) || actor.who == Who::Operator;
        for actor in Actor::all(&world).into_iter().filter(runs) {
            let api = actor.api(&world).await;
            for route in &all {
                let Some((path, _)) = filled(route, "", &world.ids(Relation::Own, actor.who)) else { continue };
                if expected(actor, route, Relation::Own) == Expected::There {
                    let got = api.get(&path).await;
                    assert_eq!(got.status, 200, "{path}: {}", got.text);
                    unseen.remove(&route.name());
                }
            }
        }
        assert!(unseen.is_empty(), "nobody has {unseen:?}");
        // The other partner's order at the customer they share.
        let crossed = world.crossed();
        let api = world.app.other.as_user(&world.app, Role::AdminAgent).await;
        let path = format!("/v1/customers/{}/orders/{}", crossed[&Parameter::Customer], crossed[&Parameter::Order]);
        assert_eq!(api.get(&path).await.status, 200);
        // What partners ask of a customer, the customer sees.
        let api = world.tenant(Who::Customer).expect("a tenant").as_user(&world.app, Role::GlobalAdmin).await;
        for asked in [crossed, world.of(Who::Direct)] {
            let id = &asked[&Parameter::AdminRelationship];
            let path = format!("/v1/tenantRelationships/delegatedAdminRelationships/{id}");
            assert_eq!(api.get(&path).await.status, 200);
        }
    }
}
