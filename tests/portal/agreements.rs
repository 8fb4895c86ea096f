//! Versions of the customer agreement, and who has not accepted them (`domain/02`, Agreement).

use super::wizard::base;
use opc_core::{
    access::{Request, Role},
    jobs::{self, Step},
};
use opc_testkit::{Api, Browser, Page, TestApp, both_engines, new_customer};
use serde_json::json;

const DAY: i64 = 86_400;

pub(super) async fn publish(operator: &mut Browser, app: &TestApp, day: &str) -> Page {
    let texts =
        ("新しい顧客契約", "一つ目。\r\n\r\n二つ目。", "The new agreement", "One.\r\n\r\nTwo.");
    publish_texts(operator, app, day, texts).await
}

/// Publishes a version with title and text in Japanese and in English.
pub(super) async fn publish_texts(
    operator: &mut Browser,
    app: &TestApp,
    day: &str,
    (title_ja, body_ja, title_en, body_en): (&str, &str, &str, &str),
) -> Page {
    let path = format!("{}/agreement-versions/new", base(&app.operator));
    let page = operator.get(&path).await;
    let fields = [
        ("version", "2027-01"),
        ("effective-from", day),
        ("countries", "jp us"),
        ("prevails", "ja"),
        ("title-ja", title_ja),
        ("body-ja", body_ja),
        ("title-en", title_en),
        ("body-en", body_en),
    ];
    operator.submit(&page, &path, &fields).await
}

/// A customer who has accepted the current version; its path.
async fn customer(agent: &Api) -> String {
    let added = agent.post("/v1/customers", &new_customer("hinode")).await;
    assert_eq!(added.status, 201, "{}", added.text);
    format!("/customers/{}", added.json["id"].as_str().expect("an id"))
}

pub(super) async fn attest(
    browser: &mut Browser,
    app: &TestApp,
    customer: &str,
    signer: &str,
) -> Page {
    let path = format!("{}{customer}/agreement/attest", base(&app.direct));
    let page = browser.get(&path).await;
    let template = page.hidden("agreement-template").unwrap_or_else(|| chosen(&page));
    let today = app.core.clock().now().utc_date().to_string();
    browser.submit(&page, &path, &attestation(&template, &today, signer)).await
}

fn attestation<'v>(
    template: &'v str,
    day: &'v str,
    signer: &'v str,
) -> [(&'static str, &'v str); 7] {
    [
        ("agreement-template", template),
        ("agreement-attested", "on"),
        ("agreement-date", day),
        ("signer-first-name", signer),
        ("signer-last-name", "山田"),
        ("signer-email", "info@hinode.example"),
        ("signer-phone", ""),
    ]
}

/// The version that the form proposes.
fn chosen(page: &Page) -> String {
    let list = page.html.split("id=\"agreement-template\"").nth(1).expect("a list");
    let option = list.split("<option value=\"").find(|option| option.contains(" selected"));
    option.and_then(|option| option.split('"').next()).expect("a chosen version").to_owned()
}

async fn do_jobs(app: &TestApp) {
    while let Some(mut held) = app.core.write(Request::system(), jobs::claim).await.expect("a job")
    {
        loop {
            let piece = held.clone();
            match app
                .core
                .write(Request::system(), move |cx| jobs::step(cx, &piece))
                .await
                .expect("a step")
            {
                Step::More(further) => held = further,
                Step::Done => break,
            }
        }
    }
}

both_engines! {
    async fn an_acceptance_counts_until_the_day_of_the_new_version_which_can_be_accepted_before(app: TestApp) {
        let mut agent = app.direct.browser(&app, Role::AdminAgent).await;
        let api = app.direct.as_user(&app, Role::AdminAgent).await;
        let customer = customer(&api).await;
        let section = format!("{}{customer}/agreement", base(&app.direct));
        assert!(attest(&mut agent, &app, &customer, "太郎").await.says("Confirmed"));
        let mut operator = app.operator.browser(&app, Role::AdminAgent).await;
        let done = publish(&mut operator, &app, "2026-12-01").await;
        assert!(done.says("The version has been published") && done.says("counts later"), "{}", done.html);

        let before = agent.get(&section).await;
        assert!(before.says("Confirmed") && before.says("Version 2027-01 counts from"), "{}", before.html);
        let report = format!("{}/agreements", base(&app.direct));
        assert!(agent.get(&report).await.says("All customers have accepted it"));
        assert!(agent.get(&format!("{report}?as-of=2026-12-01")).await.says("日の出製作所"));

        assert!(attest(&mut agent, &app, &customer, "太郎").await.says("Confirmed"), "the same signer, another text");
        let again = attest(&mut agent, &app, &customer, "太郎").await;
        assert!(again.status == 422, "600061: {}", again.html);
        assert!(!agent.get(&section).await.says("counts from"));
        app.advance(20 * DAY);
        let mut agent = app.direct.browser(&app, Role::AdminAgent).await;
        assert!(agent.get(&section).await.says("Confirmed"), "accepted ahead of its day");
    }

    async fn until_then_either_version_is_confirmed_each_with_its_own_dates(app: TestApp) {
        let mut agent = app.direct.browser(&app, Role::AdminAgent).await;
        let api = app.direct.as_user(&app, Role::AdminAgent).await;
        let customer = customer(&api).await;
        let mut operator = app.operator.browser(&app, Role::AdminAgent).await;
        publish(&mut operator, &app, "2026-12-01").await;
        let path = format!("{}{customer}/agreement/attest", base(&app.direct));
        let page = agent.get(&path).await;
        let now = chosen(&page);
        let options = page.html.split("<option value=\"").skip(1).filter_map(|o| o.split('"').next());
        let later = options.last().expect("a later version").to_owned();
        assert_ne!(now, later, "the one in force is proposed first");
        let early = attestation(&later, "2026-11-19", "太郎");
        let refused = agent.submit(&page, &path, &early).await;
        assert!(refused.status == 422 && refused.says("2026"), "{}", refused.html);
        assert_eq!(chosen(&refused), later, "what was chosen stays");
        let right = attestation(&now, "2026-11-19", "太郎");
        let done = agent.submit(&page, &path, &right).await;
        assert!(done.says("Confirmed") && done.says("Version 2027-01 counts from"), "{}", done.html);
        assert_eq!(chosen(&agent.get(&path).await), later, "then the coming one");
        assert!(attest(&mut agent, &app, &customer, "太郎").await.says("2027-01"));
    }

    async fn the_section_tells_what_was_accepted_who_recorded_it_and_what_is_wanted(app: TestApp) {
        let mut agent = app.direct.browser(&app, Role::AdminAgent).await;
        let api = app.direct.as_user(&app, Role::AdminAgent).await;
        let customer = customer(&api).await;
        attest(&mut agent, &app, &customer, "太郎").await;
        let mut operator = app.operator.browser(&app, Role::AdminAgent).await;
        publish(&mut operator, &app, "2026-12-01").await;
        app.advance(20 * DAY);
        let mut desk = app.direct.browser(&app, Role::HelpdeskAgent).await;
        let section = desk.get(&format!("{}{customer}/agreement", base(&app.direct))).await;
        let fact = |term: &str| {
            let rest = section.html.split(&format!("<dt>{term}</dt><dd>")).nth(1);
            rest.and_then(|rest| rest.split("</dd>").next()).unwrap_or_default().to_owned()
        };
        assert_eq!(fact("Version that counts now"), "2027-01", "{}", section.html);
        assert!(!fact("Accepted version").is_empty() && fact("Accepted version") != "2027-01");
        for term in ["Recorded by", "Recorded", "Agreement acceptance date", "Signer"] {
            assert!(!fact(term).is_empty(), "{term}: {}", section.html);
        }
    }

    async fn from_that_day_on_who_has_not_accepted_is_reminded_once_a_day(app: TestApp) {
        let mut agent = app.direct.browser(&app, Role::AdminAgent).await;
        let api = app.direct.as_user(&app, Role::AdminAgent).await;
        let customer = customer(&api).await;
        attest(&mut agent, &app, &customer, "太郎").await;
        let mut operator = app.operator.browser(&app, Role::GlobalAdmin).await;
        publish(&mut operator, &app, "2026-12-01").await;
        app.advance(20 * DAY);
        let mut agent = app.direct.browser(&app, Role::AdminAgent).await;
        let section = agent.get(&format!("{}{customer}/agreement", base(&app.direct))).await;
        assert!(section.says("To be confirmed again"), "{}", section.html);
        let report = format!("{}/agreements", base(&app.direct));
        for _ in 0..2 {
            let page = agent.get(&report).await;
            assert!(page.says("日の出製作所") && page.says("To be confirmed again"), "{}", page.html);
            let asked = agent.get(&format!("{report}/remind")).await;
            let done = agent.submit(&asked, &format!("{report}/remind"), &[]).await;
            assert!(done.says("on their way"), "{}", done.html);
            do_jobs(&app).await;
        }
        let mails = |page: &Page| page.html.matches("（2027-01）").count();
        let mailbox = format!("{}/mailbox", base(&app.direct));
        assert_eq!(mails(&agent.get(&mailbox).await), 1, "once a day");
        app.advance(DAY);
        let mut agent = app.direct.browser(&app, Role::AdminAgent).await;
        let asked = agent.get(&format!("{report}/remind")).await;
        agent.submit(&asked, &format!("{report}/remind"), &[]).await;
        do_jobs(&app).await;
        assert_eq!(mails(&agent.get(&mailbox).await), 2);
        let csv = agent.get(&format!("{report}/export.csv?state=outdated")).await;
        assert!(csv.says("日の出製作所") && csv.disposition.contains("agreements.csv"), "{}", csv.html);
        assert!(!agent.get(&format!("{report}/export.csv?state=missing")).await.says("日の出製作所"));
        let api = app.direct.as_user(&app, Role::AdminAgent).await;
        let log = api.get("/v1/auditrecords?size=100").await;
        assert_eq!(log.text.matches("remind_agreement").count(), 5, "three times asked for, two mails");
        assert!(attest(&mut agent, &app, &customer, "太郎").await.says("Confirmed"));
        assert!(agent.get(&report).await.says("All customers have accepted it"));
        let mut other = app.other.browser(&app, Role::AdminAgent).await;
        assert!(!other.get(&format!("{}/agreements", base(&app.other))).await.says("日の出製作所"));
    }

    async fn only_the_customers_that_the_list_shows_are_reminded_once_their_number_was_seen(app: TestApp) {
        let mut agent = app.direct.browser(&app, Role::AdminAgent).await;
        let api = app.direct.as_user(&app, Role::AdminAgent).await;
        let old = customer(&api).await;
        attest(&mut agent, &app, &old, "太郎").await;
        let mut other = new_customer("asahi");
        other["billingProfile"]["companyName"] = json!("朝日商店");
        assert_eq!(api.post("/v1/customers", &other).await.status, 201);
        let mut operator = app.operator.browser(&app, Role::GlobalAdmin).await;
        publish(&mut operator, &app, "2026-12-01").await;
        app.advance(20 * DAY);
        let mut agent = app.direct.browser(&app, Role::AdminAgent).await;
        let report = format!("{}/agreements", base(&app.direct));
        let all = agent.get(&report).await;
        assert!(all.says("2 customers") && all.says("Remind 2 customers by mail"), "{}", all.html);
        let filtered = agent.get(&format!("{report}?state=outdated")).await;
        assert!(filtered.says("Remind 1 customer by mail") && !filtered.says("朝日商店"), "{}", filtered.html);
        let ask = format!("{report}/remind");
        let asked = agent.get(&format!("{ask}?as-of=2026-12-10&state=outdated")).await;
        assert!(asked.says("Send 1 mail<") && asked.says("To be confirmed again"), "{}", asked.html);
        let fields = ["as-of", "state"].map(|name| (name, asked.hidden(name).expect("a field")));
        let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
        let done = agent.submit(&asked, &ask, &fields).await;
        assert!(done.says("on their way") && !done.says("朝日商店"), "{}", done.html);
        do_jobs(&app).await;
        let mailbox = agent.get(&format!("{}/mailbox", base(&app.direct))).await;
        assert_eq!(mailbox.html.matches("（2027-01）").count(), 1, "{}", mailbox.html);
        let again = agent.get(&format!("{ask}?as-of=2026-12-10&state=outdated")).await;
        assert!(!again.says("Send"), "{}", again.html);
        let rest = agent.get(&report).await;
        assert!(rest.says("2 customers") && rest.says("Remind 1 customer by mail"), "{}", rest.html);
    }

    async fn what_is_wrong_with_a_version_is_named_and_nothing_typed_is_lost(app: TestApp) {
        let mut operator = app.operator.browser(&app, Role::AdminAgent).await;
        let page = publish(&mut operator, &app, "2026-11-01").await;
        assert!(page.status == 422 && page.says("lies in the past") && page.says("新しい顧客契約"), "{}", page.html);
        let today = publish(&mut operator, &app, "2026-11-20").await;
        assert!(today.says("Counts now"), "{}", today.html);
        let api = app.direct.app_only(&app).await;
        let listed = api.get("/v1/agreements").await.json;
        let id = listed["items"][0]["templateId"].as_str().expect("an id").to_owned();
        let text = api.get(&format!("/v1/agreementtemplates/{id}/document?country=US&language=en-US")).await;
        assert_eq!(text.json["language"], json!("en"), "{}", text.text);
        let file = operator.get(&format!("/agreements/{id}?country=JP&download=text&lang=ja")).await;
        assert!(file.says("新しい顧客契約") && file.says("二つ目。"), "{}", file.html);
        assert!(file.disposition.contains("agreement-2027-01-JP-ja.txt"), "{}", file.disposition);
    }

    async fn the_file_of_the_report_is_as_long_as_the_report(app: TestApp) {
        let api = app.direct.as_user(&app, Role::AdminAgent).await;
        for n in 0..501 {
            if n == 400 {
                app.advance(60); // No partner may call more often than 500 times a minute.
            }
            let added = api.post("/v1/customers", &new_customer(&format!("hinode{n}"))).await;
            assert_eq!(added.status, 201, "{}", added.text);
        }
        let mut browser = app.direct.browser(&app, Role::AdminAgent).await;
        let csv = browser.get(&format!("{}/agreements/export.csv", base(&app.direct))).await;
        let ids: std::collections::BTreeSet<_> = csv.html.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
        assert_eq!((ids.len(), csv.html.lines().count()), (501, 502), "more than is read at a time");
    }

    async fn a_date_or_a_country_that_cannot_be_is_named_with_what_can(app: TestApp) {
        let mut agent = app.direct.browser(&app, Role::AdminAgent).await;
        let api = app.direct.as_user(&app, Role::AdminAgent).await;
        let path = format!("{}{}/agreement/attest", base(&app.direct), customer(&api).await);
        let page = agent.get(&path).await;
        let template = page.hidden("agreement-template").expect("a version");
        let early = agent.submit(&page, &path, &attestation(&template, "1899-01-01", "太郎")).await;
        assert!(early.status == 422 && early.says("2024") && !early.says("not a date"), "{}", early.html);
        let mut operator = app.operator.browser(&app, Role::AdminAgent).await;
        let path = format!("{}/agreement-versions/new", base(&app.operator));
        let page = operator.get(&path).await;
        let wrong = operator.submit(&page, &path, &[("countries", "JP XX"), ("version", "1")]).await;
        assert!(wrong.status == 422 && wrong.says("no country with the code XX"), "{}", wrong.html);
    }

    async fn helpdesk_sees_the_report_and_cannot_remind(app: TestApp) {
        let api = app.direct.as_user(&app, Role::AdminAgent).await;
        customer(&api).await;
        let mut desk = app.direct.browser(&app, Role::HelpdeskAgent).await.in_japanese();
        let report = format!("{}/agreements", base(&app.direct));
        let page = desk.get(&format!("{report}?lang=ja")).await;
        assert!(page.says("未確認の顧客契約") && page.says("日の出製作所") && !page.says("メールで連絡"), "{}", page.html);
        assert_eq!(desk.submit(&page, &format!("{report}/remind"), &[]).await.status, 403);
    }
}
