//! What a country asks for, and whether an address holds, over the API (`domain/02`).

use opc_core::access::Role;
use opc_testkit::{Api, both_engines};
use serde_json::{Value, json};

async fn check(api: &Api, [country, line, city, state, code]: [&str; 5]) -> Value {
    let body = json!({
        "AddressLine1": line, "City": city, "State": state, "PostalCode": code, "Country": country,
    });
    let answer = api.post("/v1/validations/address", &body).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    assert_eq!(answer.json["originalAddress"]["addressLine1"], line, "{}", answer.text);
    answer.json
}

both_engines! {
    async fn every_country_says_its_rules(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::SalesAgent).await;
        let us = agent.get("/v1/countryvalidationrules/US").await;
        assert_eq!(us.status, 200, "{}", us.text);
        assert_eq!(us.json["iso2Code"], "US");
        assert_eq!(us.json["postalCodeRegex"], r"^\d{5}(-\d{4})?$");
        assert_eq!(us.json["isStateRequired"], true);
        assert!(us.json["supportedStatesList"].as_array().expect("states").len() > 50);
        let jp = agent.get("/v1/countryvalidationrules/jp").await.json;
        assert_eq!((&jp["defaultCulture"], &jp["supportedStatesList"]), (&json!("ja-JP"), &json!([])));
        assert_eq!((&jp["isTaxIdSupported"], &jp["isTaxIdOptional"]), (&json!(false), &json!(true)));
        let br = agent.get("/v1/countryvalidationrules/BR").await.json;
        assert_eq!((&br["isTaxIdOptional"], &br["taxIdSample"]), (&json!(false), &json!("12.345.678/0001-95")));
        let uk = agent.get("/v1/countryvalidationrules/UK").await.json;
        assert_eq!((&uk["iso2Code"], &uk["countryCallingCodesList"]), (&json!("GB"), &json!(["44"])));
        for nowhere in ["ZZ", "J", "Japan"] {
            let answer = agent.get(&format!("/v1/countryvalidationrules/{nowhere}")).await;
            assert_eq!(answer.status, 404, "{nowhere}");
        }
    }

    async fn an_address_is_checked_with_every_status(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::SalesAgent).await;
        for (address, status, suggestions) in [
            (["JP", "丸の内1-1-1", "千代田区", "東京都", "100-0005"], "VerifiedShippable", 1),
            (["US", "1 Main Street", "Redmond", "WA", "98052"], "Verified", 1),
            (["JP", "丸の内1-1-1", "中央区", "東京都", "100-0005"], "InteractionRequired", 1),
            (["US", "1 Main Street", "Redmond", "OR", "98052"], "InteractionRequired", 1),
            (["JP", "1-1-1", "千代田区", "東京都", "100-0005"], "StreetPartial", 1),
            (["US", "Main Street", "Redmond", "WA", "98052"], "StreetPartial", 0),
            (["JP", "丸の内", "千代田区", "東京都", "100-0005"], "PremisesPartial", 1),
            (["JP", "1-1", "札幌市西区", "北海道", "004-0000"], "Multiple", 2),
            (["JP", "丸の内1-1-1", "千代田区", "東京都", "100-00"], "None", 0),
            (["UK", "1 High Street", "London", "", "SW1A 1AA"], "NotValidated", 0),
        ] {
            let answer = check(&agent, address).await;
            assert_eq!(answer["status"], status, "{address:?} {answer}");
            let suggested = answer["suggestedAddresses"].as_array().expect("a list").len();
            assert_eq!(suggested, suggestions, "{address:?} {answer}");
            let verified = status.starts_with("Verified");
            assert_eq!(answer.get("validationMessage").is_none(), verified, "{answer}");
        }
        let put_right = check(&agent, ["JP", "丸の内1-1-1", "中央区", "大阪府", "1000005"]).await;
        let suggested = &put_right["suggestedAddresses"][0];
        assert_eq!(suggested["state"], "東京都");
        assert_eq!((&suggested["city"], &suggested["postalCode"]), (&json!("千代田区"), &json!("100-0005")));
    }

    async fn a_message_is_in_the_callers_language_and_a_country_is_needed(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::SalesAgent).await;
        let japanese = agent.with("x-locale", "ja-JP");
        let wrong = ["JP", "丸の内1-1-1", "千代田区", "東京都", "100-00"];
        assert!(check(&japanese, wrong).await["validationMessage"].to_string().contains("郵便番号"));
        assert!(check(&agent, wrong).await["validationMessage"].to_string().contains("Postal code"));
        let refused = agent.post("/v1/validations/address", &json!({"city": "Redmond"})).await;
        assert_eq!((refused.status.as_u16(), &refused.json["data"][0]), (400, &json!("country")), "{}", refused.text);
        let helpdesk = app.direct.as_user(&app, Role::HelpdeskAgent).await;
        let refused = helpdesk.post("/v1/validations/address", &json!({"country": "JP"})).await;
        assert_eq!(refused.status, 403, "{}", refused.text);
    }
}
