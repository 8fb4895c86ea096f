//! The customer agreement (`domain/02`, Agreement).

use opc_core::access::Role;
use opc_testkit::{both_engines, new_customer};
use serde_json::{Value, json};

fn attestation(template: &Value, date: &str) -> Value {
    json!({
        "primaryContact": { "firstName": "太郎", "lastName": "山田", "email": "info@hinode.example" },
        "templateId": template, "dateAgreed": date, "type": "MicrosoftCustomerAgreement"
    })
}

both_engines! {
    async fn it_is_attested_once_not_in_the_future_and_by_a_person(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::SalesAgent).await;
        let added = agent.post("/v1/customers", &new_customer("hinode")).await;
        let path = format!("/v1/customers/{}/agreements", added.json["id"].as_str().expect("an id"));
        assert_eq!(agent.get(&path).await.json["totalCount"], 0);
        let template = agent.get("/v1/agreements").await.json["items"][0]["templateId"].clone();
        assert!(template.is_string());

        let future = agent.post(&path, &attestation(&template, "2026-12-24T00:00:00Z")).await;
        assert_eq!(future.status, 400, "{}", future.text);
        let good = attestation(&template, "2026-11-19T00:00:00Z");
        let alone = app.direct.app_only(&app).await.post(&path, &good).await;
        assert_eq!((alone.status.as_u16(), alone.code().as_str()), (403, "900329"), "{}", alone.text);
        let done = agent.post(&path, &good).await;
        assert_eq!(done.status, 201, "{}", done.text);
        let again = agent.post(&path, &good).await;
        assert_eq!((again.status.as_u16(), again.code().as_str()), (400, "600061"), "{}", again.text);
        assert_eq!(agent.get(&path).await.json["totalCount"], 1);
    }

    async fn a_global_admin_alone_cannot_attest(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::SalesAgent).await;
        let added = agent.post("/v1/customers", &new_customer("hinode")).await;
        let path = format!("/v1/customers/{}/agreements", added.json["id"].as_str().expect("an id"));
        let template = agent.get("/v1/agreements").await.json["items"][0]["templateId"].clone();
        let admin = app.direct.as_user(&app, Role::GlobalAdmin).await;
        let refused = admin.post(&path, &attestation(&template, "2026-11-19")).await;
        assert_eq!((refused.status.as_u16(), refused.code().as_str()), (403, "900150"), "{}", refused.text);
    }

    async fn the_primary_contact_is_told(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::SalesAgent).await;
        let added = agent.post("/v1/customers", &new_customer("hinode")).await;
        let path = format!("/v1/customers/{}/agreements", added.json["id"].as_str().expect("an id"));
        let template = agent.get("/v1/agreements").await.json["items"][0]["templateId"].clone();
        agent.post(&path, &attestation(&template, "2026-11-19")).await;
        let mut browser = app.direct.browser(&app, Role::AdminAgent).await;
        let mailbox = browser.get(&format!("/p/{}/mailbox", app.direct.id)).await;
        assert!(mailbox.says("info@hinode.example"), "{}", mailbox.html);
    }
}
