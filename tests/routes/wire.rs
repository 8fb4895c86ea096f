//! What existing clients need of the wire (`reference/wire.md`).

use opc_core::access::Role;
use opc_testkit::{Api, both_engines, new_customer};

both_engines! {
    async fn paths_match_in_any_case_with_doubled_and_trailing_slashes(app: TestApp) {
        let api = app.direct.app_only(&app).await;
        for path in ["/v1/customers", "/v1//customers", "/V1/Customers/", "/v1/CUSTOMERS?null=&other=1"] {
            assert_eq!(api.get(path).await.status, 200, "{path}");
        }
    }

    async fn request_and_correlation_ids_come_back_and_are_made_when_absent(app: TestApp) {
        let api = app.direct.app_only(&app).await;
        let made = api.get("/v1/customers").await;
        assert_eq!(made.header("ms-requestid").len(), 36);
        assert_eq!(made.header("ms-correlationid").len(), 36);
        let id = "0f8fad5b-d9cb-469f-a165-70867728950e";
        let echoed = api.with("ms-correlationid", id).get("/v1/customers").await;
        assert_eq!(echoed.header("ms-correlationid"), id);
        assert_eq!(echoed.header("content-type"), "application/json; charset=utf-8");
    }

    async fn a_pascal_case_body_with_nulls_is_understood(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::SalesAgent).await;
        let body = new_customer("hinode").to_string()
            .replace("\"companyProfile\"", "\"CompanyProfile\"").replace("\"domain\"", "\"Domain\"")
            .replace("\"billingProfile\"", "\"Links\":null,\"BillingProfile\"").replace("\"companyName\"", "\"CompanyName\"")
            .replace("\"postalCode\"", "\"Region\":null,\"PostalCode\"");
        let added = agent.post_text("/v1/customers", &body).await;
        assert_eq!(added.status, 201, "{}", added.text);
    }

    async fn mistakes_of_the_client_are_never_a_server_error(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::AdminAgent).await;
        for (path, expected) in [
            ("/v1/customers/not-a-guid", 400), ("/v1/nothing", 404), ("/v1/customers?size=abc", 400),
            ("/v1/customers?filter=%7Bbroken", 400), ("/v1/auditrecords?startDate=2020-01-01", 400),
        ] {
            let answer = agent.get(path).await;
            assert_eq!(answer.status, expected, "{path}: {}", answer.text);
            assert!(answer.json["description"].is_string() && answer.json["data"].is_array(), "{path}: {}", answer.text);
        }
        for body in ["", "{", "[]", "42", "{\"companyProfile\":[]}"] {
            let answer = agent.post_text("/v1/customers", body).await;
            assert_eq!(answer.status, 400, "{body}: {}", answer.text);
        }
        assert_eq!(agent.put("/v1/customers", &serde_json::json!({})).await.status, 405);
    }

    async fn the_java_clients_audit_date_is_understood(app: TestApp) {
        let admin = app.direct.as_user(&app, Role::AdminAgent).await;
        // Day 323 of 2026 is 19 November.
        assert_eq!(admin.get("/v1/auditrecords?startDate=2026-11-323").await.status, 200);
    }

    async fn offers_come_with_their_limits_in_the_callers_language(app: TestApp) {
        let api = app.direct.app_only(&app).await.with("x-locale", "ja-JP");
        let offers = api.get("/v1/offers?country=JP").await;
        let first = &offers.json["items"][0];
        assert!(first["name"].as_str().is_some_and(|n| n.contains("日本語")), "{}", offers.text);
        assert_eq!(first["minimumQuantity"], 1);
        assert_eq!(first["maximumQuantity"], 300);
        let categories = api.get("/v1/offercategories?country=JP").await;
        assert_eq!(categories.json["totalCount"], 2);
    }

    async fn the_api_describes_itself(app: TestApp) {
        let document = Api::anonymous(&app).get("/openapi.json").await;
        assert_eq!(document.status, 200);
        let create = &document.json["paths"]["/v1/customers"]["post"];
        assert_eq!(create["x-opc-permission"], "customers.add", "{create}");
        assert_eq!(create["x-opc-idempotent"], true);
    }
}
