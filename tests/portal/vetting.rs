//! Verification, from both sides (`domain/02`, After creation).

use super::wizard::base;
use opc_core::{access::Role, vetting::ReviewPolicy};
use opc_testkit::{Api, BASIC, Browser, Page, TestApp, both_engines, new_customer};
use serde_json::{Value, json};

const PDF: &[u8] = b"%PDF-1.7 a certificate";

/// Opens the only review of this subject and decides it.
pub(crate) async fn decide(
    operator: &mut Browser,
    app: &TestApp,
    subject: &str,
    (verdict, message): (&str, &str),
) -> Page {
    let list = operator.get(&format!("{}/reviews?subject={subject}", base(&app.operator))).await;
    let marker = format!("<a href=\"{}/reviews/", base(&app.operator));
    let id = list.html.split(&marker).nth(1).and_then(|rest| rest.split('"').next());
    let id = id.unwrap_or_else(|| panic!("no review: {}", list.html));
    let path = format!("{}/reviews/{id}", base(&app.operator));
    let page = operator.get(&path).await;
    operator.submit(&page, &path, &[("verdict", verdict), ("message", message)]).await
}

/// A customer that was added although its name ends like an internet address; its path.
async fn doubtful(agent: &Api) -> String {
    let mut new = new_customer("hinode");
    new["billingProfile"]["companyName"] = json!("hinode.com");
    let added = agent.post("/v1/customers", &new).await;
    assert_eq!(added.status, 201, "{}", added.text);
    format!("/customers/{}", added.json["id"].as_str().expect("an id"))
}

async fn status(agent: &Api, customer: &str) -> Value {
    agent.get(&format!("/v1{customer}/validationStatus?type=account")).await.json["status"].clone()
}

/// Attests and orders; answers status and code.
async fn order(agent: &Api, customer: &str) -> (u16, String) {
    let templates = agent.get("/v1/agreements").await;
    let contact =
        json!({ "firstName": "太郎", "lastName": "山田", "email": "info@hinode.example" });
    let attestation = json!({
        "primaryContact": contact, "templateId": templates.json["items"][0]["templateId"],
        "dateAgreed": "2026-11-19T00:00:00Z", "type": "MicrosoftCustomerAgreement"
    });
    agent.post(&format!("/v1{customer}/agreements"), &attestation).await;
    let line = json!({ "lineItemNumber": 0, "offerId": BASIC, "quantity": 3 });
    let order = json!({ "billingCycle": "monthly", "lineItems": [line] });
    let placed = agent.post(&format!("/v1{customer}/orders"), &order).await;
    (placed.status.as_u16(), placed.code())
}

fn review(page: &Page) -> String {
    page.hidden("review").unwrap_or_else(|| panic!("no review: {}", page.html))
}

both_engines! {
    /// `docs/decisions/16-verification.md`: many companies are registered under an acronym.
    async fn an_acronym_is_asked_about_but_no_reason_for_a_review(app: TestApp) {
        let app = app.reviewing(ReviewPolicy::Warned).await;
        let agent = app.direct.as_user(&app, Role::AdminAgent).await;
        for (name, expected) in [("NTT株式会社", "Allowed"), ("未定", "UnderReview")] {
            let mut new = new_customer(if expected == "Allowed" { "ntt" } else { "mitei" });
            new["billingProfile"]["companyName"] = json!(name);
            let added = agent.post("/v1/customers", &new).await;
            let customer = format!("/customers/{}", added.json["id"].as_str().expect("an id"));
            assert_eq!(status(&agent, &customer).await, expected, "{name}");
        }
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let mut form = opc_testkit::account_form("ibm");
        form.retain(|(field, _)| *field != "company-name");
        form.push(("company-name", "IBM".to_owned()));
        let asked = crate::portal::wizard::account(&mut browser, &app.direct, &form).await;
        assert!(asked.says("looks like an acronym") && asked.says("name=\"confirmed\""), "{}", asked.html);
    }

    async fn a_doubtful_customer_can_buy_once_the_operator_has_seen_its_papers(app: TestApp) {
        let app = app.reviewing(ReviewPolicy::Warned).await;
        let agent = app.direct.as_user(&app, Role::AdminAgent).await;
        let customer = doubtful(&agent).await;
        assert_eq!(status(&agent, &customer).await, "UnderReview");
        assert_eq!(order(&agent, &customer).await, (403, "800073".to_owned()));

        let mut operator = app.operator.browser(&app, Role::AdminAgent).await;
        let list = operator.get(&format!("{}/reviews", base(&app.operator))).await;
        assert!(list.says("hinode.com") && list.says("青葉クラウド"), "{}", list.html);
        let silent = decide(&mut operator, &app, "account", ("ask", " ")).await;
        assert_eq!(silent.status, 422, "a question has words");
        assert!(silent.says("ends like an internet address"), "{}", silent.html);
        decide(&mut operator, &app, "account", ("ask", "登記簿謄本を\r\nお願いします")).await;
        assert_eq!(status(&agent, &customer).await, "NotReady");
        assert_eq!(order(&agent, &customer).await.0, 403);

        let mut partner = app.direct.browser(&app, Role::SalesAgent).await;
        let mailbox = partner.get(&format!("{}/mailbox", base(&app.direct))).await;
        assert!(mailbox.says("documents needed"), "{}", mailbox.html);
        let path = format!("{}{customer}/verification", base(&app.direct));
        let page = partner.get(&path).await;
        assert!(page.says("<p>登記簿謄本を</p>") && page.says("Documents needed"), "{}", page.html);
        let id = review(&page);
        let fields = [("review", id.as_str())];
        let html = partner.upload(&page, &path, &fields, ("a.pdf", b"<script>alert(1)</script>")).await;
        assert!(html.status == 422 && html.says("PDF, PNG or JPEG"), "{}", html.html);
        let none = partner.upload(&page, &path, &fields, ("", b"")).await;
        assert_eq!(none.status, 422);
        let large = [PDF, &vec![0; 5_000_000]].concat();
        assert_eq!(partner.upload(&page, &path, &fields, ("a.pdf", &large)).await.status, 422);
        let huge = vec![0; 6_000_000];
        assert_eq!(partner.upload(&page, &path, &fields, ("a.pdf", &huge)).await.status, 413);
        let added = partner.upload(&page, &path, &fields, ("謄本.pdf", PDF)).await;
        assert!(added.says("The document has been added") && added.says("謄本.pdf"), "{}", added.html);
        assert_eq!(status(&agent, &customer).await, "UnderReview");

        let link = added.html.split("href=\"").filter_map(|l| l.split('"').next());
        let link = link.filter(|l| l.contains("/documents/")).last().expect("a link").to_owned();
        let file = partner.get(&link).await;
        assert_eq!(file.html.as_bytes(), PDF);
        assert!(file.disposition.starts_with("attachment;") && file.disposition.contains("%E8%AC%84"), "{}", file.disposition);
        let document = link.rsplit('/').next().expect("an id");
        let theirs = format!("{}/reviews/{id}/documents/{document}", base(&app.operator));
        assert_eq!(operator.get(&theirs).await.html.as_bytes(), PDF);

        let done = decide(&mut operator, &app, "account", ("approve", "")).await;
        assert!(done.says("The decision has been recorded") && done.says("Nothing to decide"), "{}", done.html);
        assert_eq!(status(&agent, &customer).await, "Allowed");
        assert_eq!(order(&agent, &customer).await, (201, String::new()));
        let log = agent.get("/v1/auditrecords?size=100").await;
        assert!(log.text.contains("decide_customer_review") && log.text.contains("add_review_document"), "{}", log.text);
        assert!(!log.text.contains("%PDF"));
    }

    async fn a_refused_customer_buys_nothing_until_another_review_approves_it(app: TestApp) {
        let app = app.reviewing(ReviewPolicy::Everybody).await;
        let agent = app.direct.as_user(&app, Role::AdminAgent).await;
        let added = agent.post("/v1/customers", &new_customer("hinode")).await;
        let customer = format!("/customers/{}", added.json["id"].as_str().expect("an id"));
        let mut operator = app.operator.browser(&app, Role::GlobalAdmin).await;
        decide(&mut operator, &app, "account", ("refuse", "No such company.")).await;
        assert_eq!(status(&agent, &customer).await, "NotAllowed");
        assert_eq!(order(&agent, &customer).await, (403, "800075".to_owned()));
        let mut partner = app.direct.browser(&app, Role::AdminAgent).await;
        let path = format!("{}{customer}/verification", base(&app.direct));
        let page = partner.get(&path).await;
        assert!(page.says("No such company."), "{}", page.html);
        let id = review(&page);
        let late = partner.upload(&page, &path, &[("review", &id)], ("a.pdf", PDF)).await;
        assert_eq!(late.status, 422, "what is decided takes no papers");
        let again = partner.submit(&page, &format!("{path}/again"), &[("review", &id)]).await;
        assert!(again.says("Another review has been requested"), "{}", again.html);
        let twice = partner.submit(&page, &format!("{path}/again"), &[("review", &id)]).await;
        assert_eq!(twice.status, 422);
        assert_eq!(status(&agent, &customer).await, "UnderReview");
        decide(&mut operator, &app, "account", ("approve", "")).await;
        assert_eq!(order(&agent, &customer).await.0, 201);
    }

    async fn a_denied_qualification_is_asked_for_again_on_the_page(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::AdminAgent).await;
        let customer = doubtful(&agent).await;
        assert_eq!(status(&agent, &customer).await, "Allowed", "nobody is reviewed unless the deployment says so");
        let school = json!({ "Qualification": "education", "EducationSegment": "K12", "Website": "hinode.example" });
        let all = format!("/v1{customer}/qualifications");
        agent.post(&all, &school).await;
        let mut operator = app.operator.browser(&app, Role::AdminAgent).await;
        decide(&mut operator, &app, "education", ("refuse", "Not a school.")).await;
        let denied = agent.get(&all).await.json;
        assert_eq!((&denied[0]["vettingStatus"], &denied[0]["vettingReason"]), (&json!("Denied"), &json!("Not a school.")));
        let mut partner = app.direct.browser(&app, Role::SalesAgent).await.in_japanese();
        let path = format!("{}{customer}/verification?lang=ja", base(&app.direct));
        let page = partner.get(&path).await;
        assert!(page.says("特別な資格: ") && page.says("再審査を依頼"), "{}", page.html);
        let action = format!("{}{customer}/verification/again", base(&app.direct));
        partner.submit(&page, &action, &[("review", &review(&page))]).await;
        assert_eq!(agent.get(&all).await.json[0]["vettingStatus"], "InReview");
        decide(&mut operator, &app, "education", ("approve", "")).await;
        assert_eq!(agent.get(&all).await.json[0]["vettingStatus"], "Approved");
    }

    async fn a_file_far_too_large_is_answered_with_the_limit_and_the_way_back(app: TestApp) {
        let mut partner = app.direct.browser(&app, Role::SalesAgent).await;
        let agent = app.direct.as_user(&app, Role::AdminAgent).await;
        let path = format!("{}{}/verification", base(&app.direct), doubtful(&agent).await);
        assert_eq!(partner.get(&path).await.status, 200);
        let stopped = partner.stopped(&app, &path).await;
        assert_eq!(stopped.status, 413);
        assert!(stopped.says("at most 5 MB") && stopped.says(&format!("href=\"{path}\"")), "{}", stopped.html);
        let elsewhere = partner.stopped(&app, &format!("{}/customers", base(&app.direct))).await;
        assert!(!elsewhere.says("5 MB") && elsewhere.says("Too much at once"), "{}", elsewhere.html);
    }

    async fn several_reviews_are_approved_at_once_and_tell_who_decided(app: TestApp) {
        let app = app.reviewing(ReviewPolicy::Everybody).await;
        let agent = app.direct.as_user(&app, Role::AdminAgent).await;
        let mut customers = Vec::new();
        for prefix in ["hinode", "asahi", "tsukuba"] {
            let added = agent.post("/v1/customers", &new_customer(prefix)).await;
            customers.push(format!("/customers/{}", added.json["id"].as_str().expect("an id")));
        }
        let mut operator = app.operator.browser(&app, Role::AdminAgent).await;
        let list = format!("{}/reviews", base(&app.operator));
        let page = operator.get(&list).await;
        let none = operator.submit(&page, &list, &[]).await;
        assert!(none.status == 422 && none.says("summary"), "{}", none.html);
        let boxes = page.html.split("name=\"review\" value=\"").skip(1);
        let ids: Vec<_> = boxes.filter_map(|tail| tail.split('"').next()).collect();
        assert_eq!(ids.len(), 3, "{}", page.html);
        let done = operator.submit(&page, &list, &[("review", ids[0]), ("review", ids[1])]).await;
        assert!(done.says("have been approved") && done.says(ids[2]) && !done.says(ids[0]), "{}", done.html);
        let again = operator.submit(&page, &list, &[("review", ids[0])]).await;
        assert_eq!(again.status, 200, "who is late changes nothing");
        for (customer, expected) in customers.iter().zip(["Allowed", "Allowed", "UnderReview"]) {
            assert_eq!(status(&agent, customer).await, expected);
        }
        let who = &app.operator.people[&Role::AdminAgent].user_name;
        let decided = operator.get(&format!("{list}/{}", ids[0])).await;
        assert!(decided.says("Decided by") && decided.says("Decided at"), "{}", decided.html);
        assert!(decided.html.matches(who.as_str()).count() > 1, "besides the menu: {}", decided.html);
        let mut partner = app.direct.browser(&app, Role::AdminAgent).await;
        let seen = partner.get(&format!("{}{}/verification", base(&app.direct), customers[0])).await;
        assert!(seen.says(", decided ") && !seen.says(who), "{}", seen.html);
    }

    async fn two_people_do_not_decide_the_same_review(app: TestApp) {
        let app = app.reviewing(ReviewPolicy::Everybody).await;
        let agent = app.direct.as_user(&app, Role::AdminAgent).await;
        agent.post("/v1/customers", &new_customer("hinode")).await;
        let mut one = app.operator.browser(&app, Role::AdminAgent).await;
        let list = one.get(&format!("{}/reviews", base(&app.operator))).await;
        let path = list.html.split("href=\"").filter_map(|l| l.split('"').next());
        let path = path.filter(|l| l.contains("/reviews/")).last().expect("a review").to_owned();
        let page = one.get(&path).await;
        let mut other = app.operator.browser(&app, Role::GlobalAdmin).await;
        decide(&mut other, &app, "account", ("approve", "")).await;
        let late = one.submit(&page, &path, &[("verdict", "refuse"), ("message", "No.")]).await;
        assert!(late.status == 422 && late.says("in the meantime"), "{}", late.html);
    }

    async fn only_the_operators_agents_and_admins_see_the_work(app: TestApp) {
        for (tenant, role, status) in [
            (&app.operator, Role::GlobalAdmin, 200), (&app.operator, Role::AdminAgent, 200),
            (&app.operator, Role::UserAdmin, 403), (&app.operator, Role::BillingAdmin, 403),
            (&app.operator, Role::HelpdeskAgent, 403), (&app.direct, Role::GlobalAdmin, 403),
            (&app.direct, Role::AdminAgent, 403), (&app.reseller, Role::AdminAgent, 403),
        ] {
            let mut browser = tenant.browser(&app, role).await;
            for page in ["reviews", "agreement-versions", "agreement-versions/new"] {
                let page = browser.get(&format!("{}/{page}", base(tenant))).await;
                assert_eq!(page.status, status, "{role:?} of {:?}: {}", tenant.kind, page.path);
            }
        }
        let agent = app.direct.as_user(&app, Role::AdminAgent).await;
        let customer = doubtful(&agent).await;
        let mut desk = app.direct.browser(&app, Role::HelpdeskAgent).await;
        let path = format!("{}{customer}/verification", base(&app.direct));
        let page = desk.get(&path).await;
        assert!(page.status == 200 && !page.says("type=\"file\""), "{}", page.html);
        let sent = desk.upload(&page, &path, &[("review", "x")], ("a.pdf", PDF)).await;
        assert_eq!(sent.status, 403);
    }
}
