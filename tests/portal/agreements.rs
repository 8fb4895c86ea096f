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
    let template = page.hidden("template").expect("a version");
    let today = app.core.clock().now().utc_date().to_string();
    let fields = [
        ("template", template.as_str()),
        ("agreement-attested", "on"),
        ("agreement-date", &today),
        ("signer-first-name", signer),
        ("signer-last-name", "山田"),
        ("signer-email", "info@hinode.example"),
        ("signer-phone", ""),
    ];
    browser.submit(&page, &path, &fields).await
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
            let done = agent.submit(&page, &report, &[]).await;
            assert!(done.says("on their way"), "{}", done.html);
            do_jobs(&app).await;
        }
        let mails = |page: &Page| page.html.matches("（2027-01）").count();
        let mailbox = format!("{}/mailbox", base(&app.direct));
        assert_eq!(mails(&agent.get(&mailbox).await), 1, "once a day");
        app.advance(DAY);
        let mut agent = app.direct.browser(&app, Role::AdminAgent).await;
        let page = agent.get(&report).await;
        agent.submit(&page, &report, &[]).await;
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

    async fn helpdesk_sees_the_report_and_cannot_remind(app: TestApp) {
        let api = app.direct.as_user(&app, Role::AdminAgent).await;
        customer(&api).await;
        let mut desk = app.direct.browser(&app, Role::HelpdeskAgent).await.in_japanese();
        let report = format!("{}/agreements", base(&app.direct));
        let page = desk.get(&format!("{report}?lang=ja")).await;
        assert!(page.says("未確認の顧客契約") && page.says("日の出製作所") && !page.says("全員にメール"), "{}", page.html);
        assert_eq!(desk.submit(&page, &report, &[]).await.status, 403);
    }
}
