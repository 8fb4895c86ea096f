//! Restricted and suspended partners (`domain/01` §1, State): what is closed and what goes on, and
//! the operator's page that decides it.

use super::wizard::base;
use http::Method;
use opc_core::access::{Permission, Role};
use opc_testkit::{Api, Browser, Page, Tenant, TestApp, both_engines, new_customer};
use serde_json::json;

const REASON: &str = "Invoice 4711 is overdue.\nPlease pay until Friday.";

/// The operator puts a partner into a state, over the API.
pub(super) async fn put(app: &TestApp, partner: &Tenant, state: &str) {
    let operator = app.operator.as_user(app, Role::AdminAgent).await;
    let path = format!("/v1/organizations/{}", partner.id);
    let done = operator.patch(&path, &json!({ "state": state, "stateReason": REASON })).await;
    assert_eq!((done.status.as_u16(), &done.json["state"]), (200, &json!(state)), "{}", done.text);
}

async fn send(api: &Api, method: &Method, path: &str) -> (u16, String) {
    let answer = match *method {
        Method::GET => api.get(path).await,
        Method::HEAD => api.head(path).await,
        Method::DELETE => api.delete(path).await,
        ref method => api.send_text(method.clone(), path, "[[").await,
    };
    (answer.status.as_u16(), answer.code())
}

/// Every operation as everybody of every kind of partner: which are closed for the state.
async fn matrix(app: &TestApp, state: &str, is_closed: impl Fn(Permission) -> bool) {
    let mut seen = [0, 0];
    for partner in [&app.direct, &app.provider, &app.reseller] {
        put(app, partner, state).await;
        for role in Role::ALL.iter().filter(|role| partner.people.contains_key(role)) {
            let api = partner.as_user(app, *role).await;
            for operation in opc_api::operations() {
                let Some(permission) = operation.permission.permission() else { continue };
                let rule = permission.rule();
                if !rule.kinds.contains(&partner.kind) || !rule.roles.contains(role) {
                    continue;
                }
                let path = operation.path.replace("{customer_id}", &app.direct.id.to_string());
                let (status, code) = send(&api, &operation.method, &path).await;
                let told = (status, code.as_str()) == (403, "800039");
                let told = told || (operation.method == Method::HEAD && status == 403);
                let closed = is_closed(permission);
                assert_eq!(told, closed, "{state} {role:?} {} {path}: {status}", operation.method);
                seen[usize::from(closed)] += 1;
            }
        }
    }
    assert!(seen[1] > 10, "{seen:?}");
}

async fn page_of(browser: &mut Browser, app: &TestApp, partner: &Tenant) -> Page {
    browser.get(&format!("{}/organisations/{}", base(&app.operator), partner.id)).await
}

/// Sends the form of a partner's page.
async fn decide(browser: &mut Browser, page: &Page, fields: &[(&str, &str)]) -> Page {
    let etag = page.hidden("etag").unwrap_or_default();
    let path = page.path.split('?').next().unwrap_or_default().to_owned();
    browser.submit(page, &path, &[&[("etag", etag.as_str())], fields].concat()).await
}

both_engines! {
    async fn a_restricted_partner_starts_no_new_business_and_keeps_the_rest(app: TestApp) {
        matrix(&app, "restricted", |permission| !permission.rule().when_restricted).await;
        assert!(!Permission::AddCustomer.rule().when_restricted && !Permission::PlaceOrder.rule().when_restricted);
    }

    async fn what_a_restricted_partner_cannot_do_says_why(app: TestApp) {
        let customer = app.customer_of(&app.direct, "hinode").await;
        put(&app, &app.direct, "restricted").await;
        let account = format!("{}/customers/{}", base(&app.direct), customer.id);
        for (role, section, in_short) in [
            (Role::AdminAgent, "subscriptions", "Your role may not order"),
            (Role::SalesAgent, "subscriptions", "Your role may not order"),
            (Role::AdminAgent, "admin-relationships", "Only admin agents"),
        ] {
            let mut browser = app.direct.browser(&app, role).await;
            let page = browser.get(&format!("{account}/{section}")).await;
            let hint = page.html.split("data-closed").nth(1).unwrap_or_else(|| panic!("{}", page.html));
            let says = |text: &str| hint.contains(text);
            assert!(says("is restricted at present") && says("operator.example") && !says(in_short), "{role:?} {section}: {}", page.html);
        }
        let mut sales = app.direct.browser(&app, Role::SalesAgent).await;
        let japanese = sales.get(&format!("{account}/subscriptions?lang=ja")).await;
        assert!(japanese.says("現在制限されているため"), "{}", japanese.html);
        put(&app, &app.direct, "active").await;
        let mut helpdesk = app.direct.browser(&app, Role::HelpdeskAgent).await;
        assert!(helpdesk.get(&format!("{account}/subscriptions")).await.says("Your role may not order"));
    }

    async fn what_a_restricted_partner_loses_is_switched_off_and_says_why(app: TestApp) {
        let pages = [
            (&app.direct, "/customers", &["Add customer", "Import customers", "Request a reseller relationship"][..]),
            (&app.direct, "/", &["Add customer", "Request a reseller relationship"]),
            (&app.direct, "/requests", &["Request a reseller relationship"]),
            (&app.provider, "/resellers", &["Request a partnership"]),
            (&app.provider, "/partnership-requests", &["Request a partnership"]),
            (&app.reseller, "/providers", &["Invite a customer"]),
        ];
        for (partner, path, labels) in pages {
            let path = format!("{}{path}", base(partner));
            let mut sales = partner.browser(&app, Role::SalesAgent).await;
            let open = sales.get(&path).await;
            let heads = open.html.split("</h1>").nth(1).unwrap_or_default();
            assert!(labels.iter().all(|label| heads.contains(label)) && !open.says("data-closed"), "{path}: {}", open.html);
            put(&app, partner, "restricted").await;
            for (lang, why) in [("ja", "現在制限されているため"), ("en", "is restricted at present")] {
                let page = sales.get(&format!("{path}?lang={lang}")).await;
                assert_eq!(page.html.matches("data-closed").count(), labels.len(), "{path}: {}", page.html);
                let hint = page.html.split("id=\"controls-why\"").nth(1).and_then(|rest| rest.split("</div>").next());
                let hint = hint.unwrap_or_else(|| panic!("{path}: {}", page.html));
                assert!(hint.contains(why) && hint.contains("operator.example"), "{path}: {hint}");
                assert_eq!(hint.matches("<p").count(), 1, "said once: {hint}");
            }
            let closed = sales.get(&path).await;
            assert!(!closed.says("/customers/new\"") && !closed.says("requests/new\"") && !closed.says("/imports\""), "{}", closed.html);
            let mut helpdesk = partner.browser(&app, Role::HelpdeskAgent).await;
            let never = helpdesk.get(&path).await;
            assert!(!never.says("data-closed") && !never.says("controls-why"), "{path}: {}", never.html);
            put(&app, partner, "active").await;
        }
        put(&app, &app.provider, "restricted").await;
        let mut agent = app.provider.browser(&app, Role::AdminAgent).await;
        let page = agent.get(&format!("{}/resellers", base(&app.provider))).await;
        assert!(!page.says("/resellers/new\"") && page.html.matches("data-closed").count() == 2, "{}", page.html);
    }

    async fn what_a_restricted_partner_has_asked_says_why_it_is_not_sent(app: TestApp) {
        let mut sales = app.direct.browser(&app, Role::SalesAgent).await;
        let new = sales.get(&format!("{}/requests/new", base(&app.direct))).await;
        let written = sales.submit(&new, &format!("{}/requests/new", base(&app.direct)), &[("text-language", "en")]).await;
        assert!(written.status == 200 && written.says("name=\"do\""), "{}", written.html);
        put(&app, &app.direct, "restricted").await;
        let page = sales.get(&written.path).await;
        let hint = page.html.split("data-closed").nth(1).unwrap_or_else(|| panic!("{}", page.html));
        assert!(hint.contains("is restricted at present") && !page.says("name=\"do\"") && page.says("/revoke\""), "{}", page.html);
    }

    async fn nobody_of_a_suspended_partner_can_do_anything(app: TestApp) {
        matrix(&app, "suspended", |_| true).await;
    }

    async fn whoever_is_signed_in_is_stopped_at_once_and_let_in_again_as_quickly(app: TestApp) {
        let mut agent = app.direct.browser(&app, Role::AdminAgent).await;
        let (api, program) = (app.direct.as_user(&app, Role::AdminAgent).await, app.direct.app_only(&app).await);
        let list = format!("{}/customers", base(&app.direct));
        assert_eq!(agent.get(&list).await.status, 200);

        put(&app, &app.direct, "restricted").await;
        let page = agent.get(&list).await;
        assert!(page.status == 200 && page.says("Invoice 4711 is overdue.") && page.says("Please pay until Friday."), "{}", page.html);
        assert!(!page.says("/customers/new"), "nothing that is closed is offered");
        let closed = agent.get(&format!("{list}/new?lang=ja")).await;
        assert!(closed.status == 403 && closed.says("operator.example") && closed.says("新しい取引はできません"), "{}", closed.html);
        for api in [&api, &program] {
            let refused = api.post("/v1/customers", &new_customer("hinode")).await;
            assert_eq!((refused.status.as_u16(), refused.code().as_str()), (403, "800039"), "{}", refused.text);
            assert_eq!(api.get("/v1/customers").await.status, 200);
        }

        put(&app, &app.direct, "suspended").await;
        for path in ["/", "/customers", "/help", "/users", "/activity"] {
            let page = agent.get(&format!("{}{path}?lang=ja", base(&app.direct))).await;
            assert!(page.status == 403 && page.says("自社の利用は停止されています") && page.says("Invoice 4711 is overdue."), "{path}: {}", page.html);
            assert!(page.says("operator.example") && !page.says("<nav class=\"side\""), "{}", page.html);
        }
        for api in [&api, &program] {
            let refused = api.get("/v1/customers").await;
            assert_eq!((refused.status.as_u16(), refused.code().as_str()), (403, "800039"), "{}", refused.text);
        }

        put(&app, &app.direct, "active").await;
        assert!(!agent.get(&list).await.says("4711"));
        assert_eq!(api.post("/v1/customers", &new_customer("hinode")).await.status, 201);
    }

    async fn the_operator_reads_what_it_means_before_it_decides(app: TestApp) {
        let mut operator = app.operator.browser(&app, Role::GlobalAdmin).await;
        let list = operator.get(&format!("{}/organisations?q=4100002", base(&app.operator))).await;
        assert!(list.says("白樺ソリューションズ") && !list.says("青葉クラウド") && list.says("Active"), "{}", list.html);
        let page = page_of(&mut operator, &app, &app.other).await;
        let label = page.html.split("for=\"state-reason\"").nth(1).and_then(|rest| rest.split("</label>").next());
        assert!(label.is_some_and(|label| label.contains("class=\"required\"")), "{}", page.html);
        let refused = decide(&mut operator, &page, &[("state", "restricted")]).await;
        assert!(refused.status == 422 && refused.says("state-reason-trouble"), "{}", refused.html);
        let asked = decide(&mut operator, &page, &[("state", "restricted"), ("state-reason", REASON)]).await;
        assert!(asked.says("adding customers") && asked.says("Automatic renewal goes on") && asked.says("Invoice 4711"), "{}", asked.html);
        assert!(page_of(&mut operator, &app, &app.other).await.says("data-tone=\"good\">Active"), "nothing has happened yet");
        let back = decide(&mut operator, &asked, &[("state", "restricted"), ("state-reason", REASON), ("back", "yes")]).await;
        assert!(back.says("<textarea") && back.says("Invoice 4711"), "what was typed stays: {}", back.html);
        let done = decide(&mut operator, &asked, &[("state", "restricted"), ("state-reason", REASON), ("confirmed", "yes")]).await;
        assert!(done.says("The state has been changed") && done.says("Restricted") && done.says("Invoice 4711"), "{}", done.html);

        let stale = decide(&mut operator, &asked, &[("state", "suspended"), ("state-reason", "x"), ("confirmed", "yes")]).await;
        assert!(stale.status == 409 && stale.says("Somebody else changed this partner"), "{}", stale.html);
        let same = decide(&mut operator, &done, &[("state", "restricted"), ("state-reason", REASON), ("confirmed", "yes")]).await;
        assert!(same.status == 422 && same.says("in this state already"), "{} {}", same.status, same.html);
        let japanese = operator.get(&format!("{}?lang=ja", done.path.split('?').next().unwrap_or_default())).await;
        assert!(japanese.says("制限中") && japanese.says("利用を再開する"), "{}", japanese.html);
        let none = operator.get(&format!("{}/organisations?state=suspended", base(&app.operator))).await;
        assert!(none.says("該当するパートナーはありません"), "{}", none.html);
    }

    async fn both_logs_and_a_mail_tell_of_it(app: TestApp) {
        put(&app, &app.direct, "suspended").await;
        put(&app, &app.direct, "active").await;
        for tenant in [&app.operator, &app.direct] {
            let log = tenant.as_user(&app, Role::GlobalAdmin).await.get("/v1/auditrecords").await;
            let told = log.text.matches("update_company_info").count();
            assert!(told == 2 && log.text.contains("Invoice 4711"), "{}", log.text);
        }
        let mut admin = app.direct.browser(&app, Role::GlobalAdmin).await;
        let page = admin.get(&format!("{}/activity", base(&app.direct))).await;
        assert!(page.says("Update company information") && page.says("Suspended"), "{}", page.html);
        let mails = admin.get(&format!("{}/mailbox", base(&app.direct))).await;
        assert!(mails.says("is suspended") && mails.says("can work without limits again"), "{}", mails.html);
    }

    async fn only_the_operator_and_only_the_right_roles_see_and_change_partners(app: TestApp) {
        for (tenant, role, may) in [
            (&app.operator, Role::GlobalAdmin, true), (&app.operator, Role::AdminAgent, true),
            (&app.operator, Role::UserAdmin, false), (&app.operator, Role::HelpdeskAgent, false),
            (&app.direct, Role::GlobalAdmin, false), (&app.provider, Role::AdminAgent, false),
        ] {
            let api = tenant.as_user(&app, role).await;
            let path = format!("/v1/organizations/{}", app.reseller.id);
            let changed = api.patch(&path, &json!({ "state": "restricted", "stateReason": format!("{role:?}") })).await;
            let listed = api.get("/v1/organizations").await;
            let expected = if may { 200 } else { 403 };
            assert_eq!((listed.status.as_u16(), changed.status.as_u16()), (expected, expected), "{role:?}: {}", changed.text);
            let mut browser = tenant.browser(&app, role).await;
            let page = browser.get(&format!("{}/organisations", base(tenant))).await;
            assert_eq!(page.status.as_u16(), expected, "{role:?}");
            let start = browser.get(&format!("{}/", base(tenant))).await;
            assert_eq!(start.says("/organisations\""), may, "{role:?}");
        }
        let refused = app.operator.app_only(&app).await.get("/v1/organizations").await;
        assert_eq!((refused.status.as_u16(), refused.code().as_str()), (403, "900329"), "{}", refused.text);
    }

    async fn a_change_over_the_api_names_version_state_and_reason(app: TestApp) {
        let operator = app.operator.as_user(&app, Role::AdminAgent).await;
        let path = format!("/v1/organizations/{}", app.direct.id);
        let before = operator.get(&path).await;
        let etag = before.header("etag").to_owned();
        assert!(before.status == 200 && !etag.is_empty() && before.json["kind"] == "directBill", "{}", before.text);
        for (body, at) in [
            (json!({ "stateReason": REASON }), "state"),
            (json!({ "state": "restricted" }), "stateReason"),
            (json!({ "state": "suspended", "stateReason": "x".repeat(501) }), "stateReason"),
            (json!({ "state": "gone", "stateReason": REASON }), "state"),
        ] {
            let refused = operator.patch(&path, &body).await;
            let named = refused.json["data"].as_array().is_some_and(|data| data.contains(&json!(at)));
            assert!(refused.status == 400 && named, "{body}: {}", refused.text);
        }
        let body = json!({ "state": "restricted", "stateReason": REASON });
        let done = operator.with("if-match", etag.clone()).patch(&path, &body).await;
        assert_eq!((done.status.as_u16(), &done.json["stateReason"]), (200, &json!(REASON)), "{}", done.text);
        let stale = operator.with("if-match", etag).patch(&path, &json!({ "state": "active" })).await;
        assert_eq!(stale.code(), "2055", "{}", stale.text);
        for nobody in [app.operator.id.to_string(), uuid()] {
            let missing = operator.patch(&format!("/v1/organizations/{nobody}"), &body).await;
            assert_eq!(missing.status, 404, "{}", missing.text);
        }
        let first = operator.get("/v1/organizations?size=2").await;
        assert_eq!((first.json["totalCount"].as_u64(), first.json["items"][0]["name"].is_string()), (Some(2), true), "{}", first.text);
        let next = &first.json["links"]["next"];
        let token = next["headers"][0]["value"].as_str().expect("a token").to_owned();
        let second = operator.with("ms-continuationtoken", token).get("/v1/organizations?seekOperation=Next").await;
        assert!(second.status == 200 && second.json["items"] != first.json["items"], "{}", second.text);
        let found = operator.get("/v1/organizations?search=aoba").await;
        assert_eq!(found.json["items"][0]["id"], json!(app.direct.id.to_string()), "{}", found.text);
    }
}

fn uuid() -> String {
    "00000000-0000-4000-8000-000000000001".to_owned()
}
