//! Does the steps through the API.

use super::{
    model::{ALPHA, BETA, DIRECT, Model, PARTNERS, PROVIDER, Standing, newest},
    steps::{Asks, Step, Who},
};
use opc_core::access::Role;
use opc_kernel::time::Timestamp;
use opc_testkit::{Api, Engine, Reply, Tenant, TestApp, wake};
use serde_json::{Value, json};
use std::{cell::RefCell, collections::HashMap};

/// When every sequence begins, in seconds since 1970: 20 November 2026 in the afternoon, in Tokyo.
pub(super) const BEGIN: i64 = 1_795_150_800;
const GRANTS: &str = "/v1/tenantRelationships/delegatedAdminRelationships";
const READER: &str = "88d8e3e3-8f55-4a1e-953a-9b9898b8876b";
/// Seconds a token is used; it is good for an hour.
const FRESH: i64 = 3000;

/// Who acts: a place among the tenants, and the role.
type Actor = (usize, Role);

/// The product, and what has come into being in it.
pub(super) struct Product {
    pub(super) app: TestApp,
    /// The partners, the customers after them.
    tenants: Vec<opc_core::kernel::id::OrganisationId>,
    customers: [Tenant; 2],
    agreement: Value,
    groups: Vec<String>,
    /// Address and link of each invitation.
    pub(super) invitations: Vec<(String, String)>,
    /// Address of each granular relationship, and of what the group was last given.
    pub(super) grants: Vec<(String, Option<String>)>,
    tokens: RefCell<HashMap<Actor, (i64, Api)>>,
}

/// The place of a customer among the tenants, and of the operator.
pub(super) fn customer(n: usize) -> usize {
    PARTNERS + n
}
const OPERATOR: usize = PARTNERS + 2;

impl Product {
    pub(super) async fn new(app: TestApp) -> Self {
        let customers = [
            app.customer_of(&app.direct, "hinode").await,
            app.customer_of(&app.provider, "asahi").await,
        ];
        let ids = [&app.direct, &app.provider, &app.reseller, &app.second_reseller];
        let tenants = ids.into_iter().chain(&customers).map(|tenant| tenant.id).collect();
        let mut new = Self {
            app,
            tenants,
            customers,
            agreement: Value::Null,
            groups: Vec::new(),
            invitations: Vec::new(),
            grants: Vec::new(),
            tokens: RefCell::default(),
        };
        let clock = new.app.core.clock();
        clock.stand_still();
        clock.move_to(Timestamp::from_micros(BEGIN * 1_000_000));
        let templates = new.agent(DIRECT).await.get("/v1/agreements").await;
        new.agreement = templates.json["items"][0]["templateId"].clone();
        for partner in 0..PARTNERS {
            let group = json!({ "displayName": "Desk" });
            let made = new.agent(partner).await.post("/v1/groups", &group).await;
            new.groups.push(made.json["id"].as_str().expect("an id").to_owned());
        }
        new
    }

    fn now(&self) -> i64 {
        self.app.core.clock().now().seconds()
    }
    fn tenant(&self, at: usize) -> &Tenant {
        let app = &self.app;
        match at {
            DIRECT => &app.direct,
            PROVIDER => &app.provider,
            ALPHA => &app.reseller,
            BETA => &app.second_reseller,
            OPERATOR => &app.operator,
            _ => &self.customers[at - PARTNERS],
        }
    }
    pub(super) fn id(&self, at: usize) -> String {
        self.tenants[at].to_string()
    }
    /// Signs in again where a token has ended; the clock stands still meanwhile.
    pub(super) async fn api(&self, at: usize, role: Role) -> Api {
        let known = self.tokens.borrow().get(&(at, role)).cloned();
        if let Some((_, api)) = known.filter(|(since, _)| self.now() - since < FRESH) {
            return api;
        }
        let api = self.tenant(at).as_user_now(&self.app, role).await;
        self.tokens.borrow_mut().insert((at, role), (self.now(), api.clone()));
        api
    }
    pub(super) async fn agent(&self, partner: usize) -> Api {
        self.api(partner, Role::AdminAgent).await
    }
    pub(super) async fn owner(&self, at: usize) -> Api {
        self.api(at, Role::GlobalAdmin).await
    }

    /// Does a step that `before` was; `after` says when it is over. Whether it was done.
    pub(super) async fn step(&mut self, step: Step, before: &Model, after: &Model) -> bool {
        let invitation = |n| newest(&before.invitations, n).expect("an invitation");
        let grant = |n| newest(&before.grants, n).expect("a relationship");
        match step {
            Step::Invite { by, asks, admin } => self.invite(by, asks, admin).await,
            Step::Send(n) => {
                let at = invitation(n);
                let send = format!("{}/send", self.invitations[at].0);
                let by = before.invitations[at].by;
                done(&self.agent(by).await.post(&send, &json!({})).await)
            }
            Step::Revoke(n) => {
                let at = invitation(n);
                let by = self.agent(before.invitations[at].by).await;
                done(&by.delete(&self.invitations[at].0).await)
            }
            Step::Accept { which, who, ticked } => {
                let at = invitation(which);
                let who = before.invitations[at].answerer(who);
                self.answer(at, who, ("accepted", ticked)).await
            }
            Step::Refuse { which, who } => {
                let at = invitation(which);
                let who = before.invitations[at].answerer(who);
                self.answer(at, who, ("declined", false)).await
            }
            Step::RemovePartnership(reseller) => {
                let partnership = format!("/v1/relationships/{}", self.id(reseller));
                done(&self.agent(PROVIDER).await.delete(&partnership).await)
            }
            Step::Put { customer, reseller } => self.put(customer, reseller).await,
            Step::End { partner, customer } => {
                let end = json!({ "relationshipToPartner": "none" });
                done(&self.owner(partner).await.patch(&self.account(customer), &end).await)
            }
            Step::TakeAway { partner, customer: at } => {
                let privileges = format!("/v1/partners/{}/delegatedadmin", self.id(partner));
                done(&self.owner(customer(at)).await.delete(&privileges).await)
            }
            Step::GiveUp { partner, customer } => {
                let less = json!({ "allowDelegatedAccess": false });
                done(&self.agent(partner).await.patch(&self.account(customer), &less).await)
            }
            Step::Write { partner, customer, days, extend } => {
                self.write((partner, customer), (days, extend)).await
            }
            Step::Judge(partner, standing) => self.judge(partner, standing).await,
            Step::Wait(_) => {
                self.app.advance(after.now - self.now());
                wake(&self.app.core).await;
                true
            }
            Step::Ask(n)
            | Step::Approve(n, _)
            | Step::Decline(n)
            | Step::Extend(n, _)
            | Step::TerminateByPartner(n)
            | Step::TerminateByCustomer(n)
            | Step::Delete(n)
            | Step::Assign(n)
            | Step::Unassign(n) => {
                let at = grant(n);
                let (partner, customer) = (before.grants[at].partner, before.grants[at].customer);
                self.on_grant(step, at, (partner, customer)).await
            }
        }
    }

    pub(super) fn account(&self, at: usize) -> String {
        format!("/v1/customers/{}", self.id(customer(at)))
    }

    async fn invite(&mut self, by: usize, asks: Asks, admin: bool) -> bool {
        let (all, kind) = match asks {
            Asks::Customer => ("/v1/invitations", "customer"),
            Asks::Combined => ("/v1/invitations", "combined"),
            Asks::Partnership => ("/v1/partnershipinvitations", "partnership"),
        };
        let mut body = json!({ "invitationType": kind, "delegatedAdmin": admin });
        if asks == Asks::Combined {
            body["providerId"] = json!(self.id(PROVIDER));
        }
        let made = self.agent(by).await.post(all, &body).await;
        if made.status == 201 {
            let id = made.json["id"].as_str().expect("an id");
            let link = made.json["url"].as_str().expect("a link").to_owned();
            self.invitations.push((format!("{all}/{id}"), link));
        }
        done(&made)
    }
    async fn answer(&self, at: usize, who: Who, (answer, ticked): (&str, bool)) -> bool {
        let mut body = json!({ "url": self.invitations[at].1, "answer": answer });
        if ticked {
            body["agreementTemplateId"] = self.agreement.clone();
        }
        let (who, path) = match who {
            Who::Customer(at) => (customer(at), "/v1/invitations/answers"),
            Who::Partner(at) => (at, "/v1/partnershipinvitations/answers"),
        };
        done(&self.owner(who).await.post(path, &body).await)
    }

    async fn write(&mut self, at: (usize, usize), (days, extend): (i64, bool)) -> bool {
        let body = json!({
            "displayName": format!("Desk {}", self.grants.len()),
            "duration": format!("P{days}D"),
            "autoExtendDuration": extension(extend),
            "accessDetails": { "unifiedRoles": [{ "roleDefinitionId": READER }] },
            "customer": { "tenantId": self.id(customer(at.1)) },
        });
        let made = self.agent(at.0).await.post(GRANTS, &body).await;
        if made.status == 201 {
            let id = made.json["id"].as_str().expect("an id");
            self.grants.push((format!("{GRANTS}/{id}"), None));
        }
        done(&made)
    }
    async fn on_grant(&mut self, step: Step, at: usize, (partner, with): (usize, usize)) -> bool {
        let (one, given) = self.grants[at].clone();
        let agent = self.agent(partner).await;
        let act = |action: &str| json!({ "action": action });
        let requests = format!("{one}/requests");
        let reply = match step {
            Step::Ask(_) => agent.post(&requests, &act("lockForApproval")).await,
            Step::Approve(_, own) => {
                let with = if own { with } else { 1 - with };
                self.owner(customer(with)).await.post(&requests, &act("approve")).await
            }
            Step::Decline(_) => {
                self.owner(customer(with)).await.post(&requests, &act("decline")).await
            }
            Step::TerminateByPartner(_) => agent.post(&requests, &act("terminate")).await,
            Step::TerminateByCustomer(_) => {
                self.owner(customer(with)).await.post(&requests, &act("terminate")).await
            }
            Step::Extend(_, on) => {
                agent.patch(&one, &json!({ "autoExtendDuration": extension(on) })).await
            }
            Step::Delete(_) => agent.delete(&one).await,
            Step::Assign(_) => {
                let group = &self.groups[partner];
                let body = json!({
                    "accessContainer": {
                        "accessContainerId": group, "accessContainerType": "securityGroup"
                    },
                    "accessDetails": { "unifiedRoles": [{ "roleDefinitionId": READER }] },
                });
                agent.post(&format!("{one}/accessAssignments"), &body).await
            }
            _ => {
                let given = given.expect("roles were given");
                agent.delete(&format!("{one}/accessAssignments/{given}")).await
            }
        };
        if let (Step::Assign(_), Some(id)) = (step, reply.json["id"].as_str()) {
            self.grants[at].1 = Some(id.to_owned());
        }
        done(&reply)
    }

    async fn judge(&self, partner: usize, standing: Standing) -> bool {
        let state = match standing {
            Standing::Active => "active",
            Standing::Restricted => "restricted",
            Standing::Suspended => "suspended",
        };
        let one = format!("/v1/organizations/{}", self.id(partner));
        let body = json!({ "state": state, "stateReason": "Invoices are overdue." });
        done(&self.agent(OPERATOR).await.patch(&one, &body).await)
    }

    async fn put(&self, customer: usize, reseller: Option<usize>) -> bool {
        let body = json!({ "id": reseller.map_or("0".to_owned(), |at| self.id(at).clone()) });
        let path = format!("{}/relationships", self.account(customer));
        done(&self.agent(PROVIDER).await.put(&path, &body).await)
    }
}

fn extension(on: bool) -> &'static str {
    if on { "P180D" } else { "PT0S" }
}

fn done(reply: &Reply) -> bool {
    let is_answer = reply.status.is_success() || reply.status.is_client_error();
    assert!(is_answer && reply.status != 429, "{} {}", reply.status, reply.text);
    reply.status.is_success()
}

/// A fresh product for a sequence; absent if the engine is left out.
pub(super) async fn product(engine: Engine) -> Option<Product> {
    Some(Product::new(TestApp::on(engine).await?).await)
}
