//! Granular delegated administration over the API (`domain/03`, What a relation allows).

use opc_core::access::Role;
use opc_testkit::{Api, Reply, Tenant, TestApp, both_engines};
use serde_json::{Value, json};

const ALL: &str = "/v1/tenantRelationships/delegatedAdminRelationships";
const USER_ADMIN: &str = "fe930be7-5e62-47db-91af-98c3a49a38b1";
const READER: &str = "88d8e3e3-8f55-4a1e-953a-9b9898b8876b";
const GLOBAL: &str = "62e90394-69f5-4237-9190-012177145e10";

fn roles(ids: &[&str]) -> Value {
    let role = |id: &&str| json!({ "roleDefinitionId": id });
    json!({ "unifiedRoles": ids.iter().map(role).collect::<Vec<_>>() })
}

fn body(customer: Option<&Tenant>) -> Value {
    let mut body = json!({
        "displayName": "Service desk",
        "duration": "P730D",
        "autoExtendDuration": "P180D",
        "accessDetails": roles(&[USER_ADMIN, READER]),
    });
    if let Some(customer) = customer {
        body["customer"] = json!({ "tenantId": customer.id.to_string() });
    }
    body
}

fn path(of: &Reply) -> String {
    format!("{ALL}/{}", of.json["id"].as_str().unwrap_or_else(|| panic!("{}", of.text)))
}

async fn act(api: &Api, one: &str, action: &str) -> Reply {
    api.post(&format!("{one}/requests"), &json!({ "action": action })).await
}

/// A group of the partner without members; its id.
async fn group(app: &TestApp, name: &str) -> String {
    let api = app.direct.as_user(app, Role::UserAdmin).await;
    let made = api.post("/v1/groups", &json!({ "displayName": name })).await;
    made.json["id"].as_str().unwrap_or_else(|| panic!("{}", made.text)).to_owned()
}

both_engines! {
    async fn a_program_writes_it_down_asks_and_the_customer_approves(app: TestApp) {
        let customer = app.customer_of(&app.direct, "hinode").await;
        let program = app.direct.app_only(&app).await;
        let made = program.post(ALL, &body(Some(&customer))).await;
        assert_eq!(made.status, 201, "{}", made.text);
        let one = path(&made);
        assert_eq!(made.header("location"), one.trim_start_matches("/v1"));
        for (member, value) in [
            ("status", json!("created")), ("duration", json!("P730D")), ("autoExtendDuration", json!("P180D")),
            ("accessDetails", roles(&[READER, USER_ADMIN])), ("approvalLink", Value::Null),
        ] {
            assert_eq!(made.json[member], value, "{}", made.text);
        }
        assert_eq!(made.json["customer"]["displayName"], "日の出製作所株式会社");
        let owner = customer.as_user(&app, Role::GlobalAdmin).await;
        assert_eq!(owner.get(&one).await.status, 404, "it was not asked yet");
        for _ in 0..2 {
            let asked = act(&program, &one, "lockForApproval").await;
            assert_eq!((asked.status.as_u16(), &asked.json["status"]), (201, &json!("succeeded")), "{}", asked.text);
        }
        let waiting = program.get(&one).await;
        assert_eq!(waiting.json["status"], "approvalPending");
        assert!(waiting.json["approvalLink"].as_str().is_some_and(|link| link.contains("/a/")), "{}", waiting.text);
        assert_eq!(act(&program, &one, "approve").await.status, 403, "not by who asks");
        assert_eq!(act(&customer.app_only(&app).await, &one, "approve").await.code(), "900329", "nor by a program");
        for _ in 0..2 {
            let done = act(&owner, &one, "approve").await;
            assert_eq!(done.status, 201, "{}", done.text);
        }
        let active = owner.get(&one).await;
        assert_eq!((&active.json["status"], &active.json["approvalLink"]), (&json!("active"), &Value::Null), "{}", active.text);
        let days = |member: &str| active.json[member].as_str().and_then(|t| t.get(..10)).expect("a date").to_owned();
        assert_eq!((days("activatedDateTime"), days("endDateTime")), ("2026-11-20".into(), "2028-11-19".into()));
        assert_eq!(act(&program, &one, "terminate").await.status, 201);
        assert_eq!(program.get(&one).await.json["status"], "terminated");
        let log = program.get("/v1/auditrecords?size=100").await;
        for what in ["created", "requested", "approved", "activated", "terminated"] {
            let name = format!("\"granular_admin_relationship_{what}\"");
            assert_eq!(log.text.matches(&name).count(), 1, "{name}: {}", log.text);
        }
    }

    async fn a_list_is_filtered_by_customer_and_status_and_paged(app: TestApp) {
        let customer = app.customer_of(&app.direct, "hinode").await;
        let agent = app.direct.as_user(&app, Role::AdminAgent).await;
        for n in 0..5 {
            let mut body = body((n % 2 == 0).then_some(&customer));
            body["displayName"] = json!(format!("Desk {n}"));
            let made = agent.post(ALL, &body).await;
            if n > 2 {
                act(&agent, &path(&made), "lockForApproval").await;
            }
        }
        let names = |reply: &Reply| {
            let items = reply.json["items"].as_array().unwrap_or_else(|| panic!("{}", reply.text)).clone();
            items.iter().map(|one| one["displayName"].as_str().expect("a name")[5..].to_owned()).collect::<String>()
        };
        assert_eq!(names(&agent.get(ALL).await), "43210");
        assert_eq!(names(&agent.get(&format!("{ALL}?customerId={}", customer.id)).await), "420");
        assert_eq!(names(&agent.get(&format!("{ALL}?status=approvalPending")).await), "43");
        app.advance(91 * 86_400);
        let agent = app.direct.as_user(&app, Role::AdminAgent).await;
        assert_eq!(names(&agent.get(&format!("{ALL}?status=expired")).await), "43", "the clock decides");
        assert_eq!(names(&agent.get(&format!("{ALL}?status=approvalPending")).await), "");
        let first = agent.get(&format!("{ALL}?size=3")).await;
        let next = &first.json["links"]["next"];
        let token = next["headers"][0]["value"].as_str().expect("a token");
        let address = format!("/v1{}", next["uri"].as_str().expect("an address"));
        let second = agent.with("MS-ContinuationToken", token).get(&address).await;
        assert_eq!(names(&first) + &names(&second), "43210");
        assert_eq!(agent.get(&format!("{ALL}?status=soon")).await.status, 400);
        let others = app.other.as_user(&app, Role::AdminAgent).await;
        assert_eq!(names(&others.get(ALL).await), "");
    }

    async fn what_is_wrong_is_named_and_what_is_stale_is_refused(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::AdminAgent).await;
        let with = |member: &str, value: Value| {
            let mut body = body(None);
            body[member] = value;
            body
        };
        for (body, at) in [
            (with("displayName", json!("")), "displayName"),
            (with("displayName", json!("x".repeat(51))), "displayName"),
            (with("duration", json!("P731D")), "duration"),
            (with("duration", json!("two years")), "duration"),
            (with("accessDetails", roles(&[])), "accessDetails.unifiedRoles"),
            (with("accessDetails", roles(&["king"])), "accessDetails.unifiedRoles"),
            (with("accessDetails", roles(&[GLOBAL])), "autoExtendDuration"),
            (with("autoExtendDuration", json!("P1D")), "autoExtendDuration"),
            (with("customer", json!({ "tenantId": "x" })), "customer.tenantId"),
        ] {
            let refused = agent.post(ALL, &body).await;
            assert_eq!((refused.status.as_u16(), &refused.json["data"][0]), (400, &json!(at)), "{}", refused.text);
        }
        let made = agent.post(ALL, &body(None)).await;
        assert_eq!(agent.post(ALL, &body(None)).await.json["data"][1], "rule-admin-name-taken");
        let one = path(&made);
        let changed = agent.with("if-match", made.header("etag")).patch(&one, &json!({ "displayName": "Desk", "duration": "P7D" })).await;
        assert_eq!((changed.status.as_u16(), &changed.json["duration"]), (200, &json!("P7D")), "{}", changed.text);
        assert_eq!(changed.json["accessDetails"], made.json["accessDetails"]);
        let stale = agent.with("if-match", made.header("etag")).patch(&one, &json!({ "duration": "P8D" })).await;
        assert_eq!(stale.code(), "2055", "{}", stale.text);
        act(&agent, &one, "lockForApproval").await;
        assert_eq!(agent.patch(&one, &json!({ "duration": "P8D" })).await.status, 400, "the terms are fixed");
        assert_eq!(agent.delete(&one).await.status, 400);
        assert_eq!(act(&agent, &one, "terminate").await.status, 201);
        assert_eq!(agent.post(&format!("{one}/requests"), &json!({})).await.json["data"][0], "action");
        let second = agent.post(ALL, &body(None)).await;
        assert_eq!(agent.delete(&path(&second)).await.status, 204);
        assert_eq!(agent.get(&path(&second)).await.status, 404);
    }

    async fn nobody_gives_roles_to_a_partner_that_is_restricted_or_suspended_but_may_decline(app: TestApp) {
        let customer = app.customer_of(&app.direct, "hinode").await;
        let agent = app.direct.as_user(&app, Role::AdminAgent).await;
        let one = path(&agent.post(ALL, &body(Some(&customer))).await);
        act(&agent, &one, "lockForApproval").await;
        let owner = customer.as_user(&app, Role::GlobalAdmin).await;
        let operator = app.operator.as_user(&app, Role::GlobalAdmin).await;
        for state in ["restricted", "suspended"] {
            let put = json!({ "state": state, "stateReason": "Overdue." });
            assert_eq!(operator.patch(&format!("/v1/organizations/{}", app.direct.id), &put).await.status, 200);
            let refused = act(&owner, &one, "approve").await;
            assert_eq!((refused.status.as_u16(), &refused.json["data"][0]), (400, &json!("rule-invitation-not-now")), "{}", refused.text);
            assert_eq!(owner.get(&one).await.json["status"], "approvalPending");
        }
        assert_eq!(act(&owner, &one, "decline").await.status, 201);
    }

    async fn groups_get_roles_of_the_relationship_and_no_others(app: TestApp) {
        let customer = app.customer_of(&app.direct, "hinode").await;
        let agent = app.direct.as_user(&app, Role::AdminAgent).await;
        let one = path(&agent.post(ALL, &body(Some(&customer))).await);
        let all = format!("{one}/accessAssignments");
        let id = group(&app, "Desk").await;
        let given = |roles: Value| json!({
            "accessContainer": { "accessContainerId": id, "accessContainerType": "securityGroup" },
            "accessDetails": roles,
        });
        let refused = agent.post(&all, &given(roles(&[GLOBAL]))).await;
        assert_eq!(refused.json["data"][0], "accessDetails.unifiedRoles", "{}", refused.text);
        let made = agent.post(&all, &given(roles(&[READER]))).await;
        assert_eq!((made.status.as_u16(), &made.json["status"]), (201, &json!("pending")), "{}", made.text);
        assert_eq!(agent.post(&all, &given(roles(&[READER]))).await.json["data"][1], "rule-group-assigned-already");
        let mine = format!("{all}/{}", made.json["id"].as_str().expect("an id"));
        act(&agent, &one, "lockForApproval").await;
        let owner = customer.as_user(&app, Role::GlobalAdmin).await;
        act(&owner, &one, "approve").await;
        assert_eq!(agent.get(&mine).await.json["status"], "active");
        let both = agent.patch(&mine, &json!({ "accessDetails": roles(&[READER, USER_ADMIN]) })).await;
        assert_eq!((both.status.as_u16(), &both.json["accessDetails"]), (200, &roles(&[READER, USER_ADMIN])), "{}", both.text);
        assert_eq!(owner.get(&all).await.json["totalCount"], 0, "groups are the partner's business");
        for _ in 0..2 {
            assert_eq!(agent.delete(&mine).await.status, 204);
        }
        assert_eq!(agent.get(&mine).await.json["status"], "deleted");
        assert_eq!(agent.post(&all, &given(roles(&[READER]))).await.status, 201, "again");
        act(&owner, &one, "terminate").await;
        let left = agent.get(&all).await;
        assert!(left.json["items"].as_array().is_some_and(|all| all.iter().all(|one| one["status"] == "deleted")), "{}", left.text);
        let log = agent.get("/v1/auditrecords?size=100").await;
        for (what, times) in [("created", 2), ("activated", 2), ("updated", 1), ("deleted", 2)] {
            let name = format!("\"granular_admin_access_assignment_{what}\"");
            assert_eq!(log.text.matches(&name).count(), times, "{name}: {}", log.text);
        }
    }

    async fn whoever_sees_customers_sees_it_and_only_admin_agents_ask(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::AdminAgent).await;
        let one = path(&agent.post(ALL, &body(None)).await);
        act(&agent, &one, "lockForApproval").await;
        for role in [Role::GlobalAdmin, Role::UserAdmin, Role::SalesAgent, Role::HelpdeskAgent] {
            let api = app.direct.as_user(&app, role).await;
            assert_eq!(api.get(&one).await.status, 200, "{role:?}");
            assert_eq!(api.post(ALL, &body(None)).await.status, 403, "{role:?}");
        }
        let billing = app.direct.as_user(&app, Role::BillingAdmin).await;
        assert_eq!(billing.get(&one).await.status, 403);
    }
}
