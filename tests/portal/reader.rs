//! What a reader sees of themselves: their links, their language, their time, their agreements.

use super::wizard::{account, action, base, subscriptions};
use opc_core::access::Role;
use opc_testkit::{BASIC, Browser, Page, Tenant, TestApp, account_form, both_engines};
use std::collections::BTreeSet;

/// The addresses of ours a page links to.
fn links(page: &Page) -> BTreeSet<String> {
    let hrefs = page.html.split("<a ").skip(1).filter_map(|tag| {
        let tag = tag.split('>').next().unwrap_or_default();
        tag.split("href=\"").nth(1)?.split('"').next()
    });
    let ours = hrefs.filter(|href| href.starts_with('/') && !href.contains("lang="));
    ours.map(|href| href.replace("&#38;", "&").replace("&amp;", "&")).collect()
}

fn account_path(page: &Page) -> String {
    let link = links(page).into_iter().find(|l| l.contains("/customers/") && !l.ends_with("/new"));
    let link = link.unwrap_or_else(|| panic!("no customer on {}: {}", page.path, page.html));
    link.split('/').take(5).collect::<Vec<_>>().join("/")
}

/// What stands between `before` and the next tag.
fn after(page: &Page, before: &str) -> String {
    let rest = page.html.split(before).nth(1);
    let rest = rest.unwrap_or_else(|| panic!("no {before} on {}: {}", page.path, page.html));
    let text = rest.split_once('>').map_or(rest, |(_, text)| text);
    text.split('<').next().unwrap_or_default().to_owned()
}

/// Adds a customer that accepts the agreement itself; answers the last page of the wizard.
async fn added(browser: &mut Browser, app: &TestApp) -> Page {
    let mut form = account_form("hinode");
    form.retain(|(name, _)| !name.starts_with("agreement"));
    form.push(("agreement", "direct".into()));
    let mut page = account(browser, &app.direct, &form).await;
    if page.path.contains("/subscriptions") {
        page = subscriptions(browser, &page, &[]).await;
    }
    assert!(page.path.ends_with("/review"), "{} {}", page.path, page.html);
    browser.submit(&page, &action(&page, "submit"), &[]).await
}

/// The first administrator of that customer, past the temporary password.
async fn administrator(app: &TestApp, end: &Page) -> Browser {
    const OWN: &str = "correct horse battery staple 2";
    let mut browser = Browser::new(app);
    let page = browser.get("/sign-in").await;
    let password = after(end, "id=\"admin-password\"");
    let fields = [("user-name", "admin@hinode.partnercenter.example"), ("password", &password)];
    let page = browser.submit(&page, "/sign-in", &fields).await;
    let changed =
        [("old-password", password.as_str()), ("new-password", OWN), ("repeat-password", OWN)];
    let page = browser.submit(&page, "/sign-in/change", &changed).await;
    assert_eq!(page.status, 200, "{}", page.html);
    browser
}

/// Follows every link of the start page, of the help and of the navigation.
async fn closed_links(app: &TestApp, tenant: &Tenant) -> Vec<String> {
    let mut offences = Vec::new();
    for role in tenant.people.keys() {
        let mut browser = tenant.browser(app, *role).await;
        let base = base(tenant);
        let mut open: Vec<_> = [format!("{base}/"), format!("{base}/help")].into();
        let mut seen: BTreeSet<String> = open.iter().cloned().collect();
        while let Some(path) = open.pop() {
            let page = browser.get(&path).await;
            if page.status != 200 {
                offences.push(format!("{role:?} of {:?}: {path} {}", tenant.kind, page.status));
            }
            // Documents and the sign-out page lead elsewhere.
            let mut found = links(&page);
            found.retain(|link| link.starts_with(&base) || link == "/docs/api");
            open.extend(found.into_iter().filter(|link| seen.insert(link.clone())));
        }
    }
    offences
}

both_engines! {
    async fn no_link_a_role_is_shown_is_closed_to_it(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::AdminAgent).await;
        added(&mut browser, &app).await;
        for tenant in [&app.direct, &app.provider, &app.reseller, &app.operator] {
            let offences = closed_links(&app, tenant).await;
            assert!(offences.is_empty(), "{offences:#?}");
        }
    }

    async fn a_page_that_was_stopped_is_in_the_readers_language_and_frame(app: TestApp) {
        let browser = app.direct.browser(&app, Role::AdminAgent).await.in_japanese();
        let page = browser.stopped(&app, &format!("{}/users", base(&app.direct))).await;
        assert_eq!(page.status, http::StatusCode::PAYLOAD_TOO_LARGE);
        assert!(page.says("<html lang=\"en\"") && page.says("Too much at once"), "{}", page.html);
        assert!(page.says("青葉クラウド") && page.says("/customers\""), "{}", page.html);
    }

    async fn nothing_is_ordered_before_the_agreement_and_the_page_says_what_helps(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::AdminAgent).await;
        added(&mut browser, &app).await;
        let list = browser.get(&format!("{}/customers", base(&app.direct))).await;
        let path = account_path(&list);
        for (section, closed) in [("subscriptions", true), ("orders", true), ("orders/new", true)] {
            let page = browser.get(&format!("{path}/{section}")).await;
            assert!(page.says("Nothing can be bought before it is confirmed"), "{}", page.html);
            assert!(page.says(&format!("href=\"{path}/agreement\"")), "{}", page.html);
            assert_eq!(page.says("data-closed"), closed, "{}", page.html);
            assert!(!page.says("Add one to start selling"), "{}", page.html);
        }
        let page = browser.get(&format!("{path}/orders/new")).await;
        assert!(page.says("<fieldset disabled>"), "{}", page.html);
        let field = format!("quantity-{BASIC}");
        let sent = browser.submit(&page, &action(&page, "orders/new"), &[(field.as_str(), "3")]).await;
        assert!(sent.status == 422 && sent.says("value=\"3\""), "what was typed stays: {}", sent.html);
    }

    async fn the_customer_ticks_the_box_and_can_read_later_what_it_accepted(app: TestApp) {
        let mut agent = app.direct.browser(&app, Role::AdminAgent).await;
        let end = added(&mut agent, &app).await;
        app.advance(3 * 86_400);
        let mut browser = administrator(&app, &end).await;
        let home = browser.get("/").await;
        let template = [("template", home.hidden("template").expect("a text"))];
        let mut fields: Vec<_> = template.iter().map(|(n, v)| (*n, v.as_str())).collect();
        let refused = browser.submit(&home, &action(&home, "agreement"), &fields).await;
        assert!(refused.status == 422 && refused.says("チェック ボックスをオンにしてください。"), "{}", refused.html);
        fields.push(("accepted", "on"));
        let done = browser.submit(&home, &action(&home, "agreement"), &fields).await;
        for text in ["同意済みの顧客契約", "青葉クラウド", "このポータルで同意"] {
            assert!(done.says(text), "{text}: {}", done.html);
        }
        let mut agent = app.direct.browser(&app, Role::AdminAgent).await;
        let list = agent.get(&format!("{}/customers", base(&app.direct))).await;
        let section = agent.get(&format!("{}/agreement", account_path(&list))).await;
        let fact = |term: &str| {
            let rest = section.html.split(&format!("<dt>{term}</dt><dd>")).nth(1);
            rest.and_then(|rest| rest.split('<').next()).unwrap_or_default().to_owned()
        };
        let day = fact("Agreement acceptance date");
        assert!(!day.is_empty() && fact("Recorded").contains(&day), "{}", section.html);
        let text = links(&done).into_iter().find(|l| l.starts_with("/agreements/") && l.ends_with("download"));
        let text = browser.get(&text.expect("a file")).await;
        assert!(text.html.starts_with("%PDF") && text.disposition.contains(".pdf"), "{} {}", text.status, text.html);
    }

    async fn a_person_without_roles_is_told_to_choose_one(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::GlobalAdmin).await;
        let page = browser.get(&format!("{}/users/new", base(&app.direct))).await;
        let refused = browser.submit(&page, &action(&page, "users"), &[("first-name", "Hana")]).await;
        assert!(refused.status == 422 && refused.says("Choose at least one."), "{}", refused.html);
    }

    async fn times_are_those_of_the_organisations_country(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::AdminAgent).await;
        let log = browser.get(&format!("{}/activity", base(&app.direct))).await;
        assert!(log.says("20 Nov 2026, 12:00 JST") && !log.says("UTC"), "{}", log.html);
        let file = browser.get(&format!("{}/activity/export.csv", base(&app.direct))).await;
        assert!(file.says("Date-Time (UTC)") && file.says("2026-11-20T03:00:"), "{}", file.html);
        // From midnight in Tokyo on it is another day there.
        app.advance(13 * 3600);
        let mut late = app.direct.browser(&app, Role::SalesAgent).await;
        let log = late.get(&format!("{}/activity?from=2026-11-21&to=2026-11-21", base(&app.direct))).await;
        assert!(log.says("21 Nov 2026, 01:0") && !log.says("20 Nov 2026,"), "{}", log.html);
    }

    async fn the_reference_has_its_title_once_and_headings_in_words(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::AdminAgent).await;
        let page = browser.get("/docs/api").await;
        assert!(page.says("<h1>API reference</h1>"), "{}", page.html);
        let words = include_str!("../../locales/en/activity.ftl");
        for operation in opc_api::operations() {
            assert!(words.contains(&format!("area-{} =", operation.area)), "{}", operation.area);
        }
    }
}
