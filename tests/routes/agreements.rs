//! The customer agreement (`domain/02`, Agreement).

use crate::portal::printed::words;
use opc_core::access::Role;
use opc_testkit::{Api, Browser, both_engines, new_customer};
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

    async fn what_is_wrong_with_a_confirmation_is_named(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::SalesAgent).await;
        let added = agent.post("/v1/customers", &new_customer("hinode")).await;
        let path = format!("/v1/customers/{}/agreements", added.json["id"].as_str().expect("an id"));
        let templates = agent.get("/v1/agreements?agreementType=MicrosoftCustomerAgreement").await.json["items"].clone();
        let (current, old) = (&templates[0]["templateId"], &templates[templates.as_array().expect("templates").len() - 1]["templateId"]);
        let day = "2026-11-19";
        let mut cloud = attestation(current, day);
        cloud["type"] = json!("MicrosoftCloudAgreement");
        let mut odd = attestation(current, day);
        odd["type"] = json!("Handshake");
        for (body, at, words) in [
            (attestation(current, "1900-01-01"), "dateAgreed", "in force since 1 Apr 2024"),
            (attestation(current, "2024-03-31T23:59:59Z"), "dateAgreed", "in force since 1 Apr 2024"),
            (attestation(current, "2026-12-24"), "dateAgreed", "future"),
            (attestation(old, day), "templateId", "version"),
            (attestation(&json!("00000000-0000-4000-8000-00000000dead"), day), "templateId", "no such version"),
            (attestation(&json!("latest"), day), "templateId", "GUID"),
            (cloud, "type", "MicrosoftCustomerAgreement"),
            (odd, "type", "MicrosoftCustomerAgreement"),
        ] {
            let refused = agent.post(&path, &body).await;
            assert_eq!((refused.status.as_u16(), refused.json["data"][0].as_str()), (400, Some(at)), "{}", refused.text);
            assert!(refused.json["description"].as_str().is_some_and(|d| d.contains(words)), "{}", refused.text);
        }
        let kinds = agent.get("/v1/agreements?agreementType=Handshake").await;
        assert_eq!((kinds.status.as_u16(), &kinds.json["data"]), (400, &json!(["agreementType"])), "{}", kinds.text);
        assert!(kinds.text.contains("MicrosoftCloudAgreement, MicrosoftCustomerAgreement"), "{}", kinds.text);
        assert_eq!(agent.get(&format!("{path}?agreementType=Handshake")).await.status, 400);
        assert_eq!(agent.post(&path, &attestation(current, "2024-04-01")).await.status, 201, "the first day is one of them");
    }

    async fn the_addresses_of_the_text_lead_to_it_without_signing_in(app: TestApp) {
        let api = app.direct.app_only(&app).await;
        let template = api.get("/v1/agreements").await.json["items"][0].clone();
        let id = template["templateId"].as_str().expect("an id");
        let document = api.get(&format!("/v1/agreementtemplates/{id}/document?country=JP&language=ja-JP")).await;
        let at = |uri: &Value| {
            let uri = uri.as_str().expect("an address").to_owned();
            uri.strip_prefix("http://127.0.0.1:8080").expect("ours").to_owned()
        };
        let mut reader = Browser::new(&app);
        for uri in [&document.json["displayUri"], &template["agreementLink"]] {
            let page = reader.get(&at(uri)).await;
            assert_eq!(page.status, 200, "{uri}: {}", page.html);
            assert!(page.says("The customer agrees."), "{}", page.html);
        }
        assert!(reader.get(&at(&document.json["displayUri"])).await.says("Customer agreement (ja)"));
        let file = Api::anonymous(&app).get(&at(&document.json["downloadUri"])).await;
        assert!(words(&file).contains("Thecustomeragrees."), "{}", file.text);
        let nothing = reader.get("/agreements/00000000-0000-4000-8000-00000000dead").await;
        assert_eq!(nothing.status, 404);
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
