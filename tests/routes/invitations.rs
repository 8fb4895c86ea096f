//! Asking customers and resellers to come together, over the API (`domain/03`).

use opc_core::access::Role;
use opc_testkit::{Api, Browser, Tenant, TestApp, both_engines, new_customer};
use serde_json::{Value, json};

/// A customer: its id, and its global administrator behind an application of its own.
pub(super) struct Customer {
    pub(super) id: String,
    tenant: Tenant,
    pub(super) api: Api,
}

/// A customer that a partner has added.
pub(super) async fn customer(app: &TestApp, partner: &Tenant, prefix: &str) -> Customer {
    let added = partner.as_user(app, Role::AdminAgent).await;
    let added = added.post("/v1/customers", &new_customer(prefix)).await;
    assert_eq!(added.status, 201, "{}", added.text);
    Customer::known(app, added.json["id"].as_str().expect("an id"), prefix).await
}

/// An answer; accepting includes the newest agreement.
pub(super) async fn answer_to(app: &TestApp, url: &str, answer: &str) -> Value {
    let partner = app.direct.as_user(app, Role::AdminAgent).await;
    let templates = partner.get("/v1/agreements").await;
    let template = &templates.json["items"][0]["templateId"];
    json!({ "url": url, "answer": answer, "agreementTemplateId": template })
}

impl Customer {
    /// A customer that is there.
    pub(super) async fn known(app: &TestApp, id: &str, prefix: &str) -> Self {
        let tenant = app.staffed(id, prefix).await;
        let api = tenant.as_user(app, Role::GlobalAdmin).await;
        Self { id: id.to_owned(), tenant, api }
    }
    /// The portal, with the second factor.
    pub(super) async fn browser(&self, app: &TestApp) -> Browser {
        self.tenant.browser(app, Role::GlobalAdmin).await
    }
    /// Answers an invitation.
    pub(super) async fn answers(
        &self,
        app: &TestApp,
        url: &str,
        answer: &str,
    ) -> opc_testkit::Reply {
        self.api.post("/v1/invitations/answers", &answer_to(app, url, answer).await).await
    }
    pub(super) async fn partners(&self) -> Vec<Value> {
        let list = self.api.get("/v1/partners").await;
        assert_eq!(list.status, 200, "{}", list.text);
        list.json["items"].as_array().cloned().unwrap_or_default()
    }
    pub(super) async fn ends_admin(&self, partner: &Tenant) -> opc_testkit::Reply {
        self.api.delete(&format!("/v1/partners/{}/delegatedadmin", partner.id)).await
    }
}

both_engines! {
    async fn a_customer_is_asked_and_accepts_over_the_api(app: TestApp) {
        let customer = customer(&app, &app.direct, "hinode").await;
        let agent = app.other.as_user(&app, Role::SalesAgent).await;
        let asked = agent.post("/v1/invitations", &json!({ "language": "ja" })).await;
        assert_eq!(asked.status, 201, "{}", asked.text);
        assert_eq!((&asked.json["state"], &asked.json["invitationType"]), (&json!("draft"), &json!("customer")));
        let url = asked.json["url"].as_str().expect("a link");
        assert!(asked.json["body"].as_str().is_some_and(|body| body.contains(url)), "{}", asked.text);
        let one = format!("/v1/invitations/{}", asked.json["id"].as_str().unwrap_or_default());
        let sent = agent.post(&format!("{one}/send"), &json!({})).await;
        assert_eq!((sent.status.as_u16(), &sent.json["state"]), (200, &json!("sent")), "{}", sent.text);

        let done = customer.answers(&app, url, "accepted").await;
        assert_eq!(done.status, 204, "{}", done.text);
        assert_eq!(customer.answers(&app, url, "accepted").await.status, 204, "idempotent");
        assert_eq!(customer.partners().await.len(), 2);
        let list = agent.get("/v1/customers").await;
        assert_eq!(list.json["items"][0]["id"], json!(customer.id), "{}", list.text);
        let read = agent.get(&one).await;
        assert_eq!(read.json["state"], "accepted", "{}", read.text);
        let found = agent.get("/v1/invitations?state=accepted").await;
        assert_eq!(found.json["items"].as_array().map(Vec::len), Some(1), "{}", found.text);

        assert_eq!(customer.ends_admin(&app.other).await.status, 204);
        assert_eq!(customer.ends_admin(&app.other).await.status, 204, "idempotent");
        let row = customer.partners().await.into_iter().find(|one| one["id"] == json!(app.other.id.to_string()));
        assert_eq!(row.expect("still a partner")["delegatedAdmin"], false);
        assert_eq!(customer.ends_admin(&app.provider).await.status, 404);
    }

    async fn programs_ask_for_a_link_that_every_customer_can_use(app: TestApp) {
        let (one, two) =
            (customer(&app, &app.direct, "hinode").await, customer(&app, &app.direct, "asahi").await);
        let program = app.other.app_only(&app).await;
        let link = program.get("/v1/customers/relationshiprequests").await;
        assert_eq!(link.status, 200, "{}", link.text);
        assert_eq!(link.json["attributes"]["objectType"], "CustomerRelationshipRequest");
        let url = link.json["url"].as_str().expect("a link").to_owned();
        assert_eq!(program.get("/v1/customers/relationshiprequests").await.json["url"], url, "nothing is stored");
        for customer in [&one, &two] {
            let done = customer.answers(&app, &url, "accepted").await;
            assert_eq!(done.status, 204, "{}", done.text);
        }
        let list = program.get("/v1/customers").await;
        assert_eq!(list.json["items"].as_array().map(Vec::len), Some(2), "{}", list.text);
        let forged = url.replace(&app.other.id.to_string().replace('-', ""), &app.direct.id.to_string().replace('-', ""));
        assert_ne!(forged, url);
        assert_eq!(one.answers(&app, &forged, "accepted").await.status, 404, "nobody else's name goes in");
    }

    async fn what_customers_answer_to_that_link_is_listed_and_who_declined_may_still_accept(app: TestApp) {
        let (one, two) =
            (customer(&app, &app.direct, "hinode").await, customer(&app, &app.direct, "asahi").await);
        let agent = app.other.as_user(&app, Role::AdminAgent).await;
        let link = agent.get("/v1/customers/relationshiprequests").await;
        let url = link.json["url"].as_str().expect("a link").to_owned();
        let states = async || {
            let list = agent.get("/v1/invitations").await;
            let rows = list.json["items"].as_array().cloned().unwrap_or_default();
            rows.iter().map(|row| {
                assert!(row["url"] == json!(url) && row["endedDate"].is_string() && row["answeredBy"].is_string(), "{row}");
                row["state"].as_str().unwrap_or_default().to_owned()
            }).collect::<Vec<_>>()
        };
        assert_eq!(one.answers(&app, &url, "declined").await.status, 204);
        assert_eq!(one.answers(&app, &url, "declined").await.status, 204, "idempotent");
        assert_eq!(states().await, ["declined"]);
        let mut browser = one.browser(&app).await;
        let path = url.split_once("/i/").map(|(_, token)| format!("/i/{token}")).unwrap_or_default();
        let offer = browser.get(&path).await;
        assert!(offer.says("declined this before") && offer.says(&format!("{path}/accept")), "{}", offer.html);
        for customer in [&two, &one] {
            assert_eq!(customer.answers(&app, &url, "accepted").await.status, 204);
            assert_eq!(customer.answers(&app, &url, "accepted").await.status, 204, "idempotent");
            assert_eq!(customer.answers(&app, &url, "declined").await.status, 400, "it has accepted");
        }
        assert_eq!(states().await, ["accepted", "accepted"]);
        assert!(browser.get(&path).await.says("accepted this before"));
        let list = agent.get("/v1/customers").await;
        assert_eq!(list.json["items"].as_array().map(Vec::len), Some(2), "{}", list.text);
        let mut pages = app.other.browser(&app, Role::AdminAgent).await;
        let list = pages.get(&format!("/p/{}/requests", app.other.id)).await;
        assert!(list.says("Answer to your link for all customers") && list.says("Accepted"), "{}", list.html);
        assert_eq!(app.findings().await, []);
    }

    async fn what_nobody_may_ask_or_answer_is_refused_with_its_rule(app: TestApp) {
        let customer = customer(&app, &app.direct, "hinode").await;
        let agent = app.direct.as_user(&app, Role::AdminAgent).await;
        let helpdesk = app.direct.as_user(&app, Role::HelpdeskAgent).await;
        assert_eq!(helpdesk.post("/v1/invitations", &json!({})).await.code(), "900150");
        let combined = agent.post("/v1/invitations", &json!({ "invitationType": "combined" })).await;
        assert!(combined.status == 400 && combined.text.contains("provider"), "{}", combined.text);
        let partnership = agent.post("/v1/invitations", &json!({ "invitationType": "partnership" })).await;
        assert!(partnership.status == 400 && partnership.text.contains("invitationType"), "{}", partnership.text);
        let bare = agent.post("/v1/invitations", &json!({ "subject": "a", "body": "Call me." })).await;
        let one = format!("/v1/invitations/{}/send", bare.json["id"].as_str().unwrap_or_default());
        let refused = agent.post(&one, &json!({})).await;
        assert!(refused.status == 400 && refused.text.contains("personal link"), "{}", refused.text);
        assert_eq!(customer.answers(&app, "http://127.0.0.1:8080/i/nothing", "accepted").await.status, 404);
        let asked = app.other.as_user(&app, Role::AdminAgent).await.post("/v1/invitations", &json!({})).await;
        let url = asked.json["url"].as_str().unwrap_or_default();
        let unread = customer.api.post("/v1/invitations/answers", &json!({ "url": url, "answer": "accepted" })).await;
        assert!(unread.status == 400 && unread.text.contains("accepted"), "the agreement was not accepted: {}", unread.text);
    }

    async fn a_provider_gets_a_link_for_a_reseller_of_its_own_and_a_dual_partner_says_as_what_it_asks(app: TestApp) {
        let path = "/v1/customers/relationshiprequests";
        let customer = customer(&app, &app.direct, "hinode").await;
        let program = app.provider.app_only(&app).await;
        let link = program.get(&format!("{path}?indirectResellerId={}", app.reseller.id)).await;
        assert_eq!(link.status, 200, "{}", link.text);
        let url = link.json["url"].as_str().expect("a link");
        assert_eq!(customer.answers(&app, url, "accepted").await.status, 204);
        for partner in [&app.provider, &app.reseller] {
            let read = partner.as_user(&app, Role::AdminAgent).await.get(&format!("/v1/customers/{}", customer.id)).await;
            assert_eq!(read.status, 200, "{}", read.text);
        }
        let listed = app.reseller.as_user(&app, Role::AdminAgent).await.get("/v1/invitations").await;
        assert_eq!(listed.json["items"][0]["invitationType"], "combined", "{}", listed.text);

        for stranger in [app.direct.id.to_string(), "00000000-0000-7000-8000-000000000000".to_owned()] {
            let refused = program.get(&format!("{path}?indirectResellerId={stranger}")).await;
            assert!(refused.status == 400 && refused.text.contains("reseller"), "{}", refused.text);
        }
        app.partner_agreement_is_signed(app.second_reseller.id, false).await;
        let unsigned = program.get(&format!("{path}?indirectResellerId={}", app.second_reseller.id)).await;
        assert!(unsigned.status.is_client_error() && unsigned.text.contains("has not signed"), "{}", unsigned.text);
        let own = app.reseller.app_only(&app).await;
        assert_eq!(own.get(&format!("{path}?indirectResellerId={}", app.reseller.id)).await.status, 200, "itself");

        app.sell_together(&app.provider, &app.other).await;
        let dual = app.other.app_only(&app).await;
        let unnamed = dual.get(&format!("{path}?dualRoleIndirectRelationship=true")).await;
        assert!(unnamed.status == 400 && unnamed.text.contains("provider"), "{}", unnamed.text);
        let named = format!("indirectCloudSolutionProviderId={}", app.provider.id);
        assert_eq!(dual.get(&format!("{path}?dualRoleIndirectRelationship=true&{named}")).await.status, 200);
        assert_eq!(dual.get(&format!("{path}?dualRoleIndirectRelationship=false")).await.status, 200);
    }

    async fn a_customer_reads_over_the_api_what_it_is_asked_before_it_answers(app: TestApp) {
        let customer = customer(&app, &app.direct, "hinode").await;
        let agent = app.reseller.as_user(&app, Role::AdminAgent).await;
        let combined = json!({ "invitationType": "combined", "providerId": app.provider.id.to_string(), "delegatedAdmin": false });
        let asked = agent.post("/v1/invitations", &combined).await;
        let url = json!({ "url": asked.json["url"] });
        let read = customer.api.post("/v1/invitations/lookups", &url).await;
        assert_eq!(read.status, 200, "{}", read.text);
        for (member, value) in [
            ("invitationType", json!("combined")), ("partnerName", json!("浪速システム")),
            ("providerName", json!("東都ディストリビューション")), ("delegatedAdmin", json!(false)),
            ("state", json!("draft")), ("mayAnswer", json!(true)),
        ] {
            assert_eq!(read.json[member], value, "{}", read.text);
        }
        let accept = json!({ "url": asked.json["url"], "answer": "accepted", "agreementTemplateId": read.json["agreementTemplateId"] });
        assert_eq!(customer.api.post("/v1/invitations/answers", &accept).await.status, 204);
        let read = customer.api.post("/v1/invitations/lookups", &url).await;
        assert_eq!((&read.json["state"], &read.json["mayAnswer"]), (&json!("accepted"), &json!(false)), "{}", read.text);
        assert_eq!(customer.api.post("/v1/invitations/lookups", &json!({ "url": "/i/nothing" })).await.status, 404);
        assert_eq!(agent.post("/v1/invitations/lookups", &url).await.status, 403, "only for customers");

        let asked = app.provider.as_user(&app, Role::AdminAgent).await.post("/v1/partnershipinvitations", &json!({})).await;
        let boss = app.other.as_user(&app, Role::GlobalAdmin).await;
        let read = boss.post("/v1/partnershipinvitations/lookups", &json!({ "url": asked.json["url"] })).await;
        assert_eq!((&read.json["partnerName"], &read.json["mayAnswer"]), (&json!("東都ディストリビューション"), &json!(true)), "{}", read.text);
    }

    async fn the_text_of_an_invitation_is_changed_over_the_api_until_it_is_answered(app: TestApp) {
        let agent = app.other.as_user(&app, Role::AdminAgent).await;
        let asked = agent.post("/v1/invitations", &json!({})).await;
        let one = format!("/v1/invitations/{}", asked.json["id"].as_str().unwrap_or_default());
        let changed = agent.patch(&one, &json!({ "recipient": "info@aoba.example", "subject": "お願い" })).await;
        assert_eq!((changed.status.as_u16(), &changed.json["subject"]), (200, &json!("お願い")), "{}", changed.text);
        let read = agent.get(&one).await;
        assert_eq!((&read.json["recipient"], &read.json["body"]), (&json!("info@aoba.example"), &asked.json["body"]), "what is not said stays");
        let long = agent.patch(&one, &json!({ "subject": "長".repeat(201) })).await;
        assert!(long.status == 400 && long.text.contains("subject"), "{}", long.text);
        let whole = agent.get(&one).await.json;
        assert_eq!(agent.patch(&one, &whole).await.status, 200, "what was read may be sent back");
        for (member, value) in [
            ("state", json!("accepted")), ("delegatedAdmin", json!(false)), ("url", json!("http://evil.example/")),
            ("invitationType", json!("combined")), ("language", json!(if whole["language"] == "ja" { "en" } else { "ja" })),
            ("expirationDate", json!("2030-01-01T00:00:00Z")), ("answeredBy", json!("x")),
        ] {
            let refused = agent.patch(&one, &json!({ "subject": "Not changed", member: value })).await;
            let named = refused.text.contains(member) && refused.json["data"][0] == member;
            assert!(refused.status == 400 && named, "{member}: {} {}", refused.status, refused.text);
        }
        assert_eq!(agent.get(&one).await.json, whole, "nothing has changed");
        assert_eq!(agent.delete(&one).await.status, 204);
        assert_eq!(agent.patch(&one, &json!({ "subject": "late" })).await.status, 400);
        let foreign = app.direct.as_user(&app, Role::AdminAgent).await.patch(&one, &json!({ "subject": "x" })).await;
        assert_eq!(foreign.status, 404, "{}", foreign.text);
    }

    async fn what_could_not_stand_in_a_mail_is_refused_with_its_field(app: TestApp) {
        let agent = app.other.as_user(&app, Role::AdminAgent).await;
        let asked = agent.post("/v1/invitations", &json!({ "language": "ja-JP", "surprise": 1 })).await;
        assert_eq!((asked.status.as_u16(), &asked.json["language"]), (201, &json!("ja")), "{}", asked.text);
        let one = format!("/v1/invitations/{}", asked.json["id"].as_str().unwrap_or_default());
        for (member, value, rule) in [
            ("language", "fr", "en, ja"),
            ("recipient", "nobody", "name@example.com"),
            ("recipient", "info@aoba.example\r\nBcc: all@world.example", "U+000D"),
            ("subject", "Hello\r\nBcc: all@world.example", "U+000D"),
            ("subject", "Hello\u{0}", "U+0000"),
            ("body", "Please answer.\u{0}", "U+0000"),
        ] {
            let body = json!({ member: value });
            for refused in [agent.post("/v1/invitations", &body).await, agent.patch(&one, &body).await] {
                let is_told = refused.text.contains(member) && refused.text.contains(rule);
                assert!(refused.status == 400 && is_told, "{value:?}: {} {}", refused.status, refused.text);
            }
        }
        assert_eq!(agent.get("/v1/invitations").await.json["items"].as_array().map(Vec::len), Some(1));
        let kept = agent.patch(&one, &json!({ "subject": " お願い ", "body": "one\r\ntwo" })).await;
        assert_eq!((&kept.json["subject"], &kept.json["body"]), (&json!("お願い"), &json!("one\ntwo")), "{}", kept.text);
    }
}
