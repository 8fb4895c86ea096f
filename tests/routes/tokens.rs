//! The token endpoint (`reference/wire.md`, Tokens).

use opc_core::access::Role;
use opc_testkit::{Api, both_engines};

both_engines! {
    async fn the_first_version_answers_numbers_as_text_and_the_second_as_numbers(app: TestApp) {
        let api = Api::anonymous(&app);
        let form = format!("grant_type=client_credentials&client_id={}&client_secret={}", app.direct.app.id, app.direct.app.secret);
        let v1 = api.form(&format!("/{}/oauth2/token", app.direct.id), &form).await;
        assert_eq!(v1.status, 200, "{}", v1.text);
        assert_eq!(v1.json["expires_in"], "3600");
        assert_eq!(v1.json["token_type"], "Bearer");
        let v2 = api.form(&format!("/{}/oauth2/v2.0/token", app.direct.id), &form).await;
        assert_eq!(v2.json["expires_in"], 3600);
    }

    async fn a_wrong_secret_and_a_foreign_tenant_are_refused(app: TestApp) {
        let api = Api::anonymous(&app);
        let path = format!("/{}/oauth2/token", app.direct.id);
        let wrong = format!("grant_type=client_credentials&client_id={}&client_secret=nonsense", app.direct.app.id);
        let refused = api.form(&path, &wrong).await;
        assert_eq!((refused.status.as_u16(), refused.json["error"].as_str()), (401, Some("invalid_client")), "{}", refused.text);
        let foreign = format!("grant_type=client_credentials&client_id={}&client_secret={}", app.other.app.id, app.other.app.secret);
        assert!(api.form(&path, &foreign).await.status.is_client_error());
    }

    async fn a_token_is_good_for_an_hour(app: TestApp) {
        let api = app.direct.app_only(&app).await;
        app.advance(3500);
        assert_eq!(api.get("/v1/customers").await.status, 200);
        app.advance(200);
        assert_eq!(api.get("/v1/customers").await.status, 401);
    }

    async fn the_forms_of_the_endpoints_are_described(app: TestApp) {
        let document = Api::anonymous(&app).get("/openapi.json").await.json;
        let (device, token) = (["client_id", "client_secret"].as_slice(), ["grant_type", "device_code", "code_verifier"].as_slice());
        for (path, members) in [
            ("/{tenant}/oauth2/token", token),
            ("/{tenant}/oauth2/v2.0/token", token),
            ("/{tenant}/oauth2/devicecode", device),
            ("/{tenant}/oauth2/v2.0/devicecode", device),
            ("/generatetoken", &["grant_type"]),
        ] {
            let form = &document["paths"][path]["post"]["requestBody"]["content"]["application/x-www-form-urlencoded"]["schema"];
            let name = form["$ref"].as_str().and_then(|at| at.rsplit('/').next()).unwrap_or_else(|| panic!("{path}: {form}"));
            for member in members {
                let described = &document["components"]["schemas"][name]["properties"][member];
                assert!(described["description"].is_string(), "{path} {member}: {described}");
            }
        }
    }

    async fn the_keys_are_published(app: TestApp) {
        let api = Api::anonymous(&app);
        let document = api.get(&format!("/{}/.well-known/openid-configuration", app.direct.id)).await;
        assert_eq!(document.status, 200, "{}", document.text);
        let uri = document.json["jwks_uri"].as_str().expect("an address");
        let path = uri.split("8080").nth(1).expect("a path");
        let keys = api.get(path).await;
        assert_eq!(keys.json["keys"][0]["kty"], "EC", "{}", keys.text);
        assert!(!keys.text.contains("\"d\""), "no private half");
    }

    async fn without_the_second_factor_the_customers_are_closed(app: TestApp) {
        let person = &app.direct.people[&Role::AdminAgent];
        let form = format!(
            "grant_type=password&username={}&password=correct%20horse%20battery%20staple&client_id={}&client_secret={}",
            person.user_name.replace('@', "%40"), app.direct.app.id, app.direct.app.secret,
        );
        let token = Api::anonymous(&app).form(&format!("/{}/oauth2/token", app.direct.id), &form).await;
        assert_eq!(token.status, 200, "{}", token.text);
        let api = Api::anonymous(&app).with("authorization", format!("Bearer {}", token.json["access_token"].as_str().expect("a token")));
        let refused = api.get("/v1/customers").await;
        assert!(matches!(refused.status.as_u16(), 401 | 403), "{}", refused.text);
        assert_eq!(api.get("/v1/offers?country=JP").await.status, 200, "the catalogue is not protected");
    }
}
