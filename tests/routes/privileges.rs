//! Which of a customer's partners administers it, where a provider and a reseller have it together
//! (`domain/03`, Ways in and Provider grants; `docs/decisions/11-change-of-reseller.md`).

use super::{
    asking::asked,
    invitations::{Customer, customer},
};
use opc_core::access::Role;
use opc_testkit::{Tenant, TestApp, both_engines, new_customer};
use serde_json::json;

/// Whether the partner administers the customer.
async fn administers(app: &TestApp, partner: &Tenant, customer: &str) -> bool {
    let agent = partner.as_user(app, Role::AdminAgent).await;
    let seen = agent.get(&format!("/v1/customers/{customer}")).await;
    seen.json["allowDelegatedAccess"].as_bool().unwrap_or_else(|| panic!("{}", seen.text))
}

/// The provider puts the customer down to a reseller, or to nobody.
async fn put(app: &TestApp, customer: &str, reseller: Option<&Tenant>) {
    let agent = app.provider.as_user(app, Role::AdminAgent).await;
    let path = format!("/v1/customers/{customer}/relationships");
    let id = reseller.map_or("0".to_owned(), |reseller| reseller.id.to_string());
    let done = agent.put(&path, &json!({ "id": id })).await;
    assert!(done.status.is_success(), "{}", done.text);
}

/// A customer that the provider administers, added for its reseller or for nobody.
async fn provided(app: &TestApp, prefix: &str, reseller: Option<&Tenant>) -> Customer {
    let mut body = new_customer(prefix);
    body["allowDelegatedAccess"] = json!(true);
    body["associatedPartnerId"] = json!(reseller.map(|reseller| reseller.id.to_string()));
    let added =
        app.provider.as_user(app, Role::AdminAgent).await.post("/v1/customers", &body).await;
    assert_eq!(added.status, 201, "{}", added.text);
    Customer::known(app, added.json["id"].as_str().expect("an id"), prefix).await
}

both_engines! {
    async fn a_customer_is_added_with_the_privileges_of_its_reseller(app: TestApp) {
        let added = provided(&app, "hinode", Some(&app.reseller)).await;
        assert!(administers(&app, &app.provider, &added.id).await);
        assert!(administers(&app, &app.reseller, &added.id).await);
    }

    async fn whoever_gets_a_customer_later_asks_it_for_privileges(app: TestApp) {
        let added = provided(&app, "hinode", None).await;
        put(&app, &added.id, Some(&app.second_reseller)).await;
        assert!(!administers(&app, &app.second_reseller, &added.id).await);
        let agent = app.second_reseller.as_user(&app, Role::AdminAgent).await;
        let combined = json!({ "invitationType": "combined", "providerId": app.provider.id.to_string(), "delegatedAdmin": true });
        let (_, url) = asked(&agent, "/v1/invitations", &combined).await;
        assert_eq!(added.answers(&app, &url, "accepted").await.status, 204);
        assert!(administers(&app, &app.second_reseller, &added.id).await);
    }

    async fn privileges_that_were_taken_away_do_not_come_back_by_themselves(app: TestApp) {
        let added = provided(&app, "hinode", Some(&app.reseller)).await;
        let end = format!("/v1/partners/{}/delegatedadmin", app.reseller.id);
        assert_eq!(added.api.delete(&end).await.status, 204);
        put(&app, &added.id, None).await;
        put(&app, &added.id, Some(&app.reseller)).await;
        assert!(!administers(&app, &app.reseller, &added.id).await);
        assert!(administers(&app, &app.provider, &added.id).await, "its own stay");
    }

    async fn a_reseller_gets_what_the_customer_agreed_to_and_not_what_its_provider_has(app: TestApp) {
        let added = provided(&app, "hinode", None).await;
        let agent = app.reseller.as_user(&app, Role::AdminAgent).await;
        let combined = json!({ "invitationType": "combined", "providerId": app.provider.id.to_string(), "delegatedAdmin": false });
        let (_, url) = asked(&agent, "/v1/invitations", &combined).await;
        assert_eq!(added.answers(&app, &url, "accepted").await.status, 204);
        assert!(!administers(&app, &app.reseller, &added.id).await);
    }

    async fn whoever_deletes_a_customer_that_it_still_serves_keeps_its_roles(app: TestApp) {
        app.sell_together(&app.provider, &app.direct).await;
        let added = customer(&app, &app.direct, "hinode").await;
        app.begin_to_sell(&app.provider, &added.id).await;
        put(&app, &added.id, Some(&app.direct)).await;
        let agent = app.direct.as_user(&app, Role::AdminAgent).await;
        let all = "/v1/tenantRelationships/delegatedAdminRelationships";
        let roles = json!({ "unifiedRoles": [{ "roleDefinitionId": "fe930be7-5e62-47db-91af-98c3a49a38b1" }] });
        let wanted = json!({
            "displayName": "Users", "duration": "P30D", "accessDetails": roles, "customer": { "tenantId": added.id }
        });
        let made = agent.post(all, &wanted).await;
        let one = format!("{all}/{}", made.json["id"].as_str().unwrap_or_else(|| panic!("{}", made.text)));
        for (api, action) in [(&agent, "lockForApproval"), (&added.api, "approve")] {
            let done = api.post(&format!("{one}/requests"), &json!({ "action": action })).await;
            assert_eq!(done.status, 201, "{}", done.text);
        }
        let path = format!("/v1/customers/{}", added.id);
        assert_eq!(agent.delete(&path).await.status, 204);
        let kept = agent.get(&path).await;
        assert_eq!((kept.status.as_u16(), &kept.json["relationshipToPartner"]), (200, &json!("reseller")), "{}", kept.text);
        assert_eq!(agent.get(&one).await.json["status"], "active");
        assert_eq!(app.findings().await, []);
    }
}
