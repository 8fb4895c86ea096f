//! Suspending subscriptions, after which a relationship can end (`domain/05`, Life cycle; `domain/03`,
//! Removing).

use opc_core::access::Role;
use opc_testkit::{Api, BASIC, STORAGE, TestApp, both_engines, new_customer, tokio};
use serde_json::{Value, json};

/// A customer that has accepted the agreement: its path.
async fn agreed(agent: &Api, prefix: &str) -> String {
    let added = agent.post("/v1/customers", &new_customer(prefix)).await;
    let path = format!("/v1/customers/{}", added.json["id"].as_str().expect("an id"));
    let templates = agent.get("/v1/agreements").await;
    let attestation = json!({
        "primaryContact": { "firstName": "太郎", "lastName": "山田", "email": "info@hinode.example" },
        "templateId": templates.json["items"][0]["templateId"],
        "dateAgreed": "2026-11-19T00:00:00Z", "type": "MicrosoftCustomerAgreement"
    });
    agent.post(&format!("{path}/agreements"), &attestation).await;
    path
}

/// A customer of the first partner with a subscription and an add-on: its path and both.
async fn sold(app: &TestApp) -> (String, Value, Value) {
    let agent = app.direct.as_user(app, Role::SalesAgent).await;
    let path = agreed(&agent, "hinode").await;
    let line = |n, offer| json!({ "lineItemNumber": n, "offerId": offer, "quantity": 3 });
    let order =
        json!({ "billingCycle": "monthly", "lineItems": [line(0, BASIC), line(1, STORAGE)] });
    let placed = agent.post(&format!("{path}/orders"), &order).await;
    assert_eq!(placed.status, 201, "{}", placed.text);
    let (base, add_on) =
        (of_offer(&agent, &path, BASIC).await, of_offer(&agent, &path, STORAGE).await);
    (path, base, add_on)
}

async fn of_offer(agent: &Api, path: &str, offer: &str) -> Value {
    let all = agent.get(&format!("{path}/subscriptions")).await;
    let items = all.json["items"].as_array().expect("subscriptions").clone();
    items.into_iter().find(|one| one["offerId"] == offer).expect("a subscription of the offer")
}

fn at(path: &str, of: &Value) -> String {
    format!("{path}/subscriptions/{}", of["id"].as_str().expect("an id"))
}

both_engines! {
    async fn after_the_last_subscription_is_suspended_the_relationship_can_end(app: TestApp) {
        let (path, base, add_on) = sold(&app).await;
        let admin = app.direct.as_user(&app, Role::GlobalAdmin).await;
        let end = json!({ "relationshipToPartner": "none" });
        assert_eq!(admin.patch(&path, &end).await.json["data"][0], "rule-subscriptions-active");
        let mut whole = base.clone();
        whole["status"] = json!("suspended");
        let sales = app.direct.as_user(&app, Role::SalesAgent).await;
        let done = sales.patch(&at(&path, &base), &whole).await;
        assert_eq!((done.status.as_u16(), &done.json["status"]), (200, &json!("suspended")), "{}", done.text);
        assert_eq!(done.json["autoRenewEnabled"], false, "{}", done.text);
        let stale = sales.patch(&at(&path, &base), &whole).await;
        assert_eq!(stale.code(), "2055", "the body still says the version before: {}", stale.text);
        let again = sales.patch(&at(&path, &base), &json!({ "status": "suspended" })).await;
        assert_eq!(again.json["attributes"]["etag"], done.json["attributes"]["etag"], "nothing more happened");
        assert_eq!(sales.get(&at(&path, &add_on)).await.json["status"], "suspended", "with what it adds to");
        let ended = admin.patch(&path, &end).await;
        assert_eq!(ended.status, 200, "{}", ended.text);
        assert!(app.findings().await.is_empty());
    }

    async fn ordered_and_ended_at_once_it_is_one_of_both(app: TestApp) {
        let sales = app.direct.as_user(&app, Role::SalesAgent).await;
        let admin = app.direct.as_user(&app, Role::GlobalAdmin).await;
        let line = json!({ "lineItemNumber": 0, "offerId": BASIC, "quantity": 3 });
        let order = json!({ "billingCycle": "monthly", "lineItems": [line] });
        for prefix in ["asahi", "hinode", "minato", "sakura"] {
            let path = agreed(&sales, prefix).await;
            let (orders, end) = (format!("{path}/orders"), json!({ "relationshipToPartner": "none" }));
            let (placed, ended) = tokio::join!(sales.post(&orders, &order), admin.patch(&path, &end));
            let stands = match (placed.status.as_u16(), ended.status.as_u16()) {
                (201, 400) => true,
                (404, 200) => false,
                both => panic!("{both:?} {} {}", placed.text, ended.text),
            };
            assert_eq!(admin.get(&path).await.status.is_success(), stands);
            assert_eq!(app.findings().await, []);
        }
    }

    async fn an_add_on_comes_back_after_what_it_adds_to(app: TestApp) {
        let (path, base, add_on) = sold(&app).await;
        let agent = app.direct.as_user(&app, Role::AdminAgent).await;
        let (suspend, activate) = (json!({ "status": "suspended" }), json!({ "status": "active" }));
        agent.patch(&at(&path, &base), &suspend).await;
        let early = agent.patch(&at(&path, &add_on), &activate).await;
        assert_eq!((early.status.as_u16(), &early.json["data"][0]), (400, &json!("rule-base-suspended")), "{}", early.text);
        for one in [&base, &add_on] {
            let back = agent.patch(&at(&path, one), &activate).await;
            assert_eq!((back.status.as_u16(), &back.json["status"]), (200, &json!("active")), "{}", back.text);
            assert_eq!(back.json["autoRenewEnabled"], false, "that stays off");
        }
        let log = agent.get("/v1/auditrecords?size=100").await;
        assert_eq!(log.text.matches("\"operationType\":\"update_subscription\"").count(), 4, "{}", log.text);
        let over = agent.patch(&at(&path, &base), &json!({ "status": "deleted" })).await;
        assert_eq!((over.status.as_u16(), &over.json["data"][0]), (400, &json!("status")), "{}", over.text);
        let helpdesk = app.direct.as_user(&app, Role::HelpdeskAgent).await;
        assert_eq!(helpdesk.patch(&at(&path, &base), &suspend).await.status, 403);
        let other = app.other.as_user(&app, Role::AdminAgent).await;
        assert_eq!(other.patch(&at(&path, &base), &suspend).await.status, 404);
    }

    async fn in_the_portal_it_is_asked_once_more_and_can_be_taken_back(app: TestApp) {
        let (path, base, _) = sold(&app).await;
        let (customer, id) = (path.trim_start_matches("/v1/customers/"), base["id"].as_str().expect("an id"));
        let list = format!("/p/{}/customers/{customer}/subscriptions", app.direct.id);
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        for (step, says) in [("suspend", "The subscription is suspended."), ("activate", "The subscription is active again.")] {
            let there = format!("{list}/{id}/{step}");
            assert!(browser.get(&list).await.says(&there), "{step}");
            let asked = browser.get(&there).await;
            let done = browser.submit(&asked, &there, &[]).await;
            assert!(done.says(says), "{}", done.html);
        }
        let mut helpdesk = app.direct.browser(&app, Role::HelpdeskAgent).await;
        assert!(!helpdesk.get(&list).await.says(&format!("{id}/suspend")));
        assert_eq!(helpdesk.get(&format!("{list}/{id}/suspend")).await.status, 403);
        let mut other = app.other.browser(&app, Role::SalesAgent).await;
        assert_eq!(other.get(&format!("/p/{}/customers/{customer}/subscriptions/{id}/suspend", app.other.id)).await.status, 404);
    }
}
