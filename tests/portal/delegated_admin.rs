//! Granular delegated administration on the pages (`domain/03`, What a relation allows).

use super::{standing::put, wizard::base};
use opc_core::access::Role;
use opc_testkit::{Browser, Page, Tenant, TestApp, both_engines, wake};
use serde_json::json;

const DAY: i64 = 86_400;
const USER_ADMIN: (&str, &str) = ("role-user-admin", "on");
const READER: (&str, &str) = ("role-directory-reader", "on");

/// What stands between two texts on a page.
fn between<'p>(page: &'p Page, before: &str, after: &str) -> &'p str {
    let found = page.html.split(before).nth(1).and_then(|rest| rest.split(after).next());
    found.unwrap_or_else(|| panic!("no {before}: {}", page.html))
}

/// Asks one customer, or whichever opens the link; the page with the link.
async fn request(
    agent: &mut Browser,
    partner: &Tenant,
    customer: Option<&Tenant>,
    fields: &[(&str, &str)],
) -> Page {
    let list = format!("{}/admin-relationships", base(partner));
    let query = customer.map(|one| format!("?customer={}", one.id)).unwrap_or_default();
    let page = agent.get(&format!("{list}/new{query}")).await;
    let id = page.hidden("customer").unwrap_or_default();
    let fields = [&[("customer", id.as_str())], fields].concat();
    agent.submit(&page, &list, &fields).await
}

/// The path of the link on a page.
fn link(page: &Page) -> String {
    let link = between(page, "id=\"admin-link\"", "</output>");
    link.rsplit("127.0.0.1:8080").next().expect("a path").to_owned()
}

fn path(page: &Page) -> String {
    page.path.split('?').next().unwrap_or_default().to_owned()
}

async fn approve(admin: &mut Browser, link: &str) -> Page {
    let page = admin.get(link).await;
    admin.submit(&page, &format!("{link}/approve"), &[("admin-approved", "on")]).await
}

/// An approved relationship: the path of its page for the partner.
async fn approved(app: &TestApp, customer: &Tenant, fields: &[(&str, &str)]) -> String {
    let mut agent = app.direct.browser(app, Role::AdminAgent).await;
    let asked = request(&mut agent, &app.direct, Some(customer), fields).await;
    assert_eq!(asked.status, 200, "{}", asked.html);
    let mut admin = customer.browser(app, Role::GlobalAdmin).await;
    let done = approve(&mut admin, &link(&asked)).await;
    assert!(done.says("The partner has the roles now"), "{}", done.html);
    path(&asked)
}

/// Gives a group with these people roles of a relationship.
async fn group(app: &TestApp, agent: &mut Browser, relationship: &str, roles: &[(&str, &str)]) {
    let groups = format!("{}/security-groups", base(&app.direct));
    let page = agent.get(&format!("{groups}/new")).await;
    let member = format!("member-{}", app.direct.people[&Role::SalesAgent].id);
    let fields = [("group-name", "Service desk"), (member.as_str(), "on")];
    let saved = agent.submit(&page, &groups, &fields).await;
    assert!(saved.says("Service desk") && saved.says("1 person"), "{}", saved.html);
    let row = format!("<th scope=\"row\"><a href=\"{groups}/");
    let id = between(&saved, &row, "\"").to_owned();
    let page = agent.get(relationship).await;
    let fields = [&[("admin-group", id.as_str())], roles].concat();
    let given = agent.submit(&page, &format!("{relationship}/assignments"), &fields).await;
    assert!(given.says("The group has the roles"), "{}", given.html);
}

/// English subjects in an organisation's mailbox, the newest first.
async fn mails(browser: &mut Browser, tenant: &Tenant) -> Vec<String> {
    let page = browser.get(&format!("{}/mailbox", base(tenant))).await;
    let subjects = page.html.split("<strong lang=\"en\">").skip(1);
    subjects.filter_map(|rest| rest.split('<').next()).map(str::to_owned).collect()
}

/// The newest mail of an organisation.
async fn first_mail(browser: &mut Browser, tenant: &Tenant) -> Page {
    let list = browser.get(&format!("{}/mailbox", base(tenant))).await;
    let mail = between(&list, &format!("href=\"{}/mailbox/", base(tenant)), "\"").to_owned();
    browser.get(&format!("{}/mailbox/{mail}", base(tenant))).await
}

both_engines! {
    async fn a_customers_global_admin_sees_who_asks_for_what_and_approves(app: TestApp) {
        let customer = app.customer_of(&app.direct, "hinode").await;
        let mut agent = app.direct.browser(&app, Role::AdminAgent).await;
        let fields = [("admin-name", "Service desk"), ("admin-days", "90"), USER_ADMIN, READER];
        let asked = request(&mut agent, &app.direct, Some(&customer), &fields).await;
        assert!(asked.says("Waiting for approval") && asked.says("90 days"), "{}", asked.html);
        let link = link(&asked);
        assert!(link.len() > 45 && !link.contains(&customer.id.to_string()), "{link}");

        let mut admin = customer.browser(&app, Role::GlobalAdmin).await;
        let page = admin.get(&link).await;
        for seen in ["青葉クラウド", "User administrator", "Directory reader", "90 days", "Service desk"] {
            assert!(page.says(seen), "{seen}: {}", page.html);
        }
        let unticked = admin.submit(&page, &format!("{link}/approve"), &[]).await;
        assert_eq!(unticked.status, 422, "{}", unticked.html);
        for _ in 0..2 {
            let done = approve(&mut admin, &link).await;
            assert!(done.status == 200 && done.says("The partner has the roles now"), "{}", done.html);
        }
        let list = admin.get(&format!("{}/admin-relationships", base(&customer))).await;
        assert!(list.says("Service desk") && list.says("Active"), "{}", list.html);
        let account = format!("{}/customers/{}/admin-relationships", base(&app.direct), customer.id);
        let section = agent.get(&account).await;
        assert!(section.says("Service desk") && section.says("Active"), "{}", section.html);

        let log = agent.get(&format!("{}/activity", base(&app.direct))).await;
        for action in ["Create", "Request", "Approve", "Activate"] {
            let entry = format!("{action} granular admin relationship");
            assert!(log.says(&entry), "{entry}: {}", log.html);
        }
        for (browser, tenant) in [(&mut agent, &app.direct), (&mut admin, &customer)] {
            let mails = mails(browser, tenant).await;
            assert_eq!(mails, ["Admin relationship approved: Service desk (青葉クラウド)"]);
        }
        let japanese = admin.in_japanese().get(&format!("{link}?lang=ja")).await;
        assert!(japanese.says("ユーザー管理者"), "{}", japanese.html);
    }

    async fn what_was_typed_stays_and_what_is_wrong_is_named(app: TestApp) {
        let mut agent = app.direct.browser(&app, Role::AdminAgent).await;
        let wrong = [
            ("admin-name", "x"), ("admin-days", "731"), ("role-global-admin", "on"), ("auto-extend", "on"),
        ];
        let refused = request(&mut agent, &app.direct, None, &wrong).await;
        assert_eq!(refused.status, 422);
        assert!(refused.says("from 1 to 730") && refused.says("cannot be extended by itself"), "{}", refused.html);
        assert!(refused.says("value=\"731\"") && refused.says("name=\"role-global-admin\" checked"), "{}", refused.html);
        let empty = request(&mut agent, &app.direct, None, &[]).await;
        assert_eq!(empty.status, 422, "a name and a role are needed");
        let good = [("admin-name", "Desk"), ("admin-days", "1"), READER];
        assert_eq!(request(&mut agent, &app.direct, None, &good).await.status, 200);
        let missing = request(&mut agent, &app.direct, None, &[("admin-name", "Free"), ("admin-days", ""), READER]).await;
        assert!(missing.says("id=\"admin-days-trouble\"") && !missing.says("verified or billed"), "{}", missing.html);
        let wide = request(&mut agent, &app.direct, None, &[("admin-name", "Wide"), ("admin-days", "１０"), READER]).await;
        assert!(wide.says("10 days"), "{}", wide.html);
        let twice = request(&mut agent, &app.direct, None, &[("admin-name", "DESK"), ("admin-days", "730"), READER]).await;
        assert!(twice.status == 422 && twice.says("is taken"), "{}", twice.html);
        let mut other = app.other.browser(&app, Role::AdminAgent).await;
        assert_eq!(request(&mut other, &app.other, None, &good).await.status, 200, "names are a partner's own");
    }

    async fn only_the_customers_global_admin_answers_and_only_an_admin_agent_asks(app: TestApp) {
        let customer = app.customer_of(&app.direct, "hinode").await;
        let stranger = app.customer_of(&app.other, "asahi").await;
        let mut agent = app.direct.browser(&app, Role::AdminAgent).await;
        let asked = request(&mut agent, &app.direct, Some(&customer), &[("admin-name", "Desk"), ("admin-days", "730"), READER]).await;
        let link = link(&asked);
        for role in [Role::GlobalAdmin, Role::SalesAgent, Role::UserAdmin, Role::HelpdeskAgent] {
            let mut browser = app.direct.browser(&app, role).await;
            let page = browser.get(&format!("{}/admin-relationships/new", base(&app.direct))).await;
            assert_eq!(page.status, 403, "{role:?}");
            let home = browser.get("/").await;
            let sent = browser.submit(&home, &format!("{link}/approve"), &[("admin-approved", "on")]).await;
            assert_eq!(sent.status, 403, "{role:?} answers nothing");
        }
        let mut outsider = stranger.browser(&app, Role::GlobalAdmin).await;
        let home = outsider.get("/").await;
        let sent = outsider.submit(&home, &format!("{link}/approve"), &[("admin-approved", "on")]).await;
        assert_eq!(sent.status, 404);
        assert!(agent.get(&path(&asked)).await.says("Waiting for approval"));
    }

    async fn whoever_has_a_link_reads_who_asks_for_what_and_what_to_do(app: TestApp) {
        let customer = app.customer_of(&app.direct, "hinode").await;
        let stranger = app.customer_of(&app.other, "asahi").await;
        let mut agent = app.direct.browser(&app, Role::AdminAgent).await;
        let asked = request(&mut agent, &app.direct, Some(&customer), &[("admin-name", "Desk"), ("admin-days", "90"), READER]).await;
        let (link, company) = (link(&asked), between(&asked, "<dt>Customer</dt><dd>", "<").to_owned());
        let mut nobody = Browser::new(&app);
        for (browser, advice) in [
            (&mut nobody, "Only a global admin of your organization can answer"),
            (&mut agent, "This is what your customer sees"),
            (&mut app.other.browser(&app, Role::AdminAgent).await, "asks another one"),
        ] {
            let page = browser.get(&link).await;
            let seen = ["青葉クラウド", "Directory reader", "90 days", advice].iter().all(|text| page.says(text));
            assert!(page.status == 200 && seen && !page.says(&company) && !page.says("/approve"), "{advice}: {}", page.html);
        }
        let page = stranger.browser(&app, Role::GlobalAdmin).await.get(&link).await;
        assert!(page.says("asks another one") && !page.says("Desk") && !page.says("/approve"), "{}", page.html);
        let page = nobody.get(&link).await;
        let to_sign_in = format!("/sign-in?next={link}");
        assert!(page.says(&to_sign_in), "and leads back: {}", page.html);
        assert!(nobody.get(&format!("{link}?lang=ja")).await.says("サインインして回答"));
        let mut admin = customer.browser(&app, Role::GlobalAdmin).await;
        assert_eq!(approve(&mut admin, &link).await.status, 200);
        let used = Browser::new(&app).get(&link).await;
        assert!(used.says("no longer works") && !used.says("Active"), "{}", used.html);
    }

    async fn a_link_for_anybody_belongs_to_the_first_customer_that_answers(app: TestApp) {
        let stranger = app.customer_of(&app.other, "asahi").await;
        let late = app.customer_of(&app.other, "yuhi").await;
        let mut agent = app.direct.browser(&app, Role::AdminAgent).await;
        let asked = request(&mut agent, &app.direct, None, &[("admin-name", "Desk"), ("admin-days", "730"), READER]).await;
        let link = link(&asked);
        let mut second = late.browser(&app, Role::GlobalAdmin).await;
        assert_eq!(second.get(&link).await.status, 200);
        let mut first = stranger.browser(&app, Role::GlobalAdmin).await;
        assert_eq!(approve(&mut first, &link).await.status, 200);
        assert!(second.get(&link).await.says("no longer works"));
        let page = agent.get(&path(&asked)).await;
        assert!(page.says("Active") && page.says("日の出製作所株式会社"), "{}", page.html);
        let customers = agent.get(&format!("{}/customers", base(&app.direct))).await;
        assert!(!customers.says("日の出製作所"), "no reseller relationship comes of it");
    }

    async fn a_declined_request_is_over_and_the_partner_hears_of_it(app: TestApp) {
        let customer = app.customer_of(&app.direct, "hinode").await;
        let mut agent = app.direct.browser(&app, Role::AdminAgent).await;
        let asked = request(&mut agent, &app.direct, Some(&customer), &[("admin-name", "Desk"), ("admin-days", "730"), READER]).await;
        let link = link(&asked);
        let mut admin = customer.browser(&app, Role::GlobalAdmin).await;
        let sure = admin.get(&format!("{link}/decline")).await;
        assert!(sure.says("Decline this request?"), "{}", sure.html);
        let done = admin.submit(&sure, &format!("{link}/decline"), &[]).await;
        assert!(done.says("The request was declined"), "{}", done.html);
        let late = admin.submit(&sure, &format!("{link}/approve"), &[("admin-approved", "on")]).await;
        assert_eq!(late.status, 422, "{}", late.html);
        let over = agent.get(&path(&asked)).await;
        assert!(over.says("Terminated") && over.says("declined it."), "{}", over.html);
        assert_eq!(mails(&mut agent, &app.direct).await, ["Request for roles declined: Desk"]);
    }

    async fn what_a_person_may_do_are_the_roles_of_their_groups_while_it_lasts(app: TestApp) {
        let customer = app.customer_of(&app.direct, "hinode").await;
        let relationship = approved(&app, &customer, &[("admin-name", "Desk"), ("admin-days", "10"), USER_ADMIN, READER]).await;
        let section = format!("{}/customers/{}/admin-relationships", base(&app.direct), customer.id);
        let mut sales = app.direct.browser(&app, Role::SalesAgent).await;
        let may = |page: &Page| between(page, "id=\"tasks\"", "</table>").matches(">Yes<").count();
        assert_eq!(may(&sales.get(&section).await), 0, "no group, no roles");
        let mut agent = app.direct.browser(&app, Role::AdminAgent).await;
        group(&app, &mut agent, &relationship, &[USER_ADMIN]).await;
        let page = sales.get(&section).await;
        assert_eq!(may(&page), 6, "{}", page.html);
        assert!(page.says("Security groups: Service desk"), "{}", page.html);
        let mut helpdesk = app.direct.browser(&app, Role::HelpdeskAgent).await;
        assert_eq!(may(&helpdesk.get(&section).await), 2, "the older privilege: passwords and requests");
        assert_eq!(may(&agent.get(&section).await), 6, "the older privilege: everything");
        app.advance(10 * DAY);
        let mut sales = app.direct.browser(&app, Role::SalesAgent).await;
        assert_eq!(may(&sales.get(&section).await), 0, "over, although nobody has written it down");
        wake(&app.core).await;
        assert_eq!(may(&sales.get(&section).await), 0);
    }

    async fn either_side_ends_it_at_once_and_both_are_told(app: TestApp) {
        let customer = app.customer_of(&app.direct, "hinode").await;
        for (name, by_customer) in [("Desk", true), ("Phone", false)] {
            let path = approved(&app, &customer, &[("admin-name", name), ("admin-days", "730"), READER]).await;
            let mut agent = app.direct.browser(&app, Role::AdminAgent).await;
            let mut admin = customer.browser(&app, Role::GlobalAdmin).await;
            let own = path.replace(&app.direct.id.to_string(), &customer.id.to_string());
            let (ender, path) = if by_customer { (&mut admin, &own) } else { (&mut agent, &path) };
            let sure = ender.get(&format!("{path}/terminate")).await;
            assert!(sure.says("End this admin relationship?"), "{}", sure.html);
            let etag = sure.hidden("etag").expect("a version");
            let done = ender.submit(&sure, &format!("{path}/terminate"), &[("etag", &etag)]).await;
            assert!(done.says("The admin relationship has ended") && done.says("Terminated"), "{}", done.html);
            let how = if by_customer { "日の出製作所株式会社 ended it." } else { "青葉クラウド ended it." };
            assert!(done.says(how), "{how}: {}", done.html);
            let news = format!("Admin relationship terminated: {name} (青葉クラウド, 日の出製作所株式会社)");
            assert_eq!(mails(&mut agent, &app.direct).await[0], news);
            assert_eq!(mails(&mut admin, &customer).await[0], news);
            let (who, whose) = if by_customer { ("日の出製作所株式会社", "青葉クラウド") } else { ("青葉クラウド", "日の出製作所株式会社") };
            let said = format!("{who} ended the admin relationship “{name}” with {whose} on");
            for (browser, tenant) in [(&mut agent, &app.direct), (&mut admin, &customer)] {
                assert!(first_mail(browser, tenant).await.says(&said), "{said}");
            }
        }
    }

    async fn both_sides_are_told_30_7_and_1_days_before_the_end_and_on_it_once_each(app: TestApp) {
        let customer = app.customer_of(&app.direct, "hinode").await;
        let relationship = approved(&app, &customer, &[("admin-name", "Desk"), ("admin-days", "60"), READER]).await;
        let (second, mut expected) = (app.another_core().await, 1);
        for (days, news) in [(29, 0), (1, 1), (5, 0), (18, 1), (5, 0), (1, 1), (0, 0), (1, 1), (30, 0)] {
            app.advance(days * DAY);
            tokio::join!(wake(&app.core), wake(&second));
            wake(&app.core).await;
            expected += news;
            let mut agent = app.direct.browser(&app, Role::AdminAgent).await;
            let mut admin = customer.browser(&app, Role::GlobalAdmin).await;
            for got in [mails(&mut agent, &app.direct).await, mails(&mut admin, &customer).await] {
                assert_eq!(got.len(), expected, "{days}: {got:?}");
            }
        }
        let mut agent = app.direct.browser(&app, Role::AdminAgent).await;
        let subjects = mails(&mut agent, &app.direct).await;
        assert_eq!(subjects[0], "Admin relationship expired: Desk (青葉クラウド, 日の出製作所株式会社)");
        let mut admin = customer.browser(&app, Role::GlobalAdmin).await;
        let own = relationship.replace(&app.direct.id.to_string(), &customer.id.to_string());
        for (browser, tenant, page) in [(&mut agent, &app.direct, &relationship), (&mut admin, &customer, &own)] {
            let mail = first_mail(browser, tenant).await;
            assert!(mail.says("was over on") && mail.says(&format!("127.0.0.1:8080{page}")), "{page}: {}", mail.html);
            assert!(browser.get(page).await.says("Its time was over."));
        }
        assert_eq!(subjects.iter().filter(|s| s.starts_with("Admin relationship ends on 19 Jan 2027")).count(), 3, "{subjects:?}");
    }

    async fn a_clock_that_jumps_tells_only_what_is_still_true(app: TestApp) {
        let customer = app.customer_of(&app.direct, "hinode").await;
        approved(&app, &customer, &[("admin-name", "Desk"), ("admin-days", "60"), READER]).await;
        approved(&app, &customer, &[("admin-name", "Long"), ("admin-days", "60"), ("auto-extend", "on"), READER]).await;
        app.advance(55 * DAY);
        wake(&app.core).await;
        let mut agent = app.direct.browser(&app, Role::AdminAgent).await;
        let subjects = mails(&mut agent, &app.direct).await;
        assert!(subjects.len() == 3 && subjects[0].starts_with("Admin relationship ends on"), "one, of the two missed: {subjects:?}");
        app.advance(400 * DAY);
        wake(&app.core).await;
        let mut agent = app.direct.browser(&app, Role::AdminAgent).await;
        let list = agent.get(&format!("{}/admin-relationships", base(&app.direct))).await;
        assert!(list.says("Long") && list.says("Active") && !list.says("Desk"), "extended twice; forgotten: {}", list.html);
        let mut admin = customer.browser(&app, Role::GlobalAdmin).await;
        for (browser, tenant) in [(&mut agent, &app.direct), (&mut admin, &customer)] {
            let told = mails(browser, tenant).await.into_iter().filter(|s| s.starts_with("Admin relationship extended until")).count();
            assert_eq!(told, 1, "of what was put off twice, the last is told");
        }
    }

    async fn a_request_nobody_answers_lapses_after_90_days_and_its_link_with_it(app: TestApp) {
        let customer = app.customer_of(&app.direct, "hinode").await;
        let mut agent = app.direct.browser(&app, Role::AdminAgent).await;
        let asked = request(&mut agent, &app.direct, Some(&customer), &[("admin-name", "Desk"), ("admin-days", "730"), READER]).await;
        app.advance(90 * DAY);
        let mut admin = customer.browser(&app, Role::GlobalAdmin).await;
        let page = admin.get(&link(&asked)).await;
        assert!(page.says("Expired") && !page.says("/approve"), "{}", page.html);
        let late = admin.submit(&page, &format!("{}/approve", link(&asked)), &[("admin-approved", "on")]).await;
        assert_eq!(late.status, 422, "{}", late.html);
        wake(&app.core).await;
        let mut agent = app.direct.browser(&app, Role::AdminAgent).await;
        let lapsed = agent.get(&path(&asked)).await;
        assert!(lapsed.says("Expired") && lapsed.says("Nobody answered in time."), "{}", lapsed.html);
        let log = app.direct.as_user(&app, Role::AdminAgent).await.get("/v1/auditrecords?size=5").await;
        let of = |one: &&serde_json::Value| one["customizedData"][0]["value"] == "granular_admin_relationship_expired";
        let expired = log.json["items"].as_array().and_then(|all| all.iter().find(of));
        assert_eq!(expired.expect("an entry")["userPrincipalName"], "system", "{}", log.text);
        app.advance(91 * DAY);
        wake(&app.core).await;
        let mut agent = app.direct.browser(&app, Role::AdminAgent).await;
        assert_eq!(agent.get(&path(&asked)).await.status, 404, "forgotten");
    }

    async fn the_end_of_the_reseller_relationship_ends_it_as_well(app: TestApp) {
        let customer = app.customer_of(&app.direct, "hinode").await;
        let path = approved(&app, &customer, &[("admin-name", "Desk"), ("admin-days", "730"), READER]).await;
        let mut admin = app.direct.browser(&app, Role::GlobalAdmin).await;
        let account = format!("{}/customers/{}", base(&app.direct), customer.id);
        let sure = admin.get(&format!("{account}/remove")).await;
        let done = admin.submit(&sure, &format!("{account}/remove"), &[]).await;
        assert_eq!(done.status, 200, "{}", done.html);
        let page = admin.get(&path).await;
        assert!(page.says("Terminated") && page.says("ended their relationship") && !page.says(&account), "{}", page.html);
        let log = admin.get(&format!("{}/activity", base(&app.direct))).await;
        assert!(log.says("Terminate granular admin relationship"), "{}", log.html);
    }

    async fn what_is_between_the_tables_always_holds(app: TestApp) {
        use opc_core::{access::Request, integrity};
        let customer = app.customer_of(&app.direct, "hinode").await;
        let path = approved(&app, &customer, &[("admin-name", "Desk"), ("admin-days", "5"), USER_ADMIN]).await;
        let mut agent = app.direct.browser(&app, Role::AdminAgent).await;
        group(&app, &mut agent, &path, &[USER_ADMIN]).await;
        request(&mut agent, &app.direct, None, &[("admin-name", "Open"), ("admin-days", "730"), READER]).await;
        let mut other = app.other.browser(&app, Role::AdminAgent).await;
        let theirs = request(&mut other, &app.other, None, &[("admin-name", "Theirs"), ("admin-days", "730"), READER]).await;
        let mut admin = customer.browser(&app, Role::GlobalAdmin).await;
        assert_eq!(approve(&mut admin, &link(&theirs)).await.status, 200);
        for _ in 0..3 {
            let found = app.core.read(Request::system(), integrity::findings).await;
            assert_eq!(found, Ok(Vec::new()));
            app.advance(90 * DAY);
            wake(&app.core).await;
        }
        let agent = app.direct.as_user(&app, Role::AdminAgent).await;
        assert_eq!(agent.delete(&format!("/v1/customers/{}", customer.id)).await.status, 204);
        let found = app.core.read(Request::system(), integrity::findings).await.expect("an answer");
        let ours = |name: &str| name.contains("admin") || name.contains("assignment");
        assert!(!found.iter().any(|one| ours(one.invariant)), "{found:?}");
        let mut other = app.other.browser(&app, Role::AdminAgent).await;
        assert_eq!(other.get(&self::path(&theirs)).await.status, 404, "the tenant is gone");
    }

    async fn what_a_restricted_partner_asks_cannot_be_approved_and_says_so_at_once(app: TestApp) {
        let customer = app.customer_of(&app.direct, "hinode").await;
        let mut agent = app.direct.browser(&app, Role::AdminAgent).await;
        let asked = request(&mut agent, &app.direct, Some(&customer), &[("admin-name", "Desk"), ("admin-days", "90"), READER]).await;
        let link = link(&asked);
        let id = path(&asked).rsplit('/').next().expect("an id").to_owned();
        let own = format!("{}/admin-relationships/{id}", base(&customer));
        let mut admin = customer.browser(&app, Role::GlobalAdmin).await;
        let mut stranger = Browser::new(&app);
        for state in ["restricted", "suspended"] {
            put(&app, &app.direct, state).await;
            for path in [&link, &own] {
                for (lang, why) in [("ja", "この要求を承認できません"), ("en", "this cannot be approved now")] {
                    let page = admin.get(&format!("{path}?lang={lang}")).await;
                    assert!(page.status == 200 && page.says(why), "{path}: {}", page.html);
                    assert!(!page.says("/approve\"") && page.says("/decline\""), "{path}: {}", page.html);
                }
            }
            let page = stranger.get(&link).await;
            assert!(page.says("this cannot be approved now") && !page.says("Sign in to answer"), "{}", page.html);
        }
        put(&app, &app.direct, "active").await;
        assert!(admin.get(&own).await.says("/approve\""));
        put(&app, &app.direct, "restricted").await;
        let sure = admin.get(&format!("{own}/decline")).await;
        let declined = admin.submit(&sure, &format!("{own}/decline"), &[]).await;
        assert!(declined.status == 200 && !declined.says("this cannot be approved now"), "{}", declined.html);
    }

    async fn whoever_has_two_accounts_is_told_once_and_how_it_ended(app: TestApp) {
        let customer = app.customer_of(&app.direct, "hinode").await;
        let mut boss = app.direct.browser(&app, Role::GlobalAdmin).await;
        let users = format!("{}/users", base(&app.direct));
        let new = boss.get(&format!("{users}/new")).await;
        let fields = [
            ("user-name", "second"), ("first-name", "花子"), ("last-name", "佐藤"), ("language", "en"),
            ("email", "Admin.Agent@aoba.example"), ("role-admin_agent", "on"),
        ];
        let added = boss.submit(&new, &users, &fields).await;
        assert!(added.says("second@aoba.example"), "{}", added.html);
        let program = app.direct.app_only(&app).await;
        let all = "/v1/tenantRelationships/delegatedAdminRelationships";
        let body = json!({
            "displayName": "Desk", "duration": "P10D", "customer": { "tenantId": customer.id.to_string() },
            "accessDetails": { "unifiedRoles": [{ "roleDefinitionId": "88d8e3e3-8f55-4a1e-953a-9b9898b8876b" }] },
        });
        let made = program.post(all, &body).await;
        let one = format!("{all}/{}/requests", made.json["id"].as_str().unwrap_or_else(|| panic!("{}", made.text)));
        assert_eq!(program.post(&one, &json!({ "action": "lockForApproval" })).await.status, 201);
        let owner = customer.as_user(&app, Role::GlobalAdmin).await;
        assert_eq!(owner.post(&one, &json!({ "action": "approve" })).await.status, 201);
        let told = mails(&mut boss, &app.direct).await;
        assert_eq!(told.iter().filter(|subject| subject.contains("approved")).count(), 1, "{told:?}");
        let remove = format!("{}/customers/{}/remove", base(&app.direct), customer.id);
        let sure = boss.get(&remove).await;
        boss.submit(&sure, &remove, &[]).await;
        let told = mails(&mut boss, &app.direct).await;
        assert_eq!(told.iter().filter(|subject| subject.contains("terminated")).count(), 1, "{told:?}");
        let mail = first_mail(&mut boss, &app.direct).await;
        let said = "between 青葉クラウド and 日の出製作所株式会社 ended on";
        assert!(mail.says(said) && mail.says("admin.agent@aoba.example"), "{}", mail.html);
    }

    async fn a_group_is_deleted_after_a_question_that_names_the_access_in_the_way(app: TestApp) {
        let customer = app.customer_of(&app.direct, "hinode").await;
        let relationship = approved(&app, &customer, &[("admin-name", "Desk"), ("admin-days", "90"), USER_ADMIN, READER]).await;
        let mut agent = app.direct.browser(&app, Role::AdminAgent).await;
        group(&app, &mut agent, &relationship, &[USER_ADMIN]).await;
        let groups = format!("{}/security-groups", base(&app.direct));
        let list = agent.get(&groups).await;
        let one = format!("{groups}/{}", between(&list, &format!("<th scope=\"row\"><a href=\"{groups}/"), "\""));
        let page = agent.get(&one).await;
        assert!(page.says(&format!("href=\"{one}/delete\"")) && !page.says(&format!("action=\"{one}/delete\"")), "{}", page.html);
        let sure = agent.get(&format!("{one}/delete")).await;
        assert!(sure.says("Delete the security group “Service desk”?") && sure.says("One person is in the group"), "{}", sure.html);
        assert!(sure.says("Desk (日の出製作所株式会社): User administrator") && sure.says(&format!("href=\"{relationship}\"")), "{}", sure.html);
        assert!(sure.says("data-closed") && !sure.says(&format!("action=\"{one}/delete\"")), "{}", sure.html);
        let refused = agent.submit(&sure, &format!("{one}/delete"), &[]).await;
        assert!(refused.status == 422 && refused.says("still has roles"), "{}", refused.html);
        let japanese = agent.get(&format!("{one}/delete?lang=ja")).await;
        assert!(japanese.says("セキュリティ グループ「Service desk」を削除しますか?") && japanese.says("先に、次のロールの割り当てを外してください。"), "{}", japanese.html);
        let page = agent.get(&format!("{relationship}?lang=en")).await;
        let take = page.html.split("action=\"").filter_map(|rest| rest.split('"').next()).find(|action| action.ends_with("/remove"));
        let take = take.unwrap_or_else(|| panic!("{}", page.html)).to_owned();
        let etag = page.html.split(&take).nth(1).and_then(|rest| rest.split("name=\"etag\" value=\"").nth(1)?.split('"').next());
        let etag = etag.expect("a version").to_owned();
        agent.submit(&page, &take, &[("etag", &etag)]).await;
        let sure = agent.get(&format!("{one}/delete")).await;
        assert!(sure.says("nobody loses access") && !sure.says("data-closed"), "{}", sure.html);
        let done = agent.submit(&sure, &format!("{one}/delete"), &[]).await;
        assert!(done.says("The security group was deleted") && !done.says(&one), "{}", done.html);
    }
}
