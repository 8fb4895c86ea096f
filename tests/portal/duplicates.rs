//! A customer that is known already (F22, F23 of `domain/source-features.md`).

use super::wizard::base;
use opc_core::{access::Role, vetting::ReviewPolicy};
use opc_testkit::{Browser, Page, Tenant, TestApp, account_form, both_engines, new_customer};
use serde_json::json;

/// Fills in the form for the same company, spelled otherwise; with `more` fields.
async fn add(app: &TestApp, tenant: &Tenant, more: &[(&str, &str)]) -> (Browser, Page) {
    let mut browser = tenant.browser(app, Role::SalesAgent).await;
    let page = browser.get(&format!("{}/customers/new", base(tenant))).await;
    let mut form = account_form("another");
    for (name, value) in &mut form {
        match *name {
            "company-name" => *value = "（株）日の出製作所".into(),
            "postal-code" => *value = "1000005".into(),
            _ => {}
        }
    }
    let mut fields: Vec<_> = form.iter().map(|(n, v)| (*n, v.as_str())).collect();
    fields.extend(more);
    let page =
        browser.submit(&page, &format!("{}/customers/new/account", base(tenant)), &fields).await;
    (browser, page)
}

both_engines! {
    async fn ones_own_customer_is_shown_and_linked_and_another_one_can_be_confirmed(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::SalesAgent).await;
        let added = agent.post("/v1/customers", &new_customer("hinode")).await;
        let id = added.json["id"].as_str().expect("an id").to_owned();
        let (mut browser, page) = add(&app, &app.direct, &[]).await;
        assert_eq!(page.status, 422, "{}", page.html);
        assert!(page.says("You already have 日の出製作所株式会社"), "{}", page.html);
        assert!(page.says(&format!("{}/customers/{id}/company", base(&app.direct))), "{}", page.html);
        let mut form = account_form("another");
        form.push(("confirmed", "on".into()));
        form.push(("warned", "company-name:rule-customer-known-here".into()));
        let fields: Vec<_> = form.iter().map(|(n, v)| (*n, v.as_str())).collect();
        let action = page.path.split('?').next().expect("a path").to_owned();
        let next = browser.submit(&page, &action, &fields).await;
        assert!(next.path.contains("/subscriptions"), "{} {}", next.path, next.html);
    }

    async fn of_a_customer_of_another_partner_nothing_is_told_but_that_it_is_known(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::SalesAgent).await;
        let mut new = new_customer("hinode");
        new["billingProfile"]["companyName"] = json!("日の出製作所㈱");
        let added = agent.post("/v1/customers", &new).await;
        let id = added.json["id"].as_str().expect("an id");
        let (_, page) = add(&app, &app.other, &[]).await;
        assert!(page.says("is already known here") && page.says("/help/request"), "{}", page.html);
        assert!(!page.says(id) && !page.says("日の出製作所㈱") && !page.says("青葉クラウド"), "{}", page.html);
    }

    async fn the_domain_of_another_partners_customer_leads_to_a_request_and_tells_no_more(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::SalesAgent).await;
        assert_eq!(agent.post("/v1/customers", &new_customer("hinode")).await.status, 201);
        let mut new = new_customer("hinode");
        new["billingProfile"]["companyName"] = json!("別会社株式会社");
        let program = app.other.as_user(&app, Role::SalesAgent).await;
        let refused = program.post("/v1/customers", &new).await;
        assert_eq!((refused.status.as_u16(), refused.code().as_str()), (409, "1003"), "{}", refused.text);
        assert!(refused.text.contains("request a relationship"), "{}", refused.text);
        let mut browser = app.other.browser(&app, Role::SalesAgent).await;
        let path = format!("{}/customers/new", base(&app.other));
        let page = browser.get(&path).await;
        let mut form = account_form("hinode");
        form[1].1 = "別会社株式会社".into();
        let fields: Vec<_> = form.iter().map(|(n, v)| (*n, v.as_str())).collect();
        let page = browser.submit(&page, &format!("{path}/account"), &fields).await;
        assert_eq!(page.status, 422, "{}", page.html);
        assert!(page.says("request a relationship with it") && page.says("/help/request"), "{}", page.html);
        assert!(!page.says("日の出製作所") && !page.says("青葉クラウド"), "{}", page.html);
    }

    async fn a_country_by_its_name_and_a_postal_code_with_its_sign_make_no_other_company(app: TestApp) {
        let app = app.reviewing(ReviewPolicy::Warned).await;
        let agent = app.direct.as_user(&app, Role::SalesAgent).await;
        assert_eq!(agent.post("/v1/customers", &new_customer("hinode")).await.status, 201);
        let mut twin = new_customer("asahi");
        let address = &mut twin["billingProfile"]["defaultAddress"];
        (address["country"], address["postalCode"]) = (json!("Japan"), json!("〒100-0005"));
        let added = agent.post("/v1/customers", &twin).await;
        assert_eq!(added.status, 201, "over the API warnings count as confirmed: {}", added.text);
        let id = added.json["id"].as_str().expect("an id");
        let status = agent.get(&format!("/v1/customers/{id}/validationStatus?type=account")).await;
        assert_eq!(status.json["status"], "UnderReview", "the warning is a reason to verify");
    }

    async fn a_registration_id_is_recognised_however_it_is_written(app: TestApp) {
        let agent = app.other.as_user(&app, Role::SalesAgent).await;
        let mut new = new_customer("polska");
        new["billingProfile"]["companyName"] = json!("Kowalski");
        new["companyProfile"]["organizationRegistrationNumber"] = json!("5260250995");
        new["billingProfile"]["culture"] = json!("pl-PL");
        new["billingProfile"]["language"] = json!("pl");
        let address = &mut new["billingProfile"]["defaultAddress"];
        (address["country"], address["postalCode"]) = (json!("PL"), json!("00-950"));
        (address["state"], address["phoneNumber"]) = (json!(""), json!("+48 22 123 45 67"));
        let added = agent.post("/v1/customers", &new).await;
        assert_eq!(added.status, 201, "{}", added.text);
        let (_, page) = add(&app, &app.other, &[]).await;
        assert!(!page.says("You already have"), "another country is another register: {}", page.html);
        new["companyProfile"]["domain"] = json!("polska2.onmicrosoft.com");
        new["billingProfile"]["companyName"] = json!("Nowak");
        let twin = agent.post("/v1/customers", &new).await;
        assert_eq!(twin.status, 201, "over the API warnings count as confirmed: {}", twin.text);
        new["companyProfile"]["domain"] = json!("polska.onmicrosoft.com");
        let taken = agent.post("/v1/customers", &new).await;
        assert!(taken.status == 400 && taken.text.contains("Kowalski"), "{}", taken.text);
    }

    async fn a_company_is_recognised_by_the_name_its_bill_has_now(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::SalesAgent).await;
        let added = agent.post("/v1/customers", &new_customer("hinode")).await;
        let path = format!("/v1/customers/{}/profiles/billing", added.json["id"].as_str().expect("an id"));
        let mut profile = agent.get(&path).await.json;
        profile["companyName"] = json!("青空商会");
        assert_eq!(agent.put(&path, &profile).await.status, 200);
        let (_, page) = add(&app, &app.direct, &[]).await;
        assert!(page.path.contains("/subscriptions"), "{} {}", page.path, page.html);
    }
}
