//! The customer accepts the agreement itself: asked later, and again for a new version
//! (`domain/02`, Agreement).

use super::{
    agreements::{attest, publish},
    wizard::{action, base},
};
use opc_core::access::Role;
use opc_testkit::{Api, BASIC, Browser, Page, Reply, TestApp, both_engines, new_customer};
use serde_json::json;

const OWN: &str = "correct horse battery staple 2";

/// A customer that came over the API: the path of its account below the tenant's, and its first
/// administrator, signed in.
pub(super) async fn customer(app: &TestApp, prefix: &str) -> (String, Browser) {
    let agent = app.direct.as_user(app, Role::AdminAgent).await;
    let added = agent.post("/v1/customers", &new_customer(prefix)).await;
    assert_eq!(added.status, 201, "{}", added.text);
    let password = added.json["userCredentials"]["password"].as_str().expect("a password");
    let mut browser = Browser::new(app);
    let page = browser.get("/sign-in").await;
    let user = format!("admin@{prefix}.partnercenter.example");
    let page = browser
        .submit(&page, "/sign-in", &[("user-name", user.as_str()), ("password", password)])
        .await;
    let changed = [("old-password", password), ("new-password", OWN), ("repeat-password", OWN)];
    let page = browser.submit(&page, "/sign-in/change", &changed).await;
    assert_eq!(page.status, 200, "{}", page.html);
    (format!("/customers/{}", added.json["id"].as_str().expect("an id")), browser)
}

fn section(app: &TestApp, customer: &str) -> String {
    format!("{}{customer}/agreement", base(&app.direct))
}

async fn ask(browser: &mut Browser, app: &TestApp, customer: &str) -> Page {
    let section = section(app, customer);
    let page = browser.get(&section).await;
    browser.submit(&page, &format!("{section}/direct"), &[]).await
}

/// Accepts what the start page shows, if it shows anything.
async fn accept(customer: &mut Browser) -> Option<Page> {
    let home = customer.get("/").await;
    let template = home.hidden("template")?;
    let fields = [("template", template.as_str()), ("accepted", "on")];
    Some(customer.submit(&home, &action(&home, "agreement"), &fields).await)
}

async fn order(agent: &Api, customer: &str) -> Reply {
    let line = json!({ "lineItemNumber": 0, "offerId": BASIC, "quantity": 1 });
    let order = json!({ "billingCycle": "monthly", "lineItems": [line] });
    agent.post(&format!("/v1{customer}/orders"), &order).await
}

both_engines! {
    async fn a_customer_that_came_over_the_api_is_asked_later_and_accepts(app: TestApp) {
        let (customer, mut admin) = customer(&app, "hinode").await;
        let mut agent = app.direct.browser(&app, Role::SalesAgent).await;
        let api = app.direct.as_user(&app, Role::SalesAgent).await;
        let before = agent.get(&section(&app, &customer)).await;
        assert!(before.says("Not confirmed") && before.says("Ask the customer"), "{}", before.html);
        assert!(accept(&mut admin).await.is_none(), "nobody has asked");
        for _ in 0..2 {
            let asked = ask(&mut agent, &app, &customer).await;
            assert!(asked.says("Waiting for the customer") && !asked.says("Ask the customer<"), "{}", asked.html);
            assert!(asked.says("/sign-in?user-name=admin%40hinode.partnercenter.example"), "{}", asked.html);
        }
        let log = api.get("/v1/auditrecords?size=100").await;
        assert_eq!(log.text.matches("\"operationType\":\"create_agreement\"").count(), 1, "asking twice is as asking once: {}", log.text);
        assert_eq!(order(&api, &customer).await.code(), "13605");
        assert!(agent.get(&format!("{}/mailbox", base(&app.direct))).await.says("No mails yet"));

        assert!(accept(&mut admin).await.is_some_and(|done| done.status == 200));
        let after = agent.get(&section(&app, &customer)).await;
        assert!(after.says("Accepted by the customer in its own portal") && !after.says("Ask the customer"), "{}", after.html);
        assert_eq!(order(&api, &customer).await.status, 201);
        let again = ask(&mut agent, &app, &customer).await;
        assert!(again.status == 422 && again.says("already on record"), "{}", again.html);
    }

    async fn who_accepted_itself_accepts_the_next_version_and_who_bought_before_does_not(app: TestApp) {
        let (itself, mut admin) = customer(&app, "hinode").await;
        let (attested, mut other) = customer(&app, "asahi").await;
        let mut agent = app.direct.browser(&app, Role::AdminAgent).await;
        ask(&mut agent, &app, &itself).await;
        accept(&mut admin).await.expect("a text");
        attest(&mut agent, &app, &attested, "太郎").await;
        let api = app.direct.as_user(&app, Role::AdminAgent).await;
        for customer in [&itself, &attested] {
            assert_eq!(order(&api, customer).await.status, 201);
        }
        assert!(accept(&mut admin).await.is_none(), "there is no newer version yet");
        let mut operator = app.operator.browser(&app, Role::AdminAgent).await;
        publish(&mut operator, &app, "2026-12-01").await;

        let refused = ask(&mut agent, &app, &attested).await;
        assert!(refused.status == 422 && refused.says("has bought through you before"), "{}", refused.html);
        assert!(agent.get(&section(&app, &attested)).await.says("data-closed"));
        assert!(accept(&mut other).await.is_none());
        let home = admin.get("/").await;
        assert!(home.says("2027-01"), "before its day: {}", home.html);
        app.advance(20 * 86_400);
        let api = app.direct.as_user(&app, Role::AdminAgent).await;
        for customer in [&itself, &attested] {
            assert_eq!(order(&api, customer).await.code(), "13605");
        }
        let home = admin.get("/sign-in").await;
        let user = [("user-name", "admin@hinode.partnercenter.example"), ("password", OWN)];
        admin.submit(&home, "/sign-in", &user).await;
        assert!(accept(&mut admin).await.is_some_and(|done| done.status == 200));
        assert_eq!(order(&api, &itself).await.status, 201);
        let mut agent = app.direct.browser(&app, Role::AdminAgent).await;
        assert!(agent.get(&section(&app, &itself)).await.says("Confirmed"));
        assert!(agent.get(&section(&app, &attested)).await.says("To be confirmed again"));
    }

    async fn only_who_may_attest_asks_and_everybody_reads_where_it_stands(app: TestApp) {
        let (customer, _) = customer(&app, "hinode").await;
        for role in app.direct.people.keys() {
            let mut browser = app.direct.browser(&app, *role).await;
            let asked = ask(&mut browser, &app, &customer).await;
            let may = [Role::AdminAgent, Role::SalesAgent].contains(role);
            assert_eq!(asked.status == 200, may, "{role:?}: {}", asked.html);
        }
        let mut reader = app.direct.browser(&app, Role::HelpdeskAgent).await.in_japanese();
        let page = reader.get(&format!("{}?lang=ja", section(&app, &customer))).await;
        assert!(page.says("顧客の同意を待っています") && !page.says("user-name=admin"), "{}", page.html);
        let mut stranger = app.other.browser(&app, Role::AdminAgent).await;
        let path = format!("{}{customer}/agreement", base(&app.other));
        let home = stranger.get("/").await;
        assert_eq!(stranger.submit(&home, &format!("{path}/direct"), &[]).await.status, 404);
    }
}
