//! Changing the indirect reseller of a customer there is.

use super::wizard::{action, base};
use opc_core::access::Role;
use opc_testkit::{Api, BASIC, Browser, Page, Tenant, TestApp, both_engines, new_customer};
use serde_json::json;

/// A customer of the provider and its first reseller; its id.
pub(super) async fn customer(app: &TestApp) -> String {
    let agent = app.provider.as_user(app, Role::AdminAgent).await;
    let mut body = new_customer("hinode");
    body["allowDelegatedAccess"] = json!(true);
    body["associatedPartnerId"] = json!(app.reseller.id.to_string());
    let added = agent.post("/v1/customers", &body).await;
    assert_eq!(added.status, 201, "{}", added.text);
    added.json["id"].as_str().expect("an id").to_owned()
}

/// Attests the agreement and orders; answers the reseller on the new subscription.
pub(super) async fn sell(agent: &Api, id: &str) -> serde_json::Value {
    let templates = agent.get("/v1/agreements").await;
    let contact =
        json!({ "firstName": "太郎", "lastName": "山田", "email": "info@hinode.example" });
    let attestation = json!({
        "primaryContact": contact, "templateId": templates.json["items"][0]["templateId"],
        "dateAgreed": "2026-11-19T00:00:00Z", "type": "MicrosoftCustomerAgreement"
    });
    agent.post(&format!("/v1/customers/{id}/agreements"), &attestation).await;
    let line = json!({ "lineItemNumber": 0, "offerId": BASIC, "quantity": 3 });
    let order = json!({ "billingCycle": "monthly", "lineItems": [line] });
    let placed = agent.post(&format!("/v1/customers/{id}/orders"), &order).await;
    assert_eq!(placed.status, 201, "{}", placed.text);
    placed.json["lineItems"][0]["partnerIdOnRecord"].clone()
}

async fn sees(app: &TestApp, reseller: &Tenant, id: &str) -> bool {
    let agent = reseller.as_user(app, Role::SalesAgent).await;
    agent.get(&format!("/v1/customers/{id}")).await.status == 200
}

fn path(app: &TestApp, id: &str) -> String {
    format!("{}/customers/{id}/reseller", base(&app.provider))
}

/// Chooses and confirms; answers the page that follows.
pub(super) async fn change(browser: &mut Browser, app: &TestApp, id: &str, to: &str) -> Page {
    let page = browser.get(&format!("{}/change", path(app, id))).await;
    let etag = page.hidden("etag").expect("a version");
    let fields = [("etag", etag.as_str()), ("reseller", to)];
    let asked = browser.submit(&page, &action(&page, "change"), &fields).await;
    assert!(asked.says("After the change"), "{}", asked.html);
    let fields = [("etag", etag.as_str()), ("reseller", to), ("confirmed", "yes")];
    browser.submit(&asked, &action(&asked, "change"), &fields).await
}

both_engines! {
    async fn the_new_reseller_gets_the_customer_and_the_old_one_loses_it(app: TestApp) {
        let id = customer(&app).await;
        let mut browser = app.provider.browser(&app, Role::SalesAgent).await;
        let (old, new) = (&app.reseller, &app.second_reseller);
        let done = change(&mut browser, &app, &id, &new.id.to_string()).await;
        assert!(done.path.contains("/reseller") && done.says("灘リセール"), "{} {}", done.path, done.html);
        assert!(sees(&app, new, &id).await && !sees(&app, old, &id).await);
        let back = change(&mut browser, &app, &id, &old.id.to_string()).await;
        assert!(back.says("浪速システム"), "{}", back.html);
        assert!(!sees(&app, new, &id).await && sees(&app, old, &id).await);
        let log = app.provider.browser(&app, Role::AdminAgent).await.get(&format!("{}/activity", base(&app.provider))).await;
        assert!(log.says("Change indirect reseller"), "{}", log.html);
    }

    async fn subscriptions_keep_their_reseller_and_new_orders_name_the_new_one(app: TestApp) {
        let id = customer(&app).await;
        let agent = app.provider.as_user(&app, Role::AdminAgent).await;
        let (old, new) = (&app.reseller, &app.second_reseller);
        assert_eq!(sell(&agent, &id).await, "4100004");
        let mut browser = app.provider.browser(&app, Role::GlobalAdmin).await;
        change(&mut browser, &app, &id, &new.id.to_string()).await;
        assert_eq!(sell(&agent, &id).await, "4100005");
        assert!(sees(&app, old, &id).await, "it still serves its subscription");
        let list = browser.get(&format!("{}/customers/{id}/subscriptions", base(&app.provider))).await;
        assert!(list.says("浪速システム") && list.says("灘リセール"), "{}", list.html);
        let billed = agent.get(&format!("/v1/customers/{id}")).await;
        let mut profile = billed.json["billingProfile"].clone();
        profile["companyName"] = json!("日の出精機株式会社");
        let saved = agent.put(&format!("/v1/customers/{id}/profiles/billing"), &profile).await;
        assert_eq!(saved.status, 200, "{}", saved.text);
        for reseller in [old, new] {
            let theirs = reseller.as_user(&app, Role::SalesAgent).await.get(&format!("/v1/customers/{id}")).await;
            assert_eq!(theirs.json["billingProfile"]["companyName"], "日の出精機株式会社", "{}", theirs.text);
        }
        assert!(app.findings().await.is_empty(), "the resellers' rows follow the provider's");
    }

    async fn the_provider_can_take_the_customer_over_itself(app: TestApp) {
        let id = customer(&app).await;
        let mut browser = app.provider.browser(&app, Role::AdminAgent).await;
        let done = change(&mut browser, &app, &id, "direct").await;
        assert_eq!(done.status, 200, "{}", done.html);
        assert!(!sees(&app, &app.reseller, &id).await);
    }

    async fn a_reseller_without_its_agreement_cannot_be_chosen(app: TestApp) {
        let id = customer(&app).await;
        app.partner_agreement_is_signed(app.second_reseller.id, false).await;
        let mut browser = app.provider.browser(&app, Role::AdminAgent).await;
        let refused = change(&mut browser, &app, &id, &app.second_reseller.id.to_string()).await;
        assert!(refused.status == 422 && refused.says("has not signed"), "{}", refused.html);
        assert!(sees(&app, &app.reseller, &id).await);
    }

    async fn two_who_change_it_at_once_are_told_of_each_other(app: TestApp) {
        let id = customer(&app).await;
        let mut browser = app.provider.browser(&app, Role::AdminAgent).await;
        let page = browser.get(&format!("{}/change", path(&app, &id))).await;
        let etag = page.hidden("etag").expect("a version");
        change(&mut browser, &app, &id, &app.second_reseller.id.to_string()).await;
        let fields = [("etag", etag.as_str()), ("reseller", "direct"), ("confirmed", "yes")];
        let stale = browser.submit(&page, &action(&page, "change"), &fields).await;
        assert!(stale.status == 409 && stale.says("Somebody else"), "{}", stale.html);
        assert!(sees(&app, &app.second_reseller, &id).await);
    }

    async fn only_who_may_edit_the_account_changes_it(app: TestApp) {
        let id = customer(&app).await;
        let mut helpdesk = app.provider.browser(&app, Role::HelpdeskAgent).await;
        let page = helpdesk.get(&path(&app, &id)).await;
        assert!(page.status == 200 && page.says("data-closed"), "{}", page.html);
        assert_eq!(helpdesk.get(&format!("{}/change", path(&app, &id))).await.status, 403);
        let mut reseller = app.reseller.browser(&app, Role::AdminAgent).await;
        let foreign = format!("{}/customers/{id}/reseller", base(&app.reseller));
        assert_eq!(reseller.get(&foreign).await.status, 404);
    }
}
