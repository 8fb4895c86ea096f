//! Signing in on another device (RFC 8628), from the codes to the tokens.

use opc_core::access::Role;
use opc_testkit::{Api, Browser, Page, Reply, Tenant, TestApp, both_engines};
use serde_json::Value;

const GRANT: &str = "urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code";

/// Codes for the tenant's command-line client.
async fn codes(app: &TestApp, tenant: &Tenant) -> Value {
    let form = format!("client_id={}&scope=.default", tenant.command_line);
    let path = format!("/{}/oauth2/v2.0/devicecode", tenant.id);
    let codes = Api::anonymous(app).form(&path, &form).await;
    assert_eq!(codes.status, 200, "{}", codes.text);
    codes.json
}

fn text<'a>(codes: &'a Value, name: &str) -> &'a str {
    codes[name].as_str().unwrap_or_else(|| panic!("{name}: {codes}"))
}

/// The program asks with its device code.
async fn poll(app: &TestApp, tenant: &Tenant, codes: &Value) -> Reply {
    let (id, code) = (&tenant.command_line, text(codes, "device_code"));
    let form = format!("grant_type={GRANT}&client_id={id}&device_code={code}");
    Api::anonymous(app).form(&format!("/{}/oauth2/v2.0/token", tenant.id), &form).await
}

fn says(reply: &Reply, error: &str) -> bool {
    reply.status == 400 && reply.json["error"] == error
}

/// The person types the code and sees who asks, or why nobody does.
async fn typed(browser: &mut Browser, code: &str) -> Page {
    let page = browser.get("/device").await;
    assert_eq!(page.status, 200, "{}", page.html);
    browser.submit(&page, "/device", &[("user-code", code)]).await
}

/// The person answers on the page that says who asks.
async fn answered(browser: &mut Browser, asked: &Page, answer: &str) -> Page {
    let code = asked.hidden("user-code").unwrap_or_else(|| panic!("no code: {}", asked.html));
    browser.submit(asked, "/device/answer", &[("user-code", &code), ("answer", answer)]).await
}

async fn let_in(app: &TestApp, codes: &Value) {
    let mut browser = app.direct.browser(app, Role::SalesAgent).await;
    let asked = typed(&mut browser, text(codes, "user_code")).await;
    let done = answered(&mut browser, &asked, "allow").await;
    assert_eq!(done.status, 200, "{}", done.html);
}

both_engines! {
    async fn a_program_without_a_browser_is_let_in_from_another_device(app: TestApp) {
        let codes = codes(&app, &app.direct).await;
        assert_eq!((&codes["expires_in"], &codes["interval"]), (&900.into(), &5.into()));
        assert!(text(&codes, "verification_uri").ends_with("/device"));
        assert!(text(&codes, "message").contains(text(&codes, "user_code")));
        assert!(says(&poll(&app, &app.direct, &codes).await, "authorization_pending"));
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let loosely = text(&codes, "user_code").to_lowercase().replace('-', " ");
        let asked = typed(&mut browser, &loosely).await;
        assert!(asked.says("command line") && asked.says("青葉クラウド"), "{}", asked.html);
        let done = answered(&mut browser, &asked, "allow").await;
        assert!(done.says("may act in your name now"), "{}", done.html);
        let tokens = poll(&app, &app.direct, &codes).await;
        assert_eq!(tokens.status, 200, "{}", tokens.text);
        let api = Api::anonymous(&app).with("authorization", format!("Bearer {}", text(&tokens.json, "access_token")));
        assert_eq!(api.get("/v1/customers").await.status, 200, "the second factor was shown");
        let refresh = text(&tokens.json, "refresh_token");
        let form = format!("grant_type=refresh_token&refresh_token={refresh}&client_id={}", app.direct.command_line);
        let next = Api::anonymous(&app).form(&format!("/{}/oauth2/v2.0/token", app.direct.id), &form).await;
        assert_eq!(next.status, 200, "{}", next.text);
        assert!(says(&poll(&app, &app.direct, &codes).await, "invalid_grant"), "a code is traded once");
    }

    async fn the_first_version_has_its_own_names_and_numbers_as_text(app: TestApp) {
        let form = format!("client_id={}&resource=https%3A%2F%2Fgraph.example", app.direct.command_line);
        let path = format!("/{}/oauth2/devicecode", app.direct.domain);
        let codes = Api::anonymous(&app).with("x-locale", "ja-JP").form(&path, &form).await;
        assert_eq!(codes.status, 200, "{}", codes.text);
        assert_eq!((&codes.json["expires_in"], &codes.json["interval"]), (&"900".into(), &"5".into()));
        assert!(text(&codes.json, "verification_url").ends_with("/device"));
        assert!(text(&codes.json, "message").contains("コード"), "{}", codes.text);
        let_in(&app, &codes.json).await;
        let form = format!(
            "grant_type=device_code&client_id={}&resource=x&code={}",
            app.direct.command_line, text(&codes.json, "device_code")
        );
        let tokens = Api::anonymous(&app).form(&format!("/{}/oauth2/token", app.direct.domain), &form).await;
        assert_eq!((tokens.status.as_u16(), &tokens.json["expires_in"]), (200, &"3600".into()), "{}", tokens.text);
        let told = Api::anonymous(&app).get(&format!("/{}/.well-known/openid-configuration", app.direct.id)).await;
        assert!(text(&told.json, "device_authorization_endpoint").ends_with("/oauth2/devicecode"));
        let grants = told.json["grant_types_supported"].as_array().expect("grants");
        assert!(grants.contains(&"device_code".into()), "{}", told.text);
    }

    async fn who_declines_says_no_to_the_program_as_well(app: TestApp) {
        let codes = codes(&app, &app.direct).await;
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await.in_japanese();
        let asked = typed(&mut browser, text(&codes, "user_code")).await;
        answered(&mut browser, &asked, "decline").await;
        assert!(says(&poll(&app, &app.direct, &codes).await, "access_denied"));
        let form = format!("grant_type=device_code&client_id={}&code={}", app.direct.command_line, text(&codes, "device_code"));
        let old = Api::anonymous(&app).form(&format!("/{}/oauth2/token", app.direct.id), &form).await;
        assert!(says(&old, "authorization_declined"), "{}", old.text);
        let again = answered(&mut browser, &asked, "allow").await;
        assert_eq!(again.status, 422, "an answer is given once: {}", again.html);
    }

    async fn a_code_ends_after_a_quarter_of_an_hour_and_says_so(app: TestApp) {
        let codes = codes(&app, &app.direct).await;
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        app.advance(901);
        assert!(says(&poll(&app, &app.direct, &codes).await, "expired_token"));
        let code = text(&codes, "user_code");
        let ended = typed(&mut browser, code).await;
        assert_eq!(ended.status, 422);
        assert!(ended.says("has ended") && ended.says(code), "{}", ended.html);
    }

    async fn who_asks_too_often_is_told_to_slow_down(app: TestApp) {
        let codes = codes(&app, &app.direct).await;
        assert!(says(&poll(&app, &app.direct, &codes).await, "authorization_pending"));
        app.advance(1);
        assert!(says(&poll(&app, &app.direct, &codes).await, "slow_down"));
        app.advance(5);
        assert!(says(&poll(&app, &app.direct, &codes).await, "authorization_pending"));
    }

    async fn a_wrong_code_and_one_of_another_organisation_look_the_same(app: TestApp) {
        let foreign = codes(&app, &app.other).await;
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        for code in [text(&foreign, "user_code"), "BBBB-BBBB", "12345678", "x"] {
            let refused = typed(&mut browser, code).await;
            assert_eq!(refused.status, 422, "{code}: {}", refused.html);
            assert!(refused.says("not known here") && refused.says(code), "{}", refused.html);
        }
        let page = browser.get("/device").await;
        let fields = [("user-code", text(&foreign, "user_code")), ("answer", "allow")];
        assert_eq!(browser.submit(&page, "/device/answer", &fields).await.status, 422);
        assert!(says(&poll(&app, &app.other, &foreign).await, "authorization_pending"));
        let empty = typed(&mut browser, " ").await;
        assert!(empty.status == 422 && !empty.says("not known here"), "{}", empty.html);
    }

    async fn a_device_code_is_good_for_its_program_only(app: TestApp) {
        let mine = codes(&app, &app.direct).await;
        let_in(&app, &mine).await;
        assert!(says(&poll(&app, &app.other, &mine).await, "invalid_grant"));
        let wrong = serde_json::json!({ "device_code": "nonsense" });
        assert!(says(&poll(&app, &app.direct, &wrong).await, "invalid_grant"));
        assert_eq!(poll(&app, &app.direct, &mine).await.status, 200);
    }

    async fn signing_out_everywhere_takes_an_answer_back(app: TestApp) {
        let codes = codes(&app, &app.direct).await;
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let asked = typed(&mut browser, text(&codes, "user_code")).await;
        answered(&mut browser, &asked, "allow").await;
        let path = format!("/p/{}/sign-out-everywhere", app.direct.id);
        let page = browser.get(&path).await;
        browser.submit(&page, &path, &[]).await;
        assert!(says(&poll(&app, &app.direct, &codes).await, "invalid_grant"));
    }

    async fn the_device_page_is_for_people_with_both_factors(app: TestApp) {
        let mut browser = Browser::new(&app);
        let door = browser.get("/device").await;
        assert!(door.path.starts_with("/sign-in?next=/device"), "{}", door.path);
        let person = &app.direct.people[&Role::SalesAgent].user_name;
        let fields = [("user-name", person.as_str()), ("password", "correct horse battery staple"), ("next", "/device")];
        let factor = browser.submit(&door, "/sign-in", &fields).await;
        assert!(factor.path.starts_with("/sign-in/code?next=/device"), "{}", factor.path);
    }

    async fn a_confidential_client_shows_its_secret_for_codes_too(app: TestApp) {
        let (id, secret) = (&app.direct.app.id, &app.direct.app.secret);
        let path = format!("/{}/oauth2/v2.0/devicecode", app.direct.id);
        let refused = Api::anonymous(&app).form(&path, &format!("client_id={id}")).await;
        assert_eq!((refused.status.as_u16(), &refused.json["error"]), (401, &"invalid_client".into()));
        let given = Api::anonymous(&app).form(&path, &format!("client_id={id}&client_secret={secret}")).await;
        assert_eq!(given.status, 200, "{}", given.text);
        let foreign = path.replace(&app.direct.id.to_string(), &app.other.id.to_string());
        let refused = Api::anonymous(&app).form(&foreign, &format!("client_id={id}&client_secret={secret}")).await;
        assert_eq!(refused.json["error"], "unauthorized_client", "{}", refused.text);
    }

    async fn a_public_client_acts_in_the_name_of_people_only(app: TestApp) {
        let id = &app.direct.command_line;
        let path = format!("/{}/oauth2/v2.0/token", app.direct.id);
        for grant in ["grant_type=client_credentials", "grant_type=password&username=a&password=b"] {
            let refused = Api::anonymous(&app).form(&path, &format!("{grant}&client_id={id}")).await;
            assert!(says(&refused, "unauthorized_client"), "{}", refused.text);
        }
        let secret = format!("grant_type=client_credentials&client_id={id}&client_secret=x");
        assert_eq!(Api::anonymous(&app).form(&path, &secret).await.status, 401);
    }

    async fn a_code_collected_twice_ends_what_it_gave_and_is_in_the_activity_log(app: TestApp) {
        let codes = codes(&app, &app.direct).await;
        let_in(&app, &codes).await;
        let tokens = poll(&app, &app.direct, &codes).await;
        let admin = app.direct.as_user(&app, Role::AdminAgent).await;
        let failed = async || {
            let log = admin.get("/v1/auditrecords?size=50").await;
            let items = log.json["items"].as_array().cloned().unwrap_or_default();
            items.into_iter().filter(|item| item["operationStatus"] == "failed").map(|item| item.to_string()).collect::<Vec<_>>()
        };
        assert!(failed().await.is_empty());
        assert!(says(&poll(&app, &app.direct, &codes).await, "invalid_grant"));
        let failed = failed().await;
        assert!(failed.len() == 1 && failed[0].contains("device_code"), "{failed:?}");
        let refresh = text(&tokens.json, "refresh_token");
        let form = format!("grant_type=refresh_token&refresh_token={refresh}&client_id={}", app.direct.command_line);
        let next = Api::anonymous(&app).form(&format!("/{}/oauth2/v2.0/token", app.direct.id), &form).await;
        assert!(says(&next, "invalid_grant"), "{}", next.text);
    }

    async fn the_answer_is_in_the_activity_log(app: TestApp) {
        let codes = codes(&app, &app.direct).await;
        let_in(&app, &codes).await;
        poll(&app, &app.direct, &codes).await;
        let log = app.direct.as_user(&app, Role::AdminAgent).await.get("/v1/auditrecords?size=20").await;
        for grant in ["consent", "device_code"] {
            assert!(log.text.contains(grant), "{grant}: {}", log.text);
        }
        let name = &app.direct.people[&Role::SalesAgent].user_name;
        let items = log.json["items"].as_array().expect("entries");
        let mut signed_in = items.iter().filter(|i| i.to_string().contains("\"sign_in\""));
        assert!(signed_in.clone().any(|i| i["userPrincipalName"] == name.as_str()), "{}", log.text);
        assert!(signed_in.all(|i| i["userPrincipalName"] != "anonymous"), "{}", log.text);
        assert!(!log.text.contains(text(&codes, "user_code")) && !log.text.contains(text(&codes, "device_code")));
    }
}
