//! Walking through all pages of the list while others add, rename and remove customers: who is there
//! all the time is met once, in order (`domain/04`, List).

use super::{
    list::{add, ids, list, next},
    round_trip::some,
};
use opc_core::access::Role;
use opc_testkit::{Api, Browser, Reply, TestApp, both_engines, encode};
use serde_json::{Value, json};
use std::{cell::Cell, collections::HashSet};

/// Names that are close together, and often equal.
const NAME: &str = "[abあ]{0,2}商[ab]{0,2}[会社]";

/// Those who change the list meanwhile.
struct Others {
    agent: Api,
    admin: Api,
    names: Vec<String>,
    /// Customers of theirs.
    theirs: Vec<String>,
    /// Those of them that were renamed while somebody walked, which can meet them at both places.
    moved: HashSet<String>,
    turn: usize,
}

impl Others {
    async fn new(app: &TestApp) -> Self {
        let agent = app.other.as_user(app, Role::AdminAgent).await;
        let admin = app.other.as_user(app, Role::GlobalAdmin).await;
        let names = some(&NAME, 99);
        Self { agent, admin, names, theirs: Vec::new(), moved: HashSet::new(), turn: 0 }
    }
    /// Adds, renames or removes one of theirs.
    async fn change(&mut self) {
        self.turn += 1;
        let name = self.names[self.turn % self.names.len()].clone();
        if self.theirs.len() < 3 || self.turn.is_multiple_of(3) {
            let id = add(&self.agent, &format!("theirs{}", self.turn), &name).await;
            self.theirs.push(id);
            return;
        }
        let one = self.theirs.remove(0);
        if self.turn % 3 == 1 {
            let path = format!("/v1/customers/{one}/profiles/billing");
            let mut profile = self.agent.get(&path).await.json;
            profile["companyName"] = json!(name);
            let renamed = self.agent.put(&path, &profile).await;
            assert_eq!(renamed.status, 200, "{}", renamed.text);
            self.moved.insert(one.clone());
            self.theirs.push(one);
        } else {
            let end = json!({ "relationshipToPartner": "none" });
            let ended = self.admin.patch(&format!("/v1/customers/{one}"), &end).await;
            assert_eq!(ended.status, 200, "{}", ended.text);
        }
    }
    /// The outcome of a walk, and changes for as long as it goes.
    async fn beside<T>(&mut self, app: &TestApp, walk: impl Future<Output = T>) -> T {
        self.moved.clear();
        let walking = Cell::new(true);
        let walk = async {
            let walked = walk.await;
            walking.set(false);
            walked
        };
        let changes = async {
            while walking.get() {
                self.change().await;
                // There is a limit on requests a minute.
                app.advance(1);
            }
        };
        opc_testkit::tokio::join!(walk, changes).0
    }
}

/// The ids on all pages of the portal's list.
async fn pages(browser: &Browser, path: String) -> Vec<String> {
    let mut browser = browser.clone();
    let mut page = browser.get(&path).await;
    let mut walked = ids(&page);
    while let Some(path) = next(&page) {
        page = browser.get(&path).await;
        walked.extend(ids(&page));
    }
    walked
}

/// The ids on all pages over REST.
async fn collection(api: &Api, path: String) -> Vec<String> {
    let of = |page: &Reply| {
        let items = page.json["items"].as_array().expect("items").iter();
        items.map(|one| one["id"].as_str().expect("an id").to_owned()).collect::<Vec<_>>()
    };
    let mut page = api.get(&path).await;
    let mut walked = of(&page);
    while let Value::String(uri) = page.json["links"]["next"]["uri"].clone() {
        let token = page.json["links"]["next"]["headers"][0]["value"].as_str();
        let with = api.with("ms-continuationtoken", token.unwrap_or_default());
        page = with.get(&format!("/v1{uri}")).await;
        walked.extend(of(&page));
    }
    walked
}

/// Whether nobody was met twice who was not moved meanwhile, and those who are there all the time were
/// met once each, in the order in which a page of everybody has them.
fn met_once(others: &Others, walked: &[String], [all, stable]: [&[String]; 2], order: &str) {
    let mut seen = HashSet::new();
    let still = |id: &&String| !others.moved.contains(*id);
    let twice: Vec<_> = walked.iter().filter(still).filter(|id| !seen.insert(*id)).collect();
    assert!(twice.is_empty(), "{order}: {twice:?} twice in {walked:?}");
    let stable = |ids: &[String]| -> Vec<String> {
        ids.iter().filter(|id| stable.contains(id)).cloned().collect()
    };
    assert_eq!(stable(walked), stable(all), "{order}");
}

both_engines! {
    async fn who_is_there_all_the_time_is_met_once_on_the_pages_in_any_order(app: TestApp) {
        let mut others = Others::new(&app).await;
        let mut browser = app.other.browser(&app, Role::SalesAgent).await;
        let mut stable = Vec::new();
        for (n, name) in some(&NAME, 14).iter().enumerate() {
            stable.push(add(&others.agent, &format!("walk{n}"), name).await);
            // Some are added in the same moment, and the id has to decide.
            app.advance(i64::from(n % 3 == 0));
        }
        let list = list(&app.other);
        let search = format!("&q={}", encode("商"));
        for (n, order) in ["", "&dir=desc", "&sort=domain", "&sort=domain&dir=desc", "&sort=added", "&sort=added&dir=desc"].iter().enumerate() {
            for search in ["", &search] {
                let size = n % 3 + 2;
                let walk = pages(&browser, format!("{list}?size={size}{order}{search}"));
                let walked = others.beside(&app, walk).await;
                let all = ids(&browser.get(&format!("{list}?size=200{order}{search}")).await);
                assert!(all.len() >= stable.len() && all.len() < 200, "{order}: everybody on a page");
                met_once(&others, &walked, [&all, &stable], &format!("{order}{search}"));
            }
        }
    }

    async fn who_is_there_all_the_time_is_met_once_over_the_api(app: TestApp) {
        let mut others = Others::new(&app).await;
        let reader = app.other.as_user(&app, Role::SalesAgent).await;
        let mut stable = Vec::new();
        for (n, name) in some(&NAME, 20).iter().enumerate() {
            stable.push(add(&others.agent, &format!("walk{n}"), name).await);
        }
        let filter = json!({ "Field": "CompanyName", "Value": "商", "Operator": "substring" });
        for filter in [String::new(), format!("&filter={}", encode(&filter.to_string()))] {
            for size in [2, 5] {
                let walk = collection(&reader, format!("/v1/customers?size={size}{filter}"));
                let walked = others.beside(&app, walk).await;
                let all = collection(&reader, format!("/v1/customers?size=500{filter}")).await;
                met_once(&others, &walked, [&all, &stable], &filter);
            }
        }
    }
}
