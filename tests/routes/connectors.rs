//! Customers of other portals (`domain/03`, Ways in; F13 of `domain/source-features.md`).

use opc_core::access::Role;
use opc_testkit::{both_engines, new_customer};
use serde_json::{Value, json};

fn batch(customers: &[(&str, Value)]) -> Value {
    let one = |(id, customer): &(&str, Value)| json!({ "sourceId": id, "customer": customer });
    json!({ "source": "Web direct", "customers": customers.iter().map(one).collect::<Vec<_>>() })
}

both_engines! {
    async fn customers_of_another_portal_appear_once_with_where_they_came_from(app: TestApp) {
        let program = app.direct.app_only(&app).await;
        let mut broken = new_customer("asahi");
        broken["billingProfile"]["email"] = json!("nobody");
        let sent = batch(&[("W-1", new_customer("hinode")), ("W-2", broken), ("", new_customer("aoba"))]);
        let done = program.post("/v1/connectors/customers", &sent).await;
        assert_eq!(done.status, 200, "{}", done.text);
        let outcomes = |reply: &opc_testkit::Reply| {
            let items = reply.json["items"].as_array().cloned().unwrap_or_default();
            items.iter().map(|one| one["outcome"].as_str().unwrap_or_default().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(outcomes(&done), ["added", "refused", "refused"], "{}", done.text);
        assert!(done.json["items"][1]["problems"][0].as_str().is_some_and(|p| p.contains("email")), "{}", done.text);
        let id = done.json["items"][0]["customerId"].clone();

        let again = program.post("/v1/connectors/customers", &batch(&[("W-1", new_customer("other"))])).await;
        assert_eq!(outcomes(&again), ["known"], "{}", again.text);
        assert_eq!(again.json["items"][0]["customerId"], id);
        let list = program.get("/v1/customers").await;
        assert_eq!(list.json["items"].as_array().map(Vec::len), Some(1), "{}", list.text);

        let mut agent = app.direct.browser(&app, Role::SalesAgent).await;
        let page = agent.get(&format!("/p/{}/customers", app.direct.id)).await;
        assert!(page.says("also on Web direct"), "{}", page.html);
        let id = id.as_str().unwrap_or_default();
        let page = agent.get(&format!("/p/{}/customers/{id}/company", app.direct.id)).await;
        assert!(page.says("Web direct W-1"), "{}", page.html);
        let other = app.other.app_only(&app).await;
        let theirs = other.post("/v1/connectors/customers", &batch(&[("W-1", new_customer("fuji"))])).await;
        assert_eq!(outcomes(&theirs), ["added"], "another partner's ids are its own: {}", theirs.text);
    }

    async fn a_customer_that_is_here_by_its_domain_is_noted_not_added_twice(app: TestApp) {
        let agent = app.provider.as_user(&app, Role::AdminAgent).await;
        let mut shared = new_customer("hinode");
        shared["associatedPartnerId"] = json!(app.reseller.id.to_string());
        let added = agent.post("/v1/customers", &shared).await;
        assert_eq!(added.status, 201, "{}", added.text);
        for tenant in [&app.provider, &app.reseller] {
            let program = tenant.app_only(&app).await;
            for _ in 0..2 {
                let done = program.post("/v1/connectors/customers", &batch(&[("W-9", new_customer("Hinode"))])).await;
                assert_eq!(done.json["items"][0]["outcome"], "known", "{}", done.text);
                assert_eq!(done.json["items"][0]["customerId"], added.json["id"], "{}", done.text);
            }
            let mut browser = tenant.browser(&app, Role::SalesAgent).await;
            let page = browser.get(&format!("/p/{}/customers", tenant.id)).await;
            assert!(page.says("also on Web direct"), "{}", page.html);
            let log = tenant.as_user(&app, Role::AdminAgent).await.get("/v1/auditrecords?size=100").await;
            assert_eq!(log.text.matches("\"update_customer_source\"").count(), 1, "{}", log.text);
        }
        let stranger = app.reseller.app_only(&app).await;
        let refused = stranger.post("/v1/connectors/customers", &batch(&[("W-10", new_customer("aoba"))])).await;
        assert_eq!(refused.json["items"][0]["outcome"], "refused", "{}", refused.text);
        assert!(refused.text.contains("invitation"), "{}", refused.text);
    }

    async fn a_file_names_the_portal_its_customers_came_from(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::AdminAgent).await;
        let file = "company_name,country,postal_code,state,city,address_line_1,first_name,last_name,email,domain_prefix,source,source_id\n\
                    株式会社青葉商会,JP,100-0005,東京都,千代田区,丸の内1-1-1,太郎,山田,info@aobashokai.example,aoba,Open,O-7\n";
        let import = agent.post_text("/v1/imports", file).await;
        assert_eq!(import.status, 201, "{}", import.text);
        let one = format!("/v1/imports/{}", import.json["id"].as_str().unwrap_or_default());
        assert_eq!(agent.post(&format!("{one}/check"), &json!({})).await.status, 200);
        app.work().await;
        let started = agent.post(&format!("{one}/start"), &json!({ "confirm": ["all"] })).await;
        assert_eq!(started.status, 200, "{}", started.text);
        app.work().await;
        let rows = agent.get(&format!("{one}/rows")).await;
        assert_eq!(rows.json["items"][0]["outcome"], "added", "{}", rows.text);
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let page = browser.get(&format!("/p/{}/customers", app.direct.id)).await;
        assert!(page.says("株式会社青葉商会") && page.says("also on Open"), "{}", page.html);
    }
}
