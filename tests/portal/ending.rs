//! Ending what a partner has with a customer (`domain/03`, Removing): with the last capacity its
//! privileges go, and not before.

use super::{
    reseller::{change, customer as served},
    wizard::base,
};
use opc_core::access::Role;
use opc_testkit::{Reply, Tenant, TestApp, both_engines, wake};
use serde_json::json;

const ROLES: &str = "/v1/tenantRelationships/delegatedAdminRelationships";
const READER: &str = "88d8e3e3-8f55-4a1e-953a-9b9898b8876b";
const DAY: i64 = 86_400;

/// Asks for roles in a customer's directory, of any customer if none is named; answers the path.
async fn asked(app: &TestApp, partner: &Tenant, customer: Option<&Tenant>) -> String {
    let agent = partner.as_user(app, Role::AdminAgent).await;
    let mut body = json!({
        "displayName": "Desk", "duration": "P10D",
        "accessDetails": { "unifiedRoles": [{ "roleDefinitionId": READER }] },
    });
    if let Some(customer) = customer {
        body["customer"] = json!({ "tenantId": customer.id.to_string() });
    }
    let made = agent.post(ROLES, &body).await;
    let one =
        format!("{ROLES}/{}", made.json["id"].as_str().unwrap_or_else(|| panic!("{}", made.text)));
    let asked =
        agent.post(&format!("{one}/requests"), &json!({ "action": "lockForApproval" })).await;
    assert_eq!(asked.status, 201, "{}", asked.text);
    one
}

/// Roles that a partner has in a customer's directory: the path.
async fn given(app: &TestApp, partner: &Tenant, customer: &Tenant) -> String {
    let one = asked(app, partner, Some(customer)).await;
    let owner = customer.as_user(app, Role::GlobalAdmin).await;
    let done = owner.post(&format!("{one}/requests"), &json!({ "action": "approve" })).await;
    assert_eq!(done.status, 201, "{}", done.text);
    one
}

async fn state(app: &TestApp, partner: &Tenant, one: &str) -> String {
    let agent = partner.as_user(app, Role::AdminAgent).await;
    agent.get(one).await.json["status"].as_str().unwrap_or_default().to_owned()
}

async fn read(app: &TestApp, partner: &Tenant, customer: &Tenant) -> Reply {
    let agent = partner.as_user(app, Role::AdminAgent).await;
    agent.get(&format!("/v1/customers/{}", customer.id)).await
}

/// How often the partner's log tells of it.
async fn told(app: &TestApp, partner: &Tenant, operation: &str) -> usize {
    let agent = partner.as_user(app, Role::AdminAgent).await;
    let log = agent.get("/v1/auditrecords?size=100").await;
    log.text.matches(&format!("\"value\":\"{operation}\"")).count()
}

/// The customer accepts what the partner asks for, alone or with a provider.
async fn invited(app: &TestApp, partner: &Tenant, provider: Option<&Tenant>, customer: &Tenant) {
    let kind = if provider.is_some() { "combined" } else { "customer" };
    let body = json!({
        "invitationType": kind, "delegatedAdmin": true,
        "providerId": provider.map(|provider| provider.id.to_string()),
    });
    let agent = partner.as_user(app, Role::AdminAgent).await;
    let asked = agent.post("/v1/invitations", &body).await;
    let templates = agent.get("/v1/agreements").await;
    let answer = json!({
        "url": asked.json["url"], "answer": "accepted",
        "agreementTemplateId": templates.json["items"][0]["templateId"],
    });
    let owner = customer.as_user(app, Role::GlobalAdmin).await;
    let done = owner.post("/v1/invitations/answers", &answer).await;
    assert_eq!(done.status, 204, "{}", done.text);
}

async fn ended(app: &TestApp, partner: &Tenant, customer: &Tenant) -> Reply {
    let boss = partner.as_user(app, Role::GlobalAdmin).await;
    let none = json!({ "relationshipToPartner": "none" });
    boss.patch(&format!("/v1/customers/{}", customer.id), &none).await
}

both_engines! {
    async fn a_reseller_that_loses_a_customer_loses_its_privileges_and_reads_why(app: TestApp) {
        let id = served(&app).await;
        let (customer, first) = (app.staffed(&id, "hinode").await, &app.reseller);
        assert_eq!(told(&app, first, "create_partner_customer_relationship").await, 1, "it was given the customer");
        assert_eq!(told(&app, first, "dap_admin_relationship_approved").await, 1);
        let one = given(&app, first, &customer).await;
        let mut browser = app.provider.browser(&app, Role::GlobalAdmin).await;
        let path = format!("{}/resellers/{}/remove", base(&app.provider), first.id);
        let sure = browser.get(&path).await;
        browser.submit(&sure, &path, &[]).await;
        assert_eq!(state(&app, first, &one).await, "active", "without a partnership everything stays");
        assert_eq!(read(&app, first, &customer).await.json["allowDelegatedAccess"], true);

        let second = &app.second_reseller;
        change(&mut browser, &app, &id, &second.id.to_string()).await;
        assert_eq!(state(&app, first, &one).await, "terminated");
        for operation in [
            "remove_partner_customer_relationship", "dap_admin_relationship_terminated",
            "granular_admin_relationship_terminated",
        ] {
            assert_eq!(told(&app, first, operation).await, 1, "{operation}");
        }
        assert_eq!(told(&app, second, "create_partner_customer_relationship").await, 1);
        let list = customer.as_user(&app, Role::GlobalAdmin).await.get("/v1/partners").await;
        assert!(list.text.contains(&second.id.to_string()) && !list.text.contains(&first.id.to_string()), "{}", list.text);
        change(&mut browser, &app, &id, "direct").await;
        assert_eq!(told(&app, second, "remove_partner_customer_relationship").await, 1);
        assert_eq!(told(&app, second, "dap_admin_relationship_terminated").await, 0, "it had none");
        assert_eq!(app.findings().await, []);
    }

    async fn when_a_provider_ends_it_each_reseller_keeps_what_it_has_otherwise_and_no_more(app: TestApp) {
        let id = served(&app).await;
        let customer = app.staffed(&id, "hinode").await;
        let (kept, lost, provider) = (&app.reseller, &app.second_reseller, &app.provider);
        invited(&app, lost, Some(provider), &customer).await;
        invited(&app, kept, None, &customer).await;
        let mut roles = Vec::new();
        for partner in [kept, lost, provider] {
            roles.push(given(&app, partner, &customer).await);
        }
        let page = provider.browser(&app, Role::GlobalAdmin).await.get(&format!("{}/customers/{id}/remove", base(provider))).await;
        assert!(page.says("Your indirect resellers lose the customer"), "{}", page.html);
        let done = ended(&app, provider, &customer).await;
        assert_eq!((done.status.as_u16(), &done.json["relationshipToPartner"]), (200, &json!("none")), "{}", done.text);
        for (partner, one, left) in [(kept, &roles[0], "active"), (lost, &roles[1], "terminated"), (provider, &roles[2], "terminated")] {
            assert_eq!(state(&app, partner, one).await, left);
            assert_eq!(read(&app, partner, &customer).await.status == 200, left == "active");
            let terminated = told(&app, partner, "dap_admin_relationship_terminated").await;
            assert_eq!(terminated, usize::from(left == "terminated"), "{left}");
            assert_eq!(told(&app, partner, "remove_partner_customer_relationship").await, 1);
        }
        assert_eq!(app.findings().await, []);
    }

    async fn an_indirect_reseller_ends_the_relationship_it_has_by_itself(app: TestApp) {
        let customer = app.customer_of(&app.direct, "hinode").await;
        let reseller = &app.reseller;
        invited(&app, reseller, None, &customer).await;
        let one = given(&app, reseller, &customer).await;
        let company = format!("{}/customers/{}/company", base(reseller), customer.id);
        let mut sales = reseller.browser(&app, Role::SalesAgent).await;
        let closed = sales.get(&company).await;
        assert!(closed.says("Only a global admin may end the relationship"), "{}", closed.html);
        let refused = reseller.as_user(&app, Role::AdminAgent).await
            .patch(&format!("/v1/customers/{}", customer.id), &json!({ "relationshipToPartner": "none" })).await;
        assert_eq!(refused.status, 403, "{}", refused.text);

        let mut boss = reseller.browser(&app, Role::GlobalAdmin).await;
        let remove = company.replace("/company", "/remove");
        assert!(boss.get(&company).await.says(&remove));
        let sure = boss.get(&remove).await;
        assert!(sure.says("What it has from other partners stays") && !sure.says("Nothing more can be bought"), "{}", sure.html);
        let japanese = boss.get(&format!("{remove}?lang=ja")).await;
        assert!(japanese.says("ほかのパートナーから購入したものはそのまま残ります"), "{}", japanese.html);
        let done = boss.submit(&sure, &remove, &[]).await;
        assert!(done.says("再販業者関係を終了しました"), "{} {}", done.status, done.html);
        assert_eq!(read(&app, reseller, &customer).await.status, 404);
        assert_eq!(state(&app, reseller, &one).await, "terminated");
        assert_eq!(told(&app, reseller, "dap_admin_relationship_terminated").await, 1);
        assert_eq!(read(&app, &app.direct, &customer).await.status, 200, "nobody else loses anything");
        assert_eq!(app.findings().await, []);
    }

    async fn what_a_reseller_has_through_a_provider_the_provider_ends(app: TestApp) {
        let id = served(&app).await;
        let (customer, reseller) = (app.staffed(&id, "hinode").await, &app.reseller);
        let one = given(&app, reseller, &customer).await;
        let mut boss = reseller.browser(&app, Role::GlobalAdmin).await;
        let remove = format!("{}/customers/{id}/remove", base(reseller));
        let closed = boss.get(&remove.replace("/remove", "/company")).await;
        assert!(closed.says("Ask it to end the relationship") && !closed.says(&remove), "{}", closed.html);
        assert!(boss.get(&remove).await.says("ask the provider"));
        let refused = ended(&app, reseller, &customer).await;
        assert_eq!((refused.status.as_u16(), refused.code().as_str()), (403, "20002"), "{}", refused.text);
        assert!(refused.text.contains("ask the provider"), "{}", refused.text);

        invited(&app, reseller, None, &customer).await;
        let sure = boss.get(&remove).await;
        assert!(sure.says("The customer stays on your list") && sure.says("東都ディストリビューション"), "{}", sure.html);
        assert!(sure.says("administration rights at the customer stay"), "{}", sure.html);
        let done = ended(&app, reseller, &customer).await;
        assert_eq!((done.status.as_u16(), &done.json["relationshipToPartner"]), (200, &json!("reseller")), "{}", done.text);
        assert_eq!(done.json["allowDelegatedAccess"], true);
        assert_eq!(state(&app, reseller, &one).await, "active");
        assert_eq!(told(&app, reseller, "dap_admin_relationship_terminated").await, 0);
        assert_eq!(ended(&app, reseller, &customer).await.code(), "20002");
        assert_eq!(app.findings().await, []);
    }

    async fn a_partner_that_has_roles_and_nothing_else_is_listed_to_the_customer(app: TestApp) {
        let customer = app.customer_of(&app.direct, "hinode").await;
        let one = asked(&app, &app.other, None).await;
        let link = app.other.as_user(&app, Role::AdminAgent).await.get(&one).await.json["approvalLink"].clone();
        let link = link.as_str().and_then(|link| link.find("/a/").map(|at| link[at..].to_owned())).expect("a link");
        let mut owner = customer.browser(&app, Role::GlobalAdmin).await;
        let page = owner.get(&link).await;
        owner.submit(&page, &format!("{link}/approve"), &[("admin-approved", "on")]).await;
        let list = owner.get(&format!("{}/partners", base(&customer))).await;
        assert!(list.says("白樺ソリューションズ") && list.says("Has roles in your directory"), "{}", list.html);
        let api = customer.as_user(&app, Role::GlobalAdmin).await;
        let rows = api.get("/v1/partners").await.json["items"].clone();
        let relations: Vec<_> = rows.as_array().expect("rows").iter().map(|row| &row["relationshipToPartner"]).collect();
        assert!(relations.len() == 2 && relations.contains(&&json!("none")) && relations.contains(&&json!("reseller")), "{rows}");
        app.advance(10 * DAY);
        let mut owner = customer.browser(&app, Role::GlobalAdmin).await;
        let list = owner.get(&format!("{}/partners", base(&customer))).await;
        assert!(!list.says("白樺ソリューションズ"), "the roles are over, although nobody has written it down: {}", list.html);
    }

    async fn a_customer_sees_every_provider_through_which_it_is_served(app: TestApp) {
        let id = served(&app).await;
        let customer = app.staffed(&id, "hinode").await;
        let second = app.another_provider().await;
        app.sell_together(&second, &app.reseller).await;
        invited(&app, &app.reseller, Some(&second), &customer).await;
        let api = customer.as_user(&app, Role::GlobalAdmin).await;
        let rows = api.get("/v1/partners").await.json["items"].clone();
        let rows = rows.as_array().expect("rows").iter();
        let mut rows: Vec<_> = rows.map(|one| (one["sells"].clone(), one["providerNames"].clone())).collect();
        rows.sort_by_key(|(sells, _)| sells.as_bool());
        let both = json!(["東都ディストリビューション", "西海ディストリビューション"]);
        assert_eq!(rows, [(json!(false), both), (json!(true), json!([])), (json!(true), json!([]))]);
        let mut owner = customer.browser(&app, Role::GlobalAdmin).await;
        let list = owner.get(&format!("{}/partners", base(&customer))).await;
        assert!(list.says("東都ディストリビューション · 西海ディストリビューション"), "{}", list.html);
        assert_eq!(ended(&app, &app.provider, &customer).await.status, 200);
        let list = owner.get(&format!("{}/partners", base(&customer))).await;
        assert!(list.says("西海ディストリビューション") && !list.says("東都ディストリビューション"), "{}", list.html);
        assert_eq!(app.findings().await, []);
    }

    async fn what_the_clock_did_long_ago_is_written_down_before_it_is_forgotten(app: TestApp) {
        let customer = app.customer_of(&app.direct, "hinode").await;
        given(&app, &app.direct, &customer).await;
        app.advance(376 * DAY);
        wake(&app.core).await;
        for operation in ["expired", "deleted"] {
            let operation = format!("granular_admin_relationship_{operation}");
            assert_eq!(told(&app, &app.direct, &operation).await, 1, "{operation}");
        }
        assert_eq!(app.findings().await, []);
    }
}
