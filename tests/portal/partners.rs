//! Indirect resellers, indirect providers, and customers a partner has in two capacities.

use super::{
    reseller::sell,
    wizard::{action, base},
};
use opc_core::access::Role;
use opc_testkit::{Api, Browser, Page, Tenant, TestApp, both_engines, new_customer};
use serde_json::{Value, json};

/// A customer of this provider and reseller, called so; its id.
async fn shared(
    app: &TestApp,
    provider: &Tenant,
    reseller: &Tenant,
    prefix: &str,
    name: &str,
) -> String {
    let mut body = new_customer(prefix);
    body["associatedPartnerId"] = json!(reseller.id.to_string());
    body["billingProfile"]["companyName"] = json!(name);
    let added = provider.as_user(app, Role::AdminAgent).await.post("/v1/customers", &body).await;
    assert_eq!(added.status, 201, "{}", added.text);
    added.json["id"].as_str().expect("an id").to_owned()
}

async fn name_in(agent: &Api, id: &str) -> Value {
    agent.get(&format!("/v1/customers/{id}")).await.json["billingProfile"]["companyName"].clone()
}

async fn rename(agent: &Api, id: &str, name: &str) {
    let path = format!("/v1/customers/{id}/profiles/billing");
    let mut profile = agent.get(&path).await.json;
    profile["companyName"] = json!(name);
    let saved = agent.put(&path, &profile).await;
    assert_eq!(saved.status, 200, "{}", saved.text);
}

both_engines! {
    async fn a_provider_finds_its_resellers_and_their_customers(app: TestApp) {
        shared(&app, &app.provider, &app.reseller, "hinode", "日の出商会").await;
        app.partner_agreement_is_signed(app.second_reseller.id, false).await;
        let mut browser = app.provider.browser(&app, Role::SalesAgent).await;
        let path = format!("{}/resellers", base(&app.provider));
        let page = browser.get(&path).await;
        for text in ["浪速システム", "4100004", "灘リセール", "Not signed", "/partnership-requests/new"] {
            assert!(page.says(text), "{text}: {}", page.html);
        }
        let customers = format!("{}/customers?reseller={}", base(&app.provider), app.reseller.id);
        assert!(page.says(&format!("href=\"{customers}\">1<")), "{}", page.html);
        assert!(browser.get(&customers).await.says("日の出商会"));
        let found = browser.get(&format!("{path}?q=4100005")).await;
        assert!(found.says("灘リセール") && !found.says("浪速システム"), "{}", found.html);
        assert!(browser.get(&format!("{path}?q=nobody")).await.says("No reseller found"));
        let first = browser.get(&format!("{path}?size=1")).await;
        let next = first.html.split("rel=\"next\"").next().and_then(|head| head.rsplit("href=\"").next());
        let next = next.and_then(|rest| rest.split('"').next()).expect("a next page").replace("&#38;", "&");
        let second = browser.get(&next).await;
        assert_ne!(first.says("浪速システム"), second.says("浪速システム"), "{}", second.html);
    }

    async fn a_reseller_sees_its_providers_and_what_a_provider_is(app: TestApp) {
        let mut browser = app.reseller.browser(&app, Role::HelpdeskAgent).await;
        let page = browser.get(&format!("{}/providers", base(&app.reseller))).await;
        assert!(page.says("東都ディストリビューション") && page.says("What an indirect provider does"), "{}", page.html);
        assert_eq!(browser.get(&format!("{}/resellers", base(&app.reseller))).await.status, 403);
        let mut direct = app.direct.browser(&app, Role::AdminAgent).await;
        let empty = direct.get(&format!("{}/providers", base(&app.direct))).await;
        assert!(empty.says("No indirect providers yet"), "{}", empty.html);
    }

    async fn removing_a_partnership_leaves_the_customers(app: TestApp) {
        let id = shared(&app, &app.provider, &app.reseller, "hinode", "日の出商会").await;
        let list = format!("{}/resellers", base(&app.provider));
        let path = format!("{list}/{}/remove", app.reseller.id);
        let mut helpdesk = app.provider.browser(&app, Role::HelpdeskAgent).await;
        assert_eq!(helpdesk.get(&path).await.status, 403);
        let mut browser = app.provider.browser(&app, Role::UserAdmin).await;
        let asked = browser.get(&path).await;
        for text in ["stay with both of you", "No notice is sent", "leaves this list"] {
            assert!(asked.says(text), "{text}: {}", asked.html);
        }
        let done = browser.submit(&asked, &action(&asked, "remove"), &[]).await;
        assert!(done.says("The partnership was removed") && !done.says("浪速システム"), "{}", done.html);
        let again = browser.submit(&asked, &path, &[]).await;
        assert_eq!(again.status, 200, "done twice, it is as done once: {}", again.html);
        assert_eq!(browser.get(&path).await.status, 404);
        let theirs = app.reseller.as_user(&app, Role::SalesAgent).await;
        assert_eq!(theirs.get(&format!("/v1/customers/{id}")).await.status, 200, "the customers stay");
        let provider = app.provider.as_user(&app, Role::SalesAgent).await;
        let mut body = new_customer("asahi");
        body["associatedPartnerId"] = json!(app.reseller.id.to_string());
        assert_eq!(provider.post("/v1/customers", &body).await.code(), "800016");
        let mut log = app.reseller.browser(&app, Role::AdminAgent).await;
        assert!(log.get(&format!("{}/activity", base(&app.reseller))).await.says("Remove partnership"));
        app.sell_together(&app.provider, &app.reseller).await;
        assert!(browser.get(&list).await.says("浪速システム"));
        assert!(app.findings().await.is_empty());
    }

    async fn a_sandbox_makes_resellers_and_deletes_them(app: TestApp) {
        let mut agent = app.provider.browser(&app, Role::AdminAgent).await;
        let list = format!("{}/resellers", base(&app.provider));
        let new = format!("{list}/new");
        assert!(agent.get(&list).await.says(&format!("href=\"{new}\"")));
        let form = agent.get(&new).await;
        let good = [
            ("company-name", "試作リセラー"), ("network-id", "7000001"), ("country", "JP"), ("domain-prefix", "trialone"),
            ("first-name", "次郎"), ("last-name", "山田"), ("email", "jiro@trial.example"), ("language", "ja"),
        ];
        let mut wrong = good;
        wrong[1].1 = "x";
        let refused = agent.submit(&form, &new, &wrong).await;
        assert!(refused.status == 422 && refused.says("digits only") && refused.says("value=\"trialone\""), "{}", refused.html);
        let taken = [
            ("company-name", ""), ("network-id", "4100004"), ("country", "JP"), ("domain-prefix", "trialone"),
            ("first-name", ""), ("last-name", "山田"), ("email", "x"), ("language", "ja"),
        ];
        let request = form.hidden("request-id").expect("a request id");
        let sent = [&good[..], &[("request-id", request.as_str())]].concat();
        let made = agent.submit(&form, &new, &sent).await;
        let secret = |page: &Page| {
            let shown = page.html.split("id=\"new-user-password\"").nth(1);
            shown.and_then(|t| t.split('<').next()?.split('>').nth(1)).map(str::to_owned)
        };
        let first = secret(&made).unwrap_or_else(|| panic!("{}", made.html));
        let again = agent.submit(&form, &new, &sent).await;
        assert_eq!((secret(&again).as_ref(), &again.path), (Some(&first), &made.path), "sent twice: {}", again.html);
        assert_eq!(secret(&agent.get(&made.path).await).as_ref(), Some(&first), "loaded again");
        assert!(made.cache.contains("no-store"), "{}", made.cache);
        let mut other = app.provider.browser(&app, Role::GlobalAdmin).await;
        let shut = other.get(&made.path).await;
        assert!(shut.says("has been shown already"), "only for who made it");
        other.submit(&shut, &made.path, &[]).await;
        assert_eq!(secret(&agent.get(&made.path).await).as_ref(), Some(&first), "nobody else is done with it");
        let all = agent.submit(&form, &new, &taken).await;
        for field in ["company-name", "network-id", "domain-prefix", "first-name", "email"] {
            assert!(all.status == 422 && all.says(&format!("id=\"{field}-trouble\"")), "{field}: {}", all.html);
        }
        assert!(all.says("value=\"山田\""), "{}", all.html);
        assert!(made.says("admin@trialone.") && made.says("id=\"new-user-password\"") && made.says("until you choose Done"), "{}", made.html);
        let password = made.html.split("id=\"new-user-password\"").nth(1).and_then(|t| t.split('<').next()?.split('>').nth(1));
        let mut admin = Browser::new(&app);
        let door = admin.get("/sign-in").await;
        let name = made.html.split("id=\"new-user-name\"").nth(1).and_then(|t| t.split('<').next()?.split('>').nth(1));
        let inside = admin
            .submit(&door, "/sign-in", &[("user-name", name.expect("a name")), ("password", password.expect("a password"))])
            .await;
        assert!(inside.path.starts_with("/sign-in/change"), "{} {}", inside.path, inside.html);

        let japanese = agent.get(&format!("{}?lang=ja", made.path)).await;
        assert!(japanese.says("最長 1 時間"), "{}", japanese.html);
        let done = agent.submit(&japanese, &made.path, &[]).await;
        assert!(done.says("サンドボックスのリセラーを作成しました"), "{}", done.html);
        assert_eq!(secret(&agent.get(&format!("{}?lang=en", made.path)).await), None, "it was done");
        let page = agent.get(&list).await;
        assert!(page.says("試作リセラー") && page.html.matches("/delete\"").count() == 1, "only what it made: {}", page.html);
        assert_eq!(page.html.matches("/remove\"").count(), 2, "that one goes as a whole: {}", page.html);
        let href = page.html.split("href=\"").filter_map(|rest| rest.split('"').next()).find(|href| href.ends_with("/delete"));
        let href = href.expect("a way").to_owned();
        let mut sales = app.provider.browser(&app, Role::SalesAgent).await;
        assert!(!sales.get(&list).await.says("/delete\"") && sales.get(&new).await.status == 403 && sales.get(&href).await.status == 403);
        let real = format!("{list}/{}/delete", app.reseller.id);
        assert_eq!(agent.get(&real).await.status, 404);
        assert_eq!(agent.submit(&page, &real, &[]).await.status, 404);
        let id = href.rsplit('/').nth(1).unwrap_or_default();
        let mut body = new_customer("hinode");
        body["associatedPartnerId"] = json!(id);
        let api = app.provider.as_user(&app, Role::AdminAgent).await;
        let customer = api.post("/v1/customers", &body).await.json["id"].as_str().expect("an id").to_owned();
        let sure = agent.get(&href).await;
        assert!(sure.says("試作リセラー") && sure.says("can no longer sign in"), "{}", sure.html);
        let kept = agent.submit(&sure, &href, &[]).await;
        assert!(kept.status == 422 && kept.says("customers"), "{}", kept.html);
        assert_eq!(api.delete(&format!("/v1/customers/{customer}")).await.status, 204);
        let done = agent.submit(&sure, &href, &[]).await;
        assert!(done.says("The sandbox reseller was deleted") && !done.says("試作リセラー"), "{}", done.html);
        assert!(app.findings().await.is_empty(), "{:?}", app.findings().await);
    }

    async fn a_sandbox_resellers_first_password_is_shown_for_an_hour(app: TestApp) {
        let mut agent = app.provider.browser(&app, Role::AdminAgent).await;
        let new = format!("{}/resellers/new", base(&app.provider));
        let form = agent.get(&new).await;
        let request = form.hidden("request-id").expect("a request id");
        let good = [
            ("company-name", "試作リセラー"), ("network-id", "7000001"), ("country", "JP"), ("domain-prefix", "trialone"),
            ("first-name", "次郎"), ("last-name", "山田"), ("email", "jiro@trial.example"), ("language", "ja"),
            ("request-id", request.as_str()),
        ];
        let made = agent.submit(&form, &new, &good).await;
        app.advance(3500);
        assert!(agent.get(&made.path).await.says("id=\"new-user-password\""));
        app.advance(200);
        let gone = agent.get(&made.path).await;
        assert!(gone.says("has been shown already") && !gone.says("id=\"new-user-password\""), "{}", gone.html);
        let mut else_typed = good;
        else_typed[0].1 = "別のリセラー";
        let refused = agent.submit(&form, &new, &else_typed).await;
        assert!(refused.status == 422 && refused.hidden("request-id") != Some(request), "{}", refused.html);
    }

    async fn the_resellers_of_another_provider_do_not_exist(app: TestApp) {
        let other = app.another_provider().await;
        let mut browser = other.browser(&app, Role::GlobalAdmin).await;
        let path = format!("{}/resellers", base(&other));
        assert!(browser.get(&path).await.says("No indirect resellers yet"));
        let theirs = format!("{path}/{}/remove", app.reseller.id);
        assert_eq!(browser.get(&theirs).await.status, 404);
        let home = browser.get(&path).await;
        assert_eq!(browser.submit(&home, &theirs, &[]).await.status, 404);
        let mut provider = app.provider.browser(&app, Role::GlobalAdmin).await;
        assert!(provider.get(&format!("{}/resellers", base(&app.provider))).await.says("浪速システム"));
    }

    async fn a_dual_partner_has_a_row_for_each_capacity(app: TestApp) {
        app.sell_together(&app.provider, &app.direct).await;
        let id = shared(&app, &app.provider, &app.direct, "hinode", "日の出商会").await;
        let mut browser = app.direct.browser(&app, Role::AdminAgent).await;
        let (list, account) = (format!("{}/customers", base(&app.direct)), format!("{}/customers/{id}", base(&app.direct)));
        let page = browser.get(&list).await;
        let through = "Indirect reseller of 東都ディストリビューション";
        assert!(page.says(through) && !page.says("Cloud Reseller") && !page.says("/orders/new"), "{}", page.html);
        let company = browser.get(&account).await;
        assert!(company.says(through) && company.says("data-closed"), "{}", company.html);
        for section in ["orders/new", "agreement/attest", "permissions", "reseller", "delete", "remove"] {
            let status = browser.get(&format!("{account}/{section}")).await.status;
            assert!(status.is_client_error(), "{section}: {status}");
        }
        let agent = app.direct.as_user(&app, Role::AdminAgent).await;
        let line = json!({ "lineItemNumber": 0, "offerId": opc_testkit::BASIC, "quantity": 3 });
        let order = json!({ "billingCycle": "monthly", "lineItems": [line] });
        for (path, body) in [("orders", order), ("agreements", json!({
            "primaryContact": { "firstName": "太郎", "lastName": "山田", "email": "info@hinode.example" },
            "templateId": agent.get("/v1/agreements").await.json["items"][0]["templateId"],
            "dateAgreed": "2026-11-19T00:00:00Z", "type": "MicrosoftCustomerAgreement" }))] {
            let refused = agent.post(&format!("/v1/customers/{id}/{path}"), &body).await;
            assert_eq!((refused.status.as_u16(), refused.code().as_str()), (403, "20002"), "{path}: {}", refused.text);
        }
        app.begin_to_sell(&app.direct, &id).await;
        let page = browser.get(&list).await;
        assert!(page.says(through) && page.says("Cloud Reseller"), "{}", page.html);
        assert_eq!(page.html.matches("/orders/new").count(), 1, "orders are for what one sells");
        let csv = browser.get(&format!("{list}/Customers.csv")).await.html;
        assert!(csv.contains("\"Cloud Reseller\"") && csv.contains(&format!("\"{through}\"")), "{csv}");
        assert_eq!(csv.lines().count(), 3, "{csv}");
        let listed = agent.get("/v1/customers").await;
        assert_eq!(listed.json["items"].as_array().map(Vec::len), Some(1), "{}", listed.text);
        assert_eq!(sell(&agent, &id).await, Value::Null);
        assert!(app.findings().await.is_empty(), "{:?}", app.findings().await);
    }

    async fn what_the_seller_keeps_is_not_overwritten_by_a_provider(app: TestApp) {
        app.sell_together(&app.provider, &app.direct).await;
        let id = shared(&app, &app.provider, &app.direct, "hinode", "日の出商会").await;
        let (provider, direct) =
            (app.provider.as_user(&app, Role::SalesAgent).await, app.direct.as_user(&app, Role::SalesAgent).await);
        rename(&provider, &id, "日の出精機").await;
        assert_eq!(name_in(&direct, &id).await, "日の出精機", "a reseller's account follows");
        app.begin_to_sell(&app.direct, &id).await;
        rename(&provider, &id, "日の出電機").await;
        assert_eq!(name_in(&direct, &id).await, "日の出精機");
        rename(&direct, &id, "日の出工業").await;
        assert_eq!(name_in(&provider, &id).await, "日の出電機");
        let admin = app.direct.as_user(&app, Role::GlobalAdmin).await;
        let ended = admin.patch(&format!("/v1/customers/{id}"), &json!({ "relationshipToPartner": "none" })).await;
        assert_eq!(ended.status, 200, "{}", ended.text);
        assert_eq!(name_in(&direct, &id).await, "日の出電機", "it is the reseller still");
        let found = direct.get("/v1/customers?filter=%7B%22Field%22%3A%22CompanyName%22%2C%22Value%22%3A%22%E6%97%A5%E3%81%AE%E5%87%BA%E9%9B%BB%22%2C%22Operator%22%3A%22starts_with%22%7D").await;
        assert_eq!(found.json["totalCount"], 1, "the search knows it: {}", found.text);
        assert!(app.findings().await.is_empty(), "{:?}", app.findings().await);
    }

    async fn two_providers_share_a_customer_with_one_reseller(app: TestApp) {
        let other = app.another_provider().await;
        app.sell_together(&other, &app.reseller).await;
        let id = shared(&app, &app.provider, &app.reseller, "hinode", "日の出商会").await;
        app.begin_to_sell(&other, &id).await;
        let mut browser = other.browser(&app, Role::SalesAgent).await;
        let path = format!("{}/customers/{id}/reseller/change", base(&other));
        let page = browser.get(&path).await;
        let etag = page.hidden("etag").expect("a version");
        let to = app.reseller.id.to_string();
        let fields = [("etag", etag.as_str()), ("reseller", &to), ("confirmed", "yes")];
        let done = browser.submit(&page, &action(&page, "change"), &fields).await;
        assert!(done.status == 200 && done.says("浪速システム"), "{}", done.html);
        let mut reseller = app.reseller.browser(&app, Role::AdminAgent).await;
        let list = reseller.get(&format!("{}/customers", base(&app.reseller))).await;
        for provider in ["東都ディストリビューション", "西海ディストリビューション"] {
            assert!(list.says(&format!("Indirect reseller of {provider}")), "{}", list.html);
        }
        let theirs = app.reseller.as_user(&app, Role::SalesAgent).await;
        rename(&other.as_user(&app, Role::SalesAgent).await, &id, "日の出西海").await;
        assert_eq!(name_in(&theirs, &id).await, "日の出商会", "it follows the first");
        let admin = app.provider.as_user(&app, Role::GlobalAdmin).await;
        admin.patch(&format!("/v1/customers/{id}"), &json!({ "relationshipToPartner": "none" })).await;
        assert_eq!(name_in(&theirs, &id).await, "日の出西海", "and then the second");
        assert!(app.findings().await.is_empty(), "{:?}", app.findings().await);
    }

    async fn the_reseller_on_record_of_a_subscription_is_changed_and_cleared(app: TestApp) {
        let id = shared(&app, &app.provider, &app.reseller, "hinode", "日の出商会").await;
        let agent = app.provider.as_user(&app, Role::AdminAgent).await;
        sell(&agent, &id).await;
        let mut browser = app.provider.browser(&app, Role::SalesAgent).await;
        let list = format!("{}/customers/{id}/subscriptions", base(&app.provider));
        let page = browser.get(&list).await;
        let link = page.html.split("href=\"").filter_map(|rest| rest.split('"').next());
        let link = link.filter(|href| href.ends_with("/reseller") && href.contains("/subscriptions/")).last();
        let link = link.expect("a link to change it").to_owned();
        let ask = browser.get(&link).await;
        let etag = ask.hidden("etag").expect("a version");
        let to = app.second_reseller.id.to_string();
        let chosen = browser.submit(&ask, &link, &[("etag", &etag), ("reseller", &to)]).await;
        assert!(chosen.says("After the change") && chosen.says("灘リセール"), "{}", chosen.html);
        let nothing = browser.submit(&ask, &link, &[("etag", &etag)]).await;
        assert!(nothing.status == 422 && nothing.says("Choose the indirect reseller"), "{}", nothing.html);
        let confirmed = [("etag", etag.as_str()), ("reseller", &to), ("confirmed", "yes")];
        let done = browser.submit(&chosen, &link, &confirmed).await;
        assert!(done.says("灘リセール"), "{}", done.html);
        let stale = browser.submit(&chosen, &link, &confirmed).await;
        assert!(stale.status == 409 && stale.says("Somebody else"), "{}", stale.html);
        let order = browser.get(&format!("{}/customers/{id}/orders", base(&app.provider))).await;
        let order = order.html.split("href=\"").filter_map(|rest| rest.split('"').next());
        let order = order.filter(|href| href.contains("/orders/0")).last().expect("an order").to_owned();
        assert!(browser.get(&order).await.says("浪速システム"), "the order says what was ordered");
        let now = app.second_reseller.as_user(&app, Role::SalesAgent).await;
        assert_eq!(now.get(&format!("/v1/customers/{id}")).await.status, 404, "to be on record gives no account");
        let ask = browser.get(&link).await;
        let etag = ask.hidden("etag").expect("a version");
        let fields = [("etag", etag.as_str()), ("reseller", "direct"), ("confirmed", "yes")];
        assert_eq!(browser.submit(&ask, &link, &fields).await.status, 200);
        let sold = agent.get(&format!("/v1/customers/{id}/subscriptions")).await;
        assert_eq!(sold.json["items"][0].get("partnerId"), None, "{}", sold.text);
        let mut helpdesk = app.provider.browser(&app, Role::HelpdeskAgent).await;
        assert_eq!(helpdesk.get(&link).await.status, 403);
        assert!(app.findings().await.is_empty(), "{:?}", app.findings().await);
    }
}
