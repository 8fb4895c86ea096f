//! `/v1/customers` and what belongs to it.

use opc_core::access::Role;
use opc_testkit::{Api, both_engines, new_customer};
use serde_json::{Value, json};
use std::collections::BTreeSet;

async fn add(api: &Api, prefix: &str, name: &str) -> Value {
    let mut body = new_customer(prefix);
    body["billingProfile"]["companyName"] = json!(name);
    let added = api.post("/v1/customers", &body).await;
    assert_eq!(added.status, 201, "{}", added.text);
    added.json
}

both_engines! {
    async fn a_customer_is_added_and_found_again(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::SalesAgent).await;
        let added = agent.post("/v1/customers", &new_customer("hinode")).await;
        assert_eq!(added.status, 201, "{}", added.text);
        let id = added.json["id"].as_str().expect("an id");
        assert!(added.header("location").contains(id), "{}", added.header("location"));
        assert_eq!(added.json["relationshipToPartner"], "reseller");
        assert_eq!(added.json["companyProfile"]["domain"], "hinode.partnercenter.example");
        assert_eq!(added.json["companyProfile"]["tenantId"], id);
        assert_eq!(added.json["userCredentials"]["userName"], "admin");
        assert_eq!(added.json["attributes"]["objectType"], "Customer");

        let got = agent.get(&format!("/v1/customers/{id}")).await;
        assert_eq!(got.status, 200);
        assert_eq!(got.json["billingProfile"]["companyName"], "日の出製作所株式会社");
        assert!(got.json.get("userCredentials").is_none(), "the password is shown once");
        let list = agent.get("/v1/customers").await;
        assert_eq!(list.json["totalCount"], 1);
        assert_eq!(list.json["items"][0]["id"], id);
    }

    async fn a_taken_domain_is_known_and_refused(app: TestApp) {
        let ours = app.direct.as_user(&app, Role::SalesAgent).await;
        let theirs = app.other.as_user(&app, Role::SalesAgent).await;
        assert_eq!(ours.head("/v1/domains/hinode.onmicrosoft.com").await.status, 404);
        add(&ours, "hinode", "日の出製作所株式会社").await;
        assert_eq!(theirs.head("/v1/domains/hinode.onmicrosoft.com").await.status, 200);
        let foreign = theirs.head("/v1/domains/x%C3%A9nmicrosoft.com").await;
        assert_eq!(foreign.status, 400, "nobody's domain");
        let refused = theirs.post("/v1/customers", &new_customer("hinode")).await;
        assert_eq!((refused.status.as_u16(), refused.code().as_str()), (409, "1003"), "{}", refused.text);
        assert!(refused.json["data"].to_string().contains("companyProfile.domain"), "{}", refused.text);
        assert_eq!(theirs.get("/v1/customers").await.json["totalCount"], 0, "nothing half-done");
    }

    async fn another_partners_customer_looks_as_if_it_did_not_exist(app: TestApp) {
        let ours = app.direct.as_user(&app, Role::AdminAgent).await;
        let theirs = app.other.as_user(&app, Role::AdminAgent).await;
        let customer = add(&ours, "hinode", "日の出製作所株式会社").await;
        let id = customer["id"].as_str().expect("an id");
        let nowhere = "00000000-0000-4000-8000-000000000000";
        for path in ["", "/profiles/billing", "/profiles/company", "/agreements", "/orders", "/subscriptions"] {
            let foreign = theirs.get(&format!("/v1/customers/{id}{path}")).await;
            let absent = theirs.get(&format!("/v1/customers/{nowhere}{path}")).await;
            assert_eq!(foreign.status, 404, "{path}");
            assert_eq!((foreign.status, foreign.code()), (absent.status, absent.code()), "{path}");
        }
        assert_eq!(theirs.delete(&format!("/v1/customers/{id}")).await.status, 404);
        assert_eq!(ours.get(&format!("/v1/customers/{id}")).await.status, 200);
    }

    async fn walking_the_pages_gives_every_customer_once(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::AdminAgent).await;
        let mut expected = BTreeSet::new();
        for n in 0..7 {
            // Two share a name: the order must be total all the same.
            let customer = add(&agent, &format!("c{n}"), &format!("会社{}", n / 2)).await;
            expected.insert(customer["id"].as_str().expect("an id").to_owned());
        }
        let mut seen = Vec::new();
        let mut page = agent.get("/v1/customers?size=2").await;
        loop {
            for item in page.json["items"].as_array().expect("items") {
                seen.push(item["id"].as_str().expect("an id").to_owned());
            }
            let next = &page.json["links"]["next"];
            let Some(uri) = next["uri"].as_str() else { break };
            assert!(uri.starts_with('/') && !uri.starts_with("/v1"), "{uri}");
            let token = next["headers"][0]["value"].as_str().expect("a token").to_owned();
            assert_eq!(next["headers"][0]["key"], "MS-ContinuationToken");
            // The .NET client repeats neither size nor filter: the token carries them.
            let client = agent.with("ms-continuationtoken", token);
            page = client.get("/v1/customers?seekOperation=Next").await;
            assert!(page.json["items"].as_array().expect("items").len() <= 2);
        }
        assert_eq!(seen.len(), 7);
        assert_eq!(seen.into_iter().collect::<BTreeSet<_>>(), expected);
    }

    async fn the_list_is_filtered_by_the_start_of_the_name(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::AdminAgent).await;
        add(&agent, "contoso", "Contoso Trading").await;
        add(&agent, "fabrikam", "Fabrikam Works").await;
        let filter = "filter=%7B%22Field%22%3A%22CompanyName%22%2C%22Value%22%3A%22cont%22%2C%22Operator%22%3A%22starts_with%22%7D";
        let found = agent.get(&format!("/v1/customers?size=0&{filter}")).await;
        assert_eq!(found.json["totalCount"], 1, "{}", found.text);
        assert_eq!(found.json["items"][0]["companyProfile"]["companyName"], "Contoso Trading");
        // As the Java client writes it.
        let java = "filter=%7B%22field%22%3A%22CompanyName%22%2C%22value%22%3A%22FABR%22%2C%22operator%22%3A%22StartsWith%22%2C%22fieldType%22%3A%22String%22%7D";
        assert_eq!(agent.get(&format!("/v1/customers?{java}")).await.json["totalCount"], 1);
    }

    async fn the_bill_to_profile_is_replaced_unless_somebody_was_faster(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::AdminAgent).await;
        let customer = add(&agent, "hinode", "日の出製作所株式会社").await;
        let path = format!("/v1/customers/{}/profiles/billing", customer["id"].as_str().expect("an id"));
        let before = agent.get(&path).await;
        let etag = before.header("etag").to_owned();
        assert!(!etag.is_empty());
        let mut body = before.json.clone();
        body["companyName"] = json!("日の出精機株式会社");
        let saved = agent.put(&path, &body).await;
        assert_eq!(saved.status, 200, "{}", saved.text);
        assert_ne!(saved.header("etag"), etag);
        body["companyName"] = json!("遅すぎた株式会社");
        let stale = agent.put(&path, &body).await;
        assert_eq!(stale.code(), "2055", "{}", stale.text);
        assert_eq!(agent.get(&path).await.json["companyName"], "日の出精機株式会社");
        // The list follows, the directory does not (`domain/04`).
        let now = agent.get(&path.replace("/profiles/billing", "")).await;
        assert_eq!(now.json["companyProfile"]["companyName"], "日の出製作所株式会社");
    }

    async fn a_broken_rule_names_the_field_and_the_rule_in_the_readers_language(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::SalesAgent).await;
        let mut body = new_customer("hinode");
        body["billingProfile"]["defaultAddress"]["postalCode"] = json!("12");
        let english = agent.post("/v1/customers", &body).await;
        assert_eq!(english.status, 400, "{}", english.text);
        assert!(english.json["data"].to_string().contains("billingProfile.defaultAddress.postalCode"));
        assert!(english.json["description"].as_str().is_some_and(|d| d.contains("Postal code")));
        let japanese = agent.with("x-locale", "ja-JP").post("/v1/customers", &body).await;
        assert!(japanese.json["description"].as_str().is_some_and(|d| d.contains("郵便番号")), "{}", japanese.text);
    }

    /// `domain/04`, May not change.
    async fn the_country_of_a_customer_stays(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::SalesAgent).await;
        let added = agent.post("/v1/customers", &new_customer("hinode")).await;
        let path = format!("/v1/customers/{}/profiles/billing", added.json["id"].as_str().expect("an id"));
        let before = agent.get(&path).await.json;
        for other in ["US", "BR", "Narnia"] {
            let mut profile = before.clone();
            profile["defaultAddress"]["country"] = json!(other);
            let refused = agent.put(&path, &profile).await;
            assert_eq!(refused.status, 400, "{}", refused.text);
            let data = refused.json["data"].to_string();
            assert!(data.contains("\"defaultAddress.country\",\"rule-country-fixed\""), "{data}");
            assert!(refused.text.contains("Japan"), "{}", refused.text);
        }
        assert_eq!(agent.get(&path).await.json, before);
        for same in [json!("JP"), json!("jp"), Value::Null] {
            let mut profile = before.clone();
            profile["defaultAddress"]["country"] = same;
            assert_eq!(agent.put(&path, &profile).await.status, 200);
        }
        let form = [("country", "US"), ("etag", "1")];
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let page = format!("/p/{}{}/bill-to", app.direct.id, path.trim_start_matches("/v1").trim_end_matches("/profiles/billing"));
        let shown = browser.get(&page).await;
        let refused = browser.submit(&shown, &page, &form).await;
        assert!(refused.status == 422 && refused.says("country cannot change"), "{}", refused.html);
    }

    async fn a_country_outside_the_partners_market_is_refused_as_such(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::SalesAgent).await;
        let mut body = new_customer("hinode");
        body["billingProfile"]["defaultAddress"]["country"] = json!("BR");
        let refused = agent.post("/v1/customers", &body).await;
        assert_eq!((refused.status.as_u16(), refused.code().as_str()), (403, "2030"), "{}", refused.text);
    }

    /// `domain/02`, the 24 countries.
    async fn some_countries_ask_for_a_registration_id_and_a_phone_number(app: TestApp) {
        let agent = app.other.as_user(&app, Role::SalesAgent).await;
        let mut body = new_customer("wisla");
        body["billingProfile"] = json!({
            "email": "biuro@wisla.example", "companyName": "Wisła Sp. z o.o.",
            "defaultAddress": { "country": "PL", "firstName": "Anna", "lastName": "Nowak",
                "addressLine1": "Prosta 1", "city": "Warszawa", "postalCode": "00-838" }
        });
        let missing = agent.post("/v1/customers", &body).await;
        assert_eq!((missing.status.as_u16(), missing.code().as_str()), (400, "600049"), "{}", missing.text);
        let data = missing.json["data"].to_string();
        assert!(data.contains("companyProfile.organizationRegistrationNumber") && data.contains("defaultAddress.phoneNumber"), "{data}");
        body["companyProfile"]["organizationRegistrationNumber"] = json!("12");
        let format = agent.post("/v1/customers", &body).await;
        assert_eq!((format.status.as_u16(), format.code().as_str()), (400, "600050"), "{}", format.text);
        body["companyProfile"]["organizationRegistrationNumber"] = json!("5260250995");
        let phone = agent.post("/v1/customers", &body).await;
        assert_eq!((phone.status.as_u16(), phone.code().as_str()), (400, "600051"), "{}", phone.text);
        body["billingProfile"]["defaultAddress"]["phoneNumber"] = json!("+48 22 123 45 67");
        let added = agent.post("/v1/customers", &body).await;
        assert_eq!(added.status, 201, "{}", added.text);
        assert_eq!(added.json["companyProfile"]["organizationRegistrationNumber"], "5260250995");
    }

    async fn every_answer_says_its_version_in_header_and_body_alike(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::AdminAgent).await.with("ms-requestid", "7f3c2d1e-0000-4000-8000-00000000bbbb");
        let added = agent.post("/v1/customers", &new_customer("hinode")).await;
        let again = agent.post("/v1/customers", &new_customer("hinode")).await;
        let path = format!("/v1/customers/{}", added.json["id"].as_str().expect("an id"));
        let one = agent.get(&path).await;
        let billing = agent.get(&format!("{path}/profiles/billing")).await;
        let mut changed = billing.json.clone();
        changed["email"] = json!("new@hinode.example");
        let saved = agent.put(&format!("{path}/profiles/billing"), &changed).await;
        for answer in [&added, &again, &one, &billing, &saved] {
            let etag = answer.json["attributes"]["etag"].as_str().expect("a version");
            assert_eq!(answer.header("etag"), format!("\"{etag}\""), "{}", answer.text);
        }
    }

    async fn a_stale_version_is_refused_wherever_it_is_said(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::AdminAgent).await;
        let customer = add(&agent, "hinode", "日の出製作所株式会社").await;
        let path = format!("/v1/customers/{}", customer["id"].as_str().expect("an id"));
        let billing = format!("{path}/profiles/billing");
        let mut body = agent.get(&billing).await.json;
        body["email"] = json!("new@hinode.example");
        let is_stale = |reply: &opc_testkit::Reply| (reply.status.as_u16(), reply.code()) == (400, "2055".to_owned());
        for seen in ["\"9\"", "9", "W/\"9\"", "\"no number\""] {
            assert!(is_stale(&agent.with("if-match", seen).put(&billing, &body).await), "{seen}");
            assert!(is_stale(&agent.with("if-match", seen).delete(&path).await), "{seen}");
        }
        assert_eq!(agent.with("if-match", "\"1\"").put(&billing, &body).await.status, 200);
        assert!(is_stale(&agent.put(&billing, &body).await), "the body still says 1");
        let end = json!({ "relationshipToPartner": "none", "attributes": { "etag": "1" } });
        let admin = app.direct.as_user(&app, Role::GlobalAdmin).await;
        assert!(is_stale(&admin.patch(&path, &end).await));
        let ended = admin.with("if-match", "\"2\"").patch(&path, &json!({ "relationshipToPartner": "none" })).await;
        assert_eq!((ended.status.as_u16(), ended.header("etag")), (200, "\"3\""), "{}", ended.text);
    }

    async fn a_sandbox_customer_can_be_deleted(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::AdminAgent).await;
        let customer = add(&agent, "hinode", "日の出製作所株式会社").await;
        let path = format!("/v1/customers/{}", customer["id"].as_str().expect("an id"));
        assert_eq!(agent.delete(&path).await.status, 204);
        assert_eq!(agent.get(&path).await.status, 404);
        assert_eq!(agent.head("/v1/domains/hinode.onmicrosoft.com").await.status, 404, "free again");
    }

    async fn a_provider_adds_a_customer_for_its_reseller_and_both_see_it(app: TestApp) {
        let provider = app.provider.as_user(&app, Role::SalesAgent).await;
        let mut body = new_customer("hinode");
        body["associatedPartnerId"] = json!(app.reseller.id.to_string());
        let added = provider.post("/v1/customers", &body).await;
        assert_eq!(added.status, 201, "{}", added.text);
        let reseller = app.reseller.as_user(&app, Role::SalesAgent).await;
        let theirs = reseller.get("/v1/customers").await;
        assert_eq!(theirs.json["items"][0]["id"], added.json["id"], "{}", theirs.text);
        let second = app.second_reseller.as_user(&app, Role::SalesAgent).await;
        assert_eq!(second.get("/v1/customers").await.json["totalCount"], 0);
        let mut itself = new_customer("asahi");
        itself["associatedPartnerId"] = json!("4100003");
        let refused = provider.post("/v1/customers", &itself).await;
        assert_eq!((refused.status.as_u16(), refused.code().as_str()), (404, "2072"), "{}", refused.text);
        assert_eq!(refused.json["data"][0], "associatedPartnerId");
        let mut stranger = new_customer("asahi");
        stranger["associatedPartnerId"] = json!(app.other.id.to_string());
        let refused = provider.post("/v1/customers", &stranger).await;
        assert_eq!((refused.status.as_u16(), refused.code().as_str()), (400, "800016"), "{}", refused.text);
    }
}
