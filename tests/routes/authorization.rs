//! The authorization code grant (RFC 6749 §4.1, RFC 7636), from the question to the tokens.

use opc_core::access::Role;
use opc_testkit::{Api, Browser, Page, REDIRECT_URI, Reply, Tenant, TestApp, both_engines};

/// [`REDIRECT_URI`] as the value of a parameter.
const REDIRECT: &str = "https%3A%2F%2Fapp.example%2Fback%3Ffrom%3Dopc";
/// The example of RFC 7636, appendix B.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

/// The address at which the tenant's application asks.
fn address(tenant: &Tenant, rest: &str) -> String {
    let id = &tenant.app.id;
    format!(
        "/{}/oauth2/authorize?client_id={id}&redirect_uri={REDIRECT}&response_type=code{rest}",
        tenant.id
    )
}

/// The code the application gets when the person allows what is asked.
async fn allowed(browser: &mut Browser, tenant: &Tenant, rest: &str) -> String {
    let asked = browser.get(&address(tenant, rest)).await;
    assert_eq!(asked.status, 200, "{}", asked.html);
    let away = browser.submit(&asked, &asked.path, &[]).await;
    code(&away)
}

fn code(away: &Page) -> String {
    let sent = away.path.strip_prefix(&format!("{REDIRECT_URI}&code=")).expect(&away.path);
    sent.split('&').next().unwrap_or_default().to_owned()
}

async fn trade(app: &TestApp, tenant: &Tenant, fields: &str) -> Reply {
    let (id, secret) = (&tenant.app.id, &tenant.app.secret);
    let form = format!("{fields}&client_id={id}&client_secret={secret}");
    Api::anonymous(app).form(&format!("/{}/oauth2/v2.0/token", tenant.id), &form).await
}

fn with_code(code: &str, rest: &str) -> String {
    format!("grant_type=authorization_code&code={code}&redirect_uri={REDIRECT}{rest}")
}

fn is_refused(reply: &Reply) -> bool {
    reply.status == 400 && reply.json["error"] == "invalid_grant"
}

both_engines! {
    async fn a_person_lets_an_application_act_in_their_name(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let rest = format!("&state=a%2Bb%26c&code_challenge={CHALLENGE}&code_challenge_method=S256");
        let asked = browser.get(&address(&app.direct, &rest)).await;
        assert!(asked.says("integration") && asked.says("青葉クラウド"), "{}", asked.html);
        assert!(asked.says("https://app.example/back?from=opc&#38;error=access_denied&#38;state=a%2Bb%26c"), "{}", asked.html);
        let away = browser.submit(&asked, &asked.path, &[]).await;
        assert_eq!(away.status, 303, "{}", away.html);
        assert!(away.path.ends_with("&state=a%2Bb%26c"), "{}", away.path);
        let form = with_code(&code(&away), &format!("&code_verifier={VERIFIER}"));
        let tokens = trade(&app, &app.direct, &form).await;
        assert_eq!(tokens.status, 200, "{}", tokens.text);
        let token = tokens.json["access_token"].as_str().expect("a token");
        let api = Api::anonymous(&app).with("authorization", format!("Bearer {token}"));
        assert_eq!(api.get("/v1/customers").await.status, 200, "the second factor was shown");
        let refresh = tokens.json["refresh_token"].as_str().expect("a token");
        let again = trade(&app, &app.direct, &format!("grant_type=refresh_token&refresh_token={refresh}")).await;
        assert_eq!(again.status, 200, "{}", again.text);
    }

    async fn every_sign_in_is_in_the_log_with_the_name_of_who_signed_in(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let code = allowed(&mut browser, &app.direct, "").await;
        assert_eq!(trade(&app, &app.direct, &with_code(&code, "")).await.status, 200);
        assert_eq!(trade(&app, &app.direct, "grant_type=client_credentials").await.status, 200);
        let mut reader = app.direct.browser(&app, Role::AdminAgent).await;
        let log = reader.get(&format!("/p/{}/activity", app.direct.id)).await;
        assert!(!log.says("anonymous") && !log.says("Not signed in"), "{}", log.html);
        let name = &app.direct.people[&Role::SalesAgent].user_name;
        assert!(log.says(name) && log.says(">integration</td>"), "{}", log.html);
    }

    async fn the_first_version_trades_codes_too(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let code = allowed(&mut browser, &app.direct, "").await;
        let (id, secret) = (&app.direct.app.id, &app.direct.app.secret);
        let form = format!("{}&client_id={id}&client_secret={secret}", with_code(&code, ""));
        let tokens = Api::anonymous(&app).form(&format!("/{}/oauth2/token", app.direct.domain), &form).await;
        assert_eq!((tokens.status.as_u16(), &tokens.json["expires_in"]), (200, &"3600".into()), "{}", tokens.text);
        let told = Api::anonymous(&app).get(&format!("/{}/v2.0/.well-known/openid-configuration", app.direct.id)).await;
        let ends = format!("/{}/oauth2/v2.0/authorize", app.direct.id);
        assert!(told.json["authorization_endpoint"].as_str().is_some_and(|a| a.ends_with(&ends)), "{}", told.text);
        assert_eq!(told.json["grant_types_supported"][0], "authorization_code");
    }

    async fn a_code_used_twice_ends_the_tokens_of_the_first_use(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let code = allowed(&mut browser, &app.direct, "").await;
        let first = trade(&app, &app.direct, &with_code(&code, "")).await;
        assert_eq!(first.status, 200, "{}", first.text);
        assert!(is_refused(&trade(&app, &app.direct, &with_code(&code, "")).await));
        let refresh = first.json["refresh_token"].as_str().expect("a token");
        let ended = trade(&app, &app.direct, &format!("grant_type=refresh_token&refresh_token={refresh}")).await;
        assert!(is_refused(&ended), "{}", ended.text);
    }

    async fn a_code_is_good_for_ten_minutes(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let (early, late) = (allowed(&mut browser, &app.direct, "").await, allowed(&mut browser, &app.direct, "").await);
        app.advance(595);
        assert_eq!(trade(&app, &app.direct, &with_code(&early, "")).await.status, 200);
        app.advance(10);
        assert!(is_refused(&trade(&app, &app.direct, &with_code(&late, "")).await));
    }

    async fn a_code_needs_its_verifier_its_address_and_its_application(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let proof = format!("&code_challenge={CHALLENGE}&code_challenge_method=S256");
        let proved = allowed(&mut browser, &app.direct, &proof).await;
        let plain = allowed(&mut browser, &app.direct, "").await;
        let wrong = VERIFIER.replace('d', "e");
        for form in [
            with_code(&proved, ""),
            with_code(&proved, &format!("&code_verifier={wrong}")),
            with_code(&plain, &format!("&code_verifier={VERIFIER}")),
            with_code(&plain, "").replace("%2Fback", "%2Fother"),
        ] {
            let refused = trade(&app, &app.direct, &form).await;
            assert!(is_refused(&refused), "{form}: {}", refused.text);
        }
        let other = trade(&app, &app.other, &with_code(&plain, "")).await;
        assert!(is_refused(&other), "{}", other.text);
        assert_eq!(trade(&app, &app.direct, &with_code(&plain, "")).await.status, 200);
    }

    async fn nobody_is_led_to_an_address_that_is_not_registered(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let good = address(&app.direct, "");
        for bad in [
            good.replace("app.example", "evil.example"),
            good.replace("%3Dopc", "%3Dopc%26more"),
            good.replace(REDIRECT, ""),
            good.replace(&app.direct.app.id.to_string(), &app.direct.id.to_string()),
            good.replace(&format!("/{}/", app.direct.id), &format!("/{}/", app.other.id)),
        ] {
            let refused = browser.get(&bad).await;
            assert_eq!(refused.status, 400, "{bad}: {}", refused.path);
            assert!(!refused.says("evil.example/"), "{}", refused.html);
        }
        for (rest, error) in [
            ("&code_challenge=short&code_challenge_method=S256", "invalid_request"),
            (&format!("&code_challenge={CHALLENGE}"), "invalid_request"),
            ("&response_mode=fragment", "invalid_request"),
        ] {
            let told = browser.get(&address(&app.direct, rest)).await;
            assert_eq!(told.path, format!("{REDIRECT_URI}&error={error}"));
        }
    }

    async fn a_person_of_another_organisation_is_refused(app: TestApp) {
        let mut browser = app.other.browser(&app, Role::SalesAgent).await;
        for tenant in [app.direct.id.to_string(), "common".to_owned()] {
            let asked = address(&app.direct, "").replace(&format!("/{}/", app.direct.id), &format!("/{tenant}/"));
            let refused = browser.get(&asked).await;
            assert_eq!(refused.status, 403, "{}", refused.html);
            let sent = browser.submit(&refused, &asked, &[]).await;
            assert!(!sent.path.contains("code="), "{}", sent.path);
        }
    }

    async fn a_public_client_proves_that_it_asked(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let (confidential, id) = (app.direct.app.id.to_string(), app.direct.command_line.to_string());
        let bare = address(&app.direct, "").replace(&confidential, &id);
        let told = browser.get(&bare).await;
        assert_eq!(told.path, format!("{REDIRECT_URI}&error=invalid_request"));
        let proof = format!("{bare}&code_challenge={CHALLENGE}&code_challenge_method=S256");
        let asked = browser.get(&proof).await;
        let code = code(&browser.submit(&asked, &asked.path, &[]).await);
        let path = format!("/{}/oauth2/v2.0/token", app.direct.id);
        let form = format!("{}&client_id={id}", with_code(&code, ""));
        assert!(is_refused(&Api::anonymous(&app).form(&path, &form).await));
        let tokens = Api::anonymous(&app).form(&path, &format!("{form}&code_verifier={VERIFIER}")).await;
        assert_eq!(tokens.status, 200, "{}", tokens.text);
    }

    async fn who_is_not_signed_in_signs_in_first_with_both_factors(app: TestApp) {
        let mut browser = Browser::new(&app);
        let door = browser.get(&address(&app.direct, "&state=1")).await;
        assert!(door.path.starts_with("/sign-in?next="), "{}", door.path);
        let person = &app.direct.people[&Role::SalesAgent].user_name;
        let next = address(&app.direct, "&state=1");
        let fields = [("user-name", person.as_str()), ("password", "correct horse battery staple"), ("next", &next)];
        let factor = browser.submit(&door, "/sign-in", &fields).await;
        assert!(factor.path.starts_with("/sign-in/code?next="), "{}", factor.path);
    }
}
