//! Guessing passwords, codes and secrets is limited by where it is done from, and by whose they are.

use opc_core::access::Role;
use opc_testkit::{Api, Browser, Page, both_engines};

const HERE: &str = "192.0.2.1";
const ELSEWHERE: &str = "192.0.2.2";
const PASSWORD: &str = "correct horse battery staple";
/// Wrong guesses that are answered.
const ANSWERED: usize = 50;

/// Somebody without an account tries a password.
async fn guess(browser: &mut Browser, n: usize) -> Page {
    let page = browser.get("/sign-in").await;
    let name = format!("nobody{n}@aoba.example");
    browser.submit(&page, "/sign-in", &[("user-name", &name), ("password", "guess")]).await
}

both_engines! {
    async fn one_password_for_many_users_is_tried_so_often_and_not_more(app: TestApp) {
        let mut here = Browser::new(&app).at(HERE);
        for n in 0..ANSWERED {
            assert_eq!(guess(&mut here, n).await.status, 422, "{n}");
        }
        let paused = guess(&mut here, ANSWERED).await;
        assert_eq!(paused.status, 429, "{}", paused.html);
        let mut elsewhere = Browser::new(&app).at(ELSEWHERE);
        assert_eq!(guess(&mut elsewhere, 0).await.status, 422, "other addresses go on");
        let token = format!("/{}/oauth2/token", app.direct.id);
        let form = format!("grant_type=client_credentials&client_id={}&client_secret={}", app.direct.app.id, app.direct.app.secret);
        assert_eq!(Api::anonymous(&app).at(HERE).form(&token, &form).await.status, 200, "programs are counted apart");
        app.advance(600);
        assert_eq!(guess(&mut here, 0).await.status, 422, "the wait ends");
    }

    async fn nobody_at_one_address_shuts_another_out(app: TestApp) {
        let person = app.direct.people[&Role::SalesAgent].user_name.clone();
        let tries = async |browser: &mut Browser, password: &str| {
            let page = browser.get("/sign-in").await;
            let fields = [("user-name", person.as_str()), ("password", password)];
            browser.submit(&page, "/sign-in", &fields).await.status
        };
        let (mut here, mut elsewhere) = (Browser::new(&app).at(HERE), Browser::new(&app).at(ELSEWHERE));
        for n in 1..=5 {
            assert_eq!(tries(&mut here, "guess").await, 422, "{n}");
        }
        for wait in [31, 61, 121, 241] {
            assert_eq!(tries(&mut here, "guess").await, 429);
            assert_eq!(tries(&mut elsewhere, PASSWORD).await, 200, "the owner comes in");
            app.advance(wait);
            assert_eq!(tries(&mut here, "guess").await, 422);
        }
    }

    async fn a_crowd_of_addresses_is_slowed_down_to_a_few_a_minute(app: TestApp) {
        let owner = app.direct.people[&Role::SalesAgent].user_name.clone();
        for name in [owner.as_str(), "nobody@aoba.example"] {
            let tries = async |n: usize, password: &str| {
                let mut browser = Browser::new(&app).at(&format!("198.51.100.{n}"));
                let page = browser.get("/sign-in").await;
                browser.submit(&page, "/sign-in", &[("user-name", name), ("password", password)]).await.status
            };
            for n in 0..10 {
                assert_eq!(tries(n, "guess").await, 422, "{name} {n}");
            }
            assert_eq!(tries(10, PASSWORD).await, 429, "{name}");
            app.advance(60);
            let expected = if name == owner { 200 } else { 422 };
            assert_eq!(tries(10, PASSWORD).await, expected, "{name}: at most a minute");
        }
    }

    async fn a_burst_is_no_more_than_one_after_another(app: TestApp) {
        let mut browser = Browser::new(&app).at(HERE);
        let page = browser.get("/sign-in").await;
        let burst = (0..2 * ANSWERED).map(|n| {
            let (mut browser, page) = (browser.clone(), page.clone());
            tokio::spawn(async move {
                let name = format!("nobody{n}@aoba.example");
                browser.submit(&page, "/sign-in", &[("user-name", &name), ("password", "guess")]).await.status
            })
        });
        let burst: Vec<_> = burst.collect();
        let path = format!("/{}/oauth2/token", app.direct.id);
        let form = format!("grant_type=client_credentials&client_id={}&client_secret=x", app.direct.app.id);
        let programs = (0..2 * ANSWERED).map(|_| {
            let (here, path, form) = (Api::anonymous(&app).at(HERE), path.clone(), form.clone());
            tokio::spawn(async move { here.form(&path, &form).await.status })
        });
        let programs: Vec<_> = programs.collect();
        let (mut people_answered, mut programs_answered) = (0, 0);
        for (person, program) in burst.into_iter().zip(programs) {
            people_answered += usize::from(person.await.expect("an answer") == 422);
            programs_answered += usize::from(program.await.expect("an answer") == 401);
        }
        assert_eq!((people_answered, programs_answered), (ANSWERED, ANSWERED));
    }

    async fn current_passwords_are_limited_by_address_too(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await.at(HERE);
        let mut here = Browser::new(&app).at(HERE);
        let page = browser.get("/sign-in/change").await;
        let new = "a new and longer secret";
        let fields = [("old-password", "guess"), ("new-password", new), ("repeat-password", new)];
        assert_eq!(browser.submit(&page, "/sign-in/change", &fields).await.status, 422);
        for n in 1..ANSWERED {
            assert_eq!(guess(&mut here, n).await.status, 422, "{n}");
        }
        let fields = [("old-password", PASSWORD), ("new-password", new), ("repeat-password", new)];
        assert_eq!(guess(&mut here, 0).await.status, 429, "the wrong one was counted");
        assert_eq!(browser.submit(&page, "/sign-in/change", &fields).await.status, 429);
    }

    async fn what_is_right_is_not_counted(app: TestApp) {
        let person = &app.direct.people[&Role::SalesAgent].user_name;
        let fields = [("user-name", person.as_str()), ("password", PASSWORD)];
        for n in 0..=ANSWERED {
            let mut browser = Browser::new(&app).at(HERE);
            let page = browser.get("/sign-in").await;
            assert_eq!(browser.submit(&page, "/sign-in", &fields).await.status, 200, "{n}");
        }
    }

    async fn codes_of_programs_are_not_guessed(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await.at(HERE);
        let page = browser.get("/device").await;
        for n in 0..ANSWERED {
            let wrong = browser.submit(&page, "/device", &[("user-code", "BCDF-GHJK")]).await;
            assert_eq!(wrong.status, 422, "{n}: {}", wrong.html);
        }
        for path in ["/device", "/device/answer"] {
            let fields = [("user-code", "BCDF-GHJK"), ("answer", "allow")];
            assert_eq!(browser.submit(&page, path, &fields).await.status, 429, "{path}");
        }
    }

    async fn one_time_codes_are_limited_by_address_too(app: TestApp) {
        let mut here = Browser::new(&app).at(HERE);
        for n in 0..ANSWERED {
            guess(&mut here, n).await;
        }
        let person = &app.direct.people[&Role::SalesAgent].user_name;
        let mut browser = Browser::new(&app);
        let page = browser.get("/sign-in").await;
        let fields = [("user-name", person.as_str()), ("password", PASSWORD)];
        let page = browser.submit(&page, "/sign-in", &fields).await;
        let mut browser = browser.at(HERE);
        assert_eq!(browser.submit(&page, "/sign-in/code", &[("code", "000000")]).await.status, 429);
    }

    async fn secrets_of_applications_are_not_guessed(app: TestApp) {
        let here = Api::anonymous(&app).at(HERE);
        let path = format!("/{}/oauth2/token", app.direct.id);
        let form = format!("grant_type=client_credentials&client_id={}&client_secret=", app.direct.app.id);
        for n in 0..ANSWERED {
            assert_eq!(here.form(&path, &format!("{form}{n}")).await.status, 401);
        }
        let right = format!("{form}{}", app.direct.app.secret);
        let paused = here.form(&path, &right).await;
        assert_eq!((paused.status.as_u16(), paused.header("retry-after")), (429, "600"), "{}", paused.text);
        assert_eq!(paused.json["error"], "slow_down");
        assert_eq!(here.at(ELSEWHERE).form(&path, &right).await.status, 200);
    }

    async fn waiting_for_an_answer_is_no_guess(app: TestApp) {
        let here = Api::anonymous(&app).at(HERE);
        let id = &app.direct.command_line;
        let codes = here.form(&format!("/{}/oauth2/v2.0/devicecode", app.direct.id), &format!("client_id={id}")).await;
        let code = codes.json["device_code"].as_str().expect("a code");
        let form = format!("grant_type=device_code&client_id={id}&device_code={code}");
        for _ in 0..=ANSWERED {
            app.advance(5);
            let waiting = here.form(&format!("/{}/oauth2/v2.0/token", app.direct.id), &form).await;
            assert_eq!(waiting.json["error"], "authorization_pending", "{}", waiting.text);
        }
    }
}
