//! A partner asks a customer to come together, and the customer answers (`domain/03`, Invitation).

use super::{acceptance::customer, wizard::base};
use opc_core::access::Role;
use opc_testkit::{Browser, Page, Tenant, TestApp, both_engines};
use serde_json::json;

const OWN: &str = "correct horse battery staple 3";

/// A customer of the direct-bill partner: the path of its account, and its global administrator with a
/// second factor.
async fn owner(app: &TestApp, prefix: &str) -> (String, Browser) {
    let (account, _) = customer(app, prefix).await;
    let id = account.rsplit('/').next().unwrap_or_default();
    let tenant = app.staffed(id, prefix).await;
    (account, tenant.browser(app, Role::GlobalAdmin).await)
}

/// Writes a request and answers the page of it.
pub(super) async fn written(
    agent: &mut Browser,
    partner: &Tenant,
    fields: &[(&str, &str)],
) -> Page {
    let path = format!("{}/requests/new", base(partner));
    let page = agent.get(&path).await;
    assert_eq!(page.status, 200, "{}", page.html);
    let page = agent.submit(&page, &path, fields).await;
    assert!(page.status == 200 && page.path.contains("/requests/"), "{}", page.html);
    page
}

/// Path of the personal link that a page shows.
pub(super) fn link(page: &Page) -> String {
    let rest = page.html.split("/i/").nth(1).unwrap_or_else(|| panic!("no link: {}", page.html));
    let token: String =
        rest.chars().take_while(|c| c.is_alphanumeric() || "-_.".contains(*c)).collect();
    format!("/i/{token}")
}

pub(super) fn here(page: &Page) -> String {
    page.path.split('?').next().unwrap_or_default().to_owned()
}

/// Sends it with its own text, changed by `change`.
pub(super) async fn sent(agent: &mut Browser, page: &Page, change: &[(&str, &str)]) -> Page {
    let body = page.html.split("name=\"body\"").nth(1).and_then(|rest| rest.split('>').nth(1));
    let body = body.unwrap_or_default().trim_end_matches("</textarea").to_owned();
    let mut fields = vec![("subject", "取引のお願い"), ("body", body.as_str()), ("do", "take")];
    for (name, value) in change {
        fields.retain(|(known, _)| known != name);
        fields.push((name, value));
    }
    agent.submit(page, &here(page), &fields).await
}

/// What the customer's form already holds, and the agreement's box.
fn filled(page: &Page) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    for name in [
        "company-name",
        "postal-code",
        "state",
        "city",
        "address-line-1",
        "address-line-2",
        "first-name",
        "last-name",
        "email",
        "phone",
    ] {
        let at = page.html.split(&format!("name=\"{name}\"")).nth(1);
        let value =
            at.and_then(|rest| rest.split("value=\"").nth(1)).and_then(|v| v.split('"').next());
        fields.push((name.to_owned(), value.unwrap_or_default().to_owned()));
    }
    fields.push(("culture".to_owned(), "ja-JP".to_owned()));
    fields.push(("language".to_owned(), "ja".to_owned()));
    if let Some(template) = page.hidden("template") {
        fields.push(("template".to_owned(), template));
        fields.push(("accepted".to_owned(), "on".to_owned()));
    }
    fields
}

/// Accepts what the link offers; answers the page as it is if there is nothing to accept.
pub(super) async fn accept(customer: &mut Browser, link: &str) -> Page {
    let page = customer.get(link).await;
    if !page.html.contains(&format!("{link}/accept")) {
        return page;
    }
    let fields = filled(&page);
    let fields: Vec<_> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    customer.submit(&page, &format!("{link}/accept"), &fields).await
}

/// Ids and names in a partner's list, as programs see it.
pub(super) async fn listed(app: &TestApp, partner: &Tenant) -> Vec<(String, String)> {
    let list = partner.as_user(app, Role::AdminAgent).await.get("/v1/customers").await;
    let items = list.json["items"].as_array().cloned().unwrap_or_default();
    let text = |v: &serde_json::Value| v.as_str().unwrap_or_default().to_owned();
    let pair = |c: &serde_json::Value| (text(&c["id"]), text(&c["companyProfile"]["companyName"]));
    items.iter().map(pair).collect()
}

both_engines! {
    async fn a_customer_of_one_partner_accepts_another_and_keeps_its_id(app: TestApp) {
        let (account, mut admin) = owner(&app, "hinode").await;
        let mut agent = app.other.browser(&app, Role::SalesAgent).await;
        let page = written(&mut agent, &app.other, &[("text-language", "ja"), ("delegated-admin", "on")]).await;
        let link = link(&page);
        assert!(page.says("代理管理者特権"), "the mail names what is asked for: {}", page.html);
        let ready = sent(&mut agent, &page, &[]).await;
        assert!(ready.says("The mail is ready") && ready.says("mailto:"), "{}", ready.html);

        let nobody = Browser::new(&app).get(&link).await;
        assert!(nobody.says("would like to be your partner") && nobody.says("Sign in"), "{}", nobody.html);
        assert_eq!(nobody.cache, "no-store");
        let done = accept(&mut admin, &link).await;
        assert!(done.says("You have accepted") && done.says("End privileges"), "{}", done.html);

        let known = listed(&app, &app.other).await;
        assert_eq!(known.len(), 1);
        assert!(account.ends_with(&known[0].0), "the same customer id for every partner");
        assert_eq!(listed(&app, &app.direct).await, known, "nobody lost anything");
        let shown = agent.get(&format!("{}{account}/agreement", base(&app.other))).await;
        assert!(shown.says("Accepted by the customer in its own portal"), "{}", shown.html);
        let again = accept(&mut admin, &link).await;
        assert!(again.says("has accepted"), "{}", again.html);
        assert_eq!(listed(&app, &app.other).await.len(), 1);
        assert_eq!(app.findings().await, []);
        let log = app.other.as_user(&app, Role::AdminAgent).await.get("/v1/auditrecords?size=100").await;
        let rows = agent.get(&format!("{}/activity", base(&app.other))).await;
        assert!(rows.says("Establish reseller relationship") && rows.says("Grant delegated admin privileges"), "{}", rows.html);
        assert!(!log.text.contains(&link[3..]), "the log does not know the link");
    }

    async fn a_text_without_its_link_is_refused_and_stays_as_typed(app: TestApp) {
        let mut agent = app.direct.browser(&app, Role::AdminAgent).await;
        let page = written(&mut agent, &app.direct, &[("text-language", "en")]).await;
        let refused = sent(&mut agent, &page, &[("body", "Please call me.")]).await;
        assert_eq!(refused.status, 422);
        assert!(refused.says("The personal link is missing") && refused.says("Please call me."), "{}", refused.html);
        let refused = sent(&mut agent, &page, &[("do", "send"), ("recipient", "nobody")]).await;
        assert!(refused.status == 422 && refused.says("value=\"nobody\""), "{}", refused.html);
        for part in ["subject", "body"] {
            let refused = sent(&mut agent, &page, &[("do", "save"), (part, "Hello\u{0}")]).await;
            assert!(refused.status == 422 && refused.says("invisible character"), "{part}: {}", refused.html);
        }
        let done = sent(&mut agent, &page, &[("do", "send"), ("recipient", "info@aoba.example")]).await;
        assert!(done.says("The mail is on its way"), "{}", done.html);
        let mail = agent.get(&format!("{}/mailbox", base(&app.direct))).await;
        assert!(mail.says("info@aoba.example") && mail.says("取引のお願い"), "{}", mail.html);
    }

    async fn somebody_new_begins_an_organisation_from_the_link_and_accepts(app: TestApp) {
        let mut agent = app.direct.browser(&app, Role::AdminAgent).await;
        let page = written(&mut agent, &app.direct, &[("text-language", "ja")]).await;
        let link = link(&page);
        let mut visitor = Browser::new(&app);
        let join = format!("{link}/join");
        let form = visitor.get(&join).await;
        assert!(form.says("Begin with your organization"), "{}", form.html);
        let template = form.hidden("template").expect("an agreement to accept");
        let mut fields: Vec<(&str, String)> = opc_testkit::account_form("aoba");
        fields.extend([
            ("new-password", OWN.to_owned()),
            ("repeat-password", "something else".to_owned()),
            ("template", template),
        ]);
        let send = |fields: &[(&'static str, String)]| {
            fields.iter().map(|(n, v)| (*n, v.clone())).collect::<Vec<_>>()
        };
        let typed = send(&fields);
        let refs: Vec<_> = typed.iter().map(|(n, v)| (*n, v.as_str())).collect();
        let wrong = visitor.submit(&form, &join, &refs).await;
        assert!(wrong.status == 422 && wrong.says("Enter the same one twice"), "{}", wrong.html);
        fields.retain(|(name, _)| *name != "repeat-password");
        fields.push(("repeat-password", OWN.to_owned()));
        let typed = send(&fields);
        let refs: Vec<_> = typed.iter().map(|(n, v)| (*n, v.as_str())).collect();
        let unticked = visitor.submit(&form, &join, &refs).await;
        assert!(unticked.status == 422 && unticked.html.contains("href=\"#accepted\""), "{}", unticked.html);
        fields.push(("accepted", "on".to_owned()));
        let typed = send(&fields);
        let refs: Vec<_> = typed.iter().map(|(n, v)| (*n, v.as_str())).collect();
        let done = visitor.submit(&form, &join, &refs).await;
        assert!(done.says("Your organization is ready"), "{}", done.html);
        assert!(done.says("admin@aoba.partnercenter.example"), "{}", done.html);
        let signed_in = visitor
            .submit(&done, "/sign-in", &[("user-name", "admin@aoba.partnercenter.example"), ("password", OWN)])
            .await;
        assert_eq!(signed_in.status, 200, "{}", signed_in.html);
        assert_eq!(listed(&app, &app.direct).await.len(), 1);
        let log = agent.get(&format!("{}/activity", base(&app.direct))).await;
        assert!(log.says("Create organization") && log.says("admin@aoba.partnercenter.example"), "{}", log.html);
        assert_eq!(app.findings().await, []);
        let used = Browser::new(&app).get(&link).await;
        assert!(used.says("no longer works"), "single purpose: {}", used.html);
    }

    async fn an_ended_relationship_comes_back_with_the_same_id_and_its_history(app: TestApp) {
        let (account, mut admin) = customer(&app, "hinode").await;
        let boss = app.direct.as_user(&app, Role::GlobalAdmin).await;
        let path = format!("/v1{account}");
        let ended = boss.patch(&path, &serde_json::json!({ "relationshipToPartner": "none" })).await;
        assert_eq!(ended.status, 200, "{}", ended.text);
        assert!(listed(&app, &app.direct).await.is_empty());
        let mut agent = app.direct.browser(&app, Role::AdminAgent).await;
        let page = written(&mut agent, &app.direct, &[("text-language", "en")]).await;
        let done = accept(&mut admin, &link(&page)).await;
        assert!(done.says("承諾しました"), "{}", done.html);
        let known = listed(&app, &app.direct).await;
        assert!(known.len() == 1 && account.ends_with(&known[0].0), "{known:?}");
        assert_eq!(app.findings().await, []);
        let history = agent.get(&format!("{}{account}/activity", base(&app.direct))).await;
        assert!(history.says("Remove reseller relationship") && history.says("Establish reseller relationship"), "{}", history.html);
    }

    async fn a_link_ends_after_ninety_days_and_works_again_when_sent_again(app: TestApp) {
        let (_, mut admin) = customer(&app, "hinode").await;
        let mut agent = app.other.browser(&app, Role::AdminAgent).await;
        let page = written(&mut agent, &app.other, &[("text-language", "en")]).await;
        let (link, place) = (link(&page), here(&page));
        sent(&mut agent, &page, &[]).await;
        app.advance(90 * 86_400);
        assert!(Browser::new(&app).get(&link).await.says("This link has ended"));
        let mut agent = app.other.browser(&app, Role::AdminAgent).await;
        let expired = agent.get(&place).await;
        assert!(expired.says("Expired"), "{}", expired.html);
        let again = agent.submit(&expired, &place, &[("do", "take")]).await;
        assert!(again.says("The mail is ready"), "{}", again.html);
        let page = admin.get("/sign-in").await;
        let user = "admin@hinode.partnercenter.example";
        admin
            .submit(&page, "/sign-in", &[("user-name", user), ("password", "correct horse battery staple 2")])
            .await;
        assert!(accept(&mut admin, &link).await.says("承諾しました"));
    }

    async fn what_is_declined_or_taken_back_cannot_be_accepted(app: TestApp) {
        let (_, mut admin) = customer(&app, "hinode").await;
        let mut agent = app.other.browser(&app, Role::AdminAgent).await;
        let page = written(&mut agent, &app.other, &[("text-language", "en")]).await;
        let first = link(&page);
        let offer = admin.get(&first).await;
        let declined = admin.submit(&offer, &format!("{first}/decline"), &[]).await;
        assert!(declined.says("辞退しました"), "{}", declined.html);
        let twice = admin.submit(&offer, &format!("{first}/decline"), &[]).await;
        assert!(twice.says("辞退しました"), "{}", twice.html);
        let late = admin.submit(&offer, &format!("{first}/accept"), &[("accepted", "on")]).await;
        assert!(late.status == 422 && late.says("新しい要求が必要です"), "{}", late.html);

        let page = written(&mut agent, &app.other, &[("text-language", "en")]).await;
        let second = link(&page);
        let offer = admin.get(&second).await;
        let done = agent.submit(&page, &format!("{}/revoke", here(&page)), &[]).await;
        assert!(done.says("taken back"), "{}", done.html);
        let late = admin.submit(&offer, &format!("{second}/accept"), &[("accepted", "on")]).await;
        assert!(late.status == 422 && late.says("回答済みか取り消され"), "{}", late.html);
        assert!(listed(&app, &app.other).await.is_empty());
    }

    async fn only_a_global_admin_of_a_customer_answers(app: TestApp) {
        let mut agent = app.direct.browser(&app, Role::AdminAgent).await;
        let page = written(&mut agent, &app.direct, &[("text-language", "en")]).await;
        let link = link(&page);
        assert!(agent.get(&link).await.says("This is your own link"));
        let mut partner = app.other.browser(&app, Role::GlobalAdmin).await;
        let shown = partner.get(&link).await;
        assert!(shown.says("cannot answer this"), "{}", shown.html);
        let posted = partner.submit(&shown, &format!("{link}/accept"), &[("accepted", "on")]).await;
        assert!(posted.status.is_client_error(), "{} {}", posted.status, posted.html);
        let wrong = Browser::new(&app).get("/i/nothing").await;
        assert_eq!(wrong.status, 404, "{}", wrong.html);
    }

    async fn a_customer_ends_the_privileges_and_the_partner_goes_on_selling(app: TestApp) {
        let (account, mut admin) = owner(&app, "hinode").await;
        let mut agent = app.other.browser(&app, Role::AdminAgent).await;
        let page = written(&mut agent, &app.other, &[("delegated-admin", "on")]).await;
        let partners = accept(&mut admin, &link(&page)).await;
        let end = partners.html.split("href=\"").filter_map(|rest| rest.split('"').next());
        let end = end.filter(|href| href.ends_with("/end-admin")).last().expect("a way").to_owned();
        let ask = admin.get(&end).await;
        assert!(ask.says("stays your partner"), "{}", ask.html);
        let done = admin.submit(&ask, &end, &[]).await;
        assert!(done.says("The privileges have ended"), "{}", done.html);
        assert!(!done.html.contains(&end), "{}", done.html);
        assert_eq!(listed(&app, &app.other).await.len(), 1);
        let rows = agent.get(&format!("{}{account}/activity", base(&app.other))).await;
        assert!(rows.says("End delegated admin privileges"), "{}", rows.html);
    }

    async fn a_reseller_brings_its_provider_along(app: TestApp) {
        let (account, mut admin) = owner(&app, "hinode").await;
        let mut agent = app.reseller.browser(&app, Role::AdminAgent).await;
        let provider = app.provider.id.to_string();
        let page = written(&mut agent, &app.reseller, &[("provider", &provider), ("delegated-admin", "on")]).await;
        let done = accept(&mut admin, &link(&page)).await;
        assert!(done.says("You have accepted"), "{}", done.html);
        for partner in [&app.reseller, &app.provider] {
            let known = listed(&app, partner).await;
            assert!(known.len() == 1 && account.ends_with(&known[0].0), "{known:?}");
        }
        let mut seller = app.provider.browser(&app, Role::AdminAgent).await;
        let shown = seller.get(&format!("{}{account}/agreement", base(&app.provider))).await;
        assert!(shown.says("Accepted by the customer in its own portal"), "{}", shown.html);
        assert!(listed(&app, &app.second_reseller).await.is_empty());
        // Asked again for less, the customer takes nothing away.
        let privileges = |page: &Page| page.html.matches("/end-admin").count();
        let page = written(&mut agent, &app.reseller, &[]).await;
        let again = accept(&mut admin, &link(&page)).await;
        assert!(again.says("You have accepted"), "{}", again.html);
        assert_eq!(privileges(&again), privileges(&done), "{}", again.html);
        assert_eq!(app.findings().await, []);
    }

    async fn a_provider_asks_and_the_global_admin_of_a_partner_authorizes(app: TestApp) {
        let mut agent = app.provider.browser(&app, Role::SalesAgent).await;
        let path = format!("{}/partnership-requests/new", base(&app.provider));
        let form = agent.get(&path).await;
        let page = agent.submit(&form, &path, &[("text-language", "en")]).await;
        let link = link(&page);
        let mut seller = app.second_reseller.browser(&app, Role::SalesAgent).await;
        assert!(seller.get(&link).await.says("Only a global admin"), "not for a sales agent");
        let mut boss = app.second_reseller.browser(&app, Role::GlobalAdmin).await;
        let offer = boss.get(&link).await;
        let unticked = boss.submit(&offer, &format!("{link}/accept"), &[]).await;
        assert_eq!(unticked.status, 422, "{}", unticked.html);
        let done = boss.submit(&offer, &format!("{link}/accept"), &[("partnership-accepted", "on")]).await;
        assert!(done.path.contains("/providers") && done.says("has been authorized"), "{} {}", done.path, done.html);
        assert!(done.says("東都ディストリビューション"), "{}", done.html);
    }

    async fn whoever_reads_a_link_with_the_wrong_account_signs_out_and_comes_back_to_it(app: TestApp) {
        let customer = app.customer_of(&app.direct, "hinode").await;
        let agent = app.other.as_user(&app, Role::AdminAgent).await;
        let asked = agent.post("/v1/invitations", &json!({})).await;
        let url = asked.json["url"].as_str().expect("a link");
        let roles = json!({
            "displayName": "Desk", "duration": "P10D",
            "accessDetails": { "unifiedRoles": [{ "roleDefinitionId": "88d8e3e3-8f55-4a1e-953a-9b9898b8876b" }] },
        });
        let all = "/v1/tenantRelationships/delegatedAdminRelationships";
        let made = agent.post(all, &roles).await;
        let one = format!("{all}/{}", made.json["id"].as_str().expect("an id"));
        agent.post(&format!("{one}/requests"), &json!({ "action": "lockForApproval" })).await;
        let roles = agent.get(&one).await.json["approvalLink"].as_str().expect("a link").to_owned();
        for (link, start) in [(url, "/i/"), (roles.as_str(), "/a/")] {
            let link = &link[link.find(start).expect("a link")..];
            let mut wrong = app.provider.browser(&app, Role::SalesAgent).await;
            let name = "sales.agent@toto.example";
            let japanese = wrong.get(&format!("{link}?lang=ja")).await;
            assert!(japanese.says("サインアウトしてこのページに戻る") && japanese.says(name), "{}", japanese.html);
            let page = wrong.get(&format!("{link}?lang=en")).await;
            assert!(page.says("Sign out and come back") && page.says(&format!("name=\"next\" value=\"{link}\"")), "{}", page.html);
            let out = format!("{}/sign-out", base(&app.provider));
            let back = wrong.submit(&page, &out, &[("next", link)]).await;
            assert_eq!(back.path, format!("{link}?done=signed-out"));
            assert!(back.says("You are signed out") && back.says("Sign in to answer") && !back.says(name), "{}", back.html);
            assert!(!back.says("Sign out and come back"), "nobody is signed in: {}", back.html);
        }
        let mut elsewhere = customer.browser(&app, Role::GlobalAdmin).await;
        for next in ["//evil.example", "https://evil.example/i/x", "/p/x"] {
            let home = elsewhere.get(&format!("{}/partners", base(&customer))).await;
            let out = elsewhere.submit(&home, &format!("{}/sign-out", base(&customer)), &[("next", next)]).await;
            assert_eq!(out.path, "/sign-in?done=signed-out", "{next}");
            elsewhere = customer.browser(&app, Role::GlobalAdmin).await;
        }
    }
}
