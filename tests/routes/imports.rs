//! Importing customers over the API, and what a killed worker leaves behind.

use opc_core::access::Role;
use opc_testkit::{Api, Reply, TestApp, both_engines, new_customer, work};
use serde_json::{Value, json};

const HEADER: &str = "会社名,会社名カナ,郵便番号,都道府県,市区町村,町域,番地";

fn row(number: usize) -> String {
    format!(
        "第{number}商会株式会社,ダイ{number}シヨウカイ カブシキガイシヤ,100-0005,東京都,千代田区,丸の内,{number}丁目"
    )
}

fn file(rows: impl IntoIterator<Item = String>) -> String {
    rows.into_iter().fold(HEADER.to_owned(), |file, row| file + "\n" + &row)
}

/// The same table as a workbook.
fn workbook(text: &str) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (line, row) in text.lines().zip(0..) {
        for (cell, column) in line.split(',').zip(0..) {
            sheet.write(row, column, cell).expect("a cell");
        }
    }
    book.save_to_buffer().expect("a workbook")
}

fn constants() -> Value {
    json!({ "constants": [
        { "field": "country", "value": "日本" },
        { "field": "first-name", "value": "太郎" },
        { "field": "last-name", "value": "山田" },
        { "field": "email", "value": "info@{prefix}.example" },
    ]})
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// Uploads the file and checks it; answers the path of the import and how it is.
async fn checked(app: &TestApp, agent: &Api, file: impl Into<Vec<u8>>) -> (String, Value) {
    let uploaded = agent.post_file("/v1/imports?fileName=a.csv", file).await;
    assert_eq!(uploaded.status, 201, "{}", uploaded.text);
    let path = format!("/v1/imports/{}", text(&uploaded.json["id"]));
    let checking = agent.post(&format!("{path}/check"), &constants()).await;
    assert_eq!(checking.status, 200, "{}", checking.text);
    assert_eq!(checking.json["state"], "checking");
    app.work().await;
    let done = agent.get(&path).await.json;
    assert_eq!(done["state"], "checked", "{done}");
    (path, done)
}

async fn act(agent: &Api, path: &str, what: &str, body: Value) -> Reply {
    let done = agent.post(&format!("{path}/{what}"), &body).await;
    assert!(done.status.is_success(), "{what}: {}", done.text);
    done
}

/// Names of all customers, in order.
async fn customers(agent: &Api) -> Vec<String> {
    let mut names = Vec::new();
    let mut page = agent.get("/v1/customers?size=500").await;
    loop {
        let items = page.json["items"].as_array().expect("a list");
        names.extend(items.iter().map(|c| text(&c["companyProfile"]["companyName"]).to_owned()));
        let Some(next) = page.json["links"]["next"]["uri"].as_str().map(str::to_owned) else {
            break;
        };
        let token = text(&page.json["links"]["next"]["headers"][0]["value"]).to_owned();
        page = agent.with("ms-continuationtoken", token).get(&format!("/v1{next}")).await;
    }
    names.sort();
    names
}

both_engines! {
    async fn a_dry_run_judges_every_row_and_adds_none_and_the_run_adds_those_that_passed(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::SalesAgent).await;
        let broken = "株式会社,カ,100-0005,東京都,千代田区,丸の内,1".to_owned();
        let (path, import) = checked(&app, &agent, file([row(1), broken, row(2)])).await;
        assert_eq!(import["counts"], json!({"ready": 2, "unconfirmed": 0, "refused": 1, "added": 0}));
        assert_eq!(import["rules"][0]["rule"], "rule-name-lone-legal-form");
        assert_eq!(import["rules"][0]["rows"], json!([3]));
        assert!(customers(&agent).await.is_empty(), "nothing was added");

        act(&agent, &path, "start", json!({})).await;
        app.work().await;
        let done = agent.get(&path).await.json;
        assert_eq!((text(&done["state"]), &done["counts"]["added"]), ("done", &json!(2)));
        assert_eq!(customers(&agent).await, ["第1商会株式会社", "第2商会株式会社"]);
        let rows = agent.get(&format!("{path}/rows?outcome=added")).await.json;
        let id = text(&rows["items"][0]["customerId"]).to_owned();
        let customer = agent.get(&format!("/v1/customers/{id}")).await.json;
        assert!(text(&customer["companyProfile"]["domain"]).starts_with("dai1shiyoukai."), "{customer}");
        let address = &customer["billingProfile"]["defaultAddress"];
        assert_eq!(address["addressLine1"], "丸の内1丁目");
        assert_eq!(customer["billingProfile"]["email"], "info@dai1shiyoukai.example");

        let log = agent.get("/v1/auditrecords?size=100").await.text;
        assert_eq!(log.matches("\"operationType\":\"add_customer\"").count(), 2, "{log}");
        assert_eq!(log.matches("\"value\":\"import_customers\"").count(), 2, "its begin and its end");
        assert_eq!(log.matches("\"value\":\"check_customer_import\"").count(), 1, "the dry run");
    }

    async fn every_file_has_a_row_two_and_none_is_refused_for_it(app: TestApp) {
        let kanji = |rows: &[usize]| {
            let row = |n: &usize| format!("青葉{},100-0005,東京都,千代田区,丸の内{n}", "甲乙丙丁戊己".chars().nth(*n).expect("a sign"));
            let head = "会社名,郵便番号,都道府県,市区町村,番地".to_owned();
            rows.iter().map(row).fold(head, |file, row| file + "\n" + &row)
        };
        let agent = app.direct.as_user(&app, Role::SalesAgent).await;
        // Both are looked at before either is added.
        let (one, _) = checked(&app, &agent, kanji(&[0, 1])).await;
        let (two, _) = checked(&app, &agent, kanji(&[2, 3])).await;
        for path in [&one, &two] {
            act(&agent, path, "start", json!({})).await;
            app.work().await;
        }
        let provider = app.provider.as_user(&app, Role::SalesAgent).await;
        let (three, import) = checked(&app, &provider, kanji(&[4, 5])).await;
        assert_eq!(import["counts"]["ready"], 2, "{import}");
        act(&provider, &three, "start", json!({})).await;
        app.work().await;
        for (who, path) in [(&agent, one), (&agent, two), (&provider, three)] {
            let done = who.get(&path).await.json;
            assert_eq!(done["counts"]["added"], 2, "{done}");
        }
    }

    async fn who_was_added_since_the_dry_run_is_not_added_again(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::SalesAgent).await;
        let (one, _) = checked(&app, &agent, file([row(1), row(2)])).await;
        let (two, import) = checked(&app, &agent, file([row(2), row(3)])).await;
        assert_eq!(import["counts"]["ready"], 2, "{import}");
        act(&agent, &one, "start", json!({})).await;
        app.work().await;
        act(&agent, &two, "start", json!({})).await;
        app.work().await;
        let done = agent.get(&two).await.json;
        assert_eq!((&done["counts"]["added"], &done["counts"]["unconfirmed"]), (&json!(1), &json!(1)), "{done}");
        assert_eq!(done["rules"][0]["rule"], "rule-customer-known-here", "{done}");
        assert_eq!(customers(&agent).await.len(), 3);
    }

    async fn a_domain_in_another_script_is_refused_and_stops_nobody_else(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::SalesAgent).await;
        let head = "会社名,郵便番号,都道府県,市区町村,番地,ドメイン".to_owned();
        let rows = ["青葉甲商会,100-0005,東京都,千代田区,丸の内1,xénmicrosoft.com", "青葉乙商会,100-0005,東京都,千代田区,丸の内2,aobaotsu"];
        let (_, import) = checked(&app, &agent, rows.iter().fold(head, |file, row| file + "\n" + row)).await;
        assert_eq!((&import["counts"]["ready"], &import["counts"]["refused"]), (&json!(1), &json!(1)), "{import}");
        assert_eq!(import["rules"][0]["rule"], "rule-domain-prefix-format", "{import}");
    }

    async fn rows_with_a_warning_are_added_only_if_it_is_confirmed(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::SalesAgent).await;
        let twins = || file([row(1), row(1), row(2)]);
        let (path, import) = checked(&app, &agent, twins()).await;
        assert_eq!(import["counts"]["unconfirmed"], 1, "{import}");
        act(&agent, &path, "start", json!({})).await;
        app.work().await;
        assert_eq!(customers(&agent).await.len(), 2);

        let (path, import) = checked(&app, &agent, twins()).await;
        assert_eq!(import["counts"]["unconfirmed"], 3, "they are customers already: {import}");
        let confirm = json!({ "confirm": ["rule-customer-known-here", "rule-customer-repeated"] });
        act(&agent, &path, "start", confirm).await;
        app.work().await;
        assert_eq!(customers(&agent).await.len(), 5);
    }

    async fn a_worker_that_is_killed_loses_nothing_and_doubles_nothing(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::SalesAgent).await;
        let (path, _) = checked(&app, &agent, file((0..1200).map(row))).await;
        act(&agent, &path, "start", json!({})).await;
        app.work_and_die(1).await;
        let half = agent.get(&path).await.json;
        assert_eq!((text(&half["state"]), &half["rowsDone"]), ("running", &json!(500)));
        let later = app.another_core().await;
        assert!(!work(&later, 1).await, "the lease still runs");
        app.advance(61);
        assert!(work(&later, usize::MAX).await, "another node takes over");
        let done = agent.get(&path).await.json;
        assert_eq!((text(&done["state"]), &done["counts"]["added"]), ("done", &json!(1200)));
        let mut expected: Vec<_> = (0..1200).map(|n| format!("第{n}商会株式会社")).collect();
        expected.sort();
        assert_eq!(customers(&agent).await, expected);
    }

    async fn an_import_is_paused_resumed_and_cancelled(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::SalesAgent).await;
        let (path, _) = checked(&app, &agent, file((0..1200).map(row))).await;
        act(&agent, &path, "start", json!({})).await;
        app.work_and_die(1).await;
        act(&agent, &path, "pause", json!({})).await;
        app.advance(61);
        app.work().await;
        assert_eq!(customers(&agent).await.len(), 500, "it is paused");
        act(&agent, &path, "resume", json!({})).await;
        app.work_and_die(1).await;
        act(&agent, &path, "cancel", json!({})).await;
        app.advance(61);
        app.work().await;
        let done = agent.get(&path).await.json;
        assert_eq!((text(&done["state"]), &done["counts"]["added"]), ("cancelled", &json!(1000)));
        assert_eq!(customers(&agent).await.len(), 1000, "what was added stays");
        let again = agent.post(&format!("{path}/resume"), &json!({})).await;
        assert_eq!((again.status.as_u16(), again.json["data"][0].as_str()), (400, Some("rule-import-not-now")));
    }

    async fn a_file_that_cannot_be_read_is_refused_with_its_reason(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::SalesAgent).await;
        for (file, rule) in [
            (&b""[..], "rule-import-file-empty"),
            (b"name\n", "rule-import-file-empty"),
            (b"PK\x03\x04?", "rule-import-file-broken"),
            (b"\xff\xff\xff", "rule-import-encoding-unknown"),
        ] {
            let refused = agent.post_file("/v1/imports", file).await;
            assert_eq!(refused.status, 400, "{}", refused.text);
            assert!(refused.text.contains(rule), "{}", refused.text);
        }
        let nameless = agent.post_file("/v1/imports", "備考\nx\n").await;
        let path = format!("/v1/imports/{}/check", text(&nameless.json["id"]));
        assert_eq!(agent.post(&path, &json!({})).await.status, 400);
        let unknown = json!({ "columns": [{ "column": "nope", "field": "city" }] });
        let refused = agent.post(&path, &unknown).await;
        assert!(refused.status == 400 && refused.text.contains("nope"), "{}", refused.text);
    }

    async fn only_who_may_add_a_customer_may_import_some(app: TestApp) {
        let helpdesk = app.direct.as_user(&app, Role::HelpdeskAgent).await;
        assert_eq!(helpdesk.post_file("/v1/imports", file([row(1)])).await.status, 403);
        let reseller = app.reseller.as_user(&app, Role::AdminAgent).await;
        assert_eq!(reseller.post_file("/v1/imports", file([row(1)])).await.status, 403);
        let program = app.direct.app_only(&app).await;
        let (path, _) = checked(&app, &program, file([row(1)])).await;
        act(&program, &path, "start", json!({})).await;
        app.work().await;
        assert_eq!(customers(&program).await.len(), 1);
    }

    async fn a_workbook_and_a_file_in_shift_jis_are_the_same_customers(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::SalesAgent).await;
        let text = file([row(1), row(2)]);
        let (path, import) = checked(&app, &agent, workbook(&text)).await;
        assert_eq!(import["counts"]["ready"], 2, "{import}");
        act(&agent, &path, "start", json!({})).await;
        app.work().await;
        assert_eq!(customers(&agent).await, ["第1商会株式会社", "第2商会株式会社"]);
        let (shift_jis, _, _) = encoding_rs::SHIFT_JIS.encode(&text);
        let (_, import) = checked(&app, &agent, shift_jis.into_owned()).await;
        assert_eq!(import["rules"][0]["rule"], "rule-customer-known-here", "{import}");
        assert_eq!(import["rules"][0]["count"], 2);
    }

    async fn a_row_whose_own_domain_was_taken_after_the_dry_run_is_refused_and_the_others_are_added(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::SalesAgent).await;
        let with_domain = |n: usize| format!("{},shokai{n}", row(n));
        let rows = (1..=3).map(with_domain).fold(format!("{HEADER},ドメイン"), |file, row| file + "\n" + &row);
        let (path, _) = checked(&app, &agent, rows).await;
        let quicker = agent.post("/v1/customers", &new_customer("shokai2")).await;
        assert_eq!(quicker.status, 201, "{}", quicker.text);
        act(&agent, &path, "start", json!({})).await;
        app.work().await;
        let done = agent.get(&path).await.json;
        assert_eq!(done["counts"], json!({"ready": 0, "unconfirmed": 0, "refused": 1, "added": 2}));
        assert_eq!(done["rules"][0]["rule"], "rule-domain-prefix-taken");
        assert_eq!(customers(&agent).await.len(), 3);
        let left = agent.get(&format!("{path}/rejected")).await;
        assert!(left.header("content-type").starts_with("text/csv"), "{:?}", left.headers);
        assert!(left.text.contains("第2商会") && !left.text.contains("第1商会"), "{}", left.text);
    }

    /// `domain/04`, Tags: admin agents only; an application without a person may as well.
    async fn rows_with_tags_are_refused_for_who_may_not_tag_customers(app: TestApp) {
        let sales = app.direct.as_user(&app, Role::SalesAgent).await;
        let agent = app.direct.as_user(&app, Role::AdminAgent).await;
        let program = app.direct.app_only(&app).await;
        let tagged = file([row(1), row(2)]).replacen('\n', ",タグ\n", 1).replace("丁目", "丁目,VIP");
        for (who, refused) in [(&sales, 2), (&agent, 0), (&program, 0)] {
            let (_, import) = checked(&app, who, tagged.clone()).await;
            assert_eq!(import["counts"]["refused"], refused, "{import}");
            let rules = import["rules"].as_array().expect("rules");
            let of_tags = |rule: &&Value| rule["rule"] == "rule-tags-not-allowed";
            let said: Vec<_> = rules.iter().filter(of_tags).collect();
            assert_eq!(said.len(), usize::from(refused > 0), "once for the whole file: {import}");
            assert!(said.iter().all(|rule| rule["field"] == "tags" && rule["count"] == 2), "{import}");
        }
    }

    async fn whoever_has_a_file_finds_its_import_by_the_digest(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::SalesAgent).await;
        let uploaded = agent.post_file("/v1/imports", "name\nContoso\n").await.json;
        let sha256 = "b0d894a07233353d410f6b54a38311976d24e02b7ffbee5bea66120dd293837d";
        assert_eq!(uploaded["fileDigest"], sha256);
        let listed = agent.get("/v1/imports").await.json;
        assert_eq!(listed["items"][0]["fileDigest"], sha256);
    }

    /// Untidy as real data is: the first rows of each file, and where `OPC_REAL_DATA` names the folder
    /// 2,000 of them.
    async fn real_businesses_are_imported(app: TestApp) {
        let count = if std::env::var_os("OPC_REAL_DATA").is_some() { 2000 } else { 300 };
        let agent = app.direct.as_user(&app, Role::SalesAgent).await;
        for name in ["businesses-jp.csv", "businesses-world.csv"] {
            let Some(all) = crate::rules::real_data::text(name) else { return };
            let some: String = all.split_inclusive('\n').take(count + 1).collect();
            let before = customers(&agent).await.len();
            let (path, import) = checked(&app, &agent, some).await;
            eprintln!("{name}: {}", import["counts"]);
            for rule in import["rules"].as_array().expect("rules") {
                eprintln!("  {} × {} {}", rule["count"], rule["rule"], rule["description"]);
            }
            act(&agent, &path, "start", json!({ "confirm": ["all"] })).await;
            app.work().await;
            let done = agent.get(&path).await.json;
            let added = done["counts"]["added"].as_u64().expect("a count");
            assert_eq!(done["counts"]["refused"], import["counts"]["refused"], "{done}");
            assert!(added > 0, "{done}");
            assert_eq!(customers(&agent).await.len() - before, usize::try_from(added).unwrap_or(0));
        }
    }
}
