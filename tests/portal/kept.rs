//! A form that is sent after its session has ended loses nothing, and does nothing by itself.

use opc_core::access::Role;
use opc_testkit::{
    BASIC, Browser, Page, Tenant, TestApp, account_form, both_engines, new_customer,
};

const PASSWORD: &str = "correct horse battery staple";
const DAY: i64 = 86_400;

fn base(tenant: &Tenant) -> String {
    format!("/p/{}", tenant.id)
}

/// What stands between the tags of the element with this id.
fn inside(page: &Page, id: &str) -> String {
    let rest =
        page.html.split(&format!("id=\"{id}\"")).nth(1).and_then(|rest| rest.split_once('>'));
    let text = rest.and_then(|(_, text)| text.split('<').next());
    text.unwrap_or_else(|| panic!("no {id} on {}: {}", page.path, page.html)).to_owned()
}

/// Goes through the sign-in pages that came instead of an answer.
async fn back_in(
    app: &TestApp,
    browser: &mut Browser,
    door: &Page,
    (name, password): (&str, &str),
) -> Page {
    assert_eq!(door.status, 401, "{}", door.html);
    let fields = [("user-name", name), ("password", password)];
    let page = browser.submit(door, "/sign-in", &fields).await;
    if !page.says("id=\"code\"") {
        return page;
    }
    app.advance(30);
    let code = inside(&browser.get("/sign-in/code").await, "code-now");
    browser.submit(&page, "/sign-in/code", &[("code", &code)]).await
}

fn name(tenant: &Tenant, role: Role) -> &str {
    &tenant.people[&role].user_name
}

async fn added(app: &TestApp, tenant: &Tenant) -> String {
    let api = tenant.as_user(app, Role::SalesAgent).await;
    let customer = api.post("/v1/customers", &new_customer("hinode")).await;
    assert_eq!(customer.status, 201, "{}", customer.text);
    format!("{}/customers/{}", base(tenant), customer.json["id"].as_str().unwrap_or_default())
}

both_engines! {
    async fn what_was_typed_is_shown_again_after_signing_in(app: TestApp) {
        let tags = format!("{}/tags", added(&app, &app.direct).await);
        let mut browser = app.direct.browser(&app, Role::AdminAgent).await;
        let form = browser.get(&tags).await;
        app.advance(DAY);
        let door = browser.submit(&form, &tags, &[("tags", "製造業")]).await;
        assert!(!door.says("製造業"), "what was typed is sealed: {}", door.html);
        let who = (name(&app.direct, Role::AdminAgent), PASSWORD);
        let again = back_in(&app, &mut browser, &door, who).await;
        assert_eq!(again.path, tags);
        assert_eq!(inside(&again, "tags"), "製造業", "{}", again.html);
        assert!(again.says("Nothing has been saved yet"));
        assert_eq!(inside(&browser.get(&tags).await, "tags"), "", "it was not sent by itself");
        browser.submit(&again, &tags, &[("tags", &inside(&again, "tags"))]).await;
        assert_eq!(inside(&browser.get(&tags).await, "tags"), "製造業");
    }

    async fn the_wizard_shows_every_step_again(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let who = (name(&app.direct, Role::SalesAgent), PASSWORD);
        let action = format!("{}/customers/new/account", base(&app.direct));
        let form = account_form("hinode");
        let fields: Vec<_> = form.iter().map(|(n, v)| (*n, v.as_str())).collect();
        let page = browser.get(&format!("{}/customers/new", base(&app.direct))).await;
        app.advance(DAY);
        let door = browser.submit(&page, &action, &fields).await;
        let again = back_in(&app, &mut browser, &door, who).await;
        assert!(again.says("日の出製作所株式会社") && again.says("value=\"hinode\""), "{}", again.html);
        let step = browser.submit(&again, &action, &fields).await;
        assert!(step.path.ends_with("/subscriptions"), "{} {}", step.path, step.html);

        app.advance(DAY);
        let licences = format!("quantity-{BASIC}");
        let door = browser.submit(&step, &step.path, &[(&licences, "12")]).await;
        let again = back_in(&app, &mut browser, &door, who).await;
        assert!(again.path.ends_with("/subscriptions") && again.says("value=\"12\""), "{}", again.html);
        let review = browser.submit(&again, &again.path, &[(&licences, "12")]).await;
        assert!(review.path.ends_with("/review"), "{} {}", review.path, review.html);

        app.advance(DAY);
        let submit = review.path.replace("/review", "/submit");
        let version = review.hidden("version").unwrap_or_default();
        let door = browser.submit(&review, &submit, &[("version", &version)]).await;
        let again = back_in(&app, &mut browser, &door, who).await;
        assert!(again.says("Nothing has been saved yet") && again.says("9,000"), "{}", again.html);
        let list = app.direct.as_user(&app, Role::SalesAgent).await.get("/v1/customers").await;
        assert_eq!(list.json["totalCount"], 0, "{}", list.text);
        let end = browser.submit(&again, &submit, &[("version", &version)]).await;
        assert!(end.path.ends_with("/confirmation"), "{} {}", end.path, end.html);
    }

    async fn nobody_else_is_shown_what_was_typed(app: TestApp) {
        let tags = format!("{}/tags", added(&app, &app.direct).await);
        let mut browser = app.direct.browser(&app, Role::AdminAgent).await;
        let form = browser.get(&tags).await;
        app.advance(DAY);
        let door = browser.submit(&form, &tags, &[("tags", "製造業")]).await;
        let other = (name(&app.direct, Role::GlobalAdmin), PASSWORD);
        let refused = back_in(&app, &mut browser, &door, other).await;
        assert!(refused.status.is_client_error(), "{} {}", refused.status, refused.html);
        assert!(!refused.says("製造業"), "{}", refused.html);
    }

    async fn a_form_from_before_signing_in_again_in_another_tab_is_shown_again(app: TestApp) {
        let tags = format!("{}/tags", added(&app, &app.direct).await);
        let old = app.direct.browser(&app, Role::AdminAgent).await.get(&tags).await;
        let mut browser = app.direct.browser(&app, Role::AdminAgent).await;
        let again = browser.submit(&old, &tags, &[("tags", "製造業")]).await;
        assert_eq!((again.status.as_u16(), inside(&again, "tags").as_str()), (422, "製造業"));
        assert_eq!(inside(&browser.get(&tags).await, "tags"), "", "it was not sent by itself");
    }

    async fn a_kept_form_counts_for_an_hour_and_only_where_it_was_sent(app: TestApp) {
        let tags = format!("{}/tags", added(&app, &app.direct).await);
        let mut browser = app.direct.browser(&app, Role::AdminAgent).await;
        let form = browser.get(&tags).await;
        app.advance(DAY);
        let door = browser.submit(&form, &tags, &[("tags", "製造業")]).await;
        let sealed = door.hidden("kept").expect("a kept form");
        let mut browser = app.direct.browser(&app, Role::AdminAgent).await;
        let kept = [("kept", sealed.as_str())];
        let nothing = Page { html: String::new(), ..door.clone() };
        let elsewhere = browser.submit(&nothing, &tags.replace("tags", "bill-to"), &kept).await;
        assert_eq!(elsewhere.status, 400, "{}", elsewhere.html);
        assert_eq!(browser.submit(&nothing, &tags, &kept).await.status, 422);
        app.advance(3600);
        assert_eq!(browser.submit(&nothing, &tags, &kept).await.status, 400);
    }

    async fn another_language_shows_a_form_again_and_sends_nothing(app: TestApp) {
        let account = added(&app, &app.direct).await;
        let users = format!("{}/users", base(&app.direct));
        let licences = format!("quantity-{BASIC}");
        for (role, page, action, field, text) in [
            (Role::AdminAgent, format!("{account}/bill-to"), format!("{account}/bill-to"), "city", "港区"),
            (Role::AdminAgent, format!("{account}/orders/new"), format!("{account}/orders/new"), licences.as_str(), "12"),
            (Role::AdminAgent, format!("{account}/agreement/attest"), format!("{account}/agreement/attest"), "signer-email", "x@y"),
            (Role::AdminAgent, format!("{account}/qualification"), format!("{account}/qualification"), "website", "nowhere"),
            (Role::GlobalAdmin, format!("{users}/new"), users.clone(), "first-name", "陽子"),
        ] {
            let mut browser = app.direct.browser(&app, role).await;
            let form = browser.get(&page).await;
            let again = browser.submit(&form, &format!("{action}?lang=ja"), &[(field, text)]).await;
            assert!(again.says("<html lang=\"ja\"") && again.says(&format!("value=\"{text}\"")), "{page}: {}", again.html);
            assert!(!again.says("id=\"error-summary\""), "nothing is judged: {}", again.html);
            assert!(again.says(&format!("formaction=\"{action}?lang=en\"")) || page.ends_with("orders/new"), "{page}");
            assert!(browser.get(&page).await.says("<html lang=\"ja\""), "the choice is remembered");
            assert!(!browser.get(&page).await.says(&format!("value=\"{text}\"")), "nothing is kept");
        }
        let mut browser = app.direct.browser(&app, Role::AdminAgent).await;
        let tags = browser.get(&format!("{account}/tags")).await;
        let fields = [("tags", "製造業"), ("suggested", "中部")];
        let again = browser.submit(&tags, &format!("{account}/tags?lang=en"), &fields).await;
        assert_eq!(inside(&again, "tags"), "製造業\n中部");
    }

    async fn a_reset_password_is_changed_on_the_way_back(app: TestApp) {
        let tags = format!("{}/tags", added(&app, &app.direct).await);
        let mut browser = app.direct.browser(&app, Role::AdminAgent).await;
        let form = browser.get(&tags).await;
        let mut admin = app.direct.browser(&app, Role::GlobalAdmin).await;
        let user = format!("{}/users/{}", base(&app.direct), app.direct.people[&Role::AdminAgent].id);
        let page = admin.get(&user).await;
        let reset = admin.submit(&page, &format!("{user}/reset"), &[]).await;
        let temporary = inside(&reset, "new-user-password");
        let door = browser.submit(&form, &tags, &[("tags", "製造業")]).await;
        let who = (name(&app.direct, Role::AdminAgent), temporary.as_str());
        let change = back_in(&app, &mut browser, &door, who).await;
        let new = "a new and longer secret";
        let fields = [("old-password", temporary.as_str()), ("new-password", new), ("repeat-password", new)];
        let page = browser.submit(&change, "/sign-in/change", &fields).await;
        assert_eq!(inside(&page, "tags"), "製造業", "{}", page.html);
    }
}
