//! The activity log over the API and as a file (`domain/09`).

use opc_core::{
    Fault,
    access::{Request, Role},
    audit::{Event, Operation, ResourceType},
};
use opc_testkit::{TestApp, both_engines, new_customer};
use serde_json::json;

/// Puts entries into the direct-bill partner's log.
async fn fill(app: &TestApp, count: usize) {
    let log = app.direct.id;
    let done: Result<(), Fault> = app
        .core
        .write(Request::system(), move |cx| {
            (0..count).try_for_each(|n| {
                let event = Event::new(Operation::UpdateOrder, ResourceType::Order);
                cx.record(event.in_log_of(log).to(&json!({ "entry": n })))
            })
        })
        .await;
    done.expect("recorded");
}

fn filter(field: &str, value: &str, operator: &str) -> String {
    let text = format!(r#"{{"Field":"{field}","Value":"{value}","Operator":"{operator}"}}"#);
    text.bytes().fold("filter=".to_owned(), |all, byte| all + &format!("%{byte:02X}"))
}

both_engines! {
    async fn ninety_days_are_offered_and_every_form_of_date_is_read(app: TestApp) {
        let admin = app.direct.as_user(&app, Role::AdminAgent).await;
        // Today is 20 November 2026: day 324.
        for (query, status) in [
            ("startDate=2026-08-22", 200), ("startDate=2026-08-21", 400),
            ("startDate=2026-11-323&endDate=2026-11-324", 200),
            ("startDate=11%2F1%2F2026%2012%3A00%3A00%20AM", 200),
            ("startDate=2026-11-01T00%3A00%3A00.0000000Z", 200),
            ("startDate=2026-11-19&endDate=2026-11-18", 400), ("startDate=soon", 400),
        ] {
            let answer = admin.get(&format!("/v1/auditrecords?{query}")).await;
            assert_eq!(answer.status, status, "{query}: {}", answer.text);
            if status == 400 {
                let named = answer.json["data"][0].as_str();
                assert!(named.is_some_and(|name| query.contains(name)), "{query}: {}", answer.text);
            }
        }
        let page = admin.get("/v1/auditrecords?startDate=2026-11-01&size=1").await;
        assert_eq!(page.json["links"]["self"]["uri"], "/auditrecords?startDate=2026-11-01&size=1");
    }

    async fn a_day_old_entry_is_in_its_day_and_not_in_the_next(app: TestApp) {
        fill(&app, 1).await;
        app.advance(24 * 3600);
        let admin = app.direct.as_user(&app, Role::AdminAgent).await;
        let of = async |query: &str| {
            let found = admin.get(&format!("/v1/auditrecords?{query}")).await;
            found.text.contains("update_order")
        };
        assert!(of("startDate=2026-11-324&endDate=2026-11-324").await);
        assert!(!of("startDate=2026-11-325").await);
        assert!(of("").await);
    }

    async fn a_filter_finds_by_company_customer_or_type_and_the_token_carries_it(app: TestApp) {
        let admin = app.direct.as_user(&app, Role::AdminAgent).await;
        let mut ids = Vec::new();
        for (prefix, name) in [("contoso", "Contoso Trading"), ("fabrikam", "Fabrikam Works")] {
            let mut body = new_customer(prefix);
            body["billingProfile"]["companyName"] = json!(name);
            ids.push(admin.post("/v1/customers", &body).await.json["id"].as_str().expect("an id").to_owned());
        }
        fill(&app, 5).await;
        let count = async |filter: &str| {
            let found = admin.get(&format!("/v1/auditrecords?{filter}")).await;
            assert_eq!(found.status, 200, "{}", found.text);
            found.json["totalCount"].as_u64().expect("a number")
        };
        assert_eq!(count(&filter("CompanyName", "TRAD", "substring")).await, 1);
        assert_eq!(count(&filter("customerId", &ids[1], "Equals")).await, 1);
        assert_eq!(count(&filter("ResourceType", "Order", "equals")).await, 5);

        let first = admin.get(&format!("/v1/auditrecords?size=2&startDate=2026-11-20&{}", filter("ResourceType", "order", "equals"))).await;
        let mut seen = first.json["items"].as_array().expect("items").len();
        let mut token = first.json["links"]["next"]["headers"][0]["value"].as_str().map(str::to_owned);
        while let Some(next) = token {
            let page = admin.with("ms-continuationtoken", next).get("/v1/auditrecords?seekOperation=Next").await;
            let items = page.json["items"].as_array().expect("items");
            assert!(items.len() <= 2 && items.iter().all(|i| i["resourceType"] == "order"), "{}", page.text);
            seen += items.len();
            token = page.json["links"]["next"]["headers"][0]["value"].as_str().map(str::to_owned);
        }
        assert_eq!(seen, 5);
    }

    async fn a_filter_that_cannot_be_read_says_what_can(app: TestApp) {
        let admin = app.direct.as_user(&app, Role::AdminAgent).await;
        for (path, filter, at, words) in [
            ("auditrecords", "filter=%7Bbroken".to_owned(), "filter", "\"Field\""),
            ("customers", "filter=cont".to_owned(), "filter", "starts_with"),
            ("auditrecords", filter("Colour", "x", "equals"), "filter.Field", "ResourceType"),
            ("customers", filter("Colour", "x", "equals"), "filter.Field", "IndirectReseller"),
            ("customers", filter("CompanyName", "x", "sounds_like"), "filter.Operator", "StartsWith"),
            ("auditrecords", filter("ResourceType", "bicycle", "equals"), "filter.Value", "partner_user"),
            ("auditrecords", filter("CustomerId", "x", "equals"), "filter.Value", "GUID"),
        ] {
            let refused = admin.get(&format!("/v1/{path}?{filter}")).await;
            assert_eq!((refused.status.as_u16(), refused.json["data"][0].as_str()), (400, Some(at)), "{}", refused.text);
            assert!(refused.json["description"].as_str().is_some_and(|d| d.contains(words)), "{}", refused.text);
        }
    }

    async fn the_file_has_every_entry_however_many_there_are(app: TestApp) {
        fill(&app, 1200).await;
        let mut browser = app.direct.browser(&app, Role::AdminAgent).await;
        let file = browser.get(&format!("/p/{}/activity/export.csv", app.direct.id)).await;
        assert_eq!(file.status, 200);
        for n in [0, 499, 500, 1199] {
            let cell = format!("{{\"\"entry\"\":{n}}}");
            assert_eq!(file.html.matches(&cell).count(), 1, "entry {n}");
        }
        assert!(file.html.lines().count() > 1200);
    }
}
