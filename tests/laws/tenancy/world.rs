//! The things that the matrix asks for: what every organisation has, and what stands in which
//! relation to whom.

use super::{
    actors::{Actor, Who},
    parameters::Parameter::{
        self, AuditRecord, Customer, Document, Draft, Import, Job, Mail, Order, Reseller, Review,
        Subscription, User,
    },
    rows,
};
use opc_core::access::Role;
use opc_testkit::{Api, BASIC, Browser, Tenant, TestApp, account_form, new_customer};
use serde_json::{Value, json};
use std::collections::HashMap;

/// An id that nobody has.
pub(super) const NOWHERE: &str = "00000000-0000-7000-8000-000000000000";
/// What the customer's administrator chose.
pub(super) const CUSTOMERS_PASSWORD: &str = "correct horse battery staple 2";

/// Ids of things, by what they are.
pub(super) type Ids = HashMap<Parameter, String>;

/// How the thing named stands to whoever names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Relation {
    /// One's own, or one's own organisation's.
    Own,
    /// One's own customer, with the order of another one's own customer.
    Sibling,
    /// One's own customer, which is also another partner's, with the order placed there.
    Crossed,
    /// Another partner's.
    Another,
    /// A customer until the relationship ended.
    Ended,
    /// A customer that the provider sells to through the reseller.
    Indirect,
}

impl Relation {
    pub(super) const ALL: [Self; 6] =
        [Self::Own, Self::Sibling, Self::Crossed, Self::Another, Self::Ended, Self::Indirect];
}

/// A furnished product.
pub(super) struct World {
    pub(super) app: TestApp,
    own: HashMap<Who, Ids>,
    siblings: HashMap<Who, Ids>,
    ended: HashMap<Who, Ids>,
    /// The other partner's things at the customer of [`Who::Direct`].
    crossed: Ids,
    indirect: Ids,
    /// Sign-in name of the administrator of that customer.
    pub(super) customers_admin: String,
}

impl World {
    pub(super) async fn furnished(app: TestApp) -> Self {
        let (mut own, mut siblings, mut ended) = (HashMap::new(), HashMap::new(), HashMap::new());
        for (who, name) in
            [(Who::Direct, "direct"), (Who::Other, "other"), (Who::Provider, "provider")]
        {
            let mut clerk = Clerk::of(&app, who).await;
            let mut ids = clerk.customer(&format!("{name}-own"), None).await;
            siblings.insert(who, clerk.customer(&format!("{name}-sibling"), None).await);
            ended.insert(who, clerk.ended(&format!("{name}-ended")).await);
            ids.extend(clerk.office(name, &ids[&Customer].clone()).await);
            own.insert(who, ids);
        }
        let reseller = app.reseller.id.to_string();
        let mut clerk = Clerk::of(&app, Who::Provider).await;
        let indirect = clerk.customer("indirect", Some(&reseller)).await;
        for who in [Who::Operator, Who::Reseller, Who::Neighbour] {
            own.insert(who, Clerk::of(&app, who).await.desk().await);
        }
        let seen: Vec<_> =
            [Customer, Order, Subscription].map(|p| (p, indirect[&p].clone())).into();
        own.entry(Who::Reseller).or_default().extend(seen);
        let reviewed: Vec<_> =
            [Review, Document].map(|p| (p, own[&Who::Direct][&p].clone())).into();
        own.entry(Who::Operator).or_default().extend(reviewed);
        let customer = own[&Who::Direct][&Customer].clone();
        rows::share(&app, &customer, (&app.direct, &app.other), "Himitsu other-shared").await;
        let crossed = Clerk::of(&app, Who::Other).await.furnish(customer).await;
        let customers_admin = "admin@directown.partnercenter.example".to_owned();
        let world = Self { own, siblings, ended, crossed, indirect, customers_admin, app };
        world.customer_signs_in().await;
        world
    }

    /// The customer's administrator chooses a password.
    async fn customer_signs_in(&self) {
        let password = &self.own[&Who::Direct][&Parameter::Public];
        let mut browser = Browser::new(&self.app);
        let page = browser.get("/sign-in").await;
        let fields = [("user-name", self.customers_admin.as_str()), ("password", password)];
        let page = browser.submit(&page, "/sign-in", &fields).await;
        let own = CUSTOMERS_PASSWORD;
        let fields =
            [("old-password", password.as_str()), ("new-password", own), ("repeat-password", own)];
        let page = browser.submit(&page, "/sign-in/change", &fields).await;
        assert_eq!(page.status, 200, "{}", page.html);
    }

    /// The things of this organisation.
    pub(super) fn of(&self, who: Who) -> &Ids {
        &self.own[&who]
    }
    pub(super) fn crossed(&self) -> &Ids {
        &self.crossed
    }
    pub(super) fn indirect(&self) -> &Ids {
        &self.indirect
    }
    /// Another partner's things: of the first one, of the other for the first.
    fn foreign_to(&self, who: Who) -> Ids {
        let foreign = if who == Who::Direct { Who::Other } else { Who::Direct };
        let mut ids = self.of(foreign).clone();
        // The first one's own customer is the other one's as well.
        ids.extend(self.siblings[&foreign].clone());
        ids
    }
    /// The organisation whose pages this is; whoever has none is sent to another's.
    pub(super) fn tenant_of(&self, who: Who) -> String {
        match who.tenant(&self.app) {
            Some(tenant) => tenant.id.to_string(),
            None if who == Who::Customer => self.own[&Who::Direct][&Customer].clone(),
            None => self.app.direct.id.to_string(),
        }
    }
    /// Another partner, and its things.
    pub(super) fn home_of_foreign(&self, who: Who) -> (String, Ids) {
        let foreign = if who == Who::Direct { Who::Other } else { Who::Direct };
        (self.tenant_of(foreign), self.foreign_to(who))
    }
    /// Whether the draft of the actor's organisation is the actor's.
    pub(super) fn drafted(actor: Actor) -> bool {
        actor.role == Some(Role::AdminAgent)
    }

    /// The things in this relation to this organisation.
    pub(super) fn ids(&self, relation: Relation, who: Who) -> Ids {
        let nothing = Ids::new();
        let own = self.own.get(&who).unwrap_or(&nothing);
        let parts = |of: &Ids| {
            let parts = of.iter().filter(|(parameter, _)| parameter.is_of_customer());
            let parts = parts.map(|(parameter, id)| (*parameter, id.clone()));
            let Some(customer) = own.get(&Customer) else { return Ids::new() };
            parts.chain([(Customer, customer.clone())]).collect()
        };
        let mut ids = match relation {
            Relation::Own => own.clone(),
            Relation::Sibling => self.siblings.get(&who).map(parts).unwrap_or_default(),
            Relation::Crossed if who == Who::Direct => parts(&self.crossed),
            Relation::Crossed => parts(&self.foreign_to(who)),
            Relation::Another => self.foreign_to(who),
            Relation::Ended => self.ended.get(&who).cloned().unwrap_or_default(),
            Relation::Indirect => self.indirect.clone(),
        };
        if let Some(customer) = ids.get(&Customer).cloned() {
            ids.insert(Parameter::Logged, customer);
        }
        ids
    }
    /// The names of customers that this organisation must not read anywhere.
    pub(super) fn secrets(who: Who) -> impl Iterator<Item = String> {
        let known: &[&str] = match who {
            Who::Direct | Who::Customer => &["direct-"],
            // The customer that both have is called what it called itself first.
            Who::Other => &["other-", "direct-own"],
            Who::Provider => &["provider-", "indirect"],
            Who::Reseller => &["indirect"],
            Who::Operator => &[""],
            Who::Neighbour | Who::Nobody => &[],
        };
        let whose = ["direct", "other", "provider"].into_iter();
        let which = ["own", "sibling", "ended", "import", "draft"];
        let all = whose.flat_map(move |whose| which.map(|which| format!("{whose}-{which}")));
        let all = all.chain(["indirect".to_owned()]);
        all.filter(|name| !known.iter().any(|known| name.starts_with(known)))
            .map(|name| format!("Himitsu {name}"))
    }
}

/// Whoever furnishes: an organisation's admin agent by both ways.
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

impl<'a> Clerk<'a> {
    pub(super) async fn of(app: &'a TestApp, who: Who) -> Self {
        Self::in_role(app, who, Role::AdminAgent).await
    }
    pub(super) async fn in_role(app: &'a TestApp, who: Who, role: Role) -> Self {
        let tenant = who.tenant(app).expect("an organisation of the programme");
        let api = tenant.as_user(app, role).await;
        let browser = tenant.browser(app, role).await;
        Self { app, tenant, api, browser }
    }

    /// Adds a customer; its id, and the password of its administrator as [`Parameter::Public`].
    pub(super) async fn bare(&self, prefix: &str, reseller: Option<&str>) -> Ids {
        let mut body = new_customer(&prefix.replace('-', ""));
        body["billingProfile"]["companyName"] = json!(format!("Himitsu {prefix}"));
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
        let mut ids = self.furnish(customer).await;
        ids.extend(bare);
        ids
    }

    /// An agreement, an order with a subscription, and a review with a document.
    pub(super) async fn furnish(&mut self, customer: String) -> Ids {
        let path = format!("/v1/customers/{customer}");
        let agreement = attestation(&self.api).await;
        let attested = self.api.post(&format!("{path}/agreements"), &agreement).await;
        assert_eq!(attested.status, 201, "{}", attested.text);
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
    async fn desk(&mut self) -> Ids {
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
