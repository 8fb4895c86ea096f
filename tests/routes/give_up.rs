//! A partner gives up the administration of a customer (`domain/03`, What a relation allows).

use opc_core::access::Role;
use opc_testkit::{both_engines, new_customer};
use serde_json::{Value, json};

/// A customer whose partner may act for it.
fn administered() -> Value {
    let mut body = new_customer("hinode");
    body["allowDelegatedAccess"] = json!(true);
    body
}

both_engines! {
    async fn an_admin_agent_gives_the_privileges_up_and_the_partner_goes_on_selling(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::AdminAgent).await;
        let added = agent.post("/v1/customers", &administered()).await;
        assert_eq!(added.json["allowDelegatedAccess"], true, "{}", added.text);
        let one = format!("/v1/customers/{}", added.json["id"].as_str().expect("an id"));
        for _ in 0..2 {
            let given = agent.patch(&one, &json!({ "allowDelegatedAccess": false })).await;
            assert_eq!((given.status.as_u16(), &given.json["allowDelegatedAccess"]), (200, &json!(false)), "{}", given.text);
            assert_eq!(given.json["relationshipToPartner"], "reseller");
        }
        assert_eq!(agent.get(&one).await.json["allowDelegatedAccess"], false);
        let log = agent.get("/v1/auditrecords?size=100").await;
        assert_eq!(log.text.matches("\"dap_admin_relationship_terminated\"").count(), 1, "{}", log.text);
        let mut page = app.direct.browser(&app, Role::HelpdeskAgent).await;
        let tasks = page.get(&format!("/p/{}/customers/{}/admin-relationships", app.direct.id, added.json["id"].as_str().expect("an id"))).await;
        assert!(!tasks.says("give-up-admin"), "nothing to give up: {}", tasks.html);
    }

    async fn the_privileges_are_not_taken_back_by_oneself_and_an_admin_agent_ends_no_relationship(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::AdminAgent).await;
        let added = agent.post("/v1/customers", &administered()).await;
        let one = format!("/v1/customers/{}", added.json["id"].as_str().expect("an id"));
        for body in [json!({}), json!({ "allowDelegatedAccess": true }), json!({ "relationshipToPartner": "reseller" })] {
            let refused = agent.patch(&one, &body).await;
            assert_eq!(refused.status, 400, "{}", refused.text);
            assert!(refused.text.contains("allowDelegatedAccess"), "{}", refused.text);
        }
        let end = json!({ "relationshipToPartner": "none" });
        let refused = agent.patch(&one, &end).await;
        assert_eq!((refused.status.as_u16(), refused.code().as_str()), (403, "900150"), "{}", refused.text);
        let seen = agent.with("if-match", "\"9\"").patch(&one, &json!({ "allowDelegatedAccess": false })).await;
        assert_eq!(seen.code(), "2055", "{}", seen.text);
        for role in [Role::SalesAgent, Role::HelpdeskAgent] {
            let api = app.direct.as_user(&app, role).await;
            assert_eq!(api.patch(&one, &json!({ "allowDelegatedAccess": false })).await.status, 403, "{role:?}");
        }
        let other = app.other.as_user(&app, Role::AdminAgent).await;
        assert_eq!(other.patch(&one, &json!({ "allowDelegatedAccess": false })).await.status, 404);
    }

    async fn in_the_portal_whoever_may_is_asked_once_more_and_others_read_why_not(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::AdminAgent).await;
        let added = agent.post("/v1/customers", &administered()).await;
        let of = format!("/p/{}/customers/{}", app.direct.id, added.json["id"].as_str().expect("an id"));
        let (section, ask) = (format!("{of}/admin-relationships"), format!("{of}/give-up-admin"));
        let mut sales = app.direct.browser(&app, Role::SalesAgent).await;
        let page = sales.get(&section).await;
        assert!(page.says("Only admin agents and global administrators can end it."), "{}", page.html);
        assert_eq!(sales.get(&ask).await.status, 403);
        let mut browser = app.direct.browser(&app, Role::AdminAgent).await;
        assert!(browser.get(&section).await.says(&ask));
        let asked = browser.get(&ask).await;
        assert!(asked.says("Only the customer can give the privileges again"), "{}", asked.html);
        let done = browser.submit(&asked, &ask, &[]).await;
        assert!(done.says("You no longer administer this customer.") && !done.says(&ask), "{}", done.html);
    }
}
