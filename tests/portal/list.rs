//! Sorting, filtering, views, tags of many and files of the customer list (`domain/04`).

use super::wizard::base;
use opc_core::access::Role;
use opc_testkit::{Api, Browser, Page, Tenant, TestApp, both_engines, encode, new_customer};
use serde_json::json;

/// Adds a customer and answers its id.
pub(super) async fn add(api: &Api, prefix: &str, name: &str) -> String {
    let mut body = new_customer(prefix);
    body["billingProfile"]["companyName"] = json!(name);
    let added = api.post("/v1/customers", &body).await;
    assert_eq!(added.status, 201, "{}", added.text);
    added.json["id"].as_str().expect("an id").to_owned()
}

pub(super) fn list(tenant: &Tenant) -> String {
    format!("{}/customers", base(tenant))
}

/// The ids of the rows, in order.
pub(super) fn ids(page: &Page) -> Vec<String> {
    let rows = page.html.split("<th scope=\"row\"><a href=\"").skip(1);
    let id = |row: &str| row.split('"').next()?.rsplit('/').next().map(ToOwned::to_owned);
    rows.filter_map(id).collect()
}

/// The names of the rows, in order.
fn names(page: &Page) -> Vec<String> {
    let rows = page.html.split("<th scope=\"row\"><a").skip(1);
    let name = |row: &str| Some(row.split_once('>')?.1.split_once('<')?.0.to_owned());
    rows.filter_map(name).collect()
}

/// The link to the next page.
pub(super) fn next(page: &Page) -> Option<String> {
    let before = page.html.split("\" rel=\"next\"").next().filter(|b| b.len() < page.html.len())?;
    before.rsplit("href=\"").next().map(|href| href.replace("&#38;", "&"))
}

/// Asks for a change of tags the way the form does.
pub(super) async fn tag(
    browser: &mut Browser,
    app: &TestApp,
    chosen: &[(&str, &str)],
    tags: [&str; 2],
) -> Page {
    let path = format!("{}/tags", list(&app.direct));
    let query: Vec<_> = chosen.iter().map(|(n, v)| format!("{n}={}", encode(v))).collect();
    let page = browser.get(&format!("{path}?{}", query.join("&"))).await;
    let mut fields = chosen.to_vec();
    fields.extend([("add-tags", tags[0]), ("remove-tags", tags[1])]);
    browser.submit(&page, &path, &fields).await
}

both_engines! {
    async fn filters_count_together_and_each_can_be_taken_away(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::AdminAgent).await;
        let mut browser = app.direct.browser(&app, Role::AdminAgent).await;
        let school = add(&agent, "gakuen", "青葉学園").await;
        let shop = add(&agent, "shoji", "青葉商事").await;
        let asked = json!({ "Qualification": "education", "EducationSegment": "K12", "Website": "gakuen.example" });
        let path = format!("/v1/customers/{school}/qualifications");
        let qualified = app.direct.as_user(&app, Role::SalesAgent).await.post(&path, &asked).await;
        assert!(qualified.status.is_success(), "{}", qualified.text);
        tag(&mut browser, &app, &[("customer", &school), ("customer", &shop)], ["関西, VIP", ""]).await;
        for (query, expected) in [
            ("q=青葉&country=JP", &["青葉商事", "青葉学園"][..]),
            ("q=青葉&country=US", &[][..]),
            ("qualification=education", &["青葉学園"][..]),
            ("qualification=none&tag=vip", &["青葉商事"][..]),
            ("validation=allowed&tag=関西&q=学園", &["青葉学園"][..]),
            ("validation=under_review", &[][..]),
            ("tag=関", &[][..]),
        ] {
            let query = query.replace("青葉", &encode("青葉")).replace("関", &encode("関"));
            let query = query.replace('西', &encode("西")).replace("学園", &encode("学園"));
            let page = browser.get(&format!("{}?{query}", list(&app.direct))).await;
            assert_eq!(names(&page), expected, "{query}");
        }
        let by_id = format!("{}?search-by=id&q={}", list(&app.direct), &shop[..shop.len() - 2]);
        assert!(ids(&browser.get(&by_id).await).contains(&shop));
        let both = format!("{}?q=gakuen&tag=VIP&sort=added", list(&app.direct));
        let page = browser.get(&both).await;
        let without = format!("href=\"{}?q=gakuen&#38;sort=added\"", list(&app.direct));
        assert!(page.says(&without) && page.says("Remove filter: Tag"), "{}", page.html);
        let mut ja = app.direct.browser(&app, Role::SalesAgent).await.in_japanese();
        let page = ja.get(&format!("{both}&lang=ja")).await;
        assert!(page.says("条件を解除: タグ") && page.says("詳細な条件"), "{}", page.html);
    }

    async fn columns_and_views_are_remembered_for_the_person_alone(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::AdminAgent).await;
        add(&agent, "hinode", "日の出製作所").await;
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let list = list(&app.direct);
        let page = browser.get(&list).await;
        assert!(!page.says("data-label=\"Added on\""), "{}", page.html);
        browser.submit(&page, &format!("{list}/columns"), &[("column", "added"), ("column", "id")]).await;
        let page = browser.get(&list).await;
        assert!(page.says("data-label=\"Added on\"") && !page.says("data-label=\"Primary domain name\""), "{}", page.html);
        let save = format!("{list}/views");
        let unnamed = browser.submit(&page, &save, &[("view-name", " "), ("q", "hinode")]).await;
        assert_eq!(unnamed.status, 422);
        assert!(unnamed.says("view-name-trouble") && unnamed.says("value=\"hinode\""), "{}", unnamed.html);
        let fields = [("view-name", "製造"), ("q", "hinode"), ("sort", "added"), ("columns", "tags")];
        let saved = browser.submit(&unnamed, &save, &fields).await;
        assert!(saved.says("The view has been saved") && names(&saved).len() == 1, "{}", saved.html);
        let link = format!("href=\"{list}?q=hinode&#38;sort=added&#38;columns=tags\"");
        assert!(browser.get(&list).await.says(&link));
        for n in 0..20 {
            let name = format!("view {n}");
            let page = browser.submit(&saved, &save, &[("view-name", &name), ("q", "hinode")]).await;
            assert_eq!(page.status == 422, n == 19, "{}", page.html);
            assert!(n < 19 || page.says("20 saved views"), "{}", page.html);
        }
        let gone = browser.submit(&saved, &format!("{save}/remove"), &[("view-name", "製造")]).await;
        assert!(!gone.says(&link), "{}", gone.html);
        let other = app.direct.browser(&app, Role::AdminAgent).await.get(&list).await;
        assert!(!other.says("view 1") && !other.says("data-label=\"Added on\""), "{}", other.html);
    }

    async fn tags_of_picked_customers_are_changed_at_once_and_taken_back(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::AdminAgent).await;
        let (one, two) = (add(&agent, "hinode", "日の出").await, add(&agent, "asahi", "朝日").await);
        let mut browser = app.direct.browser(&app, Role::AdminAgent).await;
        let tagged = |tag: &str| format!("{}?tag={}", list(&app.direct), encode(tag));
        tag(&mut browser, &app, &[("customer", &one)], ["古い", ""]).await;
        let chosen = [("customer", one.as_str()), ("customer", two.as_str()), ("sort", "added")];
        let nothing = tag(&mut browser, &app, &chosen, ["", ""]).await;
        assert!(nothing.status == 422 && nothing.says("add-tags-trouble"), "{}", nothing.html);
        let long = "札".repeat(51);
        let wrong = tag(&mut browser, &app, &chosen, [&long, "古い"]).await;
        assert!(wrong.status == 422 && wrong.says(&format!("value=\"{long}\"")) && wrong.says("value=\"古い\""), "{}", wrong.html);
        let back = tag(&mut browser, &app, &chosen, ["新しい", "古い"]).await;
        assert!(back.path.contains("/customers?sort=added&bulk="), "{}", back.path);
        assert!(back.says("The tags of 2 customers were changed"), "{}", back.html);
        assert_eq!(ids(&browser.get(&tagged("新しい")).await).len(), 2);
        assert!(ids(&browser.get(&tagged("古い")).await).is_empty());
        let next = browser.get(&format!("{}?sort=added", list(&app.direct))).await;
        assert!(!next.says("bulk-state"), "the next view has forgotten it: {}", next.html);
        let job = back.hidden("job").expect("something to take back");
        let undo = format!("{}/tags/undo", list(&app.direct));
        let undone = browser.submit(&back, &undo, &[("job", &job)]).await;
        assert!(undone.says("was taken back") && undone.hidden("job").is_none(), "{}", undone.html);
        assert!(ids(&browser.get(&tagged("新しい")).await).is_empty());
        assert_eq!(ids(&browser.get(&tagged("古い")).await), [one]);
        let twice = browser.submit(&back, &undo, &[("job", &job)]).await;
        assert_eq!(twice.status, 404, "{}", twice.html);
    }

    async fn all_that_match_are_tagged_by_a_job_and_progress_is_told(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::AdminAgent).await;
        for n in 0..3 {
            add(&agent, &format!("aoba{n}"), &format!("青葉{n}")).await;
        }
        add(&agent, "asahi", "朝日").await;
        let mut browser = app.direct.browser(&app, Role::AdminAgent).await;
        let asked = browser.get(&format!("{}/tags?all=on&q=aoba", list(&app.direct))).await;
        assert!(asked.says("Change the tags of 3 customers"), "{}", asked.html);
        let chosen = [("all", "on"), ("q", "aoba"), ("total", "3")];
        let back = tag(&mut browser, &app, &chosen, ["関西", ""]).await;
        assert!(back.says("<progress") && back.says("0 of 3"), "{}", back.html);
        app.work().await;
        let done = browser.get(&back.path).await;
        assert!(done.says("The tags of 3 customers were changed"), "{}", done.html);
        let tagged = format!("{}?tag={}", list(&app.direct), encode("関西"));
        assert_eq!(ids(&browser.get(&tagged).await).len(), 3);
        let log = browser.get(&format!("{}/activity", base(&app.direct))).await;
        let who = &app.direct.people[&Role::AdminAgent].user_name;
        assert!(log.html.matches(who.as_str()).count() >= 3, "the log names who asked: {}", log.html);
        assert!(!browser.get(&list(&app.direct)).await.says("bulk-state"));
    }

    async fn only_admin_agents_tag_and_nobody_tags_anothers_customer(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::AdminAgent).await;
        let ours = add(&agent, "hinode", "日の出").await;
        for role in [Role::SalesAgent, Role::HelpdeskAgent, Role::GlobalAdmin] {
            let mut browser = app.direct.browser(&app, role).await;
            let page = browser.get(&list(&app.direct)).await;
            assert!(page.says("日の出") && !page.says("name=\"customer\""), "{role:?}");
            let sent = browser.submit(&page, &format!("{}/tags", list(&app.direct)), &[("customer", &ours), ("add-tags", "x")]).await;
            assert_eq!(sent.status, 403, "{role:?}");
        }
        let mut stranger = app.other.browser(&app, Role::AdminAgent).await;
        let path = format!("{}/tags", list(&app.other));
        let page = stranger.get(&format!("{path}?customer={ours}")).await;
        assert!(!page.says("日の出") && page.says("No customer selected"), "{}", page.html);
        stranger.submit(&page, &path, &[("customer", &ours), ("add-tags", "x")]).await;
        let tags = agent.get(&format!("/v1/customers/{ours}")).await.text;
        assert!(!tags.contains("\"x\""), "{tags}");
    }

    async fn a_file_of_what_is_shown_has_its_columns_in_its_order_and_an_import_knows_them(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::AdminAgent).await;
        add(&agent, "asahi", "朝日").await;
        add(&agent, "hinode", "日の出").await;
        for (mut browser, lang, head, country) in [
            (app.direct.browser(&app, Role::AdminAgent).await, "en",
             "\u{feff}\"Company name\",\"Country/region\",\"Tags\"\r\n", "Japan"),
            (app.direct.browser(&app, Role::AdminAgent).await.in_japanese(), "ja",
             "\u{feff}\"会社名\",\"国または地域\",\"タグ\"\r\n", "日本"),
        ] {
            let asked = format!("{}?columns=country%2Ctags&dir=desc", list(&app.direct));
            assert!(browser.get(&asked).await.says("Customers-shown.csv?dir=desc&#38;columns=country%2Ctags"));
            let query = asked.split_once('?').expect("a query").1;
            let path = format!("{}/Customers-shown.csv?{query}&lang={lang}", list(&app.direct));
            let file = browser.get(&path).await;
            assert!(file.html.starts_with(head), "{}", file.html);
            assert!(file.says(country) && file.disposition.contains("Customers-shown.csv"), "{}", file.html);
            assert_eq!(file.html.lines().count(), 3);
            let imports = format!("{}/imports", base(&app.direct));
            let page = browser.get(&imports).await;
            let mapping = browser.upload(&page, &imports, &[], ("shown.csv", &file.bytes)).await;
            for field in ["company-name", "country", "tags"] {
                assert!(mapping.says(&format!("<option value=\"{field}\" selected>")), "{field}: {}", mapping.html);
            }
        }
        let mut browser = app.direct.browser(&app, Role::AdminAgent).await;
        let book = browser.get(&format!("{}/Customers-shown.xlsx", list(&app.direct))).await;
        assert!(book.status == 200 && book.bytes.starts_with(b"PK"), "{}", book.status);
    }

    async fn whoever_sees_the_list_takes_it_along_and_nobody_else(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::AdminAgent).await;
        add(&agent, "hinode", "日の出").await;
        for role in Role::ALL {
            let mut browser = app.direct.browser(&app, *role).await;
            let sees = browser.get(&list(&app.direct)).await.status == 200;
            for file in ["Customers.csv", "Customers.xlsx"] {
                let page = browser.get(&format!("{}/{file}", list(&app.direct))).await;
                assert_eq!(page.status == 200, sees, "{role:?} {file}");
                assert_eq!(page.disposition.contains(file), sees, "{role:?} {file}");
            }
        }
    }

    async fn a_file_holds_what_is_shown_and_no_formula(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::AdminAgent).await;
        for (prefix, name) in [("evil", "=1+1 Ltd"), ("hinode", "日の出\"製作所"), ("asahi", "朝日")] {
            add(&agent, prefix, name).await;
        }
        let mut browser = app.direct.browser(&app, Role::HelpdeskAgent).await.in_japanese();
        let file = browser.get(&format!("{}/Customers.csv", list(&app.direct))).await;
        let lines: Vec<_> = file.html.trim_end().split("\r\n").collect();
        assert!(lines[0].starts_with("\u{feff}\"Microsoft ID\",\"Company name\",\"Primary domain name\",\"Relationship\","), "{}", lines[0]);
        let shown = ids(&browser.get(&list(&app.direct)).await);
        let written: Vec<_> = lines[1..].iter().map(|line| line[1..37].to_owned()).collect();
        assert_eq!(written, shown);
        assert!(file.says("\"'=1+1 Ltd\"") && file.says("\"日の出\"\"製作所\""), "{}", file.html);
        let turned = format!("sort=domain&dir=desc&q={}", encode("日"));
        let shown = ids(&browser.get(&format!("{}?{turned}", list(&app.direct))).await);
        let file = browser.get(&format!("{}/Customers.csv?{turned}", list(&app.direct))).await;
        let written: Vec<_> = file.html.lines().skip(1).map(|line| line[1..37].to_owned()).collect();
        assert_eq!((written.len(), written), (2, shown), "filter and order as shown");
        let some = browser.get(&format!("{}/Customers.csv?q=asahi", list(&app.direct))).await;
        assert_eq!(some.html.lines().count(), 2, "{}", some.html);
        let book = browser.get(&format!("{}/Customers.xlsx?q=asahi", list(&app.direct))).await;
        assert!(book.status == 200 && book.html.starts_with("PK"), "{}", book.status);
        let theirs = app.other.browser(&app, Role::AdminAgent).await;
        let theirs = theirs.clone().get(&format!("{}/Customers.csv", list(&app.other))).await;
        assert_eq!(theirs.html.lines().count(), 1, "{}", theirs.html);
    }
}
