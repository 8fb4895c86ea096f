//! What is done to one customer changes no row of another that is like it, and none of another partner
//! that has the same with it.

use super::{
    actors::Who,
    clerk::{Clerk, after, attestation, order, text},
    forms::send,
    granted::is_served_by,
    parameters::Parameter::{AdminLink, AdminRelationship, Customer},
    presence::remind,
    rows::{self, Kept, plain},
    steps::Steps,
};
use opc_core::{access::Role, vetting::ReviewPolicy};
use opc_testkit::{
    Api, BASIC, Browser, Page, REDIRECT_URI, Tenant, both_engines, encode, new_customer,
};
use serde_json::json;
use std::collections::BTreeSet;

/// Adds a customer by the pages, with an order; the draft is kept until somebody says that they are
/// done.
async fn drafted(clerk: &mut Clerk<'_>, prefix: &str) -> String {
    let customers = format!("/p/{}/customers", clerk.tenant.id);
    let base = format!("{customers}/new/{}", clerk.draft(prefix).await);
    let quantity = format!("quantity-{BASIC}");
    let page = clerk.browser.get(&format!("{base}/subscriptions")).await;
    send(&mut clerk.browser, &page, "/subscriptions", &[(quantity.as_str(), "2")]).await;
    let page = clerk.browser.get(&format!("{base}/review")).await;
    let done = send(&mut clerk.browser, &page, "/submit", &[]).await;
    let confirmed = done.html.split("id=\"main\"").nth(1).unwrap_or(&done.html);
    after(confirmed, &format!("href=\"{customers}/")).to_owned()
}

/// Adds a customer that another portal knows.
async fn connected(clerk: &Clerk<'_>, prefix: &str) -> String {
    let one = json!({ "sourceId": prefix, "customer": new_customer(prefix) });
    let sent = json!({ "source": "Himitsu", "customers": [one] });
    let done = clerk.api.post("/v1/connectors/customers", &sent).await;
    text(&done.json["items"][0]["customerId"])
}

/// The operator approves what a partner's new customer waits for.
async fn decided(operator: &mut Browser, clerk: &mut Clerk<'_>, customer: &str) -> Page {
    let path = format!("/p/{}/customers/{customer}/verification", clerk.tenant.id);
    let page = clerk.browser.get(&path).await;
    let review = page.hidden("review").unwrap_or_else(|| panic!("{}", page.html));
    let path = format!("/p/{}/reviews/{review}", clerk.app.operator.id);
    let page = operator.get(&path).await;
    operator.submit(&page, &path, &[("verdict", "approve"), ("message", "")]).await
}

/// Deletes a customer; no row of anybody else goes with it.
async fn delete(clerk: &Clerk<'_>, customer: &str) {
    let owners = [plain(clerk.tenant.id), plain(customer)];
    let mut steps = Steps::begun(clerk.app, &owners, customer).await;
    let gone = clerk.api.delete(&format!("/v1/customers/{customer}")).await;
    steps.answered("deleted", &gone).await;
    steps.end();
}

/// Puts a customer down to a reseller for a while, and back to the one it has.
async fn was_served_by(clerk: &mut Clerk<'_>, customer: &str, (former, now): (&str, &str)) {
    is_served_by(clerk, customer, former).await;
    is_served_by(clerk, customer, now).await;
}

/// Changes the profile of a customer.
async fn rename(steps: &mut Steps<'_>, clerk: &Clerk<'_>, customer: &str) {
    let path = format!("/v1/customers/{customer}/profiles/billing");
    let mut profile = clerk.api.get(&path).await.json;
    profile["companyName"] = json!("Himitsu neu");
    steps.answered("profile", &clerk.api.put(&path, &profile).await).await;
}

both_engines! {
    async fn whoever_deletes_a_customer_deletes_what_is_its_own(app: TestApp) {
        let (mut direct, mut other) = (Clerk::of(&app, Who::Direct).await, Clerk::of(&app, Who::Other).await);
        let asked = direct.bare("eins", None).await[&Customer].clone();
        let known = connected(&direct, "zwei").await;
        let shared = drafted(&mut direct, "drei").await;
        let own = drafted(&mut other, "vier").await;
        connected(&other, "fuenf").await;
        for customer in [&asked, &known, &shared] {
            other.sells_to(customer, "Himitsu third").await;
        }
        remind(&mut direct, "missing").await;
        remind(&mut other, "missing").await;
        direct.furnish(shared.clone()).await;
        other.furnish(shared.clone()).await;
        other.furnish(own.clone()).await;
        for customer in [&asked, &known, &shared] {
            delete(&other, customer).await;
            let kept = direct.api.get(&format!("/v1/customers/{customer}")).await;
            assert_eq!(kept.status, 200, "{}", kept.text);
        }
        // Nobody else has this one: the tenant goes, with its people, their sessions, and what they
        // granted to one that never sold to it.
        let mut admin = app.staffed(&own, "vierdraft").await.browser(&app, Role::GlobalAdmin).await;
        let granted = direct.administer("Himitsu", "").await;
        let page = admin.get(&format!("/a/{}", granted[&AdminLink])).await;
        let done = send(&mut admin, &page, "/approve", &[("admin-approved", "on")]).await;
        assert_eq!(done.status, 200, "{}", done.html);
        let own = plain(own);
        let granted = plain(&granted[&AdminRelationship]);
        let is_theirs = |row: &&Kept| match row.table {
            "organisations" | "sessions" | "users" => row.owner == own,
            "access_assignments" | "admin_relationships" | "admin_wakes" => row.row.contains(&granted),
            _ => false,
        };
        let theirs: Vec<_> = rows::all(&app).await.iter().filter(is_theirs).map(|row| row.row.clone()).collect();
        assert!(theirs.len() >= 7, "{theirs:?}");
        let gone = other.api.delete(&format!("/v1/customers/{own}")).await;
        assert_eq!(gone.status, 204, "{}", gone.text);
        let left: Vec<_> = rows::all(&app).await.into_iter().filter(|row| theirs.contains(&row.row)).collect();
        assert!(left.is_empty(), "{left:?}");
    }

    async fn a_provider_that_goes_leaves_what_resellers_have_through_another(app: TestApp) {
        let clerk = Clerk::of(&app, Who::Provider).await;
        let (first, second) = (app.reseller.id.to_string(), app.second_reseller.id.to_string());
        let strange = app.another_provider().await;
        for reseller in [&app.reseller, &app.second_reseller] {
            app.sell_together(&strange, reseller).await;
        }
        let mut other = Clerk::at(&app, &strange, Role::AdminAgent).await;
        let one = clerk.bare("eins", None).await[&Customer].clone();
        let two = clerk.bare("zwei", Some(&first)).await[&Customer].clone();
        other.sells_to(&one, "Himitsu third").await;
        is_served_by(&mut other, &one, &second).await;
        is_served_by(&mut other, &one, &first).await;
        let mut steps = Steps::begun(&app, &[plain(clerk.tenant.id)], &one).await;
        rename(&mut steps, &clerk, &one).await;
        steps.end();
        clerk.end(&two).await;
        delete(&clerk, &one).await;
        let kept = app.reseller.as_user(&app, Role::AdminAgent).await.get(&format!("/v1/customers/{one}")).await;
        assert!(kept.text.contains("Himitsu third"), "{}", kept.text);
    }

    async fn what_the_operator_decides_is_decided_for_one(app: TestApp) {
        let app = app.reviewing(ReviewPolicy::Everybody).await;
        let reseller = app.reseller.id.to_string();
        let mut clerk = Clerk::of(&app, Who::Provider).await;
        let one = clerk.bare("eins", Some(&reseller)).await[&Customer].clone();
        clerk.bare("zwei", Some(&reseller)).await;
        was_served_by(&mut clerk, &one, (&app.second_reseller.id.to_string(), &reseller)).await;
        Clerk::of(&app, Who::Other).await.sells_to(&one, "Himitsu third").await;
        let owners = [app.operator.id, clerk.tenant.id, app.reseller.id].map(plain);
        let mut operator = app.operator.browser(&app, Role::GlobalAdmin).await;
        let mut steps = Steps::begun(&app, &owners, &one).await;
        steps.went("decided", &decided(&mut operator, &mut clerk, &one).await).await;
        let wanted = json!({ "qualification": "nonprofit" });
        clerk.api.post(&format!("/v1/customers/{one}/qualifications"), &wanted).await;
        steps.step("asked for").await;
        steps.went("granted", &decided(&mut operator, &mut clerk, &one).await).await;
        steps.end();
    }

    async fn mail_goes_to_people_of_the_organisation_that_it_is_about(app: TestApp) {
        let app = app.reviewing(ReviewPolicy::Everybody).await;
        let mut clerk = Clerk::of(&app, Who::Other).await;
        let one = clerk.bare("eins", None).await[&Customer].clone();
        let mut operator = app.operator.browser(&app, Role::GlobalAdmin).await;
        decided(&mut operator, &mut clerk, &one).await;
        let granted = clerk.administer("Himitsu", &one).await;
        let mut admin = app.staffed(&one, "eins").await.browser(&app, Role::GlobalAdmin).await;
        let page = admin.get(&format!("/a/{}", granted[&AdminLink])).await;
        send(&mut admin, &page, "/approve", &[("admin-approved", "on")]).await;
        let closed = json!({ "state": "suspended", "stateReason": "?" });
        let operator = app.operator.as_user(&app, Role::AdminAgent).await;
        let closed = operator.patch(&format!("/v1/organizations/{}", app.other.id), &closed).await;
        assert_eq!(closed.status, 200, "{}", closed.text);
        let all = rows::all(&app).await;
        let mails: Vec<_> = all.iter().filter(|row| row.table == "mails").collect();
        let whose: BTreeSet<_> = mails.iter().map(|mail| mail.owner.clone()).collect();
        assert_eq!(whose, BTreeSet::from([plain(app.other.id), plain(one)]));
        for mail in mails {
            let recipient = mail.row.split('|').nth(2).unwrap_or_default();
            let works_there = |row: &Kept| row.owner == mail.owner && row.row.contains(&format!("|{recipient}|"));
            assert!(all.iter().any(|row| row.table == "users" && works_there(row)), "{mail:?}");
        }
    }

    async fn whatever_changes_for_one_customer_stays_for_the_next(app: TestApp) {
        let mut clerk = Clerk::of(&app, Who::Provider).await;
        let (first, second) = (app.reseller.id.to_string(), app.second_reseller.id.to_string());
        let one = clerk.bare("eins", Some(&first)).await[&Customer].clone();
        let two = clerk.bare("zwei", Some(&first)).await[&Customer].clone();
        was_served_by(&mut clerk, &one, (&second, &first)).await;
        let path = format!("/v1/customers/{one}");
        let owners = [clerk.tenant.id, app.reseller.id].map(plain);
        let mut steps = Steps::begun(&app, &owners, &one).await;
        rename(&mut steps, &clerk, &one).await;
        let attested = attestation(&clerk.api).await;
        steps.answered("agreement", &clerk.api.post(&format!("{path}/agreements"), &attested).await).await;
        steps.answered("order", &clerk.api.post(&format!("{path}/orders"), &order(BASIC)).await).await;
        let given_up = json!({ "allowDelegatedAccess": false });
        steps.answered("privileges", &clerk.api.patch(&path, &given_up).await).await;
        steps.end();
        // The first reseller keeps the customer by its subscription, the second has both.
        is_served_by(&mut clerk, &two, &second).await;
        is_served_by(&mut clerk, &one, &second).await;
        let owners = [clerk.tenant.id, app.second_reseller.id].map(plain);
        let mut steps = Steps::begun(&app, &owners, &one).await;
        is_served_by(&mut clerk, &one, "direct").await;
        steps.step("reseller removed").await;
        steps.end();
        let kept = app.reseller.as_user(&app, Role::AdminAgent).await.get(&path).await;
        assert_eq!(kept.status, 200, "{}", kept.text);
    }

    async fn a_provider_tries_things_out_by_itself(app: TestApp) {
        let mut clerk = Clerk::of(&app, Who::Provider).await;
        let strange = app.another_provider().await;
        let other = Clerk::at(&app, &strange, Role::AdminAgent).await;
        for number in 1..=3 {
            clerk.trial(number).await;
            other.trial(number).await;
        }
        let trial = clerk.trial(4).await;
        let one = clerk.bare("eins", None).await[&Customer].clone();
        is_served_by(&mut clerk, &one, &trial).await;
        is_served_by(&mut clerk, &one, "direct").await;
        let gone = clerk.api.delete(&format!("/v1/sandboxIndirectReseller/{trial}")).await;
        assert!(gone.status.is_success(), "what it had once: {}", gone.text);
        // A reseller of both is one's own no more, and the other one's still.
        app.sell_together(&strange, &app.second_reseller).await;
        let owners = [clerk.tenant.id, app.second_reseller.id].map(plain);
        let mut steps = Steps::begun(&app, &owners, &one).await;
        let path = format!("/p/{}/resellers/{}/remove", clerk.tenant.id, app.second_reseller.id);
        let page = clerk.browser.get(&path).await;
        steps.went("removed", &send(&mut clerk.browser, &page, "/remove", &[]).await).await;
        steps.end();
        let left = clerk.api.get("/v1/relationships?relationship_type=IsIndirectCloudSolutionProviderOf").await;
        let has = |tenant: &Tenant| left.text.contains(&tenant.id.to_string());
        assert!(has(&app.reseller) && !has(&app.second_reseller), "{}", left.text);
    }

    async fn whoever_signs_out_everywhere_signs_nobody_else_out(app: TestApp) {
        let mut first = app.direct.browser(&app, Role::HelpdeskAgent).await;
        let mut colleague = app.direct.browser(&app, Role::SalesAgent).await;
        // A code that waits to be traded, one that a device waits for, and a token.
        for trade in [true, false] {
            let path = format!(
                "/{}/oauth2/authorize?client_id={}&response_type=code&redirect_uri={}",
                app.direct.id, app.direct.app.id, encode(REDIRECT_URI)
            );
            let asked = colleague.get(&path).await;
            let away = colleague.submit(&asked, &asked.path, &[]).await;
            let code = away.path.split("code=").nth(1).unwrap_or_else(|| panic!("{} {}", away.path, away.html));
            if trade {
                let form = format!(
                    "grant_type=authorization_code&code={code}&redirect_uri={}&client_id={}&client_secret={}",
                    encode(REDIRECT_URI), app.direct.app.id, app.direct.app.secret
                );
                let tokens = Api::anonymous(&app).form(&format!("/{}/oauth2/v2.0/token", app.direct.id), &form).await;
                assert_eq!(tokens.status, 200, "{}", tokens.text);
            }
        }
        let form = format!("client_id={}&scope=.default", app.direct.command_line);
        let codes = Api::anonymous(&app).form(&format!("/{}/oauth2/v2.0/devicecode", app.direct.id), &form).await;
        let page = colleague.get("/device").await;
        let asked = colleague.submit(&page, "/device", &[("user-code", &text(&codes.json["user_code"]))]).await;
        send(&mut colleague, &asked, "/device/answer", &[("answer", "allow")]).await;
        // Many who sign in push nobody else out.
        for _ in 0..20 {
            app.direct.browser(&app, Role::SalesAgent).await;
        }
        let mut second = app.direct.browser(&app, Role::HelpdeskAgent).await;
        let home = format!("/p/{}/", app.direct.id);
        assert_eq!(first.get(&home).await.status, 200);
        assert!(!first.get(&home).await.path.starts_with("/sign-in"));
        let theirs = async || {
            let id = plain(app.direct.people[&Role::SalesAgent].id);
            let of = ["sessions", "refresh_tokens", "authorization_codes", "device_codes"];
            let all = rows::all(&app).await.into_iter();
            let theirs = all.filter(|row| of.contains(&row.table) && row.row.contains(&id));
            theirs.map(|row| (row.table, row.row)).collect::<BTreeSet<_>>()
        };
        let before = theirs().await;
        let tables: BTreeSet<_> = before.iter().map(|(table, _)| *table).collect();
        assert_eq!(tables.len(), 4, "{tables:?}");
        let page = second.get(&format!("/p/{}/sign-out-everywhere", app.direct.id)).await;
        send(&mut second, &page, "/sign-out-everywhere", &[]).await;
        assert!(first.get(&home).await.path.starts_with("/sign-in"));
        assert_eq!(theirs().await, before);
    }
}
