//! Who asks by a personal link: sending again, once and only once, and what stays open to a partner
//! that may start nothing new (`domain/03`, Invitation).

use super::invitations::{Customer, answer_to, customer};
use opc_core::{
    Fault,
    access::{Caller, Request, Role},
    invitations::{self, Asked, Asks, Text},
    kernel::{language::Lang, rule::Rule},
    vetting::ReviewPolicy,
};
use opc_testkit::{Api, Browser, Reply, Tenant, TestApp, both_engines, tokio};
use serde_json::{Value, json};

const REQUEST: &str = "7f3c2d1e-0000-4000-8000-00000000cccc";
const DAY: i64 = 86_400;

/// Asks; answers the path of the invitation and its link.
pub(super) async fn asked(agent: &Api, all: &str, what: &Value) -> (String, String) {
    let asked = agent.post(all, what).await;
    assert_eq!(asked.status, 201, "{}", asked.text);
    let text = |name: &str| asked.json[name].as_str().unwrap_or_default().to_owned();
    (format!("{all}/{}", text("id")), text("url"))
}

/// The operator puts a partner into a state.
pub(super) async fn put(app: &TestApp, partner: &Tenant, state: &str) {
    let operator = app.operator.as_user(app, Role::AdminAgent).await;
    let path = format!("/v1/organizations/{}", partner.id);
    let done = operator.patch(&path, &json!({ "state": state, "stateReason": "Because." })).await;
    assert_eq!(done.status, 200, "{}", done.text);
}

/// The operator's desk, and the reviews that wait there.
async fn operators(app: &TestApp) -> (Browser, Vec<String>) {
    let mut operator = app.operator.browser(app, Role::AdminAgent).await;
    let reviews = format!("/p/{}/reviews", app.operator.id);
    let list = operator.get(&reviews).await.html;
    let row = format!("href=\"{reviews}/");
    let rows = list.split(&row).skip(1);
    let rows = rows.filter_map(|row| row.split('"').next()).map(|id| format!("{reviews}/{id}"));
    (operator, rows.collect())
}

async fn approve_all(app: &TestApp) {
    let (mut operator, waiting) = operators(app).await;
    for path in waiting {
        let page = operator.get(&path).await;
        operator.submit(&page, &path, &[("verdict", "approve"), ("message", "")]).await;
    }
}

/// How many mails went to the address.
async fn mails(app: &TestApp, partner: &Tenant, to: &str) -> usize {
    let mut agent = partner.browser(app, Role::AdminAgent).await;
    let page = agent.get(&format!("/p/{}/mailbox", partner.id)).await;
    page.html.matches(to).count()
}

fn ends(reply: &Reply) -> &str {
    reply.json["expirationDate"].as_str().and_then(|at| at.get(..10)).unwrap_or_default()
}

both_engines! {
    async fn a_repeated_request_sends_the_mail_once(app: TestApp) {
        for (partner, all) in [(&app.other, "/v1/invitations"), (&app.provider, "/v1/partnershipinvitations")] {
            let agent = partner.as_user(&app, Role::AdminAgent).await;
            let (one, _) = asked(&agent, all, &json!({ "recipient": "info@aoba.example" })).await;
            let (send, by_us) = (format!("{one}/send"), json!({ "byService": true }));
            let program = agent.with("ms-requestid", REQUEST);
            let first = program.post(&send, &by_us).await;
            assert_eq!((first.status.as_u16(), &first.json["state"]), (200, &json!("sent")), "{}", first.text);
            let once = mails(&app, partner, "info@aoba.example").await;
            let again = program.post(&send, &by_us).await;
            assert_eq!((again.status, &again.text), (first.status, &first.text));
            assert_eq!(mails(&app, partner, "info@aoba.example").await, once);
            assert_eq!(agent.post(&send, &by_us).await.status, 200, "another request is another mail");
            assert!(mails(&app, partner, "info@aoba.example").await > once);
        }
    }

    async fn sent_again_before_it_ends_the_link_works_for_another_ninety_days(app: TestApp) {
        let agent = app.other.as_user(&app, Role::AdminAgent).await;
        let (by_program, _) = asked(&agent, "/v1/invitations", &json!({})).await;
        let (by_hand, link) = asked(&agent, "/v1/invitations", &json!({})).await;
        for one in [&by_program, &by_hand] {
            assert_eq!(agent.post(&format!("{one}/send"), &json!({})).await.status, 200);
        }
        app.advance(30 * DAY);
        let agent = app.other.as_user(&app, Role::AdminAgent).await;
        let sent = agent.post(&format!("{by_program}/send"), &json!({})).await;
        let mut browser = app.other.browser(&app, Role::AdminAgent).await;
        let id = by_hand.rsplit('/').next().unwrap_or_default();
        let path = format!("/p/{}/requests/{id}", app.other.id);
        let page = browser.get(&path).await;
        let done = browser.submit(&page, &path, &[("subject", "再送"), ("body", &link), ("do", "take")]).await;
        assert!(done.says("The mail is ready"), "{}", done.html);
        let read = agent.get(&by_hand).await;
        assert_eq!(ends(&read), ends(&sent), "page and program do the same");
        app.advance(89 * DAY);
        let agent = app.other.as_user(&app, Role::AdminAgent).await;
        assert_eq!(agent.get(&by_hand).await.json["state"], "sent");
        app.advance(DAY);
        let agent = app.other.as_user(&app, Role::AdminAgent).await;
        assert_eq!(agent.get(&by_hand).await.json["state"], "expired");
    }

    async fn the_ninety_days_begin_when_it_is_sent(app: TestApp) {
        let agent = app.other.as_user(&app, Role::AdminAgent).await;
        let (one, _) = asked(&agent, "/v1/invitations", &json!({})).await;
        app.advance(89 * DAY);
        let agent = app.other.as_user(&app, Role::AdminAgent).await;
        assert_eq!(agent.post(&format!("{one}/send"), &json!({})).await.status, 200);
        app.advance(89 * DAY);
        let agent = app.other.as_user(&app, Role::AdminAgent).await;
        assert_eq!(agent.get(&one).await.json["state"], "sent");
    }

    async fn a_link_for_everybody_does_not_bring_back_what_has_ended(app: TestApp) {
        let owner = customer(&app, &app.direct, "hinode").await;
        let admin = app.direct.as_user(&app, Role::GlobalAdmin).await;
        let standing = admin.get("/v1/customers/relationshiprequests").await;
        let link = standing.json["url"].as_str().unwrap_or_default();
        let path = format!("/v1/customers/{}", owner.id);
        assert_eq!(admin.patch(&path, &json!({ "relationshipToPartner": "none" })).await.status, 200);
        let refused = owner.answers(&app, link, "accepted").await;
        assert!(refused.status == 400 && refused.text.contains("rule-invitation-parted"), "{}", refused.text);
        let mut browser = owner.browser(&app).await;
        let page = browser.get(&link[link.find("/i/").expect("a path")..]).await;
        assert!(page.says("This link does not bring it back") && !page.says("/accept"), "{}", page.html);
        assert_eq!(admin.get(&path).await.status, 404);
        let (_, own) = asked(&admin, "/v1/invitations", &json!({})).await;
        assert_eq!(owner.answers(&app, &own, "accepted").await.status, 204);
        assert_eq!(admin.get(&path).await.status, 200, "what the partner asks for itself does");
        assert_eq!(owner.answers(&app, link, "accepted").await.status, 204, "and it may be said again");
        assert_eq!(app.findings().await, []);
    }

    async fn whoever_comes_back_is_verified_like_whoever_is_new(app: TestApp) {
        let app = app.reviewing(ReviewPolicy::Everybody).await;
        let owner = customer(&app, &app.direct, "hinode").await;
        approve_all(&app).await;
        assert!(operators(&app).await.1.is_empty());
        let admin = app.direct.as_user(&app, Role::GlobalAdmin).await;
        let end = json!({ "relationshipToPartner": "none" });
        assert_eq!(admin.patch(&format!("/v1/customers/{}", owner.id), &end).await.status, 200);
        let (_, link) = asked(&admin, "/v1/invitations", &json!({})).await;
        assert_eq!(owner.answers(&app, &link, "accepted").await.status, 204);
        assert_eq!(operators(&app).await.1.len(), 1, "it waits for the operator");
        assert_eq!(app.findings().await, []);
    }

    async fn what_a_partner_sells_itself_from_now_on_is_reviewed_for_it(app: TestApp) {
        let app = app.reviewing(ReviewPolicy::Everybody).await;
        app.sell_together(&app.provider, &app.other).await;
        let owner = customer(&app, &app.provider, "hinode").await;
        let provider = app.provider.as_user(&app, Role::AdminAgent).await;
        let put = json!({ "id": app.other.id.to_string() });
        let path = format!("/v1/customers/{}", owner.id);
        assert_eq!(provider.put(&format!("{path}/relationships"), &put).await.status, 204);
        let agent = app.other.as_user(&app, Role::AdminAgent).await;
        let (_, link) = asked(&agent, "/v1/invitations", &json!({})).await;
        assert_eq!(owner.answers(&app, &link, "accepted").await.status, 204);
        let status = async || agent.get(&format!("{path}/validationStatus?type=account")).await.json["status"].clone();
        for expected in ["UnderReview", "Allowed"] {
            assert_eq!(status().await, expected);
            approve_all(&app).await;
        }
        // Whoever comes back while a review goes on has that one, and no second.
        let boss = app.other.as_user(&app, Role::GlobalAdmin).await;
        let end = json!({ "relationshipToPartner": "none" });
        for reviews in [1, 1] {
            assert_eq!(boss.patch(&path, &end).await.status, 200);
            let (_, link) = asked(&agent, "/v1/invitations", &json!({})).await;
            assert_eq!(owner.answers(&app, &link, "accepted").await.status, 204);
            assert_eq!(status().await, "UnderReview");
            let waiting = operators(&app).await.1;
            assert_eq!(waiting.len(), reviews, "{waiting:?}");
        }
        assert_eq!(app.findings().await, []);
    }

    async fn a_text_is_sent_only_if_its_link_leads_here_and_sent_again_only_so(app: TestApp) {
        let agent = app.other.as_user(&app, Role::AdminAgent).await;
        let (one, link) = asked(&agent, "/v1/invitations", &json!({ "recipient": "info@aoba.example" })).await;
        let by_us = json!({ "byService": true });
        for body in [format!("{link}abc"), format!("http://evil.example/?u={link}"), format!("x{link}"), "no link".to_owned()] {
            let text = json!({ "subject": "Hello", "body": body });
            assert_eq!(agent.patch(&one, &text).await.status, 200, "kept as it is: {body}");
            let refused = agent.post(&format!("{one}/send"), &by_us).await;
            assert_eq!((refused.status.as_u16(), refused.text.contains("rule-invitation-link-missing")), (400, true), "{body}: {}", refused.text);
        }
        let text = json!({ "subject": "Hello", "body": format!("どうぞ（{link}）。") });
        agent.patch(&one, &text).await;
        assert_eq!(agent.post(&format!("{one}/send"), &by_us).await.status, 200);
        agent.patch(&one, &json!({ "subject": "", "body": "" })).await;
        let sent = mails(&app, &app.other, "info@aoba.example").await;
        assert_eq!(agent.post(&format!("{one}/send"), &by_us).await.status, 400, "nor is it sent again");
        assert_eq!(mails(&app, &app.other, "info@aoba.example").await, sent);
    }

    async fn nothing_is_accepted_by_leaving_the_answer_out_or_by_a_link_of_elsewhere(app: TestApp) {
        let owner = customer(&app, &app.direct, "hinode").await;
        let agent = app.other.as_user(&app, Role::AdminAgent).await;
        let (one, link) = asked(&agent, "/v1/invitations", &json!({})).await;
        let mut said = answer_to(&app, &link, "accepted").await;
        let token = link.rsplit('/').next().unwrap_or_default();
        said["url"] = json!(format!("http://evil.example/i/{token}"));
        assert_eq!(owner.api.post("/v1/invitations/answers", &said).await.status, 404);
        said["url"] = json!(link);
        said.as_object_mut().expect("an object").remove("answer");
        let refused = owner.api.post("/v1/invitations/answers", &said).await;
        assert_eq!((refused.status.as_u16(), &refused.json["data"][0]), (400, &json!("answer")), "{}", refused.text);
        for (path, api) in [("invitations", &owner.api), ("partnershipinvitations", &app.reseller.as_user(&app, Role::GlobalAdmin).await)] {
            let empty = api.post(&format!("/v1/{path}/answers"), &json!({})).await;
            let data = json!(["url", "rule-required", "answer", "rule-required"]);
            assert_eq!((empty.status.as_u16(), &empty.json["data"]), (400, &data), "{}", empty.text);
            assert!(empty.text.contains("the member url is missing") && empty.text.contains("the member answer is missing"), "{}", empty.text);
            let empty = api.post(&format!("/v1/{path}/lookups"), &json!({})).await;
            assert!(empty.status == 400 && empty.text.contains("the member url is missing"), "{}", empty.text);
        }
        assert_eq!(agent.get(&one).await.json["state"], "draft");
    }

    async fn a_restricted_partner_sees_what_it_asked_takes_it_back_and_asks_nobody(app: TestApp) {
        for (partner, all, pages) in [
            (&app.other, "/v1/invitations", "requests"),
            (&app.provider, "/v1/partnershipinvitations", "partnership-requests"),
        ] {
            let agent = partner.as_user(&app, Role::SalesAgent).await;
            let (one, link) = asked(&agent, all, &json!({ "recipient": "info@aoba.example" })).await;
            let (two, _) = asked(&agent, all, &json!({})).await;
            put(&app, partner, "restricted").await;
            let list = agent.get(all).await;
            assert_eq!(list.json["items"].as_array().map(Vec::len), Some(2), "{}", list.text);
            assert_eq!(agent.get(&one).await.status, 200);
            assert_eq!(agent.post(all, &json!({})).await.code(), "800039");
            assert_eq!(agent.post(&format!("{one}/send"), &json!({})).await.code(), "800039");
            assert_eq!(agent.delete(&one).await.status, 204);

            let mut browser = partner.browser(&app, Role::SalesAgent).await;
            let base = format!("/p/{}/{pages}", partner.id);
            let list = browser.get(&base).await;
            assert!(list.status == 200 && list.says("info@aoba.example") && !list.says(&format!("{base}/new")), "{}", list.html);
            assert!(browser.get(&format!("/p/{}/", partner.id)).await.says(&format!("href=\"{base}\"")), "it is in the navigation");
            let here = format!("{base}/{}", two.rsplit('/').next().unwrap_or_default());
            let page = browser.get(&here).await;
            assert!(page.status == 200 && !page.says("Send for me"), "{}", page.html);
            let refused = browser.submit(&page, &here, &[("subject", "a"), ("body", &link), ("do", "take")]).await;
            assert_eq!(refused.status, 403, "{}", refused.html);
            let done = browser.submit(&page, &format!("{here}/revoke"), &[]).await;
            assert!(done.says("taken back"), "{}", done.html);
        }
    }

    async fn a_reseller_and_its_provider_are_accepted_together_and_both_logs_say_so(app: TestApp) {
        let agent = app.reseller.as_user(&app, Role::SalesAgent).await;
        let provider = json!(app.provider.id.to_string());
        let combined = json!({ "invitationType": "combined", "providerId": provider });
        let (one, url) = asked(&agent, "/v1/invitations", &combined).await;
        let first = customer(&app, &app.direct, "hinode").await;
        assert_eq!(first.answers(&app, &url, "accepted").await.status, 204);
        assert_eq!(agent.get(&one).await.json["state"], "accepted");
        let standing = format!("/v1/customers/relationshiprequests?indirectCloudSolutionProviderId={}", app.provider.id);
        let link = agent.get(&standing).await;
        let second = customer(&app, &app.direct, "asahi").await;
        let url = link.json["url"].as_str().unwrap_or_default();
        assert_eq!(second.answers(&app, url, "accepted").await.status, 204);
        for partner in [&app.reseller, &app.provider] {
            let api = partner.as_user(&app, Role::AdminAgent).await;
            for one in [&first, &second] {
                assert_eq!(api.get(&format!("/v1/customers/{}", one.id)).await.status, 200);
            }
            let log = api.get("/v1/auditrecords?size=100").await;
            let items = log.json["items"].as_array().cloned().unwrap_or_default();
            let accepted = items.iter().filter(|row| row.to_string().contains("accept_invitation"));
            assert_eq!(accepted.count(), 2, "{}", log.text);
        }
        let list = agent.get("/v1/invitations?state=accepted").await;
        let kinds: Vec<_> = list.json["items"].as_array().into_iter().flatten().map(|row| &row["invitationType"]).collect();
        assert_eq!(kinds, ["combined", "combined"], "{}", list.text);
        assert_eq!(app.findings().await, []);
    }

    async fn nobody_is_taken_on_by_partners_that_may_not_or_do_not_sell_together_any_more(app: TestApp) {
        let customer = customer(&app, &app.direct, "hinode").await;
        let not_now = async |url: &str| {
            let refused = customer.answers(&app, url, "accepted").await;
            assert!(refused.status == 400 && refused.text.contains("cannot take anybody on"), "{}", refused.text);
        };
        let (_, url) = asked(&app.other.as_user(&app, Role::AdminAgent).await, "/v1/invitations", &json!({})).await;
        let combined = json!({ "invitationType": "combined", "providerId": app.provider.id.to_string() });
        let agent = app.reseller.as_user(&app, Role::AdminAgent).await;
        let (_, both) = asked(&agent, "/v1/invitations", &combined).await;
        for state in ["restricted", "suspended"] {
            put(&app, &app.other, state).await;
            not_now(&url).await;
            put(&app, &app.provider, state).await;
            not_now(&both).await;
        }
        put(&app, &app.provider, "active").await;
        let mut boss = app.provider.browser(&app, Role::GlobalAdmin).await;
        let path = format!("/p/{}/resellers/{}/remove", app.provider.id, app.reseller.id);
        let page = boss.get(&path).await;
        assert_eq!(boss.submit(&page, &path, &[]).await.status, 200);
        not_now(&both).await;
        assert_eq!(customer.partners().await.len(), 1, "nothing has begun");
        put(&app, &app.other, "active").await;
        assert_eq!(customer.answers(&app, &url, "accepted").await.status, 204);
        assert_eq!(app.findings().await, []);
    }

    async fn there_is_a_limit_on_what_is_open(app: TestApp) {
        let claims = app.other.claims(&app, Role::AdminAgent);
        let request = Request { caller: Caller::Token(claims), ..Request::system() };
        let asked = Asked { asks: Asks::Customer, provider: None, delegated_admin: true, language: Lang::Ja };
        let many = app.core.write(request, move |cx| {
            for written in 0.. {
                match invitations::draft(cx, &asked, |_, _, _| Text::default()) {
                    Err(Fault::Refused(Rule::TooManyInvitations { max })) => return Ok((written, max)),
                    other => drop(other?),
                }
            }
            unreachable!()
        });
        assert_eq!(many.await.expect("a limit"), (5000, 5000));
        let agent = app.other.as_user(&app, Role::AdminAgent).await;
        let refused = agent.post("/v1/invitations", &json!({})).await;
        assert!(refused.status == 400 && refused.text.contains("5,000 requests are open"), "{}", refused.text);
    }

    async fn of_two_that_accept_at_once_one_is_taken_on(app: TestApp) {
        let customers = [customer(&app, &app.direct, "hinode").await, customer(&app, &app.direct, "asahi").await];
        let agent = app.other.as_user(&app, Role::AdminAgent).await;
        let (one, url) = asked(&agent, "/v1/invitations", &json!({})).await;
        let [first, second] = &customers;
        let (path, said) = ("/v1/invitations/answers", answer_to(&app, &url, "accepted").await);
        let (a, b) = tokio::join!(first.api.post(path, &said), second.api.post(path, &said));
        let done = [a.status == 204, b.status == 204];
        assert!(done[0] != done[1], "{} {}", a.text, b.text);
        for (customer, done) in customers.iter().zip(done) {
            assert_eq!(customer.partners().await.len(), 1 + usize::from(done));
        }
        assert_eq!(agent.get(&one).await.json["state"], "accepted");
        assert_eq!(app.findings().await, []);
    }

    async fn accepted_and_taken_back_at_once_it_is_one_of_both(app: TestApp) {
        let customers: [Customer; 2] =
            [customer(&app, &app.direct, "hinode").await, customer(&app, &app.direct, "asahi").await];
        for customer in &customers {
            let agent = app.other.as_user(&app, Role::AdminAgent).await;
            let (one, url) = asked(&agent, "/v1/invitations", &json!({})).await;
            let said = answer_to(&app, &url, "accepted").await;
            let accept = customer.api.post("/v1/invitations/answers", &said);
            let (accepted, revoked) = tokio::join!(accept, agent.delete(&one));
            let (accepted, revoked) = (accepted.status == 204, revoked.status == 204);
            assert!(accepted != revoked, "{accepted} {revoked}");
            assert_eq!(customer.partners().await.len(), 1 + usize::from(accepted));
            let state = agent.get(&one).await.json["state"].clone();
            assert_eq!(state, if accepted { "accepted" } else { "revoked" });
        }
        assert_eq!(app.findings().await, []);
    }

    async fn accepted_and_ended_at_once_both_sides_see_the_same(app: TestApp) {
        let owner = customer(&app, &app.direct, "hinode").await;
        let boss = app.direct.as_user(&app, Role::GlobalAdmin).await;
        let path = format!("/v1/customers/{}", owner.id);
        for _ in 0..4 {
            let (one, url) = asked(&boss, "/v1/invitations", &json!({})).await;
            let said = answer_to(&app, &url, "accepted").await;
            let end = json!({ "relationshipToPartner": "none" });
            let accept = owner.api.post("/v1/invitations/answers", &said);
            let (accepted, ended) = tokio::join!(accept, boss.patch(&path, &end));
            assert_eq!((accepted.status.as_u16(), ended.status.as_u16()), (204, 200), "{} {}", accepted.text, ended.text);
            assert_eq!(boss.get(&one).await.json["state"], "accepted");
            let stands = boss.get(&path).await.status == 200;
            assert_eq!(owner.partners().await.len(), usize::from(stands));
            assert_eq!(app.findings().await, []);
            if !stands {
                let (_, url) = asked(&boss, "/v1/invitations", &json!({})).await;
                assert_eq!(owner.answers(&app, &url, "accepted").await.status, 204);
            }
        }
    }
}
