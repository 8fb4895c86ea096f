//! Whoever furnishes: an organisation's admin agent by both ways.

use super::{
    actors::Who,
    forms::send,
    parameters::Parameter::{
        self, AdminLink, AdminRelationship, Assignment, AuditRecord, Customer, Document, Draft,
        Group, Import, Invitation, Job, Link, Mail, Order, PartnershipInvitation, Reseller, Review,
        SandboxReseller, Subscription, User,
    },
    world::Ids,
};
use opc_core::access::Role;
use opc_testkit::{Api, BASIC, Browser, Tenant, TestApp, account_form, new_customer};
use serde_json::{Value, json};

/// Where programs ask for roles in a customer's directory.
pub(super) const ADMIN: &str = "/v1/tenantRelationships/delegatedAdminRelationships";
/// What the customer's administrator chooses.
const CUSTOMERS_PASSWORD: &str = "correct horse battery staple 2";

/// An organisation's admin agent.
pub(super) struct Clerk<'a> {
    pub(super) app: &'a TestApp,
    pub(super) tenant: &'a Tenant,
    pub(super) api: Api,
    pub(super) browser: Browser,
}

/// The text of a JSON string.
pub(super) fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}")).to_owned()
}

/// What follows this text up to the next quotation mark.
pub(super) fn after<'t>(html: &'t str, marker: &str) -> &'t str {
    let rest = html.split(marker).nth(1).unwrap_or_else(|| panic!("no {marker} in {html}"));
    rest.split(['"', '/', '?']).next().unwrap_or_default()
}

/// An order of this offer.
pub(super) fn order(offer: &str) -> Value {
    let line = json!({"lineItemNumber": 0, "offerId": offer, "quantity": 3});
    json!({ "billingCycle": "monthly", "lineItems": [line] })
}

/// The attestation that the agreement in force was accepted.
pub(super) async fn attestation(api: &Api) -> Value {
    let templates = api.get("/v1/agreements").await;
    json!({
        "primaryContact": {
            "firstName": "太郎", "lastName": "山田", "email": "info@hinode.example", "phoneNumber": ""
        },
        "templateId": templates.json["items"][0]["templateId"],
        "dateAgreed": "2026-11-19T00:00:00Z",
        "type": "MicrosoftCustomerAgreement"
    })
}

/// The first so many of a user administrator and a directory reader, as programs say it.
pub(super) fn roles(first: usize) -> Value {
    let ids = ["fe930be7-5e62-47db-91af-98c3a49a38b1", "88d8e3e3-8f55-4a1e-953a-9b9898b8876b"];
    let roles: Vec<_> =
        ids.iter().take(first).map(|id| json!({ "roleDefinitionId": id })).collect();
    json!({ "unifiedRoles": roles })
}

/// The path of a link.
pub(super) fn path_of(link: &Value) -> String {
    let link = text(link);
    let path = link.find("/i/").or_else(|| link.find("/a/"));
    link[path.unwrap_or_else(|| panic!("no link: {link}"))..].to_owned()
}

/// The administrator of a customer that was just added, with a password of their own.
pub(super) async fn administrator(app: &TestApp, prefix: &str, ids: &Ids) -> Browser {
    let password = &ids[&Parameter::Public];
    let mut browser = Browser::new(app);
    let page = browser.get("/sign-in").await;
    let user = format!("admin@{prefix}.partnercenter.example");
    let fields = [("user-name", user.as_str()), ("password", password)];
    let page = browser.submit(&page, "/sign-in", &fields).await;
    let own = CUSTOMERS_PASSWORD;
    let fields =
        [("old-password", password.as_str()), ("new-password", own), ("repeat-password", own)];
    assert_eq!(browser.submit(&page, "/sign-in/change", &fields).await.status, 200);
    browser
}

impl<'a> Clerk<'a> {
    pub(super) async fn of(app: &'a TestApp, who: Who) -> Self {
        Self::in_role(app, who, Role::AdminAgent).await
    }
    pub(super) async fn in_role(app: &'a TestApp, who: Who, role: Role) -> Self {
        let tenant = who.tenant(app).expect("an organisation of the programme");
        Self::at(app, tenant, role).await
    }
    pub(super) async fn at(app: &'a TestApp, tenant: &'a Tenant, role: Role) -> Self {
        let api = tenant.as_user(app, role).await;
        let browser = tenant.browser(app, role).await;
        Self { app, tenant, api, browser }
    }

    /// Adds a customer; its id, and the password of its administrator as [`Parameter::Public`].
    pub(super) async fn bare(&self, prefix: &str, reseller: Option<&str>) -> Ids {
        let mut body = new_customer(&prefix.replace('-', ""));
        body["billingProfile"]["companyName"] = json!(format!("Himitsu {prefix}"));
        body["allowDelegatedAccess"] = json!(true);
        if let Some(reseller) = reseller {
            body["associatedPartnerId"] = json!(reseller);
        }
        let added = self.api.post("/v1/customers", &body).await;
        assert_eq!(added.status, 201, "{}", added.text);
        let password = text(&added.json["userCredentials"]["password"]);
        Ids::from([(Customer, text(&added.json["id"])), (Parameter::Public, password)])
    }

    /// A customer with everything.
    pub(super) async fn customer(&mut self, prefix: &str, reseller: Option<&str>) -> Ids {
        let bare = self.bare(prefix, reseller).await;
        let customer = bare[&Customer].clone();
        let policy = json!({
            "selfServeEntity": { "tenantId": customer },
            "permissions": [{ "resource": "AzureReservedInstances", "action": "Purchase" }]
        });
        let allowed = self.api.post("/v1/SelfServePolicy", &policy).await;
        assert_eq!(allowed.status, 201, "{}", allowed.text);
        let mut ids = self.furnish(customer.clone()).await;
        ids.extend(self.administer(&format!("Himitsu {prefix}"), &customer).await);
        ids.extend(bare);
        ids
    }

    /// An agreement, an order with a subscription, and a review with a document.
    pub(super) async fn furnish(&mut self, customer: String) -> Ids {
        let path = format!("/v1/customers/{customer}");
        let agreements = format!("{path}/agreements");
        // Whoever has accepted a personal link has accepted the agreement, too.
        if self.api.get(&agreements).await.json["totalCount"] == 0 {
            let attested = self.api.post(&agreements, &attestation(&self.api).await).await;
            assert_eq!(attested.status, 201, "{}", attested.text);
        }
        let placed = self.api.post(&format!("{path}/orders"), &order(BASIC)).await;
        assert_eq!(placed.status, 201, "{}", placed.text);
        let (review, document) = self.review(&customer).await;
        Ids::from([
            (Customer, customer),
            (Order, text(&placed.json["id"])),
            (Subscription, text(&placed.json["lineItems"][0]["subscriptionId"])),
            (Review, review),
            (Document, document),
        ])
    }

    /// Asks the customer, or whoever has the link, for a role in its directory, which a group of
    /// one's own gets.
    pub(super) async fn administer(&mut self, name: &str, customer: &str) -> Ids {
        let group = self.group(name).await;
        let mut asked = json!({ "displayName": name, "accessDetails": roles(2) });
        if !customer.is_empty() {
            asked["customer"] = json!({ "tenantId": customer });
        }
        let made = self.api.post(ADMIN, &asked).await;
        assert_eq!(made.status, 201, "{}", made.text);
        let id = text(&made.json["id"]);
        let one = format!("{ADMIN}/{id}");
        let asked = json!({ "action": "lockForApproval" });
        let asked = self.api.post(&format!("{one}/requests"), &asked).await;
        assert_eq!(asked.status, 201, "{}", asked.text);
        let link = path_of(&self.api.get(&one).await.json["approvalLink"]);
        let given =
            json!({ "accessContainer": { "accessContainerId": group }, "accessDetails": roles(1) });
        let given = self.api.post(&format!("{one}/accessAssignments"), &given).await;
        assert_eq!(given.status, 201, "{}", given.text);
        Ids::from([
            (AdminRelationship, id),
            (AdminLink, link.trim_start_matches("/a/").to_owned()),
            (Assignment, text(&given.json["id"])),
            (Group, group),
        ])
    }
    /// A group of one's own people: whoever sells.
    pub(super) async fn group(&mut self, name: &str) -> String {
        let groups = format!("/p/{}/security-groups", self.tenant.id);
        let page = self.browser.get(&format!("{groups}/new")).await;
        let member = format!("member-{}", self.tenant.people[&Role::SalesAgent].id);
        let fields = [("group-name", name), (member.as_str(), "on")];
        let page = self.browser.submit(&page, &groups, &fields).await;
        let marker = format!("href=\"{groups}/");
        let mut rows = page.html.split(&marker).skip(1).filter_map(|row| row.split_once("\">"));
        let found = rows.find(|(_, rest)| rest.starts_with(&format!("{name}<")));
        found.unwrap_or_else(|| panic!("no group {name}: {}", page.html)).0.to_owned()
    }

    /// Asks whoever holds a personal link to become a customer: the invitation and its link.
    pub(super) async fn ask(&self) -> Ids {
        self.ask_for(true).await
    }
    /// A link that any customer can answer, with or without the privileges of an administrator.
    pub(super) async fn ask_for(&self, admin: bool) -> Ids {
        let asked = self.api.post("/v1/invitations", &json!({ "delegatedAdmin": admin })).await;
        assert_eq!(asked.status, 201, "{}", asked.text);
        let link = path_of(&asked.json["url"]);
        let link = link.trim_start_matches("/i/").to_owned();
        Ids::from([(Invitation, text(&asked.json["id"])), (Link, link)])
    }
    /// What only providers have: a reseller that is asked, and one to try things out with.
    pub(super) async fn providers(&self) -> Ids {
        let asked = self.api.post("/v1/partnershipinvitations", &json!({})).await;
        assert_eq!(asked.status, 201, "{}", asked.text);
        let trial = self.trial(7).await;
        Ids::from([(PartnershipInvitation, text(&asked.json["id"])), (SandboxReseller, trial)])
    }
    /// A provider's reseller to try things out with; no two have the same number.
    pub(super) async fn trial(&self, number: u32) -> String {
        let id = format!("{number}{}", self.tenant.network_id.as_deref().unwrap_or_default());
        let profile = json!({
            "companyName": "Himitsu trial", "address": { "country": "JP", "city": "Tokyo" },
            "primaryContact": { "firstName": "Test" }, "culture": "en-US"
        });
        let tenant = json!({
            "domainPrefix": format!("trial{id}"), "name": "Trial", "displayName": "Trial",
            "adminUserName": "admin", "adminFirstName": "Test", "adminLastName": "Reseller",
            "adminAlternateEmail": "admin@trial.example", "country": "JP", "culture": "en-us"
        });
        let trial = json!({
            "mpnId": id, "tenant": tenant, "legalBusinessProfile": profile,
            "organizationProfileLanguage": "en"
        });
        let made = self.api.post("/v1/sandboxIndirectReseller", &trial).await;
        assert_eq!(made.status, 201, "{}", made.text);
        text(&made.json["accountId"])
    }
    /// A customer of another partner becomes this one's as well, under a name of its own: its
    /// administrator accepts.
    pub(super) async fn is_joined(&self, admin: &mut Browser, name: &str) {
        let page = admin.get(&format!("/i/{}", self.ask().await[&Link])).await;
        let fields = [("company-name", name), ("accepted", "on")];
        let done = send(admin, &page, "/accept", &fields).await;
        assert!(done.path.contains("/partners?done="), "{} {}", done.path, done.html);
    }
    /// The same, without that the agreement is accepted.
    pub(super) async fn sells_to(&self, customer: &str, name: &str) {
        self.app.begin_to_sell(self.tenant, customer).await;
        let path = format!("/v1/customers/{customer}/profiles/billing");
        let mut profile = self.api.get(&path).await.json;
        profile["companyName"] = json!(name);
        let named = self.api.put(&path, &profile).await;
        assert_eq!(named.status, 200, "{}", named.text);
    }

    /// Asks for a qualification and adds a document to the review.
    async fn review(&mut self, customer: &str) -> (String, String) {
        let wanted = json!({ "qualification": "nonprofit" });
        self.api.post(&format!("/v1/customers/{customer}/qualifications"), &wanted).await;
        let path = format!("/p/{}/customers/{customer}/verification", self.tenant.id);
        let page = self.browser.get(&path).await;
        let review = page.hidden("review").unwrap_or_else(|| panic!("no review: {}", page.html));
        let fields = [("review", review.as_str())];
        let page = self.browser.upload(&page, &path, &fields, ("a.pdf", b"%PDF-1.7")).await;
        (review, after(&page.html, "/documents/").to_owned())
    }

    /// A customer with a review, whose relationship has ended.
    pub(super) async fn ended(&mut self, prefix: &str) -> Ids {
        let mut ids = self.bare(prefix, None).await;
        let (review, document) = self.review(&ids[&Customer].clone()).await;
        ids.extend([(Review, review), (Document, document)]);
        self.end(&ids[&Customer]).await;
        ids
    }
    /// Ends the relationship, as the global administrator.
    pub(super) async fn end(&self, customer: &str) {
        let admin = self.tenant.as_user(self.app, Role::GlobalAdmin).await;
        let path = format!("/v1/customers/{customer}");
        let ended = admin.patch(&path, &json!({ "relationshipToPartner": "none" })).await;
        assert_eq!(ended.status, 200, "{}", ended.text);
    }

    /// Tags customers as one change; what it can be taken back by.
    async fn tag_many(&mut self, customer: &str) -> String {
        let path = format!("/p/{}/customers/tags", self.tenant.id);
        let page = self.browser.get(&format!("{path}?customer={customer}")).await;
        let fields = [("customer", customer), ("add-tags", "Himitsu")];
        let done = self.browser.submit(&page, &path, &fields).await;
        done.hidden("job").unwrap_or_else(|| panic!("no job: {}", done.html))
    }
    /// What is no customer's: an import, a draft, a change of many customers with the entry of the
    /// log that tells of it, and what is on the [`Clerk::desk`].
    pub(super) async fn office(&mut self, prefix: &str, customer: &str) -> Ids {
        let job = self.tag_many(customer).await;
        let file = format!("name\nHimitsu {prefix}-import\n");
        let import = self.api.post_text("/v1/imports?fileName=Himitsu", &file).await;
        assert_eq!(import.status, 201, "{}", import.text);
        let mut ids = self.desk().await;
        let draft = self.draft(prefix).await;
        ids.extend(self.ask().await);
        // Somebody's reseller, but only the provider's own one is its own.
        let reseller = self.app.reseller.id.to_string();
        ids.extend([
            (Import, text(&import.json["id"])),
            (Draft, draft),
            (Job, job),
            (Reseller, reseller),
        ]);
        ids
    }
    /// What every organisation has: a user, an entry in the log, a mail.
    pub(super) async fn desk(&mut self) -> Ids {
        let base = format!("/p/{}", self.tenant.id);
        let user = self.tenant.people[&Role::UserAdmin].id.to_string();
        let mut ids = Ids::from([(User, user)]);
        let log = self.api.get("/v1/auditrecords?size=10").await;
        if let Some(entry) = log.json["items"][0]["id"].as_str() {
            ids.insert(AuditRecord, entry.to_owned());
        }
        let mailbox = self.browser.get(&format!("{base}/mailbox")).await;
        let marker = format!("{base}/mailbox/");
        if mailbox.html.contains(&marker) {
            ids.insert(Mail, after(&mailbox.html, &marker).to_owned());
        }
        ids
    }

    /// Begins to add a customer.
    pub(super) async fn draft(&mut self, prefix: &str) -> String {
        let page = self.browser.get(&format!("/p/{}/customers/new", self.tenant.id)).await;
        let mut form = account_form(&format!("{prefix}draft").replace('-', ""));
        form.retain(|(name, _)| *name != "company-name");
        form.push(("company-name", format!("Himitsu {prefix}-draft")));
        let fields: Vec<_> = form.iter().map(|(n, v)| (*n, v.as_str())).collect();
        let actions = page.html.split("action=\"").filter_map(|f| f.split(['"', '?']).next());
        let action = actions.filter(|a| a.ends_with("/account")).last().expect("a form").to_owned();
        let page = self.browser.submit(&page, &action, &fields).await;
        after(&page.path, "/new/").to_owned()
    }
}
