//! Drafts of new customers: when they begin, and that there is an end of them (`domain/02`).

use super::wizard::{action, base};
use opc_core::access::Role;
use opc_testkit::{Browser, Page, TestApp, account_form, both_engines};

async fn drafts(browser: &mut Browser, app: &TestApp) -> usize {
    let all = browser.get(&format!("{}/customers?drafts=all", base(&app.direct))).await;
    all.html.matches("/discard\"").count()
}

async fn begin(browser: &mut Browser, app: &TestApp) -> Page {
    browser.get(&format!("{}/customers/new", base(&app.direct))).await
}

/// What the first page sends if nobody has typed anything.
fn untouched(country: &str) -> [(&str, &str); 4] {
    [("country", country), ("culture", "ja-JP"), ("language", "ja"), ("qualification", "none")]
}

both_engines! {
    async fn a_form_nobody_has_typed_into_leaves_no_draft(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        for (country, says) in [("US", "ZIP code"), ("JP", "Prefecture")] {
            let page = begin(&mut browser, &app).await;
            let country_of = action(&page, "account").replace("/account", "/country");
            let shown = browser.submit(&page, &country_of, &untouched(country)).await;
            assert!(shown.says(says), "{country}: {}", shown.html);
            let page = begin(&mut browser, &app).await;
            let refused = browser.submit(&page, &action(&page, "account"), &untouched(country)).await;
            assert!(refused.status == 422 && refused.says(says) && refused.says("href=\"#company-name\""), "{}", refused.html);
            let left = browser.submit(&refused, &format!("{}/customers/new/leave", base(&app.direct)), &untouched(country)).await;
            assert!(left.path.ends_with("/customers"), "{}", left.path);
        }
        assert_eq!(drafts(&mut browser, &app).await, 0);
        let page = begin(&mut browser, &app).await;
        let typed = [&untouched("US")[..], &[("tags", "関西")]].concat();
        for _ in 0..2 {
            let path = action(&page, "account").replace("/account", "/country");
            let shown = browser.submit(&page, &path, &typed).await;
            assert!(shown.says("関西") && shown.says("ZIP code"), "{}", shown.html);
        }
        assert_eq!(drafts(&mut browser, &app).await, 1, "the same form twice is one draft");
    }

    async fn with_too_many_drafts_the_form_comes_back_and_says_what_to_do(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        for n in 0..50 {
            let page = begin(&mut browser, &app).await;
            browser.submit(&page, &action(&page, "account"), &[("company-name", &format!("日の出 {n}"))]).await;
        }
        assert_eq!(drafts(&mut browser, &app).await, 50);
        let page = begin(&mut browser, &app).await;
        let form = account_form("hinode");
        let fields: Vec<_> = form.iter().map(|(n, v)| (*n, v.as_str())).collect();
        let account = action(&page, "account");
        for path in [account.clone(), account.replace("/account", "/country"), account.replace("/account", "/leave")] {
            let refused = browser.submit(&page, &path, &fields).await;
            assert_eq!(refused.status, 422, "{path}: {}", refused.html);
            assert!(refused.says("You have 50 customers under way") && refused.says("/customers?drafts=all\" target"), "{}", refused.html);
            for typed in ["日の出製作所株式会社", "丸の内1-1-1", "info@hinode.example", "2026-11-19"] {
                assert!(refused.says(&format!("value=\"{typed}\"")), "{typed}: {}", refused.html);
            }
        }
        let list = browser.get(&format!("{}/customers", base(&app.direct))).await;
        browser.submit(&list, &action(&list, "discard"), &[]).await;
        let kept = browser.submit(&page, &account, &fields).await;
        assert!(kept.path.ends_with("/subscriptions"), "the same form goes on: {} {}", kept.path, kept.html);
        assert_eq!(drafts(&mut browser, &app).await, 50);
    }

    async fn the_draft_of_a_colleague_cannot_be_taken_over(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let page = begin(&mut browser, &app).await;
        let typed = [("company-name", "日の出")];
        browser.submit(&page, &action(&page, "account"), &typed).await;
        let start = page.hidden("start").expect("an id");
        let mut colleague = app.direct.browser(&app, Role::AdminAgent).await;
        let mine = begin(&mut colleague, &app).await;
        let mine = Page { html: mine.html.replace(&mine.hidden("start").expect("an id"), &start), ..mine };
        let refused = colleague.submit(&mine, &action(&mine, "account"), &typed).await;
        assert_eq!(refused.status, 404, "{}", refused.html);
    }
}
