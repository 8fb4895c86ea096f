//! The API from outside: a provider's program, its tokens, its customers.

use super::*;
use http_body_util::BodyExt as _;
use opc_core::access::{OrganisationKind, Request as Asking};
use opc_core::{Clock, DbOptions, Settings, Setup, identity, partners, secrets::Keyring};
use opc_kernel::country::Country;
use serde_json::{Value, json};
use tower::ServiceExt as _;

const GUID: &str = "94e4e214-6b06-4fb7-96d1-94d559f9b47f";

/// A deployment with one provider and a token of its program.
struct World {
    _data: tempfile::TempDir,
    routes: Router,
    client: identity::NewApplication,
    token: String,
}

fn provider() -> partners::NewOrganisation {
    let country = Country::parse("JP").unwrap();
    partners::NewOrganisation {
        kind: OrganisationKind::IndirectProvider,
        name: "Provider K.K.".into(),
        country,
        language: "ja".into(),
        currency: country.currency(),
        domain: "provider.example".into(),
        network_id: Some("1000".into()),
        market: vec![country, Country::parse("BR").unwrap()],
        agreement_signed: true,
        sandbox: true,
        government: false,
    }
}

impl World {
    async fn new(requests_per_minute: u32) -> Self {
        let data = tempfile::tempdir().unwrap();
        let database = format!("sqlite:{}", data.path().join("opc.db").display());
        let core = Core::open(Setup {
            database: database.parse().unwrap(),
            db_options: DbOptions::default(),
            keyring: Keyring::new(&[1; 32]),
            settings: Settings::default(),
            clock: Clock::default(),
        })
        .unwrap();
        let registered = core.write_blocking(Asking::system(), |cx| {
            let id = partners::create_organisation(cx, &provider())?;
            identity::register_application(cx, id, "Program", &[])
        });
        let routes = entrance(router(core, ApiOptions { requests_per_minute }));
        let client = registered.unwrap();
        let mut world = Self { _data: data, routes, client, token: String::new() };
        let form = world.credentials();
        let answer = world.post_form("/provider.example/oauth2/v2.0/token", &form).await;
        assert_eq!(answer.0, 200, "{:?}", answer.2);
        answer.2["access_token"].as_str().unwrap().clone_into(&mut world.token);
        world
    }
    fn credentials(&self) -> String {
        let (id, secret) = (self.client.id, &self.client.secret);
        format!("grant_type=client_credentials&client_id={id}&client_secret={secret}")
    }
    async fn send(&self, request: Request) -> (u16, HeaderMap, Value) {
        let answer = self.routes.clone().oneshot(request).await.unwrap();
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        let body = answer.into_body().collect().await.unwrap().to_bytes();
        (status, headers, serde_json::from_slice(&body).unwrap_or_default())
    }
    async fn post_form(&self, path: &str, form: &str) -> (u16, HeaderMap, Value) {
        let kind = "application/x-www-form-urlencoded";
        let asked = Request::post(path).header(header::CONTENT_TYPE, kind);
        self.send(asked.body(Body::from(form.to_owned())).unwrap()).await
    }
    async fn ask(
        &self,
        line: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> (u16, HeaderMap, Value) {
        let (method, path) = line.split_once(' ').unwrap();
        let asked = Request::builder().method(method).uri(path);
        let asked = asked.header(header::AUTHORIZATION, format!("Bearer {}", self.token));
        let asked = headers.iter().fold(asked, |r, (name, value)| r.header(*name, *value));
        self.send(asked.body(Body::from(body.to_owned())).unwrap()).await
    }
    async fn get(&self, path: &str) -> (u16, HeaderMap, Value) {
        self.ask(&format!("GET {path}"), &[], "").await
    }
}

fn customer(prefix: &str, name: &str) -> String {
    json!({
        "companyProfile": { "domain": format!("{prefix}.onmicrosoft.com") },
        "billingProfile": {
            "culture": "ja-JP", "language": "ja", "email": "hanako@customer.example",
            "companyName": name,
            "defaultAddress": {
                "firstName": "花子", "lastName": "山田", "addressLine1": "丸の内 1-1",
                "city": "千代田区", "state": "東京都", "postalCode": "100-0001", "country": "JP",
            },
        },
    })
    .to_string()
}

#[tokio::test]
async fn a_customer_is_added_once_and_can_be_found() {
    let world = World::new(0).await;
    let body = customer("yamada", "山田商事株式会社");
    let named = [("MS-RequestId", GUID)];
    let (status, headers, added) = world.ask("POST /v1//Customers/", &named, &body).await;
    assert_eq!(status, 201, "{added}");
    let id = added["id"].as_str().unwrap();
    assert_eq!(headers[header::LOCATION], format!("/customers/{id}"));
    assert_eq!(headers["ms-requestid"], GUID);
    assert!(added["userCredentials"]["password"].is_string());

    let (status, headers, again) = world.ask("POST /v1/customers", &named, &body).await;
    assert_eq!((status, &again), (201, &added));
    assert_eq!(headers[header::LOCATION], format!("/customers/{id}"));
    let other = customer("suzuki", "鈴木商店");
    let (status, _, fault) = world.ask("POST /v1/customers", &named, &other).await;
    assert_eq!((status, &fault["data"]), (400, &json!(["rule-request-id-reused"])));

    let (status, headers, one) = world.get(&format!("/v1/customers/{id}")).await;
    assert_eq!((status, &headers[header::ETAG]), (200, &HeaderValue::from_static("\"1\"")));
    assert!(one.get("userCredentials").is_none());
    let (_, _, list) = world.get("/v1/customers?size=0&null=").await;
    assert_eq!((&list["totalCount"], &list["items"][0]["id"]), (&json!(1), &one["id"]));
    assert_eq!(list["items"][0]["attributes"]["objectType"], "Customer");
    for (domain, status) in [("yamada.onmicrosoft.com", 200), ("suzuki.onmicrosoft.com", 404)] {
        let line = format!("HEAD /v1/domains/{domain}");
        assert_eq!(world.ask(&line, &[], "").await.0, status, "{domain}");
    }
}

#[tokio::test]
async fn pages_follow_each_other_with_nothing_but_the_token() {
    let world = World::new(0).await;
    for n in 1..=3 {
        let body = customer(&format!("tanaka{n}"), &format!("田中商事{n}株式会社"));
        assert_eq!(world.ask("POST /v1/customers", &[], &body).await.0, 201);
    }
    let (_, _, first) = world.get("/v1/customers?size=2").await;
    assert_eq!(first["items"].as_array().unwrap().len(), 2);
    let header = &first["links"]["next"]["headers"][0];
    let token = [("MS-ContinuationToken", header["value"].as_str().unwrap())];
    let line = "GET /v1/customers?seekOperation=Next";
    let (_, _, second) = world.ask(line, &token, "").await;
    assert_eq!(second["items"].as_array().unwrap().len(), 1);
    assert!(second["links"].get("next").is_none());
    assert_eq!(world.get("/v1/customers?seekOperation=Next").await.0, 400);
    assert_eq!(world.get("/v1/customers?seekOperation=Last").await.0, 400);
    let filter = "%7B%22Field%22%3A%22Domain%22%2C%22Value%22%3A%22tanaka2%22%2C%22Operator%22%3A%22starts_with%22%7D";
    let (_, _, found) = world.get(&format!("/v1/customers?filter={filter}")).await;
    assert_eq!(found["totalCount"], 1, "{found}");
}

#[tokio::test]
async fn a_stale_profile_is_refused_and_a_fresh_one_saved() {
    let world = World::new(0).await;
    let body = customer("sato", "佐藤工業株式会社");
    let (_, _, added) = world.ask("POST /v1/customers", &[], &body).await;
    let path = format!("/v1/customers/{}/profiles/billing", added["id"].as_str().unwrap());
    let (_, _, mut profile) = world.get(&path).await;
    profile["companyName"] = "佐藤工業ホールディングス株式会社".into();
    let line = format!("PUT {path}");
    let (status, _, saved) = world.ask(&line, &[], &profile.to_string()).await;
    assert_eq!((status, &saved["companyName"]), (200, &profile["companyName"]), "{saved}");
    assert_eq!(saved["attributes"]["etag"], "2");
    let (status, _, fault) = world.ask(&line, &[], &profile.to_string()).await;
    assert_eq!((status, &fault["code"]), (400, &json!(2055)));
    let line = line.replace("billing", "nothing");
    assert_eq!(world.ask(&line, &[], "").await.0, 404);
}

#[tokio::test]
async fn wrong_requests_are_told_what_is_wrong() {
    let world = World::new(0).await;
    let (status, _, fault) = world.ask("POST /v1/customers", &[("X-Locale", "ja-JP")], "{}").await;
    assert_eq!((status, &fault["code"]), (400, &json!(800_002)));
    assert!(fault["description"].as_str().unwrap().contains("会社名："), "{fault}");
    assert_eq!(fault["data"][0], "billingProfile.defaultAddress.country");
    let mut body: Value =
        serde_json::from_str(&customer("brasil", "Brasil Ltda. Comercial")).unwrap();
    body["billingProfile"]["defaultAddress"]["country"] = "BR".into();
    let (status, _, fault) = world.ask("POST /v1/customers", &[], &body.to_string()).await;
    assert_eq!((status, &fault["code"]), (400, &json!(600_049)), "{fault}");
    let (status, _, fault) = world.ask("POST /v1/customers", &[], r#"{"companyProfile":7}"#).await;
    assert_eq!((status, &fault["data"][0]), (400, &json!("companyProfile")));
    assert_eq!(world.get("/v1/customers/seven").await.0, 400);
    let (status, _, fault) = world.get(&format!("/v1/customers/{GUID}")).await;
    assert_eq!((status, &fault["code"]), (404, &json!(1000)));
    assert_eq!(world.get("/v1/nothing/here").await.2["code"], 1000);
    let (status, headers, fault) = world.ask("DELETE /v1/customers", &[], "").await;
    assert_eq!((status, &fault["source"]), (405, &json!("PartnerFD")));
    assert!(headers[header::ALLOW].to_str().unwrap().contains("POST"), "{headers:?}");
    assert_eq!(world.get("/v1/auditrecords?startDate=2020-01-01").await.0, 400);
}

#[tokio::test]
async fn the_log_knows_what_was_done_and_has_two_addresses() {
    let world = World::new(0).await;
    let body = customer("kato", "加藤電機株式会社");
    assert_eq!(world.ask("POST /v1/customers", &[], &body).await.0, 201);
    for path in ["/v1/auditrecords", "/AuditActivity/v1/auditrecords"] {
        let (status, _, log) = world.get(path).await;
        assert_eq!(status, 200, "{log}");
        assert_eq!(log["items"][0]["operationType"], "add_customer", "{log}");
        assert_eq!(log["items"][0]["customerName"], "加藤電機株式会社");
    }
}

#[tokio::test]
async fn without_a_good_token_nothing_is_answered() {
    let mut world = World::new(0).await;
    let asked = Request::get("/v1/customers").body(Body::empty()).unwrap();
    let (status, headers, fault) = world.send(asked).await;
    assert_eq!((status, &fault["code"]), (401, &json!(800_001)));
    assert_eq!(headers[header::WWW_AUTHENTICATE], "Bearer");
    world.token = "x.y.z".to_owned();
    assert_eq!(world.get("/v1/customers").await.0, 401);
}

#[tokio::test]
async fn both_versions_of_the_endpoint_answer_and_the_trade_gives_the_token_back() {
    let world = World::new(0).await;
    let form = world.credentials();
    let (_, headers, old) = world.post_form("/provider.example/OAuth2/Token", &form).await;
    assert_eq!(
        (&old["expires_in"], &headers[header::CACHE_CONTROL]),
        (&json!("3600"), &HeaderValue::from_static("no-store"))
    );
    let bearer = [("Content-Type", "application/x-www-form-urlencoded")];
    let (status, _, traded) =
        world.ask("POST /generatetoken", &bearer, "grant_type=jwt_token").await;
    assert_eq!((status, traded["access_token"].as_str()), (200, Some(world.token.as_str())));
    let (status, _, fault) = world.post_form("/other.example/oauth2/token", &form).await;
    assert_eq!((status, &fault["error"]), (400, &json!("unauthorized_client")));
    let wrong = format!("{form}x");
    let (status, _, fault) = world.post_form("/provider.example/oauth2/token", &wrong).await;
    assert_eq!((status, &fault["error"]), (401, &json!("invalid_client")));
    let (_, _, keys) = world.get("/provider.example/discovery/keys").await;
    assert_eq!(keys["keys"][0]["crv"], "P-256");
    let (_, _, about) = world.get("/provider.example/v2.0/.well-known/openid-configuration").await;
    assert!(about["token_endpoint"].as_str().unwrap().ends_with("/oauth2/v2.0/token"));
}

#[tokio::test]
async fn who_asks_too_often_is_told_when_to_come_back() {
    let world = World::new(1).await;
    let (status, headers, _) = world.get("/v1/customers").await;
    assert_eq!((status, &headers["ratelimit-remaining"]), (200, &HeaderValue::from_static("0")));
    let (status, headers, body) = world.get("/v1/customers").await;
    assert_eq!((status, &body["statusCode"]), (429, &json!(429)));
    let wait: u32 = headers[header::RETRY_AFTER].to_str().unwrap().parse().unwrap();
    assert!((1..=60).contains(&wait));
}

#[tokio::test]
async fn every_operation_is_described_and_routed() {
    let world = World::new(0).await;
    let (_, _, document) = world.get("/openapi.json").await;
    for operation in operations() {
        let method = operation.method.as_str().to_lowercase();
        let described = &document["paths"][operation.path][&method];
        assert_eq!(described["x-opc-permission"], operation.permission.to_string());
        let path = operation.path.replace("{customer_id}", GUID);
        let line = format!("{} {path}", operation.method);
        let (status, ..) = world.ask(&line, &[], "{}").await;
        assert_ne!(status, 405, "{line}");
        assert!(status < 500, "{line}: {status}");
    }
}
