//! Passwords (`domain/01` §3): wrong ones, changed ones, temporary and stolen ones.

use super::identity::{
    PASSWORD, code, hub, is_in, is_refused, name, output, password_grant, refresh, refresh_token,
    token, types,
};
use opc_core::access::Role;
use opc_testkit::{Browser, Page, TestApp, both_engines};

/// The temporary password an administrator gives a person.
async fn reset(app: &TestApp, role: Role) -> String {
    let mut admin = app.direct.browser(app, Role::GlobalAdmin).await;
    let user = format!("{}users/{}", hub(&app.direct), app.direct.people[&role].id);
    let page = admin.get(&user).await;
    let reset = admin.submit(&page, &format!("{user}/reset"), &[]).await;
    output(&reset.html, "new-user-password")
}

both_engines! {
    async fn five_wrong_passwords_pause_the_account_and_the_pause_ends(app: TestApp) {
        let who = name(&app.direct, Role::SalesAgent);
        let mut browser = Browser::new(&app);
        for n in 1..=5 {
            let page = types(&mut browser, who, "wrong wrong wrong").await;
            assert_eq!(page.status, 422, "attempt {n}: {}", page.html);
        }
        let right = types(&mut browser, who, PASSWORD).await;
        assert_eq!(right.status, 429, "a right one is refused too: {}", right.html);
        let by_token = password_grant(&app, &app.direct, Role::SalesAgent, "").await;
        assert_eq!(by_token.status, 429, "{}", by_token.text);
        let mut colleague = Browser::new(&app);
        let page = types(&mut colleague, name(&app.direct, Role::AdminAgent), PASSWORD).await;
        assert_eq!(page.status, 200, "the others are not paused");
        app.advance(31);
        let right = types(&mut browser, who, PASSWORD).await;
        assert_eq!(right.status, 200, "{}", right.html);
        assert!(is_in(&mut browser, &app.direct).await);
    }

    async fn the_next_pause_is_longer(app: TestApp) {
        let who = name(&app.direct, Role::SalesAgent);
        let mut browser = Browser::new(&app);
        for _ in 1..=5 {
            types(&mut browser, who, "wrong wrong wrong").await;
        }
        app.advance(31);
        assert_eq!(types(&mut browser, who, "wrong wrong wrong").await.status, 422);
        app.advance(31);
        assert_eq!(types(&mut browser, who, PASSWORD).await.status, 429);
        app.advance(31);
        assert_eq!(types(&mut browser, who, PASSWORD).await.status, 200);
    }

    async fn a_wrong_name_and_a_wrong_password_look_the_same(app: TestApp) {
        let mut browser = Browser::new(&app);
        let page = types(&mut browser, name(&app.direct, Role::SalesAgent), "wrong wrong wrong").await;
        let nobody = types(&mut browser, "nobody@aoba.example", "wrong wrong wrong").await;
        assert_eq!((page.status, nobody.status), (nobody.status, page.status));
        let words = |page: &Page, name: &str| {
            page.html.replace(name, "").replace(&page.hidden("csrf").unwrap_or_default(), "")
        };
        let who = name(&app.direct, Role::SalesAgent);
        assert_eq!(words(&page, who), words(&nobody, "nobody@aoba.example"));
    }

    async fn a_name_nobody_has_is_paused_like_any_other(app: TestApp) {
        let known = name(&app.direct, Role::SalesAgent).to_owned();
        let mut answers = Vec::new();
        for who in [known.as_str(), "nobody@aoba.example"] {
            let mut browser = Browser::new(&app);
            let mut seen = Vec::new();
            for _ in 0..6 {
                seen.push(types(&mut browser, who, "wrong wrong wrong").await.status.as_u16());
            }
            let grant = format!("grant_type=password&username={}&password=x", who.replace('@', "%40"));
            let by_token = token(&app, &app.direct, &grant).await;
            seen.push(by_token.status.as_u16());
            answers.push((seen, by_token.header("retry-after").to_owned()));
            app.advance(600);
        }
        assert_eq!(answers[0].0, [422, 422, 422, 422, 422, 429, 429]);
        assert_eq!(answers[0], answers[1]);
    }

    async fn programs_learn_no_names_from_pauses_either(app: TestApp) {
        for who in [name(&app.direct, Role::SalesAgent), "nobody@aoba.example"] {
            let grant = format!("grant_type=password&username={}&password=x", who.replace('@', "%40"));
            for n in 1..=5 {
                assert!(is_refused(&token(&app, &app.direct, &grant).await), "{who} {n}");
            }
            assert_eq!(token(&app, &app.direct, &grant).await.status, 429, "{who}");
            assert_eq!(types(&mut Browser::new(&app), who, "x").await.status, 429, "{who}");
        }
    }

    async fn a_temporary_password_is_good_at_once_however_many_were_wrong(app: TestApp) {
        let who = name(&app.direct, Role::SalesAgent);
        for _ in 0..6 {
            types(&mut Browser::new(&app), who, "wrong wrong wrong").await;
        }
        let temporary = reset(&app, Role::SalesAgent).await;
        assert_eq!(types(&mut Browser::new(&app), who, &temporary).await.status, 200);
    }

    async fn wrong_codes_pause_codes_everywhere_but_not_the_password(app: TestApp) {
        let who = name(&app.direct, Role::SalesAgent);
        let mut thief = Browser::new(&app).at("192.0.2.1");
        let page = types(&mut thief, who, PASSWORD).await;
        for n in 1..=5 {
            let wrong = thief.submit(&page, "/sign-in/code", &[("code", "000000")]).await;
            assert_eq!(wrong.status, 422, "{n}: {}", wrong.html);
        }
        let mut elsewhere = Browser::new(&app).at("192.0.2.2");
        let page = types(&mut elsewhere, who, PASSWORD).await;
        assert_eq!(page.status, 200, "{}", page.html);
        let right = code(&elsewhere.get("/sign-in/code").await.html);
        let paused = elsewhere.submit(&page, "/sign-in/code", &[("code", &right)]).await;
        assert_eq!(paused.status, 429, "{}", paused.html);
        app.advance(31);
        let right = code(&elsewhere.get("/sign-in/code").await.html);
        let done = elsewhere.submit(&page, "/sign-in/code", &[("code", &right)]).await;
        assert_eq!(done.path, hub(&app.direct), "{}", done.html);
    }

    async fn changing_the_password_ends_the_other_sessions(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let mut other = app.direct.browser(&app, Role::SalesAgent).await;
        let api = app.direct.as_user(&app, Role::SalesAgent).await;
        let kept = refresh_token(&password_grant(&app, &app.direct, Role::SalesAgent, "").await);
        let page = browser.get("/sign-in/change").await;
        let new = "a new and longer secret";
        let fields = [("old-password", PASSWORD), ("new-password", new), ("repeat-password", new)];
        let done = browser.submit(&page, "/sign-in/change", &fields).await;
        assert_eq!(done.status, 200, "{}", done.html);
        assert!(is_in(&mut browser, &app.direct).await, "this one goes on");
        assert!(!is_in(&mut other, &app.direct).await);
        assert_eq!(api.get("/v1/customers").await.status, 401);
        assert!(is_refused(&refresh(&app, &app.direct, &kept).await));
        let who = name(&app.direct, Role::SalesAgent);
        assert_eq!(types(&mut Browser::new(&app), who, PASSWORD).await.status, 422);
        assert_eq!(types(&mut Browser::new(&app), who, new).await.status, 200);
    }

    async fn changing_the_password_gives_the_session_a_new_token(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let mut stolen = browser.clone();
        let page = browser.get("/sign-in/change").await;
        let new = "a new and longer secret";
        let fields = [("old-password", PASSWORD), ("new-password", new), ("repeat-password", new)];
        let done = browser.submit(&page, "/sign-in/change", &fields).await;
        assert_ne!(browser.cookie("opc-session"), stolen.cookie("opc-session"), "{}", done.html);
        assert_ne!(done.hidden("csrf"), page.hidden("csrf"));
        assert!(is_in(&mut browser, &app.direct).await);
        assert!(!is_in(&mut stolen, &app.direct).await, "the old cookie is dead");
    }

    async fn without_the_old_password_it_is_not_changed(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let page = browser.get("/sign-in/change").await;
        let new = "a new and longer secret";
        let fields = [("old-password", "a wrong one"), ("new-password", new), ("repeat-password", new)];
        let refused = browser.submit(&page, "/sign-in/change", &fields).await;
        assert_eq!(refused.status, 422, "{}", refused.html);
        let who = name(&app.direct, Role::SalesAgent);
        assert_eq!(types(&mut Browser::new(&app), who, PASSWORD).await.status, 200);
    }

    async fn a_stolen_password_alone_changes_nothing_and_throws_nobody_out(app: TestApp) {
        let who = name(&app.direct, Role::SalesAgent);
        let mut owner = app.direct.browser(&app, Role::SalesAgent).await;
        let mut thief = Browser::new(&app);
        let page = types(&mut thief, who, PASSWORD).await;
        let (new, everywhere) = ("a new and longer secret", format!("{}sign-out-everywhere", hub(&app.direct)));
        let fields = [("old-password", PASSWORD), ("new-password", new), ("repeat-password", new)];
        for path in ["/sign-in/change", &everywhere] {
            let asked = thief.get(path).await;
            assert_eq!(asked.path, format!("/sign-in/code?next={path}"), "{}", asked.html);
            let sent = thief.submit(&page, path, &fields).await;
            assert!(sent.path.starts_with("/sign-in/code"), "{path}: {} {}", sent.path, sent.html);
            assert!(is_in(&mut owner, &app.direct).await, "{path}");
        }
        assert_eq!(types(&mut Browser::new(&app), who, new).await.status, 422);
        assert_eq!(types(&mut Browser::new(&app), who, PASSWORD).await.status, 200);
    }

    async fn a_reset_password_is_changed_after_the_second_factor(app: TestApp) {
        let temporary = reset(&app, Role::SalesAgent).await;
        let mut browser = Browser::new(&app);
        let page = types(&mut browser, name(&app.direct, Role::SalesAgent), &temporary).await;
        assert!(page.path.starts_with("/sign-in/code"), "{} {}", page.path, page.html);
        app.advance(30);
        let fresh = code(&browser.get("/sign-in/code").await.html);
        let page = browser.submit(&page, "/sign-in/code", &[("code", &fresh)]).await;
        let page = if page.path.starts_with("/sign-in/change") { page } else { browser.get("/sign-in/change").await };
        let new = "a new and longer secret";
        let fields = [("old-password", temporary.as_str()), ("new-password", new), ("repeat-password", new)];
        let done = browser.submit(&page, "/sign-in/change", &fields).await;
        assert_eq!(done.status, 200, "{}", done.html);
        assert!(is_in(&mut browser, &app.direct).await);
    }

    async fn who_has_no_second_factor_yet_changes_a_temporary_password_first(app: TestApp) {
        let mut admin = app.direct.browser(&app, Role::GlobalAdmin).await;
        let new_user = format!("{}users/new", hub(&app.direct));
        let page = admin.get(&new_user).await;
        let fields = [
            ("user-name", "new.one"), ("first-name", "New"), ("last-name", "One"),
            ("email", "new.one@aoba.example"), ("language", "en"), ("role-sales_agent", "on"),
        ];
        let added = admin.submit(&page, &format!("{}users", hub(&app.direct)), &fields).await;
        let temporary = output(&added.html, "new-user-password");
        let mut browser = Browser::new(&app);
        let who = format!("new.one@{}", app.direct.domain);
        let page = types(&mut browser, &who, &temporary).await;
        assert!(page.path.starts_with("/sign-in/change"), "{} {}", page.path, page.html);
        let new = "a new and longer secret";
        let fields = [("old-password", temporary.as_str()), ("new-password", new), ("repeat-password", new)];
        let done = browser.submit(&page, "/sign-in/change", &fields).await;
        assert!(done.path.starts_with(&hub(&app.direct)), "{} {}", done.path, done.html);
        assert!(browser.get("/device").await.path.starts_with("/sign-in/enrol"), "no factor came of it");
    }
}
