//! Signing in, staying in and being out (`domain/01` §3), through the portal and the token
//! endpoint.

use opc_core::access::Role;
use opc_testkit::{Api, Browser, Page, Reply, Tenant, TestApp, both_engines};

pub(super) const PASSWORD: &str = "correct horse battery staple";
const HOST: &str = "127.0.0.1:8080";

/// Types name and password on the sign-in page.
pub(super) async fn types(browser: &mut Browser, name: &str, password: &str) -> Page {
    let page = browser.get("/sign-in").await;
    browser.submit(&page, "/sign-in", &[("user-name", name), ("password", password)]).await
}

/// The code a sandbox prints on the page that asks for it.
pub(super) fn code(html: &str) -> String {
    output(html, "code-now")
}

/// What stands in the element of this id.
pub(super) fn output(html: &str, id: &str) -> String {
    let rest = html.split(&format!("id=\"{id}\"")).nth(1).and_then(|rest| rest.split('>').nth(1));
    let text = rest.and_then(|text| text.split('<').next());
    text.unwrap_or_else(|| panic!("no {id}: {html}")).to_owned()
}

pub(super) fn name(tenant: &Tenant, role: Role) -> &str {
    &tenant.people[&role].user_name
}

pub(super) fn hub(tenant: &Tenant) -> String {
    format!("/p/{}/", tenant.id)
}

/// Whether the browser is still signed in.
pub(super) async fn is_in(browser: &mut Browser, tenant: &Tenant) -> bool {
    let page = browser.get(&hub(tenant)).await;
    let inside = page.status == 200 && page.path == hub(tenant);
    assert!(inside || page.path.starts_with("/sign-in"), "{} {}", page.path, page.html);
    inside
}

/// Asks for a token with this grant, as the tenant's application.
pub(super) async fn token(app: &TestApp, tenant: &Tenant, grant: &str) -> Reply {
    let form = format!("{grant}&client_id={}&client_secret={}", tenant.app.id, tenant.app.secret);
    Api::anonymous(app).form(&format!("/{}/oauth2/v2.0/token", tenant.id), &form).await
}

pub(super) async fn password_grant(
    app: &TestApp,
    tenant: &Tenant,
    role: Role,
    more: &str,
) -> Reply {
    let user = name(tenant, role).replace('@', "%40");
    let password = PASSWORD.replace(' ', "%20");
    let grant = format!("grant_type=password&username={user}&password={password}{more}");
    token(app, tenant, &grant).await
}

/// Trades a refresh token for the next.
pub(super) async fn refresh(app: &TestApp, tenant: &Tenant, refresh_token: &str) -> Reply {
    token(app, tenant, &format!("grant_type=refresh_token&refresh_token={refresh_token}")).await
}

pub(super) fn refresh_token(reply: &Reply) -> String {
    assert_eq!(reply.status, 200, "{}", reply.text);
    reply.json["refresh_token"].as_str().expect("a refresh token").to_owned()
}

pub(super) fn is_refused(reply: &Reply) -> bool {
    reply.status == 400 && reply.json["error"] == "invalid_grant"
}

/// A client that shows its own headers, with the cookies of a person who has signed in.
async fn headers_of_ones_own(app: &TestApp, tenant: &Tenant, role: Role) -> Api {
    let plain = Api::anonymous(app).with("host", HOST).with("accept-language", "en");
    let page = plain.get("/sign-in").await;
    let door = cookie(&page);
    let form = format!(
        "csrf={}&user-name={}&password={}",
        csrf(&page),
        name(tenant, role).replace('@', "%40"),
        PASSWORD.replace(' ', "%20")
    );
    let entered = plain.with("cookie", door.clone()).form("/sign-in", &form).await;
    assert_eq!(entered.status, 303, "{}", entered.text);
    let half_in = plain.with("cookie", format!("{door}; {}", cookie(&entered)));
    app.advance(30);
    let page = half_in.get("/sign-in/code").await;
    let form = format!("csrf={}&code={}", csrf(&page), code(&page.text));
    let shown = half_in.form("/sign-in/code", &form).await;
    assert_eq!(shown.status, 303, "{}", shown.text);
    plain.with("cookie", format!("{door}; {}", cookie(&shown)))
}

fn cookie(reply: &Reply) -> String {
    let cookie = reply.header("set-cookie").split(';').next().unwrap_or_default();
    assert!(cookie.contains('='), "no cookie: {:?}", reply.headers);
    cookie.to_owned()
}

fn csrf(reply: &Reply) -> String {
    let page = Page { html: reply.text.clone(), ..Page::default() };
    page.hidden("csrf").unwrap_or_else(|| panic!("no form: {}", reply.text))
}

/// The address that lets a person sign in no more.
fn deactivation(tenant: &Tenant, role: Role) -> String {
    format!("/p/{}/users/{}/deactivate", tenant.id, tenant.people[&role].id)
}

both_engines! {
    async fn a_one_time_code_works_once(app: TestApp) {
        let who = name(&app.direct, Role::SalesAgent);
        let (mut first, mut second) = (Browser::new(&app), Browser::new(&app));
        types(&mut first, who, PASSWORD).await;
        types(&mut second, who, PASSWORD).await;
        let page = first.get("/sign-in/code").await;
        let same = second.get("/sign-in/code").await;
        let shown = code(&page.html);
        let done = first.submit(&page, "/sign-in/code", &[("code", &shown)]).await;
        assert_eq!((done.status.as_u16(), &done.path), (200, &hub(&app.direct)), "{}", done.html);
        let again = second.submit(&same, "/sign-in/code", &[("code", &shown)]).await;
        assert_eq!(again.status, 422, "{}", again.html);
        let by_token =
            password_grant(&app, &app.direct, Role::SalesAgent, &format!("&totp={shown}")).await;
        assert!(is_refused(&by_token), "{}", by_token.text);
        app.advance(30);
        let page = second.get("/sign-in/code").await;
        let done = second.submit(&page, "/sign-in/code", &[("code", &code(&page.html))]).await;
        assert_eq!(done.path, hub(&app.direct), "{}", done.html);
    }

    async fn the_second_factor_gives_the_session_a_new_token_and_ends_the_old_one(app: TestApp) {
        let mut browser = Browser::new(&app);
        types(&mut browser, name(&app.direct, Role::SalesAgent), PASSWORD).await;
        let mut old = browser.clone();
        let page = browser.get("/sign-in/code").await;
        let shown = browser.submit(&page, "/sign-in/code", &[("code", &code(&page.html))]).await;
        assert_eq!(shown.path, hub(&app.direct), "{}", shown.html);
        assert_ne!(browser.cookie("opc-session"), old.cookie("opc-session"));
        assert_ne!(shown.hidden("csrf"), page.hidden("csrf"));
        assert!(!is_in(&mut old, &app.direct).await, "the old cookie is dead");
        let stale = browser.submit(&page, &format!("{}sign-out", hub(&app.direct)), &[]).await;
        assert_eq!(stale.status, 400, "so is the old secret of forms: {}", stale.html);
        assert!(is_in(&mut browser, &app.direct).await);
        app.advance(12 * 3600);
        assert!(!is_in(&mut browser, &app.direct).await, "and it ends when it would have ended");
    }

    async fn a_code_of_long_ago_does_not_work(app: TestApp) {
        let mut browser = Browser::new(&app);
        types(&mut browser, name(&app.direct, Role::SalesAgent), PASSWORD).await;
        let page = browser.get("/sign-in/code").await;
        app.advance(90);
        let late = browser.submit(&page, "/sign-in/code", &[("code", &code(&page.html))]).await;
        assert_eq!(late.status, 422, "{}", late.html);
    }

    async fn a_session_ends_after_twelve_hours(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        app.advance(12 * 3600 - 60);
        assert!(is_in(&mut browser, &app.direct).await);
        app.advance(60);
        assert!(!is_in(&mut browser, &app.direct).await, "however busy it was");
    }

    async fn signing_out_ends_the_session_and_not_only_the_cookie(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let mut other = app.direct.browser(&app, Role::SalesAgent).await;
        let mut kept = browser.clone();
        let page = browser.get(&hub(&app.direct)).await;
        let out = browser.submit(&page, &format!("{}sign-out", hub(&app.direct)), &[]).await;
        assert!(out.path.starts_with("/sign-in"), "{} {}", out.path, out.html);
        assert!(!is_in(&mut browser, &app.direct).await);
        assert!(!is_in(&mut kept, &app.direct).await, "the old cookie is worth nothing");
        assert!(is_in(&mut other, &app.direct).await, "elsewhere one stays signed in");
    }

    async fn signing_out_everywhere_ends_other_browsers_and_tokens(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let mut other = app.direct.browser(&app, Role::SalesAgent).await;
        let mut colleague = app.direct.browser(&app, Role::AdminAgent).await;
        let api = app.direct.as_user(&app, Role::SalesAgent).await;
        let spare = refresh_token(&password_grant(&app, &app.direct, Role::SalesAgent, "").await);
        let path = format!("{}sign-out-everywhere", hub(&app.direct));
        let page = browser.get(&path).await;
        browser.submit(&page, &path, &[]).await;
        assert!(!is_in(&mut browser, &app.direct).await);
        assert!(!is_in(&mut other, &app.direct).await);
        assert_eq!(api.get("/v1/customers").await.status, 401);
        assert!(is_refused(&refresh(&app, &app.direct, &spare).await));
        assert!(is_in(&mut colleague, &app.direct).await, "others are not concerned");
    }

    async fn refresh_tokens_rotate_and_a_spent_one_ends_its_family(app: TestApp) {
        let first = refresh_token(&password_grant(&app, &app.direct, Role::SalesAgent, "").await);
        let unrelated = refresh_token(&password_grant(&app, &app.direct, Role::SalesAgent, "").await);
        let second = refresh_token(&refresh(&app, &app.direct, &first).await);
        let third = refresh_token(&refresh(&app, &app.direct, &second).await);
        assert!(first != second && second != third);
        assert!(is_refused(&refresh(&app, &app.direct, &first).await), "it is spent");
        assert!(is_refused(&refresh(&app, &app.direct, &third).await), "its family has ended");
        refresh_token(&refresh(&app, &app.direct, &unrelated).await);
    }

    async fn a_refresh_token_is_good_for_its_application_only(app: TestApp) {
        let mine = refresh_token(&password_grant(&app, &app.direct, Role::SalesAgent, "").await);
        assert!(is_refused(&refresh(&app, &app.other, &mine).await));
        refresh_token(&refresh(&app, &app.direct, &mine).await);
    }

    async fn a_refresh_token_ends_after_ninety_days(app: TestApp) {
        let kept = refresh_token(&password_grant(&app, &app.direct, Role::SalesAgent, "").await);
        app.advance(90 * 86_400);
        assert!(is_refused(&refresh(&app, &app.direct, &kept).await));
    }

    async fn a_deactivated_user_is_out_with_the_next_request(app: TestApp) {
        let mut user = app.direct.browser(&app, Role::SalesAgent).await;
        let api = app.direct.as_user(&app, Role::SalesAgent).await;
        let kept = refresh_token(&password_grant(&app, &app.direct, Role::SalesAgent, "").await);
        let mut admin = app.direct.browser(&app, Role::GlobalAdmin).await;
        let page = admin.get(&hub(&app.direct)).await;
        let done = admin.submit(&page, &deactivation(&app.direct, Role::SalesAgent), &[]).await;
        assert_eq!(done.status, 200, "{}", done.html);
        assert!(!is_in(&mut user, &app.direct).await);
        assert_eq!(api.get("/v1/customers").await.status, 401);
        assert!(is_refused(&refresh(&app, &app.direct, &kept).await));
        let who = name(&app.direct, Role::SalesAgent);
        assert_eq!(types(&mut user, who, PASSWORD).await.status, 422);
        let back = deactivation(&app.direct, Role::SalesAgent).replace("/deactivate", "/reactivate");
        assert_eq!(admin.submit(&page, &back, &[]).await.status, 200);
        assert!(!is_in(&mut user, &app.direct).await, "an old session does not come back");
        assert_eq!(types(&mut user, who, PASSWORD).await.status, 200);
    }

    async fn the_last_global_administrator_stays(app: TestApp) {
        let mut admin = app.direct.browser(&app, Role::GlobalAdmin).await;
        let page = admin.get(&hub(&app.direct)).await;
        let refused = admin.submit(&page, &deactivation(&app.direct, Role::GlobalAdmin), &[]).await;
        assert_eq!(refused.status, 422, "{}", refused.html);
        assert!(is_in(&mut admin, &app.direct).await);
        let roles = deactivation(&app.direct, Role::GlobalAdmin).replace("/deactivate", "");
        let refused = admin.submit(&page, &roles, &[("role-sales_agent", "on")]).await;
        assert_eq!(refused.status, 422, "nor does the role go: {}", refused.html);
        assert!(is_in(&mut admin, &app.direct).await);
        let mut user_admin = app.direct.browser(&app, Role::UserAdmin).await;
        let page = user_admin.get(&hub(&app.direct)).await;
        let denied = user_admin.submit(&page, &deactivation(&app.direct, Role::GlobalAdmin), &[]).await;
        assert_eq!(denied.status, 403, "{}", denied.html);
        assert!(is_in(&mut admin, &app.direct).await);
    }

    async fn a_form_without_its_token_or_with_anothers_changes_nothing(app: TestApp) {
        let mut user = app.direct.browser(&app, Role::SalesAgent).await;
        let mut admin = app.direct.browser(&app, Role::GlobalAdmin).await;
        let mut same_person = app.direct.browser(&app, Role::GlobalAdmin).await;
        let path = deactivation(&app.direct, Role::SalesAgent);
        let page = admin.get(&hub(&app.direct)).await;
        let own = page.hidden("csrf").expect("a token");
        let without = Page { html: page.html.replace("name=\"csrf\"", "name=\"\""), ..page.clone() };
        let empty = Page { html: page.html.replace(&own, ""), ..page.clone() };
        let of_the_door = Browser::new(&app).get("/sign-in").await;
        for foreign in [
            without, empty, of_the_door,
            user.get(&hub(&app.direct)).await,
            same_person.get(&hub(&app.direct)).await,
        ] {
            let refused = admin.submit(&foreign, &path, &[]).await;
            assert_eq!(refused.status, 400, "{}", refused.html);
            assert!(is_in(&mut user, &app.direct).await);
        }
        assert_eq!(admin.submit(&page, &path, &[]).await.status, 200, "its own is good");
        assert!(!is_in(&mut user, &app.direct).await);
    }

    async fn a_form_of_another_site_changes_nothing(app: TestApp) {
        let mut user = app.direct.browser(&app, Role::SalesAgent).await;
        let admin = headers_of_ones_own(&app, &app.direct, Role::GlobalAdmin).await;
        let path = deactivation(&app.direct, Role::SalesAgent);
        let form = format!("csrf={}", csrf(&admin.get(&hub(&app.direct)).await));
        for (header, value) in [
            ("origin", "https://evil.example"),
            ("origin", "http://127.0.0.1:8081"),
            ("origin", "null"),
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
        ] {
            let refused = admin.with(header, value).form(&path, &form).await;
            assert_eq!(refused.status, 400, "{header}: {value}: {}", refused.text);
            assert!(is_in(&mut user, &app.direct).await, "{header}: {value}");
        }
        let done = admin.with("origin", format!("http://{HOST}")).form(&path, &form).await;
        assert_eq!(done.status, 303, "{}", done.text);
        assert!(!is_in(&mut user, &app.direct).await);
    }

    async fn signing_in_needs_a_form_of_ones_own_too(app: TestApp) {
        let mut stranger = Browser::new(&app);
        let foreign = stranger.get("/sign-in").await;
        let mut browser = Browser::new(&app);
        browser.get("/sign-in").await;
        let fields = [("user-name", name(&app.direct, Role::SalesAgent)), ("password", PASSWORD)];
        let refused = browser.submit(&foreign, "/sign-in", &fields).await;
        assert_eq!(refused.status, 400, "{}", refused.html);
        assert!(!is_in(&mut browser, &app.direct).await);
    }
}
