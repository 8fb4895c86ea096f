//! What stops nothing and is still said: advice, confirmed warnings, and a place that a postal code
//! contradicts (`domain/02`).

use super::wizard::{account, action, base, subscriptions};
use opc_core::access::Role;
use opc_testkit::{account_form, both_engines};

/// The form of the wizard with other values.
fn form(other: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
    let mut form = account_form("hinode");
    form.retain(|(name, _)| other.iter().all(|(changed, _)| changed != name));
    form.extend(other.iter().map(|(name, value)| (*name, (*value).to_owned())));
    form
}

both_engines! {
    async fn advice_is_seen_before_submitting_with_the_way_to_follow_it(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let page = account(&mut browser, &app.direct, &form(&[("company-name", "(株)日の出製作所")])).await;
        assert!(page.path.ends_with("/subscriptions"), "{}", page.html);
        let review = subscriptions(&mut browser, &page, &[]).await;
        assert!(review.says("Company name: ") && review.says("株式会社"), "{}", review.html);
        assert!(review.says("account?check=yes#company-name\">Update"), "{}", review.html);
        let end = browser.submit(&review, &action(&review, "submit"), &[]).await;
        assert!(end.path.ends_with("/confirmation"), "{}", end.html);
    }

    async fn a_confirmed_warning_is_shown_as_confirmed(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let name = ("company-name", "hinode.com");
        let warned = account(&mut browser, &app.direct, &form(&[name])).await;
        assert_eq!(warned.status, 422, "{}", warned.html);
        let seen = [name, ("confirmed", "on"), ("warned", "company-name:rule-name-ends-like-domain")];
        let form = form(&seen);
        let fields: Vec<_> = form.iter().map(|(n, v)| (*n, v.as_str())).collect();
        let page = browser.submit(&warned, &action(&warned, "account"), &fields).await;
        let review = subscriptions(&mut browser, &page, &[]).await;
        assert!(review.says("(confirmed)") && !review.says("data-closed"), "{}", review.html);
    }

    async fn a_postal_code_leaves_what_was_typed_and_offers_its_own_place(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let page = browser.get(&format!("{}/customers/new", base(&app.direct))).await;
        let typed = form(&[("state", "大阪府"), ("city", "大阪市北区"), ("address-line-1", "大深町4-20")]);
        let mut fields: Vec<_> = typed.iter().map(|(n, v)| (*n, v.as_str())).collect();
        let button = page.html.split("formaction=\"").filter_map(|rest| rest.split('"').next());
        let button = button.into_iter().find(|path| path.ends_with("/postal")).expect("a button").to_owned();
        let looked = browser.submit(&page, &button, &fields).await;
        for kept in ["value=\"大阪府\"", "value=\"大阪市北区\"", "東京都千代田区", "name=\"take-place\""] {
            assert!(looked.says(kept), "{kept}: {}", looked.html);
        }
        let part = browser.submit(&looked, &format!("{button}-fill"), &fields).await;
        assert!(part.says("value=\"大阪府\"") && part.says("take-place") && !part.says("<html"), "{}", part.html);
        fields.push(("take-place", "on"));
        let taken = browser.submit(&looked, &format!("{button}-fill"), &fields).await;
        assert!(taken.says("value=\"東京都\"") && taken.says("value=\"千代田区\""), "{}", taken.html);
        assert!(taken.says("value=\"大深町4-20\"") && !taken.says("take-place"), "{}", taken.html);
    }
}
