//! Orders and the subscriptions they make (`domain/05`).

use opc_core::access::Role;
use opc_testkit::{
    Api, BASIC, ENTERPRISE, STORAGE, SUITE, TRIAL, USAGE, VAULT, both_engines, new_customer,
};
use serde_json::{Value, json};

/// A customer whose agreement is attested; its path.
async fn customer(agent: &Api, prefix: &str) -> String {
    let added = agent.post("/v1/customers", &new_customer(prefix)).await;
    assert_eq!(added.status, 201, "{}", added.text);
    let path = format!("/v1/customers/{}", added.json["id"].as_str().expect("an id"));
    let attested = agent.post(&format!("{path}/agreements"), &attestation(agent).await).await;
    assert_eq!(attested.status, 201, "{}", attested.text);
    path
}

async fn attestation(agent: &Api) -> Value {
    let templates = agent.get("/v1/agreements").await;
    let current = templates.json["items"]
        .as_array()
        .expect("templates")
        .iter()
        .find(|t| t["version"] == "2024-04" || t["templateId"].is_string())
        .expect("a template");
    json!({
        "primaryContact": {
            "firstName": "太郎", "lastName": "山田", "email": "info@hinode.example", "phoneNumber": ""
        },
        "templateId": current["templateId"],
        "dateAgreed": "2026-11-19T00:00:00Z",
        "type": "MicrosoftCustomerAgreement"
    })
}

fn order(lines: &[(&str, u32)]) -> Value {
    let lines = lines.iter().zip(0..);
    let lines: Vec<_> = lines
        .map(|((offer, quantity), n)| json!({"lineItemNumber": n, "offerId": offer, "quantity": quantity}))
        .collect();
    json!({ "billingCycle": "monthly", "lineItems": lines })
}

both_engines! {
    async fn an_order_makes_a_subscription_of_each_line(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::SalesAgent).await;
        let path = customer(&agent, "hinode").await;
        let placed = agent.post(&format!("{path}/orders"), &order(&[(BASIC, 12), (STORAGE, 3)])).await;
        assert_eq!(placed.status, 201, "{}", placed.text);
        assert_eq!(placed.json["status"], "completed");
        assert_eq!(placed.json["currencyCode"], "JPY");
        let subscriptions = agent.get(&format!("{path}/subscriptions")).await;
        let items = subscriptions.json["items"].as_array().expect("subscriptions");
        assert_eq!(items.len(), 2, "{}", subscriptions.text);
        let base = items.iter().find(|s| s["offerId"] == BASIC).expect("the base");
        let add_on = items.iter().find(|s| s["offerId"] == STORAGE).expect("the add-on");
        assert_eq!(base["quantity"], 12);
        assert_eq!(base["status"], "active");
        assert_eq!(add_on["parentSubscriptionId"], base["id"]);
        assert_eq!(add_on["commitmentEndDate"], base["commitmentEndDate"], "they end together");
        let orders = agent.get(&format!("{path}/orders")).await;
        assert_eq!(orders.json["items"][0]["id"], placed.json["id"]);
        let again = agent.get(&format!("{path}/orders/{}", placed.json["id"].as_str().expect("an id"))).await;
        assert_eq!(again.json["lineItems"][0]["subscriptionId"], placed.json["lineItems"][0]["subscriptionId"]);
    }

    async fn without_the_customer_agreement_nothing_is_sold(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::SalesAgent).await;
        let added = agent.post("/v1/customers", &new_customer("hinode")).await;
        let path = format!("/v1/customers/{}/orders", added.json["id"].as_str().expect("an id"));
        let refused = agent.post(&path, &order(&[(BASIC, 1)])).await;
        assert_eq!((refused.status.as_u16(), refused.code().as_str()), (403, "13605"), "{}", refused.text);
        assert_eq!(agent.get(&path).await.json["totalCount"], 0);
    }

    async fn the_number_of_licences_must_be_within_the_offers_limits(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::SalesAgent).await;
        let path = format!("{}/orders", customer(&agent, "hinode").await);
        for (offer, quantity, fits) in [(BASIC, 1, true), (BASIC, 300, true), (BASIC, 301, false), (BASIC, 0, false), (ENTERPRISE, 4, false), (ENTERPRISE, 5, true)] {
            let answer = agent.post(&path, &order(&[(offer, quantity)])).await;
            assert_eq!(answer.status == 201, fits, "{offer} {quantity}: {}", answer.text);
            if !fits {
                assert_eq!((answer.status.as_u16(), answer.code().as_str()), (400, "2002"));
            }
        }
    }

    async fn a_refused_line_refuses_the_whole_order(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::SalesAgent).await;
        let path = customer(&agent, "hinode").await;
        let refused = agent.post(&format!("{path}/orders"), &order(&[(BASIC, 5), (ENTERPRISE, 1)])).await;
        assert_eq!(refused.status, 400);
        assert_eq!(agent.get(&format!("{path}/subscriptions")).await.json["totalCount"], 0);
    }

    async fn an_add_on_needs_its_base(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::SalesAgent).await;
        let path = format!("{}/orders", customer(&agent, "hinode").await);
        let refused = agent.post(&path, &order(&[(STORAGE, 1)])).await;
        assert_eq!((refused.status.as_u16(), refused.code().as_str()), (400, "400041"), "{}", refused.text);
        assert_eq!(agent.post(&path, &order(&[(STORAGE, 1), (BASIC, 1)])).await.status, 201, "the base may come later in the order");
    }

    async fn a_trial_is_had_once(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::SalesAgent).await;
        let path = format!("{}/orders", customer(&agent, "hinode").await);
        assert_eq!(agent.post(&path, &order(&[(TRIAL, 25)])).await.status, 201);
        let refused = agent.post(&path, &order(&[(TRIAL, 25)])).await;
        assert_eq!(refused.status, 403, "{}", refused.text);
    }

    async fn what_is_for_schools_is_not_sold_to_companies(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::SalesAgent).await;
        let path = format!("{}/orders", customer(&agent, "hinode").await);
        let refused = agent.post(&path, &order(&[(SUITE, 10)])).await;
        assert!(refused.status.is_client_error(), "{}", refused.text);
    }

    async fn every_broken_line_is_named_with_its_field(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::SalesAgent).await;
        let path = format!("{}/orders", customer(&agent, "hinode").await);
        let refused = agent.post(&path, &order(&[(BASIC, 5), (ENTERPRISE, 1), ("nothing", 1)])).await;
        assert_eq!((refused.status.as_u16(), refused.code().as_str()), (400, "2002"), "{}", refused.text);
        let data = json!(["lineItems[1].quantity", "rule-licence-count-out-of-range", "lineItems[2].offerId", "rule-offer-unavailable"]);
        assert_eq!(refused.json["data"], data);
        assert!(refused.json["description"].as_str().is_some_and(|d| d.starts_with("Line 2: Licences: ")), "{}", refused.text);
        assert_eq!(agent.get(&path).await.json["totalCount"], 0);

        let mut add_on = order(&[(BASIC, 5), (STORAGE, 1)]);
        add_on["lineItems"][1]["parentSubscriptionId"] = json!("00000000-0000-4000-8000-000000000000");
        let refused = agent.post(&path, &add_on).await;
        assert_eq!((refused.code().as_str(), &refused.json["data"][0]), ("400041", &json!("lineItems[1].parentSubscriptionId")), "{}", refused.text);
        add_on["lineItems"][1]["parentSubscriptionId"] = json!("the other");
        assert_eq!(agent.post(&path, &add_on).await.json["data"][0], "lineItems[1].parentSubscriptionId");
    }

    async fn lines_have_numbers_of_their_own_and_keep_them(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::SalesAgent).await;
        let path = format!("{}/orders", customer(&agent, "hinode").await);
        let mut body = order(&[(BASIC, 5), (ENTERPRISE, 5)]);
        body["lineItems"][1]["lineItemNumber"] = json!(0);
        let twice = agent.post(&path, &body).await;
        assert_eq!((twice.status.as_u16(), &twice.json["data"]), (400, &json!(["lineItems[1].lineItemNumber", "rule-line-number-repeated"])), "{}", twice.text);
        body["lineItems"][1]["lineItemNumber"] = json!(-1);
        assert_eq!(agent.post(&path, &body).await.json["data"][0], "lineItems[1].lineItemNumber");
        body["lineItems"][1]["lineItemNumber"] = json!(7);
        let placed = agent.post(&path, &body).await;
        assert_eq!((placed.status.as_u16(), &placed.json["lineItems"][1]["lineItemNumber"]), (201, &json!(7)), "{}", placed.text);
        let none = agent.post(&path, &json!({ "lineItems": [] })).await;
        assert_eq!((none.status.as_u16(), &none.json["data"][0]), (400, &json!("lineItems")));
        let many = agent.post(&path, &order(&vec![(BASIC, 1); 101])).await;
        assert_eq!(many.json["data"], json!(["lineItems", "rule-too-many-lines"]), "{}", many.text);
    }

    async fn an_order_is_for_the_customer_of_its_address(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::SalesAgent).await;
        let path = customer(&agent, "hinode").await;
        let mut body = order(&[(BASIC, 5)]);
        body["referenceCustomerId"] = json!(app.other.id.to_string());
        let refused = agent.post(&format!("{path}/orders"), &body).await;
        assert_eq!((refused.status.as_u16(), &refused.json["data"]), (400, &json!(["referenceCustomerId"])), "{}", refused.text);
        body["referenceCustomerId"] = json!(path.trim_start_matches("/v1/customers/").to_uppercase());
        assert_eq!(agent.post(&format!("{path}/orders"), &body).await.status, 201);
    }

    async fn a_friendly_name_has_a_limit_and_falls_back_to_the_offers_name(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::SalesAgent).await;
        let path = customer(&agent, "hinode").await;
        let mut body = order(&[(BASIC, 5)]);
        for name in ["名".repeat(101), "a\u{202e}b".to_owned()] {
            body["lineItems"][0]["friendlyName"] = json!(name);
            let refused = agent.post(&format!("{path}/orders"), &body).await;
            assert_eq!((refused.status.as_u16(), &refused.json["data"][0]), (400, &json!("lineItems[0].friendlyName")), "{}", refused.text);
        }
        body["lineItems"][0]["friendlyName"] = json!("名".repeat(100));
        assert_eq!(agent.post(&format!("{path}/orders"), &body).await.status, 201);
        body["lineItems"][0]["friendlyName"] = json!(null);
        agent.post(&format!("{path}/orders"), &body).await;
        for (locale, offer_name) in [("en-US", "Business Basic"), ("ja-JP", "Business Basic（日本語）")] {
            let items = agent.with("x-locale", locale).get(&format!("{path}/subscriptions")).await.json["items"].clone();
            assert_eq!((&items[0]["offerName"], &items[1]["offerName"]), (&json!(offer_name), &json!(offer_name)));
            assert_eq!(items[0]["friendlyName"], "名".repeat(100));
            assert_eq!(items[1]["friendlyName"], "Business Basic（日本語）", "in the customer's language");
            let one = format!("{path}/subscriptions/{}", items[0]["id"].as_str().expect("an id"));
            assert_eq!(agent.with("x-locale", locale).get(&one).await.json["offerName"], offer_name);
        }
    }

    async fn a_line_names_the_reseller_by_its_network_id_and_never_the_provider(app: TestApp) {
        let provider = app.provider.as_user(&app, Role::SalesAgent).await;
        let path = customer(&provider, "hinode").await;
        let orders = format!("{path}/orders");
        let mut body = order(&[(BASIC, 3), (ENTERPRISE, 5)]);
        for (named, expected) in [("4100003", (404, "2072")), ("4100002", (400, "800016")), ("0", (400, "800016"))] {
            body["lineItems"][1]["partnerIdOnRecord"] = json!(named);
            let refused = provider.post(&orders, &body).await;
            assert_eq!((refused.status.as_u16(), refused.code().as_str()), expected, "{}", refused.text);
            assert_eq!(refused.json["data"][0], "lineItems[1].partnerIdOnRecord");
        }
        body["lineItems"][1]["partnerIdOnRecord"] = json!("4100004");
        let placed = provider.post(&orders, &body).await;
        assert_eq!(placed.status, 201, "{}", placed.text);
        assert_eq!(placed.json["lineItems"][1]["partnerIdOnRecord"], "4100004");
        assert!(placed.json["lineItems"][0].get("partnerIdOnRecord").is_none());
        let theirs = provider.get(&format!("{path}/subscriptions?mpn_id=4100004")).await;
        assert_eq!((&theirs.json["totalCount"], &theirs.json["items"][0]["partnerId"]), (&json!(1), &json!("4100004")), "{}", theirs.text);
        assert_eq!(provider.get(&format!("{path}/subscriptions?mpn_id=4100005")).await.json["totalCount"], 0);

        app.partner_agreement_is_signed(app.reseller.id, false).await;
        let unsigned = provider.post(&orders, &body).await;
        assert_eq!((unsigned.status.as_u16(), unsigned.code().as_str()), (403, "900123"), "{}", unsigned.text);
        app.partner_agreement_is_signed(app.provider.id, false).await;
        let unsigned = provider.post(&orders, &body).await;
        assert_eq!((unsigned.status.as_u16(), unsigned.code().as_str()), (403, "900124"), "{}", unsigned.text);
    }

    async fn a_reseller_sees_but_does_not_order(app: TestApp) {
        let provider = app.provider.as_user(&app, Role::SalesAgent).await;
        let mut body = new_customer("hinode");
        body["associatedPartnerId"] = json!(app.reseller.id.to_string());
        let added = provider.post("/v1/customers", &body).await;
        let path = format!("/v1/customers/{}", added.json["id"].as_str().expect("an id"));
        provider.post(&format!("{path}/agreements"), &attestation(&provider).await).await;
        let placed = provider.post(&format!("{path}/orders"), &order(&[(BASIC, 3)])).await;
        assert_eq!(placed.status, 201, "{}", placed.text);

        let reseller = app.reseller.as_user(&app, Role::SalesAgent).await;
        let refused = reseller.post(&format!("{path}/orders"), &order(&[(BASIC, 3)])).await;
        assert_eq!(refused.status, 403, "{}", refused.text);
        let seen = reseller.get(&format!("{path}/subscriptions")).await;
        assert_eq!(seen.json["totalCount"], 1, "{}", seen.text);
    }

    async fn what_is_billed_by_use_needs_no_quantity(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::SalesAgent).await;
        let path = customer(&agent, "hinode").await;
        let line = |quantity: Value| {
            let mut line = json!({ "lineItemNumber": 0, "offerId": USAGE });
            if !quantity.is_null() { line["quantity"] = quantity; }
            json!({ "billingCycle": "monthly", "lineItems": [line] })
        };
        for quantity in [json!(0), json!(2), json!(-1)] {
            let refused = agent.post(&format!("{path}/orders"), &line(quantity)).await;
            assert_eq!((refused.status.as_u16(), refused.code().as_str()), (400, "2002"), "{}", refused.text);
        }
        for quantity in [Value::Null, json!(1)] {
            let placed = agent.post(&format!("{path}/orders?include_price=true"), &line(quantity)).await;
            assert_eq!((placed.status.as_u16(), &placed.json["totalPrice"]), (201, &json!(0)), "{}", placed.text);
        }
        let sold = agent.get(&format!("{path}/subscriptions")).await;
        let item = &sold.json["items"][0];
        assert_eq!((&item["billingType"], &item["quantity"]), (&json!("usage"), &json!(1)), "{}", sold.text);
        assert_eq!(agent.get(&format!("{path}/orders?billingType=usage")).await.json["totalCount"], 2);
        assert_eq!(agent.get(&format!("{path}/orders?billingType=license")).await.json["totalCount"], 0);
    }

    async fn a_billing_cycle_the_offer_does_not_have_is_refused(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::SalesAgent).await;
        let path = format!("{}/orders", customer(&agent, "hinode").await);
        let billed = |cycle: &str, offer| json!({ "billingCycle": cycle, "lineItems": order(&[(offer, 5)])["lineItems"] });
        for (cycle, offer) in [("monthly", VAULT), ("none", BASIC)] {
            let refused = agent.post(&path, &billed(cycle, offer)).await;
            assert_eq!((refused.status.as_u16(), refused.code().as_str()), (400, "6001"), "{}", refused.text);
        }
        let placed = agent.post(&path, &billed("annual", VAULT)).await;
        assert_eq!(placed.status, 201, "{}", placed.text);
    }

    async fn a_limit_counts_the_lines_of_the_order_and_what_was_bought_before(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::SalesAgent).await;
        let path = format!("{}/orders", customer(&agent, "hinode").await);
        let annual = |lines: &[(&str, u32)]| json!({ "billingCycle": "annual", "lineItems": order(lines)["lineItems"] });
        for lines in [vec![(VAULT, 1), (VAULT, 1)], vec![(TRIAL, 25), (TRIAL, 25)]] {
            let refused = agent.post(&path, &annual(&lines)).await;
            assert_eq!((refused.status.as_u16(), refused.code().as_str()), (403, "800066"), "{}", refused.text);
        }
        assert_eq!(agent.post(&path, &annual(&[(VAULT, 1)])).await.status, 201);
        let refused = agent.post(&path, &annual(&[(VAULT, 1)])).await;
        assert_eq!(refused.code(), "800066", "{}", refused.text);
    }

    async fn a_trial_has_25_licences_no_bill_and_is_not_of_what_is_owned(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::SalesAgent).await;
        let path = customer(&agent, "hinode").await;
        for count in [24, 26] {
            let refused = agent.post(&format!("{path}/orders"), &order(&[(TRIAL, count)])).await;
            assert_eq!(refused.code(), "2002", "{}", refused.text);
        }
        let placed = agent.post(&format!("{path}/orders?include_price=true"), &order(&[(TRIAL, 25)])).await;
        assert_eq!((&placed.json["billingCycle"], &placed.json["totalPrice"]), (&json!("none"), &json!(0)), "{}", placed.text);
        let other = customer(&agent, "asahi").await;
        assert_eq!(agent.post(&format!("{other}/orders"), &order(&[(BASIC, 1)])).await.status, 201);
        let refused = agent.post(&format!("{other}/orders"), &order(&[(TRIAL, 25)])).await;
        assert_eq!((refused.status.as_u16(), refused.code().as_str()), (403, "800066"), "{}", refused.text);
    }

    async fn the_partners_own_agreement_is_asked_for_before_the_customers(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::SalesAgent).await;
        let added = agent.post("/v1/customers", &new_customer("hinode")).await;
        let path = format!("/v1/customers/{}/orders", added.json["id"].as_str().expect("an id"));
        for (signed, code) in [(false, "900124"), (true, "13605")] {
            app.partner_agreement_is_signed(app.direct.id, signed).await;
            let refused = agent.post(&path, &order(&[(BASIC, 301)])).await;
            assert_eq!((refused.status.as_u16(), refused.code().as_str()), (403, code), "{}", refused.text);
        }
    }

    async fn nothing_is_wrong_between_the_tables_after_all_of_it(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::SalesAgent).await;
        let path = format!("{}/orders", customer(&agent, "hinode").await);
        agent.post(&path, &order(&[(BASIC, 1), (STORAGE, 1), (USAGE, 1), (ENTERPRISE, 5)])).await;
        let core = app.core.clone();
        let found = opc_testkit::tokio::task::spawn_blocking(move || {
            core.read_blocking(opc_core::access::Request::system(), opc_core::integrity::findings)
        });
        let found = found.await.expect("a thread").expect("the tables are read");
        assert!(found.is_empty(), "{found:?}");
    }
}
