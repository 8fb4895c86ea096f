//! What a customer may buy by itself (`domain/04`, Customer permissions; `domain/01` §2).

use super::wizard::base;
use opc_core::access::Role;
use opc_testkit::{Api, Browser, Page, Tenant, TestApp, both_engines, new_customer};
use serde_json::json;

const RESERVATIONS: (&str, &str) = ("reservations", "on");
const SAVINGS: (&str, &str) = ("savings-plans", "on");
const CONFIRMED: (&str, &str) = ("permissions-confirmed", "on");

/// A customer of a partner: the path of its account.
async fn customer(app: &TestApp, tenant: &Tenant) -> (Api, String) {
    let agent = tenant.as_user(app, Role::AdminAgent).await;
    let mut body = new_customer("hinode");
    if tenant.id == app.provider.id {
        body["associatedPartnerId"] = json!(app.reseller.id.to_string());
    }
    let added = agent.post("/v1/customers", &body).await;
    assert_eq!(added.status, 201, "{}", added.text);
    let id = added.json["id"].as_str().expect("an id");
    (agent, format!("{}/customers/{id}", base(tenant)))
}

async fn save(browser: &mut Browser, account: &str, ticked: &[(&str, &str)]) -> Page {
    let path = format!("{account}/permissions");
    let page = browser.get(&path).await;
    let etag = page.hidden("etag").unwrap_or_default();
    let fields = [&[("etag", etag.as_str())], ticked].concat();
    browser.submit(&page, &path, &fields).await
}

/// The boxes that are ticked.
fn ticked(page: &Page) -> Vec<&str> {
    let boxes = page.html.split("<input").filter(|tag| {
        let tag = tag.split('>').next().unwrap_or_default();
        tag.contains("checkbox") && tag.contains(" checked")
    });
    boxes.filter_map(|tag| tag.split("name=\"").nth(1)?.split('"').next()).collect()
}

both_engines! {
    async fn an_admin_agent_lets_a_customer_buy_after_saying_who_pays(app: TestApp) {
        let (_, account) = customer(&app, &app.direct).await;
        let mut agent = app.direct.browser(&app, Role::AdminAgent).await;
        let page = agent.get(&format!("{account}/permissions")).await;
        assert!(ticked(&page).is_empty(), "off by itself: {}", page.html);
        assert!(page.says("You pay for everything") && page.says("You are not notified"), "{}", page.html);
        let refused = save(&mut agent, &account, &[RESERVATIONS]).await;
        assert!(refused.status == 422 && refused.says("Tick the box"), "{}", refused.html);
        assert_eq!(ticked(&refused), ["reservations"], "what was ticked stays");

        let saved = save(&mut agent, &account, &[RESERVATIONS, CONFIRMED]).await;
        assert_eq!((saved.status.as_u16(), ticked(&saved)), (200, vec!["reservations"]), "{}", saved.html);
        assert_eq!(save(&mut agent, &account, &[RESERVATIONS, SAVINGS]).await.status, 422, "one more");
        let both = save(&mut agent, &account, &[RESERVATIONS, SAVINGS, CONFIRMED]).await;
        assert_eq!(ticked(&both), ["reservations", "savings-plans"]);
        assert!(ticked(&save(&mut agent, &account, &[]).await).is_empty(), "off needs no word");

        let log = agent.get(&format!("{account}/activity")).await;
        for action in ["Create", "Update", "Delete"] {
            assert_eq!(log.html.matches(&format!("{action} Customer Purchase Permissions")).count(), 1, "{}", log.html);
        }
        let mailbox = agent.get(&format!("{}/mailbox", base(&app.direct))).await;
        assert!(mailbox.says("No mails yet"), "{}", mailbox.html);
        let ja = agent.in_japanese().get(&format!("{account}/permissions?lang=ja")).await;
        assert!(ja.says("すべて自社が支払います") && ja.says("通知は届きません"), "{}", ja.html);
    }

    async fn admin_agents_change_it_sales_and_helpdesk_read_it_and_others_do_not_see_it(app: TestApp) {
        let (_, direct) = customer(&app, &app.direct).await;
        let mut body = new_customer("asahi");
        body["associatedPartnerId"] = json!(app.reseller.id.to_string());
        let added = app.provider.as_user(&app, Role::AdminAgent).await.post("/v1/customers", &body).await;
        let id = added.json["id"].as_str().expect("an id");
        let provider = format!("{}/customers/{id}", base(&app.provider));
        let reseller = format!("{}/customers/{id}", base(&app.reseller));
        for (tenant, account, sells) in
            [(&app.direct, &direct, true), (&app.provider, &provider, true), (&app.reseller, &reseller, false)]
        {
            for role in tenant.people.keys() {
                let may_set = sells && *role == Role::AdminAgent;
                let may_see = may_set || (sells && [Role::SalesAgent, Role::HelpdeskAgent].contains(role));
                let mut browser = tenant.browser(&app, *role).await;
                let page = browser.get(&format!("{account}/permissions")).await;
                let seen = if may_see { 200 } else { 403 };
                assert_eq!(page.status.as_u16(), seen, "{role:?} of {:?}: {}", tenant.kind, page.html);
                let company = browser.get(&format!("{account}/company")).await;
                assert_eq!(company.says("/permissions\""), may_see, "{role:?} of {:?}", tenant.kind);
                assert_eq!(may_see && !page.says("<fieldset class=\"bare\" disabled>"), may_set, "{role:?}: {}", page.html);
                let etag = page.hidden("etag").unwrap_or_default();
                let fields = [("etag", etag.as_str()), RESERVATIONS, CONFIRMED];
                let sent = browser.submit(&company, &format!("{account}/permissions"), &fields).await;
                assert_eq!(sent.status == 200, may_set, "{role:?} of {:?}: {}", tenant.kind, sent.html);
            }
        }
    }

    async fn the_history_takes_it_back_and_a_change_in_between_is_noticed(app: TestApp) {
        let (agent, account) = customer(&app, &app.direct).await;
        let mut browser = app.direct.browser(&app, Role::AdminAgent).await;
        save(&mut browser, &account, &[RESERVATIONS, CONFIRMED]).await;
        let history = format!("{account}/history");
        let page = browser.get(&format!("{history}?field=reservations")).await;
        assert!(page.says("The customer may buy reservations itself"), "{}", page.html);
        let mut sales = app.direct.browser(&app, Role::SalesAgent).await;
        assert!(!sales.get(&history).await.says("/history/undo"), "only who may set it takes it back");
        let (event, etag) = (page.hidden("event").expect("an entry"), page.hidden("etag").expect("a version"));
        let fields = [("event", event.as_str()), ("field", "reservations"), ("etag", &etag)];
        let back = browser.submit(&page, &format!("{history}/undo"), &fields).await;
        assert!(back.says("The change has been taken back"), "{}", back.html);
        let section = format!("{account}/permissions");
        let before = browser.get(&section).await;
        assert!(ticked(&before).is_empty());

        let old = before.hidden("etag").expect("a version");
        save(&mut browser, &account, &[SAVINGS, CONFIRMED]).await;
        let late = [("etag", old.as_str()), RESERVATIONS, CONFIRMED];
        let stale = browser.submit(&before, &section, &late).await;
        assert_eq!((stale.status.as_u16(), ticked(&stale)), (409, vec!["reservations", "permissions-confirmed"]));
        assert!(stale.says("Somebody else changed this customer"), "{}", stale.html);
        let now = agent.get(&format!("/v1/SelfServePolicy?entity_id={}", account.rsplit('/').next().expect("an id"))).await;
        assert_eq!(now.json["items"][0]["permissions"][0]["resource"], "AzureSavingsPlan", "{}", now.text);
    }

    async fn the_end_of_the_relationship_ends_it_as_well(app: TestApp) {
        let (agent, account) = customer(&app, &app.direct).await;
        let mut browser = app.direct.browser(&app, Role::AdminAgent).await;
        save(&mut browser, &account, &[RESERVATIONS, SAVINGS, CONFIRMED]).await;
        let mut admin = app.direct.browser(&app, Role::GlobalAdmin).await;
        let asked = admin.get(&format!("{account}/remove")).await;
        admin.submit(&asked, &format!("{account}/remove"), &[]).await;
        let log = agent.get("/v1/auditrecords?size=100").await;
        let ended = log.json["items"].as_array().expect("a log").iter().find(|one| {
            one["customizedData"][0]["value"] == "delete_self_serve_policy"
        });
        let ended = ended.unwrap_or_else(|| panic!("no entry: {}", log.text));
        assert_eq!(ended["resourceNewValue"], r#"{"reservations":false,"savings_plans":false}"#);
    }
}
