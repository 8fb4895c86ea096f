//! What stands behind a personal link besides accepting: declining, the second factor, and links that
//! lead nowhere (`domain/03`, Invitation).

use super::{
    acceptance::customer,
    invitations::{accept, here, link, listed, sent, written},
    wizard::base,
};
use opc_core::access::Role;
use opc_testkit::{Browser, Page, both_engines};

/// Declines on the page that asks once more.
async fn decline(admin: &mut Browser, link: &str) -> Page {
    let sure = admin.get(&format!("{link}/decline")).await;
    assert!(sure.says("辞退しますか"), "{} {}", sure.path, sure.html);
    admin.submit(&sure, &format!("{link}/decline"), &[]).await
}

both_engines! {
    async fn who_gives_privileges_away_sets_up_a_second_factor_and_comes_back(app: TestApp) {
        let (_, mut admin) = customer(&app, "hinode").await;
        let mut agent = app.other.browser(&app, Role::AdminAgent).await;
        let page = written(&mut agent, &app.other, &[("delegated-admin", "on")]).await;
        let link = link(&page);
        let offer = admin.get(&link).await;
        assert!(offer.path == link && offer.says("多要素認証を設定") && !offer.says("/accept"), "{} {}", offer.path, offer.html);
        let past = admin.submit(&offer, &format!("{link}/accept"), &[]).await;
        assert!(past.path.starts_with("/sign-in/enrol"), "{} {}", past.path, past.html);
        assert!(listed(&app, &app.other).await.is_empty());
        let back = admin.enrol(&app, &past).await;
        assert_eq!(back.path, link, "{}", back.html);
        assert!(accept(&mut admin, &link).await.says("承諾しました"));
        assert_eq!(listed(&app, &app.other).await.len(), 1);

        let (_, mut admin) = customer(&app, "asahi").await;
        let page = written(&mut agent, &app.other, &[]).await;
        let done = accept(&mut admin, &self::link(&page)).await;
        assert!(done.says("承諾しました"), "without privileges no factor: {}", done.html);
    }

    async fn declining_needs_no_second_factor_and_says_first_what_it_means(app: TestApp) {
        let (_, mut admin) = customer(&app, "hinode").await;
        let mut agent = app.other.browser(&app, Role::AdminAgent).await;
        let page = written(&mut agent, &app.other, &[("delegated-admin", "on")]).await;
        let personal = link(&page);
        let sure = admin.get(&format!("{personal}/decline")).await;
        assert!(sure.says("新しいリンクを依頼") && sure.says("白樺ソリューションズ"), "{}", sure.html);
        assert!(admin.get(&personal).await.says("/decline"), "nothing has happened yet");
        let done = decline(&mut admin, &personal).await;
        assert!(done.path == personal && done.says("辞退しました"), "{} {}", done.path, done.html);

        let program = app.other.as_user(&app, Role::AdminAgent).await;
        let standing = program.get("/v1/customers/relationshiprequests").await;
        let standing = standing.json["url"].as_str().and_then(|url| url.split_once("/i/"));
        let standing = format!("/i/{}", standing.expect("a link").1);
        for _ in 0..2 {
            let done = decline(&mut admin, &standing).await;
            assert!(done.path == standing && done.says("以前この要求を辞退しました"), "{} {}", done.path, done.html);
        }
        let door = admin.get("/sign-in/enrol").await;
        admin.enrol(&app, &door).await;
        assert!(accept(&mut admin, &standing).await.says("承諾しました"));
        let offer = admin.get(&standing).await;
        assert!(offer.says("/accept") && !offer.says("/decline"), "nothing to decline: {}", offer.html);
        let past = admin.get(&format!("{standing}/decline")).await;
        assert_eq!(past.path, standing, "{}", past.html);
    }

    async fn a_request_is_taken_back_after_a_word_on_what_that_means(app: TestApp) {
        let mut agent = app.direct.browser(&app, Role::AdminAgent).await;
        let page = written(&mut agent, &app.direct, &[("text-language", "en")]).await;
        let revoke = format!("{}/revoke", here(&page));
        assert!(page.says(&format!("href=\"{revoke}\"")) && !page.says(&format!("action=\"{revoke}\"")), "{}", page.html);
        let sure = agent.get(&revoke).await;
        assert!(sure.says("Take this request back?") && sure.says("Nobody is told."), "{}", sure.html);
        assert!(Browser::new(&app).get(&link(&page)).await.says("Sign in"), "nothing has happened yet");
        let done = agent.submit(&sure, &revoke, &[]).await;
        assert!(done.says("has been taken back"), "{}", done.html);
        assert_eq!(agent.get(&revoke).await.path, here(&page), "there is nothing more to take back");
    }

    async fn a_request_that_is_over_still_shows_what_was_written(app: TestApp) {
        let mut agent = app.direct.browser(&app, Role::AdminAgent).await;
        let page = written(&mut agent, &app.direct, &[("text-language", "en")]).await;
        sent(&mut agent, &page, &[("recipient", "info@aoba.example")]).await;
        app.advance(90 * 86_400);
        let mut agent = app.direct.browser(&app, Role::AdminAgent).await;
        let expired = agent.get(&here(&page)).await;
        for text in ["取引のお願い", "info@aoba.example", &link(&page), "Send again"] {
            assert!(expired.says(text), "{text}: {}", expired.html);
        }
        assert!(!expired.says("<textarea"), "{}", expired.html);
        agent.submit(&expired, &format!("{}/revoke", here(&page)), &[]).await;
        let revoked = agent.get(&here(&page)).await;
        assert!(revoked.says("取引のお願い") && !revoked.says("Send again"), "{}", revoked.html);
    }

    async fn a_link_that_leads_nowhere_says_how_to_get_one_that_works(app: TestApp) {
        let mut agent = app.direct.browser(&app, Role::AdminAgent).await;
        for browser in [&mut Browser::new(&app), &mut agent] {
            for path in ["/i/nothing", "/i/nothing/decline", "/i/nothing/join", "/a/nothing"] {
                let page = browser.get(path).await;
                assert!(page.status == 404 && page.says("ask the partner for a new one"), "{path}: {}", page.html);
                assert!(!page.says("customer list"), "{path}: {}", page.html);
            }
        }
        assert!(agent.get(&format!("{}/nothing", base(&app.direct))).await.says("customer list"));
        assert!(agent.get("/a/nothing?lang=ja").await.says("新しいリンクを依頼"));
    }
}
