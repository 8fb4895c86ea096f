//! Who has no organisation here begins one from a link, once (`domain/03`, Invitation).

use opc_core::{access::Role, vetting::ReviewPolicy};
use opc_testkit::{Browser, Page, Tenant, TestApp, account_form, both_engines, new_customer};
use serde_json::json;

const PASSWORD: &str = "correct horse battery staple 3";
const READY: &str = "Your organization is ready";
const KNOWN: &str = "is here already";

/// A desk with the form of a link, and what is typed there.
struct Desk {
    browser: Browser,
    page: Page,
    join: String,
}

impl Desk {
    async fn at(app: &TestApp, link: &str) -> Self {
        let join = format!("{}/join", &link[link.find("/i/").expect("a link")..]);
        let mut browser = Browser::new(app);
        let page = browser.get(&join).await;
        Self { browser, page, join }
    }
    async fn send(&mut self, prefix: &str, more: &[(&str, &str)]) -> Page {
        let mut typed = account_form(prefix);
        let template = self.page.hidden("template").expect("an agreement");
        typed.extend([("template", template), ("accepted", "on".into())]);
        typed.extend(["new-password", "repeat-password"].map(|name| (name, PASSWORD.into())));
        typed.retain(|(name, _)| more.iter().all(|(other, _)| other != name));
        let fields: Vec<_> = typed.iter().map(|(name, value)| (*name, value.as_str())).collect();
        self.browser.submit(&self.page, &self.join, &[&fields, more].concat()).await
    }
}

/// A link for one answer.
async fn personal(app: &TestApp, partner: &Tenant) -> String {
    let agent = partner.as_user(app, Role::AdminAgent).await;
    let asked = agent.post("/v1/invitations", &json!({})).await;
    asked.json["url"].as_str().expect("a link").to_owned()
}

/// The link that every customer can use.
async fn standing(app: &TestApp, partner: &Tenant) -> String {
    let asked = partner.app_only(app).await.get("/v1/customers/relationshiprequests").await;
    asked.json["url"].as_str().expect("a link").to_owned()
}

async fn customers(app: &TestApp, partner: &Tenant) -> usize {
    let list = partner.as_user(app, Role::AdminAgent).await.get("/v1/customers").await;
    list.json["items"].as_array().expect("items").len()
}

both_engines! {
    async fn a_form_that_comes_twice_begins_one_organisation_and_is_answered_alike(app: TestApp) {
        let links = [personal(&app, &app.direct).await, standing(&app, &app.other).await];
        for (link, prefix) in links.iter().zip(["hinode", "aoba"]) {
            let confirm = [("confirmed", "on"), ("warned", "company-name:rule-organisation-known")];
            let (mut one, mut two) = (Desk::at(&app, link).await, Desk::at(&app, link).await);
            let (first, second) = opc_testkit::tokio::join!(one.send(prefix, &confirm), two.send(prefix, &confirm));
            let late = one.send(prefix, &confirm).await;
            for page in [first, second, late] {
                assert!(page.says(READY), "{prefix}: {} {}", page.status, page.html);
                assert!(page.says(&format!("admin@{prefix}.partnercenter.example")), "{}", page.html);
            }
        }
        for partner in [&app.direct, &app.other] {
            assert_eq!(customers(&app, partner).await, 1);
        }
        assert_eq!(app.findings().await, []);
    }

    async fn what_differs_is_no_repetition(app: TestApp) {
        let link = personal(&app, &app.direct).await;
        let (mut one, mut two) = (Desk::at(&app, &link).await, Desk::at(&app, &link).await);
        assert!(one.send("hinode", &[]).await.says(READY));
        for change in [("domain-prefix", "aoba"), ("email", "else@hinode.example")] {
            let page = two.send("hinode", &[change]).await;
            assert!(page.says("no longer works"), "{change:?}: {}", page.html);
        }
        assert_eq!(customers(&app, &app.direct).await, 1);
    }

    async fn a_company_that_is_known_is_told_so_and_no_more_until_it_says_that_it_is_another(app: TestApp) {
        let app = app.reviewing(ReviewPolicy::Warned).await;
        let agent = app.direct.as_user(&app, Role::AdminAgent).await;
        let added = agent.post("/v1/customers", &new_customer("hinode")).await;
        let id = added.json["id"].as_str().expect("an id");
        let mut desk = Desk::at(&app, &standing(&app, &app.other).await).await;
        let told = desk.send("another", &[]).await;
        assert!(told.status == 422 && told.says(KNOWN), "{} {}", told.status, told.html);
        assert!(told.says("value=\"another\"") && told.says("name=\"confirmed\""), "nothing is lost: {}", told.html);
        for secret in [id, "hinode.partnercenter.example", "ひので"] {
            assert!(!told.says(secret), "{secret}: {}", told.html);
        }
        let other = desk.send("another", &[("confirmed", "on"), ("warned", "registration-id:rule-organisation-known")]).await;
        assert!(other.status == 422 && other.says(KNOWN), "it was not what had been shown: {}", other.html);
        let sure = [("confirmed", "on"), ("warned", "company-name:rule-organisation-known")];
        let taken = desk.send("hinode", &sure).await;
        assert!(taken.status == 422 && taken.says("is already taken"), "{}", taken.html);
        assert_eq!(customers(&app, &app.other).await, 0);
        assert!(desk.send("another", &sure).await.says(READY));
        assert_eq!(customers(&app, &app.other).await, 1);
        let mut operator = app.operator.browser(&app, Role::AdminAgent).await;
        let base = format!("/p/{}/reviews", app.operator.id);
        let list = operator.get(&base).await;
        let review = list.html.split(&format!("href=\"{base}/")).nth(1).unwrap_or_else(|| panic!("{}", list.html));
        let review = operator.get(&format!("{base}/{}", review.split('"').next().unwrap_or_default())).await;
        assert!(review.says("that is here already"), "{}", review.html);
    }

    async fn whatever_is_wrong_with_the_form_is_said_at_once(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::AdminAgent).await;
        assert_eq!(agent.post("/v1/customers", &new_customer("taken")).await.status, 201);
        let link = personal(&app, &app.direct).await;
        let mut desk = Desk::at(&app, &link).await;
        let wrong = [
            ("company-name", ""), ("email", "x"), ("city", "somewhere else"), ("postal-code", ""),
            ("new-password", "short"), ("repeat-password", "other"),
        ];
        let page = desk.send("taken", &wrong).await;
        assert_eq!(page.status, 422, "{}", page.html);
        for field in ["company-name", "postal-code", "email", "domain-prefix", "new-password", "repeat-password"] {
            assert!(page.says(&format!("id=\"{field}-trouble\"")), "{field}: {}", page.html);
        }
        assert!(page.says("value=\"somewhere else\"") && page.says("value=\"taken\""), "{}", page.html);
        let unread = desk.browser.submit(&desk.page, &desk.join, &[("company-name", "日の出"), ("country", "JP")]).await;
        for field in ["accepted", "new-password", "domain-prefix", "last-name"] {
            assert!(unread.says(&format!("id=\"{field}-trouble\"")), "{field}: {}", unread.html);
        }
        assert!(unread.says("value=\"日の出\"") && customers(&app, &app.direct).await == 1, "{}", unread.html);
    }

    async fn another_password_the_second_time_changes_nothing_and_is_not_called_success(app: TestApp) {
        for link in [personal(&app, &app.direct).await, standing(&app, &app.other).await] {
            let prefix = if link.contains("/i/s.") { "aoba" } else { "hinode" };
            let confirm = [("confirmed", "on"), ("warned", "company-name:rule-organisation-known")];
            let mut desk = Desk::at(&app, &link).await;
            assert!(desk.send(prefix, &confirm).await.says(READY));
            let other = "another horse battery staple";
            let more = [confirm[0], confirm[1], ("new-password", other), ("repeat-password", other)];
            let told = desk.send(prefix, &more).await;
            let name = format!("admin@{prefix}.partnercenter.example");
            assert!(told.path.starts_with("/sign-in") && told.says(&format!("value=\"{name}\"")), "{} {}", told.path, told.html);
            assert!(told.says("had already been begun from this link") && !told.says(READY), "{}", told.html);
            let japanese = desk.browser.get(&format!("{}&lang=ja", told.path)).await;
            assert!(japanese.says("すでに完了しています"), "{}", japanese.html);
            for (password, inside) in [(other, false), (PASSWORD, true)] {
                let mut browser = Browser::new(&app);
                let door = browser.get("/sign-in").await;
                let page = browser.submit(&door, "/sign-in", &[("user-name", &name), ("password", password)]).await;
                assert_eq!(page.status == 200, inside, "{}", page.html);
            }
        }
    }

    async fn passwords_are_not_tried_out_with_the_form(app: TestApp) {
        let link = personal(&app, &app.direct).await;
        let mut desk = Desk::at(&app, &link).await;
        assert!(desk.send("hinode", &[]).await.says(READY));
        let mut paused = false;
        for n in 0..12 {
            let guess = format!("a wrong guess number {n}");
            let page = desk.send("hinode", &[("new-password", &guess), ("repeat-password", &guess)]).await;
            paused = paused || page.status == 429;
        }
        assert!(paused, "wrong passwords pause as they do at the sign-in page");
    }
}
