//! Asking customers and resellers to come together, over the API (`domain/03`).

use opc_core::{access::Request, access::Role, identity, kernel::id::OrganisationId};
use opc_testkit::{Api, Tenant, TestApp, both_engines, encode, new_customer};
use serde_json::{Value, json};

const OWN: &str = "correct horse battery staple 4";

/// A customer: its id, and its first administrator behind an application of its own.
struct Customer {
    id: String,
    api: Api,
}

/// A customer that a partner has added, whose administrator has chosen a password.
async fn customer(app: &TestApp, partner: &Tenant, prefix: &str) -> Customer {
    let added = partner.as_user(app, Role::AdminAgent).await;
    let added = added.post("/v1/customers", &new_customer(prefix)).await;
    assert_eq!(added.status, 201, "{}", added.text);
    let id = added.json["id"].as_str().expect("an id").to_owned();
    let user = added.json["userCredentials"]["userName"].as_str().expect("a name").to_owned();
    let user = format!("{user}@{prefix}.partnercenter.example");
    let given = added.json["userCredentials"]["password"].as_str().expect("a password").to_owned();
    let mut browser = opc_testkit::Browser::new(app);
    let page = browser.get("/sign-in").await;
    let fields = [("user-name", user.as_str()), ("password", &given)];
    let page = browser.submit(&page, "/sign-in", &fields).await;
    let fields =
        [("old-password", given.as_str()), ("new-password", OWN), ("repeat-password", OWN)];
    let page = browser.submit(&page, "/sign-in/change", &fields).await;
    assert_eq!(page.status, 200, "{}", page.html);
    let organisation: OrganisationId = id.parse().expect("a GUID");
    let core = app.core.clone();
    let own = core.write(Request::system(), move |cx| {
        identity::register_application(cx, organisation, "own", &["http://127.0.0.1/back"])
    });
    let own = own.await.expect("an application");
    let client = (own.id.to_string(), own.secret);
    let api = token(app, &id, (&user, OWN), (&client.0, &client.1)).await;
    Customer { id, api }
}

async fn token(app: &TestApp, tenant: &str, who: (&str, &str), client: (&str, &str)) -> Api {
    let form = format!(
        "grant_type=password&username={}&password={}&client_id={}&client_secret={}&resource=https%3A%2F%2Fgraph.example",
        encode(who.0),
        encode(who.1),
        client.0,
        encode(client.1),
    );
    let api = Api::anonymous(app);
    let reply = api.form(&format!("/{tenant}/oauth2/token"), &form).await;
    assert_eq!(reply.status, 200, "{}", reply.text);
    api.with(
        "authorization",
        format!("Bearer {}", reply.json["access_token"].as_str().unwrap_or("")),
    )
}

impl Customer {
    /// Answers an invitation; accepting includes the newest agreement.
    async fn answers(&self, app: &TestApp, url: &str, answer: &str) -> opc_testkit::Reply {
        let partner = app.direct.as_user(app, Role::AdminAgent).await;
        let templates = partner.get("/v1/agreements").await;
        let sent = json!({
            "url": url, "answer": answer,
            "agreementTemplateId": templates.json["items"][0]["templateId"],
        });
        self.api.post("/v1/invitations/answers", &sent).await
    }
    async fn partners(&self) -> Vec<Value> {
        let list = self.api.get("/v1/partners").await;
        assert_eq!(list.status, 200, "{}", list.text);
        list.json["items"].as_array().cloned().unwrap_or_default()
    }
    async fn ends_admin(&self, partner: &Tenant) -> opc_testkit::Reply {
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
}
