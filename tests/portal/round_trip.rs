//! What one partner exports another one imports, and it is the same
//! (`docs/decisions/15-customer-files.md`).

use super::list::{ids, list};
use crate::rules::real_data::rows;
use opc_core::access::Role;
use opc_testkit::{Api, TestApp, both_engines, new_customer};
use proptest::{
    prelude::*,
    strategy::ValueTree,
    test_runner::{Config, TestRunner},
};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// So many random values. Proptest's macro would need a product for every one of them.
pub(super) fn some<S: Strategy>(strategy: &S, count: usize) -> Vec<S::Value> {
    let mut runner = TestRunner::new(Config { failure_persistence: None, ..Config::default() });
    let mut one = || strategy.new_tree(&mut runner).expect("a value").current();
    (0..count).map(|_| one()).collect()
}

/// How many customers make the journey: `PROPTEST_CASES`, or a few.
fn count() -> usize {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(12)
}

/// Text that files of tables have trouble with: formulas, quotes, separators, wide letters, kana.
/// Line breaks are in no field of a customer.
fn text() -> impl Strategy<Value = String> {
    "(['＇]?[=+@＝＠-]{0,2}|\"|株式会社)[A-Za-zａ-ｚァ-ヴｱ-ﾝ東西南北é]{3,9}(, |;|\"\"|'| = |　)?[0-9０-９]{1,3}( Ltd\\.| GmbH|有限会社|\")?"
}

/// A place that keeps the rules: country, culture, language, state, city, postal code, phone.
fn place() -> impl Strategy<Value = [&'static str; 7]> {
    prop_oneof![
        Just(["JP", "ja-JP", "ja", "東京都", "千代田区", "100-0005", "+81 3-1234-5678"]),
        Just(["JP", "en-US", "en", "大阪府", "大阪市北区", "530-0001", ""]),
        Just(["US", "en-US", "en", "WA", "Redmond", "98052-6399", "(425) 555-0123"]),
        Just(["US", "es-US", "es", "OR", "Portland", "97201", "+1 503-555-0123"]),
        Just(["DE", "de-DE", "de", "", "München", "80331", "089 123456"]),
        Just(["DE", "en-US", "en", "Bayern", "Nürnberg", "90402", ""]),
    ]
}

/// What is asked for besides, and what is said about it.
fn qualification() -> impl Strategy<Value = Vec<Value>> {
    let school = json!({ "Qualification": "education", "EducationSegment": "K12", "Website": "https://gakuen.example/a?b=1,2" });
    let owned = json!({ "qualification": "StateOwnedEntity" });
    prop_oneof![
        4 => Just(Vec::new()),
        1 => Just(vec![school.clone()]),
        1 => Just(vec![owned.clone()]),
        1 => Just(vec![school, owned]),
        1 => Just(vec![json!({ "qualification": "Nonprofit" })]),
    ]
}

/// A customer: the body of the request, its tags, its qualifications.
fn customer() -> impl Strategy<Value = (Value, String, Vec<Value>)> {
    let words = (text(), text(), prop_oneof![text(), Just(String::new())], text(), text());
    let email = "[a-z+'-]{1,8}[a-z]@[a-z]{3,9}\\.example";
    let registration = prop_oneof!["[=T-]?[0-9]{5,13}", Just(String::new())];
    let tags = prop::collection::vec("[=+@'ｱ-ﾝァ-ヴＡ-Ｚa-z]{1,9}( [0-9])?", 0..4);
    let all = (words, place(), email, registration, tags, qualification());
    all.prop_map(|(words, place, email, registration, tags, qualifications)| {
        let [country, culture, language, state, city, postal_code, phone] = place;
        let mut body = new_customer("x");
        body["companyProfile"]["organizationRegistrationNumber"] = json!(registration);
        let profile = &mut body["billingProfile"];
        for (name, value) in [
            ("companyName", &*words.0),
            ("email", &email),
            ("culture", culture),
            ("language", language),
        ] {
            profile[name] = json!(value);
        }
        profile["defaultAddress"] = json!({
            "country": country, "state": state, "city": city, "postalCode": postal_code,
            "phoneNumber": phone, "addressLine1": words.1, "addressLine2": words.2,
            "firstName": words.3, "lastName": words.4,
        });
        (body, tags.join("、"), qualifications)
    })
}

/// Adds the customers as one partner.
async fn added(app: &TestApp, all: Vec<(Value, String, Vec<Value>)>) {
    let agent = app.other.as_user(app, Role::AdminAgent).await;
    let mut browser = app.other.browser(app, Role::AdminAgent).await;
    let page = browser.get(&list(&app.other)).await;
    for (n, (mut body, tags, qualifications)) in all.into_iter().enumerate() {
        body["companyProfile"]["domain"] = json!(format!("first{n}.onmicrosoft.com"));
        let added = agent.post("/v1/customers", &body).await;
        assert_eq!(added.status, 201, "{body:#}\n{}", added.text);
        let id = added.json["id"].as_str().expect("an id");
        for asked in qualifications {
            let held = agent.post(&format!("/v1/customers/{id}/qualifications"), &asked).await;
            assert_eq!(held.status, 201, "{}", held.text);
        }
        let path = format!("{}/{id}/tags", list(&app.other));
        let tagged = browser.submit(&page, &path, &[("tags", &tags)]).await;
        assert_eq!(tagged.status, 200, "{tags} {}", tagged.html);
        app.advance(1);
    }
}

/// Imports a file as it is. The domains exist already, so new ones are made from `stem`.
async fn imported(app: &TestApp, agent: &Api, (file, stem): (&[u8], &str)) {
    let uploaded = agent.post_file("/v1/imports?fileName=Customers", file).await;
    assert_eq!(uploaded.status, 201, "{}", uploaded.text);
    let path = format!("/v1/imports/{}", uploaded.json["id"].as_str().expect("an id"));
    let mapping = json!({ "domainPrefix": { "from": "number", "stem": stem } });
    agent.post(&format!("{path}/check"), &mapping).await;
    app.work().await;
    let checked = agent.get(&path).await;
    assert_eq!(checked.json["counts"]["refused"], 0, "{}", checked.text);
    agent.post(&format!("{path}/start"), &json!({ "confirm": ["all"] })).await;
    app.work().await;
    let done = agent.get(&path).await;
    assert_eq!(done.json["state"], "done", "{}", done.text);
}

/// Everything a customer says but what is its own: id, domain, links, when and who.
async fn told(agent: &Api, id: &str) -> Value {
    let path = format!("/v1/customers/{id}");
    let mut customer = agent.get(&path).await.json;
    for own in ["id", "commerceId", "customDomains", "links", "attributes", "allowDelegatedAccess"]
    {
        customer.as_object_mut().expect("an object").remove(own);
    }
    for part in ["companyProfile", "billingProfile"] {
        let part = customer[part].as_object_mut().expect("an object");
        for own in ["id", "tenantId", "domain", "links", "attributes"] {
            part.remove(own);
        }
    }
    let held = agent.get(&format!("{path}/qualifications")).await.json;
    let held = held.as_array().expect("a list").iter();
    let kinds: Vec<_> = held.map(|one| (&one["qualification"], &one["vettingStatus"])).collect();
    customer["qualifications"] = json!(kinds);
    customer
}

/// A file, row by row, without what an import cannot carry.
fn carried(csv: &str) -> Vec<BTreeMap<String, String>> {
    let mut all = rows(csv.trim_start_matches('\u{feff}'));
    for row in &mut all {
        for own in ["Microsoft ID", "Primary domain name", "Admin access", "Added"] {
            assert!(row.remove(own).is_some(), "{own}");
        }
    }
    all
}

both_engines! {
    async fn what_is_exported_is_imported_by_another_partner_field_by_field(app: TestApp) {
        added(&app, some(&customer(), count())).await;
        let mut theirs = app.other.browser(&app, Role::HelpdeskAgent).await;
        let reader = app.other.as_user(&app, Role::SalesAgent).await;
        let shown = ids(&theirs.get(&format!("{}?size=200", list(&app.other))).await);
        let csv = theirs.get(&format!("{}/Customers.csv", list(&app.other))).await;
        let xlsx = theirs.get(&format!("{}/Customers.xlsx", list(&app.other))).await;
        for (tenant, file, stem) in [(&app.direct, &csv, "csv"), (&app.provider, &xlsx, "xlsx")] {
            let agent = tenant.as_user(&app, Role::AdminAgent).await;
            imported(&app, &agent, (&file.bytes, stem)).await;
            let mut browser = tenant.browser(&app, Role::AdminAgent).await;
            let again = browser.get(&format!("{}/Customers.csv", list(tenant))).await;
            for (before, after) in carried(&csv.html).iter().zip(&carried(&again.html)) {
                assert_eq!(after, before, "{stem}");
            }
            let new = ids(&browser.get(&format!("{}?size=200", list(tenant))).await);
            assert_eq!(new.len(), shown.len(), "{stem}");
            for (id, new) in shown.iter().zip(&new) {
                assert_eq!(told(&agent, new).await, told(&reader, id).await, "{stem}");
                app.advance(1);
            }
        }
    }

    async fn a_provider_gets_the_resellers_of_its_customers_back(app: TestApp) {
        let agent = app.provider.as_user(&app, Role::AdminAgent).await;
        let mut body = new_customer("hinode");
        body["associatedPartnerId"] = json!(app.reseller.id.to_string());
        assert_eq!(agent.post("/v1/customers", &body).await.status, 201);
        let mut browser = app.provider.browser(&app, Role::AdminAgent).await;
        let file = format!("{}/Customers.csv", list(&app.provider));
        let before = browser.get(&file).await;
        imported(&app, &agent, (&before.bytes, "again")).await;
        let after = carried(&browser.get(&file).await.html);
        assert_eq!((after.len(), &after[0]), (2, &after[1]));
        assert_eq!(after[0]["Indirect reseller ID"], app.reseller.id.to_string());
    }
}
