//! Resellers and providers over REST.

use opc_core::access::Role;
use opc_testkit::{Api, BASIC, Browser, TestApp, both_engines, encode, new_customer};
use serde_json::{Value, json};

const ROLES: &str = "/v1/tenantRelationships/delegatedAdminRelationships";
const RESELLERS: &str = "/v1/relationships?relationship_type=IsIndirectCloudSolutionProviderOf";

/// A customer of the provider and its first reseller, with a subscription: both ids.
async fn sold(app: &TestApp, agent: &Api) -> (String, String) {
    let mut body = new_customer("hinode");
    body["associatedPartnerId"] = json!(app.reseller.id.to_string());
    let added = agent.post("/v1/customers", &body).await;
    let id = added.json["id"].as_str().expect("an id").to_owned();
    let templates = agent.get("/v1/agreements").await;
    let attestation = json!({
        "primaryContact": { "firstName": "太郎", "lastName": "山田", "email": "info@hinode.example" },
        "templateId": templates.json["items"][0]["templateId"],
        "dateAgreed": "2026-11-19T00:00:00Z", "type": "MicrosoftCustomerAgreement"
    });
    agent.post(&format!("/v1/customers/{id}/agreements"), &attestation).await;
    let line = json!({ "lineItemNumber": 0, "offerId": BASIC, "quantity": 3 });
    let order = json!({ "billingCycle": "monthly", "lineItems": [line] });
    let placed = agent.post(&format!("/v1/customers/{id}/orders"), &order).await;
    let subscription = placed.json["lineItems"][0]["subscriptionId"].as_str();
    (id, subscription.expect("a subscription").to_owned())
}

fn names(list: &Value) -> Vec<&str> {
    let items = list["items"].as_array().expect("items").iter();
    items.filter_map(|item| item["name"].as_str()).collect()
}

fn new_reseller(network_id: &str, prefix: &str) -> Value {
    json!({
        "mpnId": network_id,
        "tenant": {
            "domainPrefix": prefix, "name": "Trial Reseller", "displayName": "Trial Reseller",
            "adminUserName": "admin", "adminFirstName": "Test", "adminLastName": "Reseller",
            "adminAlternateEmail": "admin@trial.example", "country": "JP", "culture": "en-us"
        },
        "legalBusinessProfile": {
            "companyName": "Trial Reseller", "address": { "country": "JP", "city": "Tokyo" },
            "primaryContact": { "firstName": "Test" }, "culture": "en-US"
        },
        "organizationProfileLanguage": "en"
    })
}

both_engines! {
    async fn both_sides_list_their_partners_in_either_casing(app: TestApp) {
        let agent = app.provider.as_user(&app, Role::HelpdeskAgent).await;
        let list = agent.get(RESELLERS).await;
        assert_eq!(list.json["totalCount"], 2, "{}", list.text);
        let first = list.json["items"].as_array().expect("items").iter().find(|one| one["mpnId"] == "4100004");
        let expected = json!({
            "id": app.reseller.id.to_string(), "location": "JP", "partnerId": "4100004",
            "name": "浪速システム", "relationshipType": "is_indirect_cloud_solution_provider_of",
            "state": "Active", "mpnId": "4100004", "attributes": { "objectType": "PartnerRelationship" }
        });
        assert_eq!(first, Some(&expected));
        let snake = agent.get("/v1/relationships?relationship_type=is_indirect_cloud_solution_provider_of").await;
        assert_eq!(snake.json["totalCount"], 2, "{}", snake.text);
        let filter = encode(r#"{"field":"Name","value":"灘","operator":"StartsWith","fieldType":"x"}"#);
        let found = agent.get(&format!("{RESELLERS}&filter={filter}")).await;
        assert_eq!(names(&found.json), ["灘リセール"], "{}", found.text);
        let reseller = app.reseller.as_user(&app, Role::SalesAgent).await;
        let providers = reseller.get("/v1/relationships?relationship_type=IsIndirectResellerOf").await;
        assert_eq!(names(&providers.json), ["東都ディストリビューション"], "{}", providers.text);
        assert_eq!(providers.json["items"][0]["relationshipType"], "is_indirect_reseller_of");
        assert_eq!(names(&reseller.get(RESELLERS).await.json), [""; 0]);
    }

    async fn what_cannot_be_listed_is_said(app: TestApp) {
        let agent = app.provider.as_user(&app, Role::SalesAgent).await;
        for path in ["/v1/relationships", "/v1/relationships?relationship_type=x"] {
            let refused = agent.get(path).await;
            assert!(refused.status == 400 && refused.text.contains("IsIndirectResellerOf"), "{}", refused.text);
        }
        let unknown = encode(r#"{"Field":"colour","Value":"x","Operator":"equals"}"#);
        let refused = agent.get(&format!("{RESELLERS}&filter={unknown}")).await;
        assert!(refused.status == 400 && refused.text.contains("filter.Field"), "{}", refused.text);
        assert_eq!(app.provider.app_only(&app).await.get(RESELLERS).await.code(), "900329");
        let accounts = app.provider.as_user(&app, Role::AccountAdmin).await;
        assert_eq!(accounts.get(RESELLERS).await.code(), "900150");
    }

    async fn a_customer_lists_who_serves_it_together(app: TestApp) {
        let agent = app.provider.as_user(&app, Role::SalesAgent).await;
        let (id, _) = sold(&app, &app.provider.as_user(&app, Role::AdminAgent).await).await;
        let path = format!("/v1/customers/{id}/relationships");
        assert_eq!(names(&agent.get(&path).await.json), ["浪速システム"]);
        let theirs = app.reseller.as_user(&app, Role::SalesAgent).await.get(&path).await;
        assert_eq!(names(&theirs.json), ["東都ディストリビューション"], "{}", theirs.text);
        let stranger = app.second_reseller.as_user(&app, Role::SalesAgent).await;
        assert_eq!(stranger.get(&path).await.status, 404);
        let filter = encode(&format!(r#"{{"Field":"IndirectReseller","Value":"{}","Operator":"starts_with"}}"#, app.reseller.id));
        assert_eq!(agent.get(&format!("/v1/customers?filter={filter}")).await.json["totalCount"], 1);
    }

    async fn a_provider_asks_whether_a_reseller_has_signed(app: TestApp) {
        let agent = app.provider.as_user(&app, Role::AdminAgent).await;
        let path = "/v1/compliance/csp/agreementstatus";
        let signed = agent.get(&format!("{path}?mpnId=4100004")).await;
        assert_eq!((signed.status.as_u16(), &signed.json), (200, &json!({ "isAgreementSigned": true })));
        let by_tenant = format!("{path}?tenantId={}", app.reseller.id);
        assert_eq!(agent.get(&by_tenant).await.status, 200);
        app.partner_agreement_is_signed(app.reseller.id, false).await;
        let nobody = "00000000-0000-7000-8000-000000000000";
        for (query, code) in [
            ("mpnId=4100004".to_owned(), "2203"), (format!("tenantId={}", app.reseller.id), "2206"),
            ("mpnId=9".to_owned(), "2200"), (format!("tenantId={nobody}"), "2205"),
            ("mpnId=abc".to_owned(), "2000"), ("tenantId=abc".to_owned(), "2000"),
            (String::new(), "2001"), (format!("mpnId=1&tenantId={nobody}"), "2000"),
        ] {
            let refused = agent.get(&format!("{path}?{query}")).await;
            assert_eq!((refused.status.as_u16(), refused.code().as_str()), (400, code), "{query}: {}", refused.text);
        }
        assert_eq!(agent.get("/v1/compliance/other/agreementstatus?mpnId=1").await.status, 404);
        let reseller = app.reseller.as_user(&app, Role::AdminAgent).await;
        assert_eq!(reseller.get(&by_tenant).await.code(), "2032");
    }

    async fn the_partner_of_record_is_changed_and_cleared(app: TestApp) {
        let agent = app.provider.as_user(&app, Role::AdminAgent).await;
        let (id, subscription) = sold(&app, &agent).await;
        let path = format!("/v1/customers/{id}/subscriptions/{subscription}");
        let read = agent.get(&path).await;
        assert_eq!(read.json["partnerId"], "4100004", "{}", read.text);
        let same = agent.patch(&path, &read.json).await;
        assert_eq!((same.status.as_u16(), &same.json["attributes"]["etag"]), (200, &json!("1")), "{}", same.text);
        let mut wanted = read.json.clone();
        wanted["partnerId"] = json!("4100005");
        let changed = agent.patch(&path, &wanted).await;
        assert_eq!((changed.status.as_u16(), &changed.json["partnerId"]), (200, &json!("4100005")), "{}", changed.text);
        wanted["partnerId"] = json!("4100004");
        assert_eq!(agent.patch(&path, &wanted).await.code(), "2055", "an old version");
        for (named, code) in [("4100001", "800016"), ("x", "800016"), ("4100003", "2072")] {
            assert_eq!(agent.patch(&path, &json!({ "partnerId": named })).await.code(), code, "{named}");
        }
        app.partner_agreement_is_signed(app.reseller.id, false).await;
        assert_eq!(agent.patch(&path, &json!({ "partnerId": "4100004" })).await.code(), "900123");
        let fixed = agent.patch(&path, &json!({ "quantity": 9 })).await;
        assert!(fixed.status == 400 && fixed.text.contains("quantity"), "{}", fixed.text);
        let cleared = agent.patch(&path, &json!({ "partnerId": "-1" })).await;
        assert_eq!((cleared.status.as_u16(), cleared.json.get("partnerId")), (200, None), "{}", cleared.text);
        let reseller = app.reseller.as_user(&app, Role::AdminAgent).await;
        assert_eq!(reseller.patch(&path, &json!({ "partnerId": "0" })).await.code(), "2032");
        let billing = app.provider.as_user(&app, Role::BillingAdmin).await;
        assert_eq!(billing.patch(&path, &json!({ "partnerId": "4100005" })).await.status, 200);
    }

    async fn a_sandbox_makes_resellers_to_try_things_out(app: TestApp) {
        let agent = app.provider.as_user(&app, Role::AdminAgent).await;
        let path = "/v1//sandboxIndirectReseller";
        let made = agent.post(path, &new_reseller("7000001", "trialone")).await;
        assert_eq!(made.status, 201, "{}", made.text);
        let id = made.json["accountId"].as_str().expect("an id").to_owned();
        assert_eq!(made.json["mpnId"], "7000001");
        assert!(made.json["tenant"]["adminUserAccount"].as_str().is_some_and(|name| name.starts_with("admin@trialone.")));
        assert!(made.json["tenant"]["password"].is_string(), "{}", made.text);
        assert_eq!(made.json["partnerRelationship"]["id"], app.provider.id.to_string());
        assert_eq!(agent.post(path, &new_reseller("7000001", "trialtwo")).await.status, 409, "the ID is taken");
        let broken = agent.post(path, &new_reseller("x", "trialtwo")).await;
        assert!(broken.status == 400 && broken.text.contains("partnerId"), "{}", broken.text);
        assert_eq!(agent.post(path, &new_reseller("7000009", "trialone")).await.code(), "1003");
        let taken = agent.post("/v1/customers", &new_customer("trialone")).await;
        assert!(taken.code() == "1003" && !taken.text.contains("relationship"), "no customer's: {}", taken.text);
        let mut body = new_customer("hinode");
        body["associatedPartnerId"] = json!(id);
        let customer = agent.post("/v1/customers", &body).await;
        assert_eq!(customer.status, 201, "{}", customer.text);
        let one = format!("/v1/sandboxIndirectReseller/{id}");
        assert_eq!(agent.delete(&one).await.code(), "6003", "it has a customer");
        let customer = customer.json["id"].as_str().expect("an id");
        assert_eq!(agent.delete(&format!("/v1/customers/{customer}")).await.status, 204);
        let other = app.another_provider().await.as_user(&app, Role::AdminAgent).await;
        assert_eq!(other.delete(&one).await.status, 404, "of another provider");
        assert_eq!(agent.delete(&format!("/v1/sandboxIndirectReseller/{}", app.reseller.id)).await.status, 404);
        for n in 2..=5 {
            let more = agent.post(path, &new_reseller(&format!("700000{n}"), &format!("trial{n}x"))).await;
            assert_eq!(more.status, 201, "{}", more.text);
        }
        assert_eq!(agent.post(path, &new_reseller("7000006", "trialsix")).await.code(), "800018");
        let mut desk = app.provider.browser(&app, Role::AdminAgent).await;
        let parted = format!("/p/{}/resellers/{id}/remove", app.provider.id);
        let sure = desk.get(&parted).await;
        assert_eq!(desk.submit(&sure, &parted, &[]).await.status, 200);
        let made_instead = agent.post(path, &new_reseller("7000007", "trialseven")).await;
        assert_eq!(made_instead.status, 201, "one is not its reseller any more: {}", made_instead.text);
        let instead = made_instead.json["accountId"].as_str().expect("an id");
        assert_eq!(agent.delete(&format!("/v1/sandboxIndirectReseller/{instead}")).await.status, 204);
        let operator = app.operator.as_user(&app, Role::AdminAgent).await;
        let of_operator = format!("/v1/organizations/{id}");
        let state = |state: &str| json!({ "state": state, "stateReason": "Misused." });
        assert_eq!(operator.patch(&of_operator, &state("suspended")).await.status, 200);
        for _ in 0..2 {
            assert_eq!(agent.delete(&one).await.status, 204);
        }
        assert_eq!(operator.patch(&of_operator, &state("active")).await.status, 404, "nobody brings it back");
        assert_eq!(operator.get(&of_operator).await.status, 404);
        let mut people = Browser::new(&app);
        let page = people.get("/sign-in").await;
        let told = |name: &str| made.json["tenant"][name].as_str().unwrap_or_default();
        let typed = [("user-name", told("adminUserAccount")), ("password", told("password"))];
        let page = people.submit(&page, "/sign-in", &typed).await;
        assert!(page.path.starts_with("/sign-in") && page.hidden("old-password").is_none(), "{}", page.html);
        assert_eq!(page.status, 422, "nobody signs in there any more: {}", page.html);
        assert!(!operator.get("/v1/organizations").await.text.contains(&id));
        let mut page = app.operator.browser(&app, Role::AdminAgent).await;
        assert_eq!(page.get(&format!("/p/{}/organisations/{id}", app.operator.id)).await.status, 404);
        assert_eq!(agent.get(RESELLERS).await.json["totalCount"], 6);
        for (query, code) in [(format!("tenantId={id}"), "2205"), ("mpnId=7000001".to_owned(), "2200")] {
            let gone = agent.get(&format!("/v1/compliance/csp/agreementstatus?{query}")).await;
            assert_eq!(gone.code(), code, "{}", gone.text);
        }
        assert_eq!(agent.post(path, &new_reseller("7000001", "trialsix")).await.status, 201, "there is room again");
        assert!(app.findings().await.is_empty(), "{:?}", app.findings().await);
    }

    async fn with_a_sandbox_reseller_go_the_roles_that_it_was_given(app: TestApp) {
        let agent = app.provider.as_user(&app, Role::AdminAgent).await;
        let made = agent.post("/v1/sandboxIndirectReseller", &new_reseller("7000001", "trialone")).await;
        let id = made.json["accountId"].as_str().unwrap_or_else(|| panic!("{}", made.text));
        let trial = app.staffed_with(id, "trialone", Role::AdminAgent).await.as_user(&app, Role::AdminAgent).await;
        let added = app.direct.as_user(&app, Role::AdminAgent).await.post("/v1/customers", &new_customer("hinode")).await;
        let customer = app.staffed(added.json["id"].as_str().expect("an id"), "hinode").await;
        let asked = trial.post(ROLES, &json!({
            "displayName": "Desk", "duration": "P10D",
            "accessDetails": { "unifiedRoles": [{ "roleDefinitionId": "88d8e3e3-8f55-4a1e-953a-9b9898b8876b" }] },
        })).await;
        let one = format!("{ROLES}/{}", asked.json["id"].as_str().unwrap_or_else(|| panic!("{}", asked.text)));
        trial.post(&format!("{one}/requests"), &json!({ "action": "lockForApproval" })).await;
        let link = trial.get(&one).await.json["approvalLink"].as_str().expect("a link").to_owned();
        let link = format!("/a/{}", link.rsplit('/').next().expect("a token"));
        let mut owner = customer.browser(&app, Role::GlobalAdmin).await;
        let page = owner.get(&link).await;
        owner.submit(&page, &format!("{link}/approve"), &[("admin-approved", "on")]).await;
        let owner = customer.as_user(&app, Role::GlobalAdmin).await;
        let state = async || owner.get(ROLES).await.json["items"][0]["status"].clone();
        assert_eq!(state().await, "active");
        assert_eq!(agent.delete(&format!("/v1/sandboxIndirectReseller/{id}")).await.status, 204);
        assert_eq!(state().await, "terminated");
        assert_eq!(app.findings().await, []);
    }
}
