//! What a customer may buy by itself, over the API (`domain/04`, Customer permissions).

use opc_core::access::Role;
use opc_testkit::{Api, TestApp, both_engines, new_customer};
use serde_json::{Value, json};

const ALL: &str = "/v1/SelfServePolicy";

async fn customer(agent: &Api) -> String {
    let added = agent.post("/v1/customers", &new_customer("hinode")).await;
    assert_eq!(added.status, 201, "{}", added.text);
    added.json["id"].as_str().expect("an id").to_owned()
}

fn policy(app: &TestApp, customer: &str, resources: &[&str]) -> Value {
    let permission = |resource: &&str| json!({ "resource": resource, "action": "Purchase" });
    json!({
        "selfServeEntity": { "selfServeEntityType": "customer", "tenantID": customer },
        "grantor": { "grantorType": "billToPartner", "tenantID": app.direct.id.to_string() },
        "permissions": resources.iter().map(permission).collect::<Vec<_>>(),
    })
}

both_engines! {
    async fn a_policy_is_made_once_changed_and_deleted(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::AdminAgent).await;
        let customer = customer(&agent).await;
        let list = format!("{ALL}?entity_id={customer}");
        assert_eq!(agent.get(&list).await.json["totalCount"], 0);
        let sent = policy(&app, &customer, &["AzureReservedInstances"]);
        let made = agent.post(ALL, &sent).await;
        assert_eq!(made.status, 201, "{}", made.text);
        for member in ["selfServeEntity", "grantor"] {
            assert_eq!(made.json[member]["tenantId"], sent[member]["tenantID"], "{}", made.text);
        }
        assert_eq!(made.json["permissions"], sent["permissions"]);
        let again = agent.post(ALL, &sent).await;
        assert_eq!((again.status.as_u16(), again.code().as_str()), (409, "600041"), "{}", again.text);

        let one = format!("{ALL}/{}", made.json["id"].as_str().expect("an id"));
        assert_eq!(agent.get(&one).await.text, made.text);
        assert_eq!(agent.get(&list.to_lowercase()).await.json["items"][0], made.json);
        let mut both = made.json.clone();
        for (path, resources) in [
            (ALL, &["azureReservedInstances", "AzureSavingsPlan"][..]),
            (&one, &["AzureSavingsPlan"]),
        ] {
            both["permissions"] = policy(&app, &customer, resources)["permissions"].clone();
            let changed = agent.put(path, &both).await;
            assert_eq!(changed.status, 200, "{}", changed.text);
            assert_eq!(changed.json["permissions"].as_array().map(Vec::len), Some(resources.len()));
            let stale = agent.put(path, &both).await;
            assert_eq!(stale.code(), "2055", "{}", stale.text);
            both["attributes"]["etag"] = changed.json["attributes"]["etag"].clone();
        }
        assert_eq!(agent.delete(&one).await.status, 204);
        for gone in [agent.delete(&one).await, agent.get(&one).await, agent.put(&one, &both).await] {
            assert_eq!((gone.status.as_u16(), gone.code().as_str()), (404, "600039"), "{}", gone.text);
        }
    }

    async fn what_is_wrong_with_a_policy_is_named(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::AdminAgent).await;
        let customer = customer(&agent).await;
        let good = policy(&app, &customer, &["AzureSavingsPlan"]);
        let with = |pointer: &str, value: Value| {
            let mut body = good.clone();
            *body.pointer_mut(pointer).expect("a member") = value;
            body
        };
        for (body, status, at) in [
            (with("/selfServeEntity/tenantID", json!("hinode")), 400, "selfServeEntity.tenantId"),
            (with("/permissions", json!([])), 400, "permissions"),
            (with("/permissions/0/resource", json!("Anything")), 400, "permissions[0].resource"),
            (with("/permissions/0/action", json!("Sell")), 400, "permissions[0].action"),
            (with("/grantor/tenantID", json!(app.other.id.to_string())), 403, "rule-relationship-missing"),
        ] {
            let refused = agent.post(ALL, &body).await;
            assert_eq!((refused.status.as_u16(), refused.json["data"][0].as_str()), (status, Some(at)), "{}", refused.text);
        }
        assert_eq!(agent.get(ALL).await.json["data"][0], "entity_id");
    }

    async fn admin_agents_set_it_others_read_it_or_not_and_no_program_alone_does(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::AdminAgent).await;
        let customer = customer(&agent).await;
        let (list, body) = (format!("{ALL}?entity_id={customer}"), policy(&app, &customer, &["AzureSavingsPlan"]));
        for role in app.direct.people.keys().filter(|role| **role != Role::AdminAgent) {
            let api = app.direct.as_user(&app, *role).await;
            let reads = [Role::SalesAgent, Role::HelpdeskAgent].contains(role);
            assert_eq!(api.get(&list).await.status == 200, reads, "{role:?}");
            assert_eq!(api.post(ALL, &body).await.status, 403, "{role:?}");
        }
        let program = app.direct.app_only(&app).await;
        assert_eq!(program.get(&list).await.code(), "900329");
        assert_eq!(program.post(ALL, &body).await.code(), "900329");
        assert_eq!(app.other.as_user(&app, Role::AdminAgent).await.get(&list).await.status, 404);
        assert_eq!(app.reseller.as_user(&app, Role::AdminAgent).await.get(&list).await.status, 403);
    }
}
