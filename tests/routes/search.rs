//! Finding customers by what their names, domains and tags have in them (`domain/04`, List).

use opc_core::{access::Role, customers};
use opc_testkit::{Api, TestApp, both_engines, encode, new_customer, tokio};
use serde_json::json;
use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

/// Adds a customer and answers its id.
async fn add(api: &Api, prefix: &str, name: &str) -> String {
    let mut body = new_customer(prefix);
    body["billingProfile"]["companyName"] = json!(name);
    let added = api.post("/v1/customers", &body).await;
    assert_eq!(added.status, 201, "{}", added.text);
    added.json["id"].as_str().expect("an id").to_owned()
}

/// The names on the page of the list that this search shows, in order.
async fn found(app: &TestApp, query: &str) -> Vec<String> {
    let mut browser = app.direct.browser(app, Role::AdminAgent).await;
    let page = browser.get(&format!("/p/{}/customers?q={}", app.direct.id, encode(query))).await;
    assert_eq!(page.status, 200, "{}", page.html);
    let rows = page.html.split("<th scope=\"row\"><a").skip(1);
    let name = |row: &str| Some(row.split_once('>')?.1.split_once('<')?.0.to_owned());
    rows.filter_map(name).collect()
}

/// The names that begin with a text, over the API.
async fn starting(api: &Api, start: &str) -> Vec<String> {
    let filter = json!({"Field": "CompanyName", "Value": start, "Operator": "starts_with"});
    let answer = api.get(&format!("/v1/customers?filter={}", encode(&filter.to_string()))).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    let items = answer.json["items"].as_array().expect("items").clone();
    let name = |item: &serde_json::Value| {
        item["companyProfile"]["companyName"].as_str().map(str::to_owned)
    };
    items.iter().filter_map(name).collect()
}

both_engines! {
    async fn any_part_of_a_name_or_a_domain_is_found_by_those_who_type_it(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::AdminAgent).await;
        add(&agent, "tokyodenki", "株式会社東京電機").await;
        add(&agent, "aobashoji", "京都アオバ商事有限会社").await;
        add(&agent, "wholesale", "Müller & Söhne GmbH").await;
        for (query, expected) in [
            ("京", &["京都アオバ商事有限会社", "株式会社東京電機"][..]),
            ("あお", &["京都アオバ商事有限会社"][..]),
            ("muller", &["Müller &#38; Söhne GmbH"][..]),
            ("DENKI", &["株式会社東京電機"][..]),
            ("株式会社東京電", &["株式会社東京電機"][..]),
            ("アオバ商事有限", &["京都アオバ商事有限会社"][..]),
            ("会社", &["京都アオバ商事有限会社", "株式会社東京電機"][..]),
            ("株式会社京都あおば商事", &["京都アオバ商事有限会社"][..]),
            ("ｄｅｎｋｉ．", &["株式会社東京電機"][..]),
            ("nobody", &[][..]),
        ] {
            assert_eq!(found(&app, query).await, expected, "{query}");
        }
        for start in ["株式", "株式会社東", "東京"] {
            assert_eq!(starting(&agent, start).await, ["株式会社東京電機"], "{start}");
        }
    }

    async fn a_search_sees_every_change_at_once(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::AdminAgent).await;
        assert!(starting(&agent, "日の出").await.is_empty());
        let id = add(&agent, "hinode", "日の出製作所").await;
        assert_eq!(starting(&agent, "日の出").await, ["日の出製作所"]);

        let path = format!("/v1/customers/{id}/profiles/billing");
        let mut profile = agent.get(&path).await.json;
        profile["companyName"] = json!("朝日製作所");
        let changed = agent.put(&path, &profile).await;
        assert_eq!(changed.status, 200, "{}", changed.text);
        assert!(starting(&agent, "日の出").await.is_empty());
        assert_eq!(starting(&agent, "朝日").await, ["朝日製作所"]);

        let admin = app.direct.as_user(&app, Role::GlobalAdmin).await;
        let end = json!({"relationshipToPartner": "none"});
        let gone = admin.patch(&format!("/v1/customers/{id}"), &end).await;
        assert_eq!(gone.status, 200, "{}", gone.text);
        assert!(starting(&agent, "朝日").await.is_empty());
    }

    async fn another_node_finds_what_this_one_has_just_written(app: TestApp) {
        let here = app.direct.as_user(&app, Role::AdminAgent).await;
        let there = here.at_another_node(&app).await;
        for n in 0..5 {
            assert_eq!(starting(&there, "会社").await.len(), n);
            add(&here, &format!("here{n}"), &format!("会社{n}")).await;
        }
        add(&there, "there", "会社9").await;
        assert_eq!(starting(&here, "会社").await.len(), 6);
    }

    async fn a_search_that_comes_while_names_are_being_read_waits_and_does_not_read_them_again(app: TestApp) {
        let here = app.direct.as_user(&app, Role::AdminAgent).await;
        for n in 0..3 {
            add(&here, &format!("here{n}"), &format!("会社{n}")).await;
        }
        let node = app.another_core().await;
        let there = here.on(&node);
        let (reading, read) = std::sync::mpsc::channel();
        let (go_on, may_go_on) = std::sync::mpsc::channel();
        let may_go_on = Arc::new(Mutex::new(may_go_on));
        let warming = tokio::task::spawn_blocking(move || customers::warm(&node, 3, move || {
            reading.send(()).expect("somebody waits");
            may_go_on.lock().expect("one thread").recv().expect("yes or no")
        }));
        let waited = tokio::task::spawn_blocking(move || (0..2).try_for_each(|_| read.recv()));
        go_on.send(true).expect("is a partner large enough");
        waited.await.expect("a thread").expect("the names are being read");
        let mut search = std::pin::pin!(starting(&there, "会社"));
        let early = tokio::time::timeout(Duration::from_millis(300), &mut search).await;
        assert!(early.is_err(), "it waits");
        go_on.send(true).expect("the names are read");
        assert_eq!(warming.await.expect("a thread").expect("the names"), 3);
        assert_eq!(search.await.len(), 3);
    }

    async fn a_node_that_is_told_to_stop_keeps_nothing_and_one_that_is_warm_reads_what_is_new(app: TestApp) {
        let here = app.direct.as_user(&app, Role::AdminAgent).await;
        add(&here, "hinode", "会社1").await;
        let node = app.another_core().await;
        let warm = |at_least, go_on: bool| {
            let node = node.clone();
            let work = move || customers::warm(&node, at_least, move || go_on);
            async { tokio::task::spawn_blocking(work).await.expect("a thread").expect("the names") }
        };
        assert_eq!(warm(2, true).await, 0, "nobody has two customers");
        assert_eq!(warm(1, false).await, 0, "told to stop");
        assert_eq!(warm(1, true).await, 1);
        add(&here, "zao", "会社2").await;
        assert_eq!(warm(1, true).await, 0, "what is new is not everything");
        assert_eq!(starting(&here.on(&node), "会社").await.len(), 2);
    }

    async fn nobody_finds_the_customers_of_somebody_else(app: TestApp) {
        let ours = app.direct.as_user(&app, Role::AdminAgent).await;
        let theirs = app.other.as_user(&app, Role::AdminAgent).await;
        add(&ours, "hinode", "日の出製作所").await;
        assert!(starting(&theirs, "日の出").await.is_empty());
        assert_eq!(starting(&ours, "日の出").await.len(), 1);
    }
}
