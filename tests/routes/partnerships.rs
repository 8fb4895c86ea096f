//! Partnerships and capacities against a model of them, while the clock goes on.

use opc_core::{
    Fault,
    access::{Caller, Request, Role},
    customers::{self, Capacity},
    kernel::id::{CustomerId, OrganisationId},
    partners,
};
use opc_testkit::{Api, Tenant, TestApp, both_engines, new_customer};
use proptest::{
    collection::vec,
    prelude::*,
    strategy::ValueTree,
    test_runner::{Config, TestRunner},
};
use serde_json::json;
use std::collections::BTreeMap;

/// Sellers: two providers, and a direct-bill partner that is a reseller as well.
const SELLERS: usize = 3;
const DUAL: usize = 2;
/// Resellers: two that are nothing else, and the direct-bill partner.
const RESELLERS: usize = 3;

/// What somebody does.
#[derive(Debug, Clone)]
enum Act {
    Join(usize, usize),
    Remove(usize, usize),
    /// A provider puts the customer down to a reseller, or to none.
    Put(usize, Option<usize>),
    End(usize),
    Sell(usize),
    Rename(usize, u8),
    Wait(i64),
}

fn act() -> impl Strategy<Value = Act> {
    let (provider, reseller) = (0..2_usize, 0..RESELLERS);
    prop_oneof![
        2 => (provider.clone(), reseller.clone()).prop_map(|(p, r)| Act::Join(p, r)),
        1 => (provider.clone(), reseller.clone()).prop_map(|(p, r)| Act::Remove(p, r)),
        4 => (provider, prop::option::weighted(0.8, reseller)).prop_map(|(p, r)| Act::Put(p, r)),
        1 => (0..SELLERS).prop_map(Act::End),
        2 => (0..SELLERS).prop_map(Act::Sell),
        2 => (0..SELLERS, 0..9_u8).prop_map(|(s, n)| Act::Rename(s, n)),
        1 => (1..90_000_i64).prop_map(Act::Wait),
    ]
}

/// An account: what it is called, and whose it follows if the partner does not sell itself.
#[derive(Debug, Clone, Default, PartialEq)]
struct Account {
    name: String,
    /// Sells itself.
    sells: bool,
    follows: Option<usize>,
}

/// What should be so. Partners are numbered: providers 0 and 1, the dual partner 2, resellers 3, 4.
#[derive(Debug, Clone, Default)]
struct Model {
    partnerships: BTreeMap<(usize, usize), bool>,
    accounts: BTreeMap<usize, Account>,
    /// The reseller of a provider's account.
    reseller: BTreeMap<usize, usize>,
    /// Provider and partner, with when that began.
    shared: BTreeMap<(usize, usize), (i64, usize)>,
    now: i64,
}

/// The number of a reseller as a partner.
fn partner(reseller: usize) -> usize {
    if reseller == 0 { DUAL } else { reseller + 2 }
}

impl Model {
    fn sells(&self, partner: usize) -> bool {
        self.accounts.get(&partner).is_some_and(|account| account.sells)
    }
    /// Whom the account follows after a change of its capacities.
    fn settle(&mut self, partner: usize) {
        let mut providers: Vec<_> = self
            .shared
            .iter()
            .filter(|((_, to), _)| *to == partner)
            .map(|((p, _), at)| (*at, *p))
            .collect();
        providers.sort_unstable();
        let names: Vec<String> = (0..2)
            .map(|p| self.accounts.get(&p).map(|a| a.name.clone()).unwrap_or_default())
            .collect();
        let account = self.accounts.entry(partner).or_default();
        if account.sells || account.follows.is_some_and(|f| providers.iter().any(|(_, p)| *p == f))
        {
            return;
        }
        account.follows = providers.first().map(|(_, p)| *p);
        if let Some(provider) = account.follows {
            account.name.clone_from(&names[provider]);
        }
    }
    fn unshare(&mut self, provider: usize, to: usize) {
        self.shared.remove(&(provider, to));
        self.settle(to);
    }
    /// What comes of an act: whether it is refused.
    fn act(&mut self, act: &Act, ids: &[OrganisationId]) -> bool {
        match act {
            Act::Join(p, r) => drop(self.partnerships.insert((*p, *r), true)),
            Act::Remove(p, r) => {
                let Some(active) = self.partnerships.get_mut(&(*p, *r)) else { return false };
                *active = false;
            }
            Act::Put(p, to) => {
                if !self.sells(*p) {
                    return false;
                }
                let former = self.reseller.get(p).copied();
                if former == *to {
                    return true;
                }
                if to.is_some_and(|r| self.partnerships.get(&(*p, r)) != Some(&true)) {
                    return false;
                }
                match to {
                    Some(r) => {
                        self.reseller.insert(*p, *r);
                        // Equals begin in the order of their ids.
                        let rank = ids.iter().filter(|id| **id < ids[*p]).count();
                        self.shared.entry((*p, partner(*r))).or_insert((self.now, rank));
                        self.settle(partner(*r));
                    }
                    None => drop(self.reseller.remove(p)),
                }
                if let Some(former) = former {
                    self.unshare(*p, partner(former));
                }
            }
            Act::End(s) => {
                if !self.sells(*s) {
                    return false;
                }
                let theirs: Vec<_> = self.shared.keys().filter(|(p, _)| p == s).copied().collect();
                for (provider, to) in theirs {
                    self.unshare(provider, to);
                }
                self.reseller.remove(s);
                let account = self.accounts.entry(*s).or_default();
                account.sells = false;
                account.follows = None;
                self.settle(*s);
            }
            Act::Sell(s) => {
                let oldest = self.accounts.get(s).cloned().unwrap_or_default();
                let account = Account { sells: true, follows: None, ..oldest };
                self.accounts.insert(*s, account);
            }
            Act::Rename(s, n) => {
                if !self.sells(*s) {
                    return false;
                }
                let name = format!("日の出{n}商会");
                for (partner, account) in &mut self.accounts {
                    if partner == s || account.follows == Some(*s) {
                        account.name.clone_from(&name);
                    }
                }
            }
            Act::Wait(seconds) => self.now += seconds,
        }
        true
    }
    /// The capacities of a partner, as the list has them: the seller is nobody.
    fn capacities(&self, partner: usize) -> Vec<Option<usize>> {
        let mut shared: Vec<_> = self
            .shared
            .iter()
            .filter(|((_, to), _)| *to == partner)
            .map(|((p, _), at)| (*at, *p))
            .collect();
        shared.sort_unstable();
        let own = self.sells(partner).then_some(None);
        own.into_iter().chain(shared.into_iter().map(|(_, p)| Some(p))).collect()
    }
}

/// The partners of the model.
struct World<'a> {
    app: &'a TestApp,
    tenants: Vec<&'a Tenant>,
    customer: String,
}

impl World<'_> {
    fn request(&self, partner: usize) -> Request {
        let claims = self.tenants[partner].claims(self.app, Role::GlobalAdmin);
        Request { caller: Caller::Token(claims), ..Request::system() }
    }
    /// A token of an hour each: the clock goes on.
    async fn admin(&self, partner: usize) -> Api {
        self.tenants[partner].as_user(self.app, Role::GlobalAdmin).await
    }
    /// Does it; answers whether it was done.
    async fn act(&self, act: &Act) -> bool {
        let id: CustomerId = self.customer.parse().expect("an id");
        let path = format!("/v1/customers/{id}");
        match act {
            Act::Join(p, r) => {
                self.app.sell_together(self.tenants[*p], self.tenants[partner(*r)]).await
            }
            Act::Remove(p, r) => {
                let reseller = self.tenants[partner(*r)].id;
                let work =
                    move |cx: &mut opc_core::Cx<'_, '_>| partners::remove_partnership(cx, reseller);
                return done(self.app.core.write(self.request(*p), work).await);
            }
            Act::Put(p, to) => {
                let to = to.map(|r| self.tenants[partner(r)].id);
                let work = move |cx: &mut opc_core::Cx<'_, '_>| {
                    let version = customers::get(cx, id)?.version;
                    customers::change_reseller(cx, id, version, to).map(drop)
                };
                return done(self.app.core.write(self.request(*p), work).await);
            }
            Act::End(s) => {
                let end = json!({ "relationshipToPartner": "none" });
                return self.admin(*s).await.patch(&path, &end).await.status == 200;
            }
            Act::Sell(s) => self.app.begin_to_sell(self.tenants[*s], &self.customer).await,
            Act::Rename(s, n) => {
                let path = format!("{path}/profiles/billing");
                let mut profile = self.admin(*s).await.get(&path).await.json;
                if !profile.is_object() || profile.get("companyName").is_none() {
                    return false;
                }
                profile["companyName"] = json!(format!("日の出{n}商会"));
                return self.admin(*s).await.put(&path, &profile).await.status == 200;
            }
            Act::Wait(seconds) => self.app.advance(*seconds),
        }
        true
    }
    /// What a partner's list says of the customer: its name and its capacities.
    async fn seen(&self, partner: usize) -> Option<(String, Vec<Option<usize>>)> {
        let work = move |cx: &mut opc_core::Cx<'_, '_>| {
            let size = opc_core::kernel::page::PageSize::new(None, 100, 100);
            let (filter, order) = Default::default();
            customers::list(cx, &customers::ListQuery { filter, order, after: None, size })
        };
        let page = self.app.core.read(self.request(partner), work).await.expect("a list");
        let item = page.items.into_iter().find(|item| item.id.to_string() == self.customer)?;
        let number = |id| self.tenants.iter().position(|tenant| tenant.id == id);
        let capacity = |one: Capacity| match one {
            Capacity::Seller => None,
            Capacity::Reseller { provider, .. } => number(provider),
        };
        Some((item.company_name, item.capacities.into_iter().map(capacity).collect()))
    }
}

fn done(outcome: Result<(), Fault>) -> bool {
    match outcome {
        Ok(()) => true,
        Err(Fault::Internal(what)) => panic!("{what}"),
        Err(_) => false,
    }
}

fn cases() -> usize {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(10)
}

both_engines! {
    async fn partnerships_and_capacities_are_as_in_the_model(app: TestApp) {
        let other = app.another_provider().await;
        let tenants = vec![&app.provider, &other, &app.direct, &app.reseller, &app.second_reseller];
        let ids: Vec<_> = tenants.iter().map(|tenant| tenant.id).collect();
        let mut world = World { app: &app, tenants, customer: String::new() };
        let mut model = Model::default();
        for reseller in [1, 2] {
            model.partnerships.insert((0, reseller), true);
        }
        let mut runner = TestRunner::new(Config { failure_persistence: None, ..Config::default() });
        for case in 0..cases() {
            let acts = vec(act(), 1..30).new_tree(&mut runner).expect("a value").current();
            let mut body = new_customer(&format!("case{case}"));
            body["billingProfile"]["companyName"] = json!(format!("日の出{case}製作所"));
            let added = world.admin(0).await.post("/v1/customers", &body).await;
            world.customer = added.json["id"].as_str().expect("an id").to_owned();
            let name = added.json["billingProfile"]["companyName"].as_str().expect("a name").to_owned();
            model = Model { partnerships: model.partnerships, now: model.now, ..Model::default() };
            model.accounts.insert(0, Account { name: name.clone(), sells: true, follows: None });
            for (step, one) in acts.iter().enumerate() {
                // Somebody who begins with nothing begins with what the oldest account says.
                if let Act::Sell(s) = one
                    && !model.accounts.contains_key(s)
                {
                    let Some(oldest) = oldest(&model) else { continue };
                    model.accounts.insert(*s, Account { name: oldest, ..Account::default() });
                }
                let expected = model.act(one, &ids);
                let so_far = || format!("{:#?}\n{model:#?}", &acts[..=step]);
                assert_eq!(world.act(one).await, expected, "{}", so_far());
                for partner in 0..ids.len() {
                    let capacities = model.capacities(partner);
                    let wanted = (!capacities.is_empty())
                        .then(|| (model.accounts[&partner].name.clone(), capacities));
                    assert_eq!(world.seen(partner).await, wanted, "partner {partner}: {}", so_far());
                }
                // There is a limit on requests a minute.
                app.advance(1);
                model.now += 1;
            }
            assert_eq!(app.findings().await, [], "{acts:#?}");
        }
    }
}

/// What whoever begins to sell begins with, if that is beyond doubt: all that stand say the same, or
/// the first account stands.
fn oldest(model: &Model) -> Option<String> {
    let standing = |partner: &usize| !model.capacities(*partner).is_empty();
    let mut names = (0..5).filter(standing).map(|partner| &model.accounts[&partner].name);
    let first = names.next()?;
    (standing(&0) || names.all(|name| name == first)).then(|| first.clone())
}
