//! What the wizard and the account page say of an order before, while and after it is placed
//! (`domain/05`).

use super::wizard::{account, action, base, draft, subscriptions};
use opc_core::access::Role;
use opc_testkit::{
    BASIC, Browser, ENTERPRISE, Page, STORAGE, TRIAL, TestApp, USAGE, VAULT, account_form,
    both_engines, tokio,
};

/// The page *Subscriptions* of a new draft of the direct-bill partner.
async fn shop(browser: &mut Browser, app: &TestApp) -> Page {
    account(browser, &app.direct, &account_form("hinode")).await
}

/// Adds the customer with what was picked; answers the page *Add subscription* of its account.
async fn sold(browser: &mut Browser, app: &TestApp, picked: &[(&str, &str)]) -> Page {
    let page = shop(browser, app).await;
    let review = subscriptions(browser, &page, picked).await;
    let end = browser.submit(&review, &action(&review, "submit"), &[]).await;
    assert!(end.path.ends_with("/confirmation"), "{} {}", end.path, end.html);
    browser.get(&format!("{}/orders/new", customer(app).await)).await
}

/// The account page of the direct-bill partner's one customer.
async fn customer(app: &TestApp) -> String {
    let agent = app.direct.as_user(app, Role::AdminAgent).await;
    let list = agent.get("/v1/customers").await;
    let id = list.json["items"][0]["id"].as_str().expect("a customer");
    format!("{}/customers/{id}", base(&app.direct))
}

async fn order(browser: &mut Browser, page: &Page, picked: &[(&str, &str)], cycle: &str) -> Page {
    let request = page.hidden("request-id").expect("a request id");
    let named: Vec<_> = picked.iter().map(|(o, n)| (format!("quantity-{o}"), *n)).collect();
    let mut fields: Vec<_> = named.iter().map(|(name, n)| (name.as_str(), *n)).collect();
    fields.extend([("request-id", request.as_str()), ("cycle", cycle)]);
    browser.submit(page, &action(page, "orders/new"), &fields).await
}

both_engines! {
    async fn review_tells_what_submit_would_refuse_and_leads_to_the_field(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let page = shop(&mut browser, &app).await;
        let refused = subscriptions(&mut browser, &page, &[(STORAGE, "1"), (BASIC, "301")]).await;
        assert_eq!(refused.status, 422);
        let review = browser.get(&format!("{}/review", draft(&refused))).await;
        let field = format!("/subscriptions?check=yes#quantity-{BASIC}");
        assert!(review.says("1 to 300") && review.says(&field), "{}", review.html);
        assert!(!review.says("add-on. Add"), "the base is there, only its number is wrong");
        assert!(review.says("data-closed"), "it cannot be submitted: {}", review.html);
        let back = browser.get(&format!("{}/subscriptions?check=yes", draft(&refused))).await;
        assert!(back.says("1 to 300") && back.says("value=\"301\""), "{}", back.html);
    }

    async fn an_add_on_without_its_base_is_said_on_the_page(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let page = shop(&mut browser, &app).await;
        let refused = subscriptions(&mut browser, &page, &[(STORAGE, "1")]).await;
        assert_eq!(refused.status, 422);
        assert!(refused.says("is an add-on"), "{}", refused.html);
        let review = subscriptions(&mut browser, &refused, &[(STORAGE, "1"), (BASIC, "2")]).await;
        assert!(review.path.ends_with("/review"), "the base in the same order is enough: {}", review.html);
    }

    async fn what_only_others_can_mend_is_told_on_review_and_does_not_stop_the_customer(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        app.partner_agreement_is_signed(app.direct.id, false).await;
        let page = shop(&mut browser, &app).await;
        let review = subscriptions(&mut browser, &page, &[(BASIC, "2")]).await;
        assert!(review.says("has not signed the partner agreement"), "{}", review.html);
        let end = browser.submit(&review, &action(&review, "submit"), &[]).await;
        assert!(end.says("has not signed the partner agreement"), "{}", end.html);
        let orders = browser.get(&format!("{}/orders", customer(&app).await)).await;
        assert!(orders.says("Failed"), "{}", orders.html);
    }

    async fn a_failed_line_is_tried_again_from_the_account_page_and_loses_its_mark(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let page = shop(&mut browser, &app).await;
        let review = subscriptions(&mut browser, &page, &[(BASIC, "2")]).await;
        app.partner_agreement_is_signed(app.direct.id, false).await;
        browser.submit(&review, &action(&review, "submit"), &[]).await;
        app.partner_agreement_is_signed(app.direct.id, true).await;
        let base = customer(&app).await;
        let orders = browser.get(&format!("{base}/orders")).await;
        let path = format!("{base}/orders/");
        let order = orders.html.split(&path).skip(1).find(|rest| !rest.starts_with("new")).expect("an order");
        let order = format!("{base}/orders/{}", order.split('"').next().expect("its id"));
        let failed = browser.get(&order).await;
        assert!(failed.says("has not signed"), "{}", failed.html);
        let again = action(&failed, "retry");
        let (mut one, mut two) = (browser.clone(), app.direct.browser(&app, Role::AdminAgent).await);
        let seen = two.get(&order).await;
        let line = [("line", "0")];
        let both = tokio::join!(one.submit(&failed, &again, &line), two.submit(&seen, &again, &line));
        for page in [both.0, both.1] {
            assert!(page.says("Completed") && !page.says("Failed"), "{}", page.html);
        }
        let list = browser.get(&format!("{base}/subscriptions")).await;
        assert_eq!(list.html.matches("scope=\"row\"").count(), 1, "two agents at once order once");
        assert!(!browser.get(&format!("{base}/orders")).await.says("Failed"));
    }

    async fn what_is_billed_by_use_has_no_licences_and_no_price(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let page = shop(&mut browser, &app).await;
        let shelf = format!("name=\"quantity-{USAGE}\" type=\"checkbox\"");
        let trial = format!("name=\"quantity-{TRIAL}\" type=\"checkbox\" value=\"25\"");
        assert!(page.says(&trial) && page.says("Add: 25 licences"), "a trial has all its licences");
        assert!(page.says("5 to 10,000"), "{}", page.html);
        assert!(page.says("Billed by use") && page.says(&shelf), "{}", page.html);
        let refused = subscriptions(&mut browser, &page, &[(USAGE, "5")]).await;
        assert!(refused.status == 422 && refused.says("has no number of licences"), "{}", refused.html);
        let review = subscriptions(&mut browser, &refused, &[(USAGE, "1"), (BASIC, "2")]).await;
        assert!(review.says("Billed by use") && review.says("1,500"), "{}", review.html);
        assert!(!review.says("2,250"), "use is not counted like licences");
        let end = browser.submit(&review, &action(&review, "submit"), &[]).await;
        assert!(end.says("Billed by use"), "{}", end.html);
        let list = browser.get(&format!("{}/subscriptions", customer(&app).await)).await;
        assert!(list.says("Billed by use"), "{}", list.html);
    }

    async fn a_year_costs_twelve_months(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let page = shop(&mut browser, &app).await;
        let fields = [(format!("quantity-{BASIC}"), "12"), (format!("quantity-{TRIAL}"), "25"), ("cycle".into(), "annual")];
        let fields: Vec<_> = fields.iter().map(|(n, v)| (n.as_str(), *v)).collect();
        let review = browser.submit(&page, &action(&page, "subscriptions"), &fields).await;
        assert!(review.says("Yearly total") && review.says("108,000") && review.says("9,000"), "{}", review.html);
        browser.submit(&review, &action(&review, "submit"), &[]).await;
        let agent = app.direct.as_user(&app, Role::AdminAgent).await;
        let id = customer(&app).await.rsplit('/').next().expect("an id").to_owned();
        let orders = agent.get(&format!("/v1/customers/{id}/orders?include_price=true")).await;
        assert_eq!(orders.json["items"][0]["billingCycle"], "annual", "{}", orders.text);
        assert_eq!(orders.json["items"][0]["totalPrice"], 108_000);
        let sold = agent.get(&format!("/v1/customers/{id}/subscriptions")).await;
        let cycles: Vec<_> = sold.json["items"].as_array().expect("subscriptions").iter()
            .map(|s| s["billingCycle"].as_str().unwrap_or_default().to_owned()).collect();
        assert_eq!(cycles, ["annual", "none"], "{}", sold.text);
    }

    async fn an_offer_that_is_not_billed_like_this_is_explained(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let page = shop(&mut browser, &app).await;
        let refused = subscriptions(&mut browser, &page, &[(VAULT, "2")]).await;
        assert!(refused.status == 422 && refused.says("only every year"), "{}", refused.html);
        let field = format!("quantity-{VAULT}");
        let yearly = [(field.as_str(), "2"), ("cycle", "annual")];
        let review = browser.submit(&refused, &action(&refused, "subscriptions"), &yearly).await;
        assert!(review.path.ends_with("/review") && review.says("18,000"), "{}", review.html);
    }

    async fn a_trial_is_neither_had_twice_nor_of_what_is_owned(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let page = sold(&mut browser, &app, &[(ENTERPRISE, "5")]).await;
        let refused = order(&mut browser, &page, &[(TRIAL, "24")], "monthly").await;
        assert!(refused.status == 422 && refused.says("25 to 25"), "{}", refused.html);
        let placed = order(&mut browser, &refused, &[(TRIAL, "25")], "monthly").await;
        assert!(placed.path.contains("/orders/") && placed.says("Not billed"), "{} {}", placed.path, placed.html);
        let again = order(&mut browser, &page, &[(TRIAL, "25"), (BASIC, "1")], "monthly").await;
        assert!(again.status == 422 && again.says("only one subscription"), "{}", again.html);
        assert!(again.says("value=\"25\""), "what was typed stays");
        let bought = order(&mut browser, &again, &[(BASIC, "1")], "monthly").await;
        assert!(bought.says("Completed"), "{}", bought.html);
    }

    async fn a_number_that_is_none_is_named_and_kept_in_a_later_order(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let page = sold(&mut browser, &app, &[]).await;
        let refused = order(&mut browser, &page, &[(BASIC, "1e")], "monthly").await;
        assert!(refused.status == 422 && refused.says("value=\"1e\""), "{}", refused.html);
        assert!(refused.says("Business Basic: Enter a whole number"), "{}", refused.html);
        let placed = order(&mut browser, &refused, &[(BASIC, "２")], "monthly").await;
        assert!(placed.says("Completed"), "{}", placed.html);
    }

    async fn an_agreement_not_accepted_yet_has_no_empty_rows(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let mut form = account_form("hinode");
        form.retain(|(name, _)| *name != "agreement");
        form.push(("agreement", "direct".into()));
        let review = account(&mut browser, &app.direct, &form).await;
        browser.submit(&review, &action(&review, "submit"), &[]).await;
        let page = browser.get(&format!("{}/agreement?lang=ja", customer(&app).await)).await;
        assert!(page.says("未同意") && !page.says("<dd>–</dd>"), "{}", page.html);
    }

    async fn a_trial_of_what_the_customer_has_is_refused(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let page = sold(&mut browser, &app, &[(BASIC, "1")]).await;
        let refused = order(&mut browser, &page, &[(TRIAL, "25")], "monthly").await;
        assert!(refused.status == 422 && refused.says("already has"), "{}", refused.html);
    }

    async fn a_customer_has_one_of_a_limited_offer_at_a_time(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let page = sold(&mut browser, &app, &[]).await;
        let placed = order(&mut browser, &page, &[(VAULT, "1")], "annual").await;
        assert!(placed.says("Completed"), "{}", placed.html);
        let sent_again = order(&mut browser, &page, &[(VAULT, "1")], "annual").await;
        assert_eq!(sent_again.path, placed.path, "the same form twice is one order");
        let page = browser.get(&format!("{}/orders/new", customer(&app).await)).await;
        let refused = order(&mut browser, &page, &[(VAULT, "1")], "annual").await;
        assert!(refused.status == 422 && refused.says("only one subscription"), "{}", refused.html);
    }

    async fn the_page_that_ends_a_relationship_says_what_is_in_the_way_and_leads_there(app: TestApp) {
        let mut sales = app.direct.browser(&app, Role::SalesAgent).await;
        sold(&mut sales, &app, &[(BASIC, "1"), (ENTERPRISE, "5")]).await;
        let remove = format!("{}/remove", customer(&app).await);
        let mut boss = app.direct.browser(&app, Role::GlobalAdmin).await;
        for said in ["active subscriptions. Suspend them", "Suspend these subscriptions first"] {
            let page = boss.get(&remove).await;
            assert!(page.status == 200 && page.says(said), "{} {}", page.status, page.html);
        }
        let japanese = boss.get(&format!("{remove}?lang=ja")).await;
        assert!(japanese.says("先に次のサブスクリプションを中断してください。"), "{}", japanese.html);
        let mut page = boss.get(&format!("{remove}?lang=en")).await;
        for left in ["Business Basic", "Enterprise Suite"] {
            assert!(page.says(left) && page.says("data-closed"), "{}", page.html);
            assert!(!page.says(&format!("action=\"{remove}\"")), "there is nothing to press: {}", page.html);
            let way = page.html.split("href=\"").find(|link| link.contains("/suspend\"")).and_then(|link| link.split('"').next());
            let way = way.unwrap_or_else(|| panic!("{}", page.html)).to_owned();
            let sure = boss.get(&way).await;
            boss.submit(&sure, &way, &[]).await;
            page = boss.get(&remove).await;
        }
        assert!(!page.says("data-closed"), "{}", page.html);
        let done = boss.submit(&page, &action(&page, "remove"), &[]).await;
        assert!(done.says("relationship has ended") || done.path.contains("done=relationship-ended"), "{}", done.html);
    }
}
