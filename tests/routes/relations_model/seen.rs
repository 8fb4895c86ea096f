//! What everybody is shown, a line each: in the product, and as the model says.

use super::{
    model::{ALPHA, BETA, CUSTOMERS, DIRECT, Model, PARTNERS, PROVIDER, is_seller},
    product::{Product, customer},
    steps::Asks,
};
use opc_testkit::{Api, Reply};
use serde_json::Value;

const GRANTS: &str = "/v1/tenantRelationships/delegatedAdminRelationships?size=100";
const RESELLERS: &str = "/v1/relationships?relationship_type=IsIndirectCloudSolutionProviderOf";
const PROVIDERS: &str = "/v1/relationships?relationship_type=IsIndirectResellerOf";
const DENIED: &str = "denied";

impl Model {
    /// What everybody has to be shown.
    pub(super) fn seen(&self) -> Vec<String> {
        let mut all = Vec::new();
        for partner in 0..PARTNERS {
            if self.may_look(partner) {
                self.seen_by_partner(partner, &mut all);
            } else {
                all.push(format!("partner {partner}: {DENIED}"));
            }
        }
        for customer in 0..CUSTOMERS {
            let partners: Vec<_> = (0..PARTNERS)
                .filter(|partner| self.accounts[*partner][customer].stands())
                .map(|partner| {
                    let account = self.accounts[partner][customer];
                    let does = does(account.sells && is_seller(partner), account.serves);
                    format!("{partner} {does} {}", admin(account.admin))
                })
                .collect();
            all.push(format!("customer {customer}: partners {}", partners.join(", ")));
            let grants = self.grants.iter().filter(|one| one.customer == customer);
            let grants = grants.filter_map(|one| one.life.name()).filter(|name| *name != "created");
            all.push(format!("customer {customer}: roles {}", joined(grants.rev())));
        }
        all
    }
    fn seen_by_partner(&self, partner: usize, all: &mut Vec<String>) {
        let mut line = |text: String| all.push(format!("partner {partner}: {text}"));
        for customer in 0..CUSTOMERS {
            let account = self.accounts[partner][customer];
            let put = self.reseller[customer].filter(|_| partner == PROVIDER);
            line(if account.stands() {
                format!("customer {customer} {} {put:?}", admin(account.admin))
            } else {
                format!("customer {customer} is nobody's")
            });
        }
        for of_customers in [true, false] {
            if of_customers || partner == PROVIDER {
                let own = self.invitations.iter().filter(|one| {
                    one.by == partner && (one.asks != Asks::Partnership) == of_customers
                });
                let own = own.map(|one| one.state(self.now));
                line(format!("invitations {}", joined(own.rev())));
            }
        }
        let own = self.grants.iter().filter(|one| one.partner == partner);
        line(format!("roles {}", joined(own.clone().rev().filter_map(|one| one.life.name()))));
        for group in own.filter(|one| one.life.name().is_some()).filter_map(|one| one.group()) {
            line(format!("a group's roles are {group}"));
        }
        let with = [DIRECT, ALPHA, BETA].into_iter();
        let with = with.filter(|other| self.partnerships[*other] == Some(true));
        let with: Vec<_> = match partner {
            PROVIDER => with.collect(),
            _ => with.filter(|own| *own == partner).map(|_| PROVIDER).collect(),
        };
        line(format!("sells with {with:?}"));
    }
}

impl Product {
    /// What everybody is shown; `model` says which addresses there are.
    pub(super) async fn seen(&self, model: &Model) -> Vec<String> {
        let mut all = Vec::new();
        for partner in 0..PARTNERS {
            let agent = self.agent(partner).await;
            if !model.may_look(partner) && self.is_shut_out(&agent).await {
                all.push(format!("partner {partner}: {DENIED}"));
                continue;
            }
            let lines = self.shown_to(&agent, partner, model).await;
            all.extend(lines.into_iter().map(|line| format!("partner {partner}: {line}")));
        }
        for at in 0..CUSTOMERS {
            let owner = self.owner(customer(at)).await;
            let own = items(&owner.get("/v1/partners").await);
            let mut partners: Vec<_> = own
                .iter()
                .filter(|one| one["relationshipToPartner"] != "none")
                .map(|one| {
                    let serves = one["providerNames"][0].is_string();
                    let does = does(one["sells"] == true, serves);
                    let admin = admin(one["delegatedAdmin"] == true);
                    format!("{} {does} {admin}", self.place(&one["id"]))
                })
                .collect();
            partners.sort();
            all.push(format!("customer {at}: partners {}", partners.join(", ")));
            let grants = items(&owner.get(GRANTS).await);
            all.push(format!("customer {at}: roles {}", joined(texts(&grants, "status"))));
        }
        all
    }
    async fn is_shut_out(&self, agent: &Api) -> bool {
        for path in [&*self.account(0), "/v1/invitations", GRANTS, RESELLERS] {
            if agent.get(path).await.status != 403 {
                return false;
            }
        }
        true
    }
    async fn shown_to(&self, agent: &Api, partner: usize, model: &Model) -> Vec<String> {
        let mut lines = Vec::new();
        for at in 0..CUSTOMERS {
            let account = agent.get(&self.account(at)).await;
            let body = &account.json;
            lines.push(match account.status.as_u16() {
                404 => format!("customer {at} is nobody's"),
                200 if body["relationshipToPartner"] == "reseller" => {
                    let put = body.get("associatedPartnerId").filter(|_| partner == PROVIDER);
                    let put = put.filter(|id| id.is_string()).map(|id| self.place(id));
                    format!("customer {at} {} {put:?}", admin(body["allowDelegatedAccess"] == true))
                }
                _ => account.text,
            });
        }
        let lists = ["/v1/invitations?size=100", "/v1/partnershipinvitations?size=100"];
        for list in &lists[..if partner == PROVIDER { 2 } else { 1 }] {
            let found = items(&agent.get(list).await);
            lines.push(format!("invitations {}", joined(texts(&found, "state"))));
        }
        let grants = items(&agent.get(GRANTS).await);
        lines.push(format!("roles {}", joined(texts(&grants, "status"))));
        for (at, one) in model.grants.iter().enumerate() {
            if let Some(given) = &self.grants[at].1
                && one.partner == partner
                && one.life.name().is_some()
            {
                let path = format!("{}/accessAssignments/{given}", self.grants[at].0);
                let found = agent.get(&path).await.json;
                lines.push(format!("a group's roles are {}", text(&found["status"])));
            }
        }
        let with = items(&agent.get(if partner == PROVIDER { RESELLERS } else { PROVIDERS }).await);
        let mut with: Vec<_> = with.iter().map(|one| self.place(&one["id"])).collect();
        with.sort_unstable();
        lines.push(format!("sells with {with:?}"));
        lines
    }
    /// The place of a tenant by its id.
    fn place(&self, id: &Value) -> usize {
        (0..PARTNERS).find(|at| *id == self.id(*at)).expect("one of the partners")
    }
}

fn does(sells: bool, serves: bool) -> &'static str {
    match (sells, serves) {
        (true, true) => "sells and serves with a provider",
        (true, false) => "sells",
        (false, true) => "serves with a provider",
        (false, false) => "serves",
    }
}

fn admin(has: bool) -> &'static str {
    if has { "with privileges" } else { "without privileges" }
}

fn items(reply: &Reply) -> Vec<Value> {
    reply.json["items"].as_array().unwrap_or_else(|| panic!("{}", reply.text)).clone()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn texts<'a>(all: &'a [Value], member: &'a str) -> impl Iterator<Item = String> + 'a {
    all.iter().map(move |one| text(&one[member]))
}

fn joined(all: impl Iterator<Item = impl AsRef<str>>) -> String {
    all.map(|one| one.as_ref().to_owned()).collect::<Vec<_>>().join(", ")
}
