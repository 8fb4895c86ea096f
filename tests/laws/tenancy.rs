//! What belongs to one partner does not exist for another: every operation and every page, with
//! another partner's ids, answers as it does for ids that nobody has.
//!
//! The tests are made from the product's own tables. A path whose parameter they do not know
//! fails them: who may see what it names has to be said here, in [`Parameter::of`].

use http::Method;
use opc_core::access::Role;
use opc_testkit::{
    Api, BASIC, Browser, Page, Reply, STORAGE, Tenant, TestApp, account_form, both_engines,
    new_customer,
};
use serde_json::{Value, json};
use std::collections::HashMap;

const NOWHERE: &str = "00000000-0000-7000-8000-000000000000";
/// Names that only the owner may read: of the customer, and in the draft.
const SECRETS: [&str; 2] = ["秘密商会", "日の出製作所"];

/// What a parameter of a path names, and so who can see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Parameter {
    Customer,
    Order,
    Subscription,
    AuditRecord,
    Draft,
    User,
    Mail,
    Document,
    Import,
    /// The organisation whose pages or tokens they are.
    Tenant,
    /// The same for everybody: offers, templates, domains, help.
    Public,
}

impl Parameter {
    fn of(path: &str, name: &str) -> Self {
        match name {
            "customer_id" | "policy_id" => Self::Customer,
            "order_id" | "order" => Self::Order,
            "subscription_id" => Self::Subscription,
            "audit_record_id" => Self::AuditRecord,
            "draft" => Self::Draft,
            "import" | "import_id" => Self::Import,
            "document" => Self::Document,
            "id" if path.contains("/customers/{id}") => Self::Customer,
            "id" if path.contains("/users/{id}") => Self::User,
            "id" if path.contains("/mailbox/{id}") => Self::Mail,
            "tenant" => Self::Tenant,
            // The operator's pages: to anybody else they are closed, whatever they name.
            "review" | "file" | "organization_id" => Self::Public,
            "id" if path.contains("/organisations/{id}") => Self::Public,
            "offer_id" | "template_id" | "template" | "domain" | "topic" | "country_iso2" => {
                Self::Public
            }
            _ => panic!("{path}: say in this test who may see what {{{name}}} names"),
        }
    }
    /// The parameters of a path, in order.
    fn all(path: &str) -> Vec<(&str, Self)> {
        let names = path.split('{').skip(1).filter_map(|rest| rest.split('}').next());
        names.map(|name| (name, Self::of(path, name))).collect()
    }
    fn is_private(self) -> bool {
        !matches!(self, Self::Tenant | Self::Public)
    }
}

/// Ids of things that belong to one partner.
type Ids = HashMap<Parameter, String>;

/// The same kinds of ids, of nothing.
fn nothing(ids: &Ids) -> Ids {
    ids.keys().map(|parameter| (*parameter, NOWHERE.to_owned())).collect()
}

/// The path with ids in it.
fn filled(path: &str, tenant: &str, ids: &Ids) -> String {
    let mut out = path.to_owned();
    for (name, parameter) in Parameter::all(path) {
        let id = match parameter {
            Parameter::Tenant => tenant,
            Parameter::Public => "x",
            private => ids.get(&private).unwrap_or_else(|| panic!("{path}: no id of {private:?}")),
        };
        out = out.replace(&format!("{{{name}}}"), id);
    }
    out
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}")).to_owned()
}

async fn attestation(agent: &Api) -> Value {
    let templates = agent.get("/v1/agreements").await;
    json!({
        "primaryContact": {
            "firstName": "太郎", "lastName": "山田", "email": "info@hinode.example", "phoneNumber": ""
        },
        "templateId": templates.json["items"][0]["templateId"],
        "dateAgreed": "2026-11-19T00:00:00Z",
        "type": "MicrosoftCustomerAgreement"
    })
}

fn order(offer: &str) -> Value {
    let line = json!({"lineItemNumber": 0, "offerId": offer, "quantity": 3});
    json!({ "billingCycle": "monthly", "lineItems": [line] })
}

/// Adds a customer with an agreement, an order and a subscription.
async fn furnish(app: &TestApp, tenant: &Tenant, mut body: Value) -> Ids {
    let agent = tenant.as_user(app, Role::AdminAgent).await;
    body["billingProfile"]["companyName"] = json!("秘密商会");
    let added = agent.post("/v1/customers", &body).await;
    assert_eq!(added.status, 201, "{}", added.text);
    let customer = text(&added.json["id"]);
    let path = format!("/v1/customers/{customer}");
    let attested = agent.post(&format!("{path}/agreements"), &attestation(&agent).await).await;
    assert_eq!(attested.status, 201, "{}", attested.text);
    let placed = agent.post(&format!("{path}/orders"), &order(BASIC)).await;
    assert_eq!(placed.status, 201, "{}", placed.text);
    let policy = json!({
        "selfServeEntity": { "tenantId": customer },
        "permissions": [{ "resource": "AzureSavingsPlan", "action": "Purchase" }]
    });
    let allowed = agent.post("/v1/SelfServePolicy", &policy).await;
    assert_eq!(allowed.status, 201, "{}", allowed.text);
    let log = agent.get("/v1/auditrecords?size=10").await;
    let import = agent.post_text("/v1/imports", "name\n秘密商会\n").await;
    assert_eq!(import.status, 201, "{}", import.text);
    Ids::from([
        (Parameter::Import, text(&import.json["id"])),
        (Parameter::Customer, customer),
        (Parameter::Order, text(&placed.json["id"])),
        (Parameter::Subscription, text(&placed.json["lineItems"][0]["subscriptionId"])),
        (Parameter::AuditRecord, text(&log.json["items"][0]["id"])),
    ])
}

/// Everything the owner sees of a customer.
async fn seen(api: &Api, ids: &Ids) -> Vec<String> {
    let path = format!("/v1/customers/{}", ids[&Parameter::Customer]);
    let mut all = Vec::new();
    for part in
        ["", "/profiles/billing", "/agreements", "/orders", "/subscriptions", "/qualification"]
    {
        let got = api.get(&format!("{path}{part}")).await;
        assert_eq!(got.status, 200, "{part}: {}", got.text);
        all.push(got.text);
    }
    all
}

/// A body with which the owner would get through, if the operation takes one.
async fn body(owner: &Api, method: &Method, path: &str, ids: &Ids) -> Value {
    match (method.as_str(), path.rsplit('/').next().unwrap_or_default()) {
        ("PUT", _) => owner.get(&filled(path, "", ids)).await.json,
        ("PATCH", "{customer_id}") => json!({ "relationshipToPartner": "none" }),
        ("POST", "orders") => order(STORAGE),
        ("POST", "agreements") => attestation(owner).await,
        _ => json!({}),
    }
}

async fn call(api: &Api, method: &Method, path: &str, body: &Value) -> Reply {
    match method.as_str() {
        "GET" => api.get(path).await,
        "HEAD" => api.head(path).await,
        "DELETE" => api.delete(path).await,
        "POST" => api.post(path, body).await,
        "PUT" => api.put(path, body).await,
        "PATCH" => api.patch(path, body).await,
        other => panic!("{path}: this test does not know {other}"),
    }
}

/// Calls every operation as a stranger to `ids`; answers what gave something away.
async fn operations_that_tell(owner: &Api, ids: &Ids, who: (&str, &Api)) -> Vec<String> {
    let (name, stranger) = who;
    let mut offences = Vec::new();
    for operation in opc_api::operations() {
        let (method, path) = (&operation.method, operation.path);
        if !Parameter::all(path).iter().any(|(_, parameter)| parameter.is_private()) {
            continue;
        }
        for body in [json!({}), body(owner, method, path, ids).await] {
            let foreign = call(stranger, method, &filled(path, "", ids), &body).await;
            let absent = call(stranger, method, &filled(path, "", &nothing(ids)), &body).await;
            let same = (foreign.status, foreign.code()) == (absent.status, absent.code());
            if !same || !foreign.status.is_client_error() {
                offences.push(format!(
                    "{name} {method} {path} {body}: {} {} but for nothing {} {}",
                    foreign.status, foreign.text, absent.status, absent.text
                ));
            }
        }
    }
    offences
}

/// Opens or sends every page of `tenant` with these ids; answers what came of each.
async fn opened(
    browser: &mut Browser,
    tenant: &Tenant,
    ids: &Ids,
) -> Vec<(opc_portal::PageRoute, Page)> {
    let tenant = tenant.id.to_string();
    let mut all = Vec::new();
    for route in opc_portal::pages() {
        let parameters = Parameter::all(route.path);
        if !parameters.iter().any(|(_, parameter)| parameter.is_private()) {
            continue;
        }
        let path = filled(route.path, &tenant, ids);
        let page = browser.get_or_send(route.method, &path).await;
        all.push((route, page));
    }
    all
}

trait GetOrSend {
    async fn get_or_send(&mut self, method: &str, path: &str) -> Page;
}

impl GetOrSend for Browser {
    async fn get_or_send(&mut self, method: &str, path: &str) -> Page {
        if method == "GET" {
            return self.get(path).await;
        }
        // Any page has the token that every form needs.
        let home = self.get("/").await;
        assert!(home.hidden("csrf").is_some(), "{} {}", home.path, home.html);
        self.submit(&home, path, &[]).await
    }
}

/// Asks for a qualification of the tenant's first customer and adds a document; its id.
async fn document(app: &TestApp, tenant: &Tenant, browser: &mut Browser) -> String {
    let agent = tenant.as_user(app, Role::AdminAgent).await;
    let customer = text(&agent.get("/v1/customers").await.json["items"][0]["id"]);
    let wanted = json!({ "qualification": "nonprofit" });
    agent.post(&format!("/v1/customers/{customer}/qualifications"), &wanted).await;
    let path = format!("/p/{}/customers/{customer}/verification", tenant.id);
    let page = browser.get(&path).await;
    let review = page.hidden("review").expect("a review");
    let page = browser.upload(&page, &path, &[("review", &review)], ("a.pdf", b"%PDF-1.7")).await;
    let id = page.html.split("/documents/").nth(1).and_then(|rest| rest.split('"').next());
    id.unwrap_or_else(|| panic!("no document: {}", page.html)).to_owned()
}

/// Ids of what only the portal names: a draft, a user, and the mail about an agreement.
async fn furnish_portal(app: &TestApp, tenant: &Tenant, prefix: &str) -> Ids {
    let mut browser = tenant.browser(app, Role::AdminAgent).await;
    let base = format!("/p/{}", tenant.id);
    let page = browser.get(&format!("{base}/customers/new")).await;
    let form = account_form(prefix);
    let fields: Vec<_> = form.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let action = page.html.split("action=\"").filter_map(|f| f.split('"').next());
    let action = action.map(|a| a.split('?').next().unwrap_or_default());
    let action = action.filter(|a| a.ends_with("/account")).last().expect("a form").to_owned();
    let page = browser.submit(&page, &action, &fields).await;
    let draft = page.path.split("/new/").nth(1).and_then(|rest| rest.split('/').next());
    let draft = draft.unwrap_or_else(|| panic!("no draft: {} {}", page.path, page.html));
    let user = tenant.people[&Role::SalesAgent].id.to_string();
    let mut ids = Ids::from([(Parameter::Draft, draft.to_owned()), (Parameter::User, user)]);
    let mailbox = browser.get(&format!("{base}/mailbox")).await;
    let mail = mailbox.html.split(&format!("{base}/mailbox/")).nth(1);
    let mail = mail.and_then(|rest| rest.split('"').next());
    ids.insert(Parameter::Document, document(app, tenant, &mut browser).await);
    ids.insert(Parameter::Mail, mail.unwrap_or_else(|| panic!("{}", mailbox.html)).to_owned());
    ids
}

both_engines! {
    async fn no_operation_tells_another_partner_of_a_customer(app: TestApp) {
        let ids = furnish(&app, &app.direct, new_customer("himitsu")).await;
        let owner = app.direct.as_user(&app, Role::AdminAgent).await;
        let before = seen(&owner, &ids).await;
        let mut offences = Vec::new();
        for (name, stranger) in [
            ("another partner", app.other.as_user(&app, Role::AdminAgent).await),
            ("its global administrator", app.other.as_user(&app, Role::GlobalAdmin).await),
            ("its program", app.other.app_only(&app).await),
            ("a provider", app.provider.as_user(&app, Role::AdminAgent).await),
            ("a reseller", app.reseller.as_user(&app, Role::AdminAgent).await),
        ] {
            offences.extend(operations_that_tell(&owner, &ids, (name, &stranger)).await);
        }
        assert!(offences.is_empty(), "{}", offences.join("\n"));
        assert_eq!(seen(&owner, &ids).await, before, "nothing was changed");
    }

    async fn no_operation_tells_a_reseller_of_the_customer_of_its_neighbour(app: TestApp) {
        let mut body = new_customer("himitsu");
        body["associatedPartnerId"] = json!(app.reseller.id.to_string());
        let ids = furnish(&app, &app.provider, body).await;
        let owner = app.provider.as_user(&app, Role::AdminAgent).await;
        let before = seen(&owner, &ids).await;
        let mut offences = Vec::new();
        for (name, stranger) in [
            ("the neighbour", app.second_reseller.as_user(&app, Role::AdminAgent).await),
            ("its program", app.second_reseller.app_only(&app).await),
            ("another partner", app.other.as_user(&app, Role::AdminAgent).await),
        ] {
            offences.extend(operations_that_tell(&owner, &ids, (name, &stranger)).await);
        }
        assert!(offences.is_empty(), "{}", offences.join("\n"));
        assert_eq!(seen(&owner, &ids).await, before, "nothing was changed");
    }

    async fn ones_own_customer_is_no_way_to_anothers_order(app: TestApp) {
        let theirs = furnish(&app, &app.direct, new_customer("himitsu")).await;
        let owner = app.direct.as_user(&app, Role::AdminAgent).await;
        let own = furnish(&app, &app.other, new_customer("asahi")).await;
        let mixed = |ids: &Ids| {
            let mut mixed = ids.clone();
            mixed.insert(Parameter::Customer, own[&Parameter::Customer].clone());
            mixed
        };
        let stranger = app.other.as_user(&app, Role::AdminAgent).await;
        for operation in opc_api::operations() {
            let inner = Parameter::all(operation.path);
            if inner.iter().filter(|(_, parameter)| parameter.is_private()).count() < 2 {
                continue;
            }
            let (method, path) = (&operation.method, operation.path);
            let body = body(&owner, method, path, &theirs).await;
            let foreign = call(&stranger, method, &filled(path, "", &mixed(&theirs)), &body).await;
            let absent = call(&stranger, method, &filled(path, "", &mixed(&nothing(&theirs))), &body).await;
            assert_eq!(foreign.status, 404, "{method} {path}: {}", foreign.text);
            assert_eq!((foreign.status, foreign.code()), (absent.status, absent.code()), "{method} {path}");
        }
    }

    async fn lists_and_the_log_hold_ones_own_only(app: TestApp) {
        let ids = furnish(&app, &app.direct, new_customer("himitsu")).await;
        let stranger = app.other.as_user(&app, Role::AdminAgent).await;
        for operation in opc_api::operations() {
            let private = Parameter::all(operation.path).iter().any(|(_, p)| p.is_private());
            if operation.method != Method::GET || private || operation.path.contains("{tenant}") {
                continue;
            }
            let path = filled(operation.path, "", &ids);
            let got = stranger.get(&format!("{path}?country=JP")).await;
            assert!(!got.text.contains("秘密商会"), "{path}: {}", got.text);
            assert!(!got.text.contains(&ids[&Parameter::Customer]), "{path}: {}", got.text);
        }
    }

    async fn the_pages_of_another_tenant_do_not_exist(app: TestApp) {
        let mut ids = furnish(&app, &app.direct, new_customer("himitsu")).await;
        ids.extend(furnish_portal(&app, &app.direct, "hinode").await);
        let tenant = app.direct.id.to_string();
        for mut browser in [
            app.other.browser(&app, Role::AdminAgent).await,
            app.other.browser(&app, Role::GlobalAdmin).await,
            app.reseller.browser(&app, Role::AdminAgent).await,
        ] {
            for route in opc_portal::pages() {
                if !Parameter::all(route.path).iter().any(|(_, p)| *p == Parameter::Tenant) {
                    continue;
                }
                let path = filled(route.path, &tenant, &ids);
                let page = browser.get_or_send(route.method, &path).await;
                // Asking for consent names a program in its query; without one it is refused for
                // every tenant alike, before the tenant matters.
                let refused = if route.path.starts_with("/p/") { 404 } else { 400 };
                assert_eq!(page.status, refused, "{} {}: {}", route.method, route.path, page.path);
                let tells = SECRETS.iter().any(|secret| page.says(secret));
                assert!(!tells, "{} {}", route.method, route.path);
            }
        }
    }

    async fn ones_own_pages_are_no_way_to_what_is_anothers(app: TestApp) {
        let mut ids = furnish(&app, &app.direct, new_customer("himitsu")).await;
        ids.extend(furnish_portal(&app, &app.direct, "hinode").await);
        let owner = app.direct.as_user(&app, Role::AdminAgent).await;
        let before = seen(&owner, &ids).await;
        let mut own = app.direct.browser(&app, Role::AdminAgent).await;
        let draft = format!("/p/{}/customers/new/{}/account", app.direct.id, ids[&Parameter::Draft]);
        assert!(own.get(&draft).await.says(SECRETS[1]));
        let mut offences = Vec::new();
        for (tenant, role) in [
            (&app.other, Role::AdminAgent), (&app.other, Role::GlobalAdmin),
            (&app.reseller, Role::AdminAgent),
        ] {
            let mut browser = tenant.browser(&app, role).await;
            let foreign = opened(&mut browser, tenant, &ids).await;
            let absent = opened(&mut browser, tenant, &nothing(&ids)).await;
            for ((route, foreign), (_, absent)) in foreign.iter().zip(&absent) {
                let refused = foreign.status.is_client_error();
                let same = foreign.status == absent.status && refused;
                if !same || SECRETS.iter().any(|secret| foreign.says(secret)) {
                    let (path, status) = (&foreign.path, foreign.status);
                    offences.push(format!(
                        "{role:?} {} {}: {status} at {path}, but for nothing {}",
                        route.method, route.path, absent.status
                    ));
                }
            }
        }
        assert!(offences.is_empty(), "{}", offences.join("\n"));
        let mut sales = app.direct.browser(&app, Role::SalesAgent).await;
        assert_eq!(sales.get(&format!("/p/{}/", app.direct.id)).await.status, 200, "still a user");
        assert!(own.get(&draft).await.says(SECRETS[1]), "still a draft");
        assert_eq!(seen(&owner, &ids).await, before, "nothing was changed");
    }
}

both_engines! {
    // Without this, ids that nobody has would pass all of the above.
    async fn the_owner_sees_what_every_one_of_these_ids_names(app: TestApp) {
        let mut ids = furnish(&app, &app.direct, new_customer("himitsu")).await;
        ids.extend(furnish_portal(&app, &app.direct, "hinode").await);
        let owner = app.direct.as_user(&app, Role::AdminAgent).await;
        let mut missing: Vec<_> = ids.keys().copied().collect();
        for operation in opc_api::operations() {
            let parameters = Parameter::all(operation.path);
            let Some((_, last)) = parameters.last().filter(|(_, p)| p.is_private()) else { continue };
            if operation.method == Method::GET {
                let got = owner.get(&filled(operation.path, "", &ids)).await;
                assert_eq!(got.status, 200, "{}: {}", operation.path, got.text);
                missing.retain(|parameter| parameter != last);
            }
        }
        let (tenant, other) = (app.direct.id.to_string(), nothing(&ids));
        for role in [Role::AdminAgent, Role::GlobalAdmin] {
            let mut browser = app.direct.browser(&app, role).await;
            for route in opc_portal::pages().iter().filter(|route| route.method == "GET") {
                let parameters = Parameter::all(route.path);
                let Some((_, last)) = parameters.last().filter(|(_, p)| p.is_private()) else { continue };
                let there = browser.get(&filled(route.path, &tenant, &ids)).await.status;
                let absent = browser.get(&filled(route.path, &tenant, &other)).await.status;
                if there == 200 && absent == 404 {
                    missing.retain(|parameter| parameter != last);
                }
            }
        }
        assert!(missing.is_empty(), "{missing:?}");
    }
}

#[test]
#[should_panic(expected = "say in this test who may see what {invoice_id} names")]
fn the_law_has_teeth() {
    Parameter::all("/v1/customers/{customer_id}/invoices/{invoice_id}");
}
