//! Security groups over the API: people of a partner to whom roles at customers are given.

use opc_core::access::Role;
use opc_testkit::both_engines;
use serde_json::json;

const ALL: &str = "/v1/groups";

both_engines! {
    async fn a_program_makes_a_group_fills_it_by_name_or_id_and_deletes_it(app: TestApp) {
        let program = app.direct.app_only(&app).await;
        let names = [Role::SalesAgent, Role::HelpdeskAgent].map(|role| app.direct.people[&role].user_name.clone());
        let member = |name: &str| json!({ "userPrincipalName": name.to_uppercase() });
        let made = program.post(ALL, &json!({ "displayName": "  Service desk ", "members": [member(&names[0])] })).await;
        assert_eq!((made.status.as_u16(), &made.json["displayName"]), (201, &json!("Service desk")), "{}", made.text);
        assert_eq!(made.json["members"][0]["userPrincipalName"], json!(names[0]), "{}", made.text);
        let one = format!("/v1{}", made.header("location"));
        let whole = program.get(&one).await;
        assert_eq!(whole.json["members"], made.json["members"], "{}", whole.text);
        let by_id = json!({ "id": whole.json["members"][0]["id"] });
        let both = program.patch(&one, &json!({ "members": [by_id, member(&names[1])] })).await;
        assert_eq!((both.status.as_u16(), &both.json["memberCount"]), (200, &json!(2)), "{}", both.text);
        let renamed = program.patch(&one, &json!({ "displayName": "Night shift" })).await;
        assert_eq!((&renamed.json["displayName"], &renamed.json["memberCount"]), (&json!("Night shift"), &json!(2)));
        let listed = program.get(ALL).await;
        assert_eq!(listed.json["items"][0]["displayName"], "Night shift", "{}", listed.text);
        assert_eq!(program.delete(&one).await.status, 204);
        assert_eq!(program.get(&one).await.status, 404);
        assert_eq!(program.get(ALL).await.json["totalCount"], 0);
    }

    async fn a_group_without_a_name_or_with_strangers_is_refused_by_member(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::AdminAgent).await;
        let stranger = &app.other.people[&Role::AdminAgent].user_name;
        for (body, at, rule) in [
            (json!({ "displayName": " " }), "displayName", "rule-required"),
            (json!({ "displayName": "Desk", "members": [{ "userPrincipalName": stranger }] }), "members", "rule-member-unknown"),
            (json!({ "displayName": "Desk", "members": [{ "id": "none" }] }), "members", "rule-member-unknown"),
            (json!({ "displayName": "Desk", "members": [{}] }), "members", "rule-member-unknown"),
        ] {
            let refused = agent.post(ALL, &body).await;
            assert_eq!((refused.status.as_u16(), &refused.json["data"][0], &refused.json["data"][1]), (400, &json!(at), &json!(rule)), "{}", refused.text);
        }
        assert_eq!(agent.get(ALL).await.json["totalCount"], 0);
        let made = agent.post(ALL, &json!({ "displayName": "Desk" })).await;
        assert_eq!(made.status, 201, "{}", made.text);
        assert_eq!(agent.post(ALL, &json!({ "displayName": "desk" })).await.json["data"][0], "displayName");
        let other = app.other.as_user(&app, Role::AdminAgent).await;
        assert_eq!(other.get(&format!("/v1{}", made.header("location"))).await.status, 404);
        let sales = app.direct.as_user(&app, Role::SalesAgent).await;
        assert_eq!(sales.get(ALL).await.status, 200, "whoever sees admin relationships sees the groups");
        assert_eq!(sales.post(ALL, &json!({ "displayName": "Mine" })).await.status, 403);
    }
}
