//! Indirect providers ask partners to sell together, and these authorize them (`domain/03`, Indirect
//! partnership), over the API.

use super::asking::{asked, put};
use opc_core::access::Role;
use opc_testkit::{Reply, Tenant, TestApp, both_engines, new_customer};
use serde_json::json;

const ALL: &str = "/v1/partnershipinvitations";

/// Whether each sees the other in its list: the provider first.
async fn listed(app: &TestApp, provider: &Tenant, reseller: &Tenant) -> [bool; 2] {
    let mut seen = [false; 2];
    let sides = [
        (provider, reseller, "IsIndirectCloudSolutionProviderOf"),
        (reseller, provider, "IsIndirectResellerOf"),
    ];
    for (at, (one, other, kind)) in sides.into_iter().enumerate() {
        let api = one.as_user(app, Role::AdminAgent).await;
        let list = api.get(&format!("/v1/relationships?relationship_type={kind}")).await;
        assert_eq!(list.status, 200, "{}", list.text);
        seen[at] = list.text.contains(&other.id.to_string());
    }
    seen
}

async fn answers(app: &TestApp, reseller: &Tenant, url: &str, answer: &str) -> Reply {
    let boss = reseller.as_user(app, Role::GlobalAdmin).await;
    boss.post(&format!("{ALL}/answers"), &json!({ "url": url, "answer": answer })).await
}

/// A provider asks, and the reseller accepts.
async fn accepts(app: &TestApp, provider: &Tenant, reseller: &Tenant) -> Reply {
    let (_, url) = asked(&provider.as_user(app, Role::AdminAgent).await, ALL, &json!({})).await;
    answers(app, reseller, &url, "accepted").await
}

both_engines! {
    async fn a_partner_authorizes_a_provider_and_both_sell_together(app: TestApp) {
        let provider = app.another_provider().await;
        // Any partner may be a reseller beside what else it is.
        for reseller in [&app.other, &app.second_reseller] {
            assert_eq!(listed(&app, &provider, reseller).await, [false; 2]);
            let agent = provider.as_user(&app, Role::SalesAgent).await;
            let (one, url) = asked(&agent, ALL, &json!({ "language": "ja", "recipient": "info@aoba.example" })).await;
            let sent = agent.post(&format!("{one}/send"), &json!({ "byService": true })).await;
            assert_eq!((sent.status.as_u16(), &sent.json["state"]), (200, &json!("sent")), "{}", sent.text);
            let mut page = reseller.browser(&app, Role::GlobalAdmin).await;
            let path = url.split_once("/i/").map(|(_, token)| format!("/i/{token}")).unwrap_or_default();
            let offer = page.get(&path).await;
            let done = page.submit(&offer, &format!("{path}/accept"), &[("partnership-accepted", "on")]).await;
            assert!(done.says("has been authorized"), "{}", done.html);
            assert_eq!(listed(&app, &provider, reseller).await, [true; 2]);
            let read = agent.get(&one).await;
            assert_eq!((&read.json["state"], read.json["answeredBy"].is_string()), (&json!("accepted"), true), "{}", read.text);
            let mut new = new_customer(if reseller.id == app.other.id { "hinode" } else { "asahi" });
            new["associatedPartnerId"] = json!(reseller.id.to_string());
            let added = agent.post("/v1/customers", &new).await;
            assert_eq!(added.status, 201, "{}", added.text);
            let theirs = reseller.as_user(&app, Role::AdminAgent).await.get("/v1/customers").await;
            assert_eq!(theirs.json["items"][0]["id"], added.json["id"], "{}", theirs.text);
        }
        assert_eq!(app.findings().await, []);
    }

    async fn who_cannot_sell_with_the_provider_learns_why_and_nothing_begins(app: TestApp) {
        let provider = app.another_provider().await;
        let unenrolled = app.another_reseller("tsukushi.example", ("JP", None)).await;
        let abroad = app.another_reseller("lyon.example", ("FR", Some("4100009"))).await;
        app.partner_agreement_is_signed(app.other.id, false).await;
        for (reseller, why) in [
            (&unenrolled, "must be enrolled as a partner"),
            (&abroad, "where this provider does not sell"),
            (&app.other, "has not signed the partner agreement"),
        ] {
            let refused = accepts(&app, &provider, reseller).await;
            assert!(refused.status.is_client_error() && refused.text.contains(why), "{}", refused.text);
            assert_eq!(listed(&app, &provider, reseller).await, [false; 2]);
        }
        app.partner_agreement_is_signed(app.other.id, true).await;
        assert_eq!(accepts(&app, &provider, &app.other).await.status, 204);
        assert_eq!(accepts(&app, &provider, &app.other).await.status, 204, "partners already");
        assert_eq!(listed(&app, &provider, &app.other).await, [true; 2]);
        assert_eq!(app.findings().await, []);
    }

    async fn a_provider_that_is_restricted_or_suspended_meanwhile_gets_no_reseller(app: TestApp) {
        let provider = app.another_provider().await;
        let (_, url) = asked(&provider.as_user(&app, Role::AdminAgent).await, ALL, &json!({})).await;
        for state in ["restricted", "suspended"] {
            put(&app, &provider, state).await;
            let refused = answers(&app, &app.other, &url, "accepted").await;
            assert!(refused.status == 400 && refused.text.contains("cannot take anybody on"), "{}", refused.text);
        }
        put(&app, &provider, "active").await;
        assert_eq!(answers(&app, &app.other, &url, "accepted").await.status, 204);
    }

    async fn partnership_requests_are_listed_read_declined_and_taken_back(app: TestApp) {
        let agent = app.provider.as_user(&app, Role::UserAdmin).await;
        let (declined, url) = asked(&agent, ALL, &json!({ "invitationType": "partnership" })).await;
        let read = agent.get(&declined).await;
        assert_eq!((&read.json["state"], &read.json["delegatedAdmin"]), (&json!("draft"), &json!(false)), "{}", read.text);
        assert_eq!(answers(&app, &app.other, &url, "declined").await.status, 204);
        assert_eq!(answers(&app, &app.other, &url, "declined").await.status, 204, "idempotent");
        let late = answers(&app, &app.other, &url, "accepted").await;
        assert!(late.status == 400 && late.text.contains("rule-invitation-ended"), "{}", late.text);
        let (revoked, url) = asked(&agent, ALL, &json!({})).await;
        assert_eq!(agent.delete(&revoked).await.status, 204);
        assert_eq!(answers(&app, &app.other, &url, "accepted").await.status, 400);
        for (state, one) in [("declined", &declined), ("revoked", &revoked)] {
            let found = agent.get(&format!("{ALL}?state={state}")).await;
            let ids: Vec<_> = found.json["items"].as_array().into_iter().flatten().map(|row| row["id"].clone()).collect();
            assert_eq!(ids, [json!(one.rsplit('/').next())], "{}", found.text);
        }
        let none = agent.get(&format!("{ALL}?state=gone")).await;
        assert_eq!(none.status, 400, "{}", none.text);
        // What a provider asks resellers is none of its customers' invitations, and nobody else's.
        let seller = app.provider.as_user(&app, Role::AdminAgent).await;
        assert_eq!(seller.get("/v1/invitations").await.json["items"], json!([]));
        assert_eq!(app.direct.as_user(&app, Role::AdminAgent).await.post(ALL, &json!({})).await.status, 403);
        let wrong = seller.post(ALL, &json!({ "invitationType": "customer" })).await;
        assert!(wrong.status == 400 && wrong.text.contains("invitationType"), "{}", wrong.text);
        let own = answers(&app, &app.provider, &asked(&seller, ALL, &json!({})).await.1, "accepted").await;
        assert!(own.status == 400 && own.text.contains("another kind"), "{}", own.text);
    }

    async fn a_provider_changes_the_reseller_of_a_customer_and_ends_a_partnership_over_the_api(app: TestApp) {
        let agent = app.provider.as_user(&app, Role::SalesAgent).await;
        let mut new = new_customer("hinode");
        new["associatedPartnerId"] = json!(app.reseller.id.to_string());
        let added = agent.post("/v1/customers", &new).await;
        let one = format!("/v1/customers/{}", added.json["id"].as_str().unwrap_or_default());
        let relationships = format!("{one}/relationships");
        let of = async || agent.get(&one).await.json["associatedPartnerId"].clone();
        for (wanted, named) in [
            (json!({ "id": app.second_reseller.id.to_string() }), json!(app.second_reseller.id.to_string())),
            (json!({ "id": "0" }), serde_json::Value::Null),
            (json!({ "mpnId": "4100005" }), json!(app.second_reseller.id.to_string())),
            (json!({ "id": "-1" }), serde_json::Value::Null),
            (json!({ "id": "4100004" }), json!(app.reseller.id.to_string())),
        ] {
            let done = agent.put(&relationships, &wanted).await;
            assert_eq!(done.status, 204, "{}", done.text);
            assert_eq!(of().await, named);
        }
        crate::routes::asking::put(&app, &app.reseller, "restricted").await;
        let same = agent.put(&relationships, &json!({ "id": "4100004" })).await;
        assert_eq!(same.status, 204, "nothing changes: {}", same.text);
        crate::routes::asking::put(&app, &app.reseller, "active").await;
        let stale = agent.with("if-match", "\"1\"").put(&relationships, &json!({ "id": "0" })).await;
        assert!(stale.status == 400 && stale.code() == "2055", "{}", stale.text);
        for vague in [json!({}), json!({ "id": "" }), json!({ "id": "4100004", "mpnId": "4100005" })] {
            let refused = agent.put(&relationships, &vague).await;
            assert_eq!(refused.status, 400, "{vague}: {}", refused.text);
        }
        let unknown = agent.put(&relationships, &json!({ "id": app.direct.id.to_string() })).await;
        assert!(unknown.status == 400 && unknown.code() == "800016", "{}", unknown.text);
        assert_eq!(app.direct.as_user(&app, Role::AdminAgent).await.put(&relationships, &json!({ "id": "0" })).await.status, 404);

        let path = format!("/v1/relationships/{}", app.reseller.id);
        assert_eq!(agent.delete(&path).await.status, 204);
        assert_eq!(agent.delete(&path).await.status, 204, "idempotent");
        assert_eq!(listed(&app, &app.provider, &app.reseller).await, [false; 2]);
        assert_eq!(of().await, json!(app.reseller.id.to_string()), "the customers stay");
        assert_eq!(agent.delete(&format!("/v1/relationships/{}", app.other.id)).await.status, 404);
        assert_eq!(app.findings().await, []);
    }
}
