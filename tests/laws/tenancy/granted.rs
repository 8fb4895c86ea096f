//! What is asked for and granted: invitations, partnerships, roles in a customer's directory. What
//! each side does touches its own rows, and what others have does not count as one's own.

use super::{
    actors::Who,
    clerk::{ADMIN, Clerk, path_of, roles, text},
    forms::send,
    parameters::Parameter::{
        AdminLink, AdminRelationship, Assignment, Customer, Group, Invitation, Link, Subscription,
    },
    rows::{copies, plain},
    steps::Steps,
    world::{Ids, NOWHERE, World},
};
use opc_core::access::Role;
use opc_testkit::{Tenant, TestApp, both_engines, encode, new_customer};
use serde_json::json;

/// A partner's groups, and what they have.
pub(super) async fn groups(steps: &mut Steps<'_>, clerk: &mut Clerk<'_>, ids: &Ids) {
    let group = format!("/p/{}/security-groups/{}", clerk.tenant.id, ids[&Group]);
    let member = format!("member-{}", clerk.tenant.people[&Role::HelpdeskAgent].id);
    let page = clerk.browser.get(&group).await;
    let fields = [("group-name", "Neu"), (member.as_str(), "on")];
    let done = send(&mut clerk.browser, &page, &ids[&Group], &fields).await;
    steps.went("group", &done).await;
    let given =
        format!("{ADMIN}/{}/accessAssignments/{}", ids[&AdminRelationship], ids[&Assignment]);
    let more = json!({ "accessDetails": roles(2) });
    steps.answered("roles given", &clerk.api.patch(&given, &more).await).await;
    steps.answered("roles taken", &clerk.api.delete(&given).await).await;
    let page = clerk.browser.get(&format!("{group}/delete")).await;
    let done = send(&mut clerk.browser, &page, "/delete", &[]).await;
    steps.went("group deleted", &done).await;
}

/// What a partner asks of customers.
pub(super) async fn requests(steps: &mut Steps<'_>, clerk: &mut Clerk<'_>, ids: &Ids) {
    let asked = json!({
        "displayName": "Neu", "accessDetails": roles(1), "customer": { "tenantId": ids[&Customer] }
    });
    let made = clerk.api.post(ADMIN, &asked).await;
    steps.answered("relationship", &made).await;
    let one = format!("{ADMIN}/{}", text(&made.json["id"]));
    let named = json!({ "displayName": "Anders" });
    steps.answered("relationship named", &clerk.api.patch(&one, &named).await).await;
    steps.answered("relationship deleted", &clerk.api.delete(&one).await).await;
    let end = json!({ "action": "terminate" });
    let one = format!("{ADMIN}/{}/requests", ids[&AdminRelationship]);
    steps.answered("request taken back", &clerk.api.post(&one, &end).await).await;
    let path = format!("/p/{}/requests/{}", clerk.tenant.id, ids[&Invitation]);
    let page = clerk.browser.get(&path).await;
    let done = send(&mut clerk.browser, &page, &ids[&Invitation], &[("do", "take")]).await;
    steps.went("invitation sent", &done).await;
    let page = clerk.browser.get(&format!("{path}/revoke")).await;
    let done = send(&mut clerk.browser, &page, "/revoke", &[]).await;
    steps.went("invitation taken back", &done).await;
}

/// A provider's resellers: on record, and no more.
pub(super) async fn resellers(steps: &mut Steps<'_>, clerk: &mut Clerk<'_>, ids: &Ids) {
    let second = clerk.app.second_reseller.id;
    let path = format!("/v1/customers/{}/subscriptions/{}", ids[&Customer], ids[&Subscription]);
    let named = json!({ "partnerId": second.to_string() });
    steps.answered("on record", &clerk.api.patch(&path, &named).await).await;
    let path = format!("/p/{}/resellers/{second}/remove", clerk.tenant.id);
    let page = clerk.browser.get(&path).await;
    let done = send(&mut clerk.browser, &page, "/remove", &[]).await;
    steps.went("partnership removed", &done).await;
}

/// Puts a customer down to a reseller.
pub(super) async fn is_served_by(clerk: &mut Clerk<'_>, customer: &str, reseller: &str) {
    let base = format!("/p/{}/customers/{customer}/reseller/change", clerk.tenant.id);
    let page = clerk.browser.get(&base).await;
    let asked = send(&mut clerk.browser, &page, "/change", &[("reseller", reseller)]).await;
    let done = send(&mut clerk.browser, &asked, "/change", &[("confirmed", "on")]).await;
    assert_eq!(done.status, 200, "{}", done.html);
}

/// Whether this person may do any task in the customer's directory.
async fn may_do_something(app: &TestApp, (tenant, role): (&Tenant, Role), of: &str) -> bool {
    let mut browser = tenant.browser(app, role).await;
    let page = browser.get(&format!("/p/{}/customers/{of}/admin-relationships", tenant.id)).await;
    let tasks = page.html.split("id=\"tasks\"").nth(1);
    tasks.unwrap_or_else(|| panic!("{} {}", page.status, page.html)).contains("data-tone=\"good\"")
}

both_engines! {
    async fn what_a_customer_answers_touches_its_own_partners_only(app: TestApp) {
        let world = World::furnished(app).await;
        let app = &world.app;
        let customer = world.tenant(Who::Customer).expect("a tenant");
        let direct = Clerk::of(app, Who::Direct).await;
        let asked = world.of(Who::Direct);
        let base = format!("/p/{}", customer.id);
        let mut admin = customer.browser(app, Role::GlobalAdmin).await;
        let owners = [customer.id, app.direct.id].map(plain);
        let mut steps = Steps::begun(app, &owners, &asked[&Customer]).await;

        let link = format!("/a/{}", asked[&AdminLink]);
        let page = admin.get(&link).await;
        let done = send(&mut admin, &page, "/approve", &[("admin-approved", "on")]).await;
        steps.went("approved", &done).await;
        let one = format!("{base}/admin-relationships/{}/terminate", asked[&AdminRelationship]);
        let page = admin.get(&one).await;
        let done = send(&mut admin, &page, "/terminate", &[]).await;
        steps.went("terminated", &done).await;
        let end = format!("{base}/partners/{}/end-admin", app.direct.id);
        let page = admin.get(&end).await;
        let done = send(&mut admin, &page, "/end-admin", &[]).await;
        steps.went("privileges ended", &done).await;

        let link = format!("/i/{}", asked[&Link]);
        let page = admin.get(&link).await;
        let done = send(&mut admin, &page, "/accept", &[("accepted", "on")]).await;
        steps.went("privileges given again", &done).await;
        let again = direct.ask().await;
        steps.step("asked").await;
        let link = format!("/i/{}", again[&Link]);
        let page = admin.get(&link).await;
        let done = admin.submit(&page, &format!("{link}/decline"), &[]).await;
        steps.went("declined", &done).await;
        let reseller = Clerk::of(app, Who::Reseller).await;
        steps.owners.extend([app.reseller.id, app.provider.id].map(plain));
        let path = format!("/v1/customers/{}", asked[&Customer]);
        for (with_privileges, served) in [(false, "served by two"), (true, "administered")] {
            let both = json!({
                "invitationType": "combined", "providerId": app.provider.id.to_string(),
                "delegatedAdmin": with_privileges
            });
            let both = reseller.api.post("/v1/invitations", &both).await;
            steps.answered("asked by two", &both).await;
            let page = admin.get(&path_of(&both.json["url"])).await;
            let done = send(&mut admin, &page, "/accept", &[("accepted", "on")]).await;
            steps.went(served, &done).await;
            assert_eq!(reseller.api.get(&path).await.status, 200, "{served}");
        }
        steps.end();
        let home = admin.get(&format!("{base}/partners")).await;
        assert_eq!(home.html.matches("<tr><th scope=\"row\">").count(), 4, "{}", home.html);
    }

    async fn whoever_comes_back_comes_back_to_one_partner(app: TestApp) {
        let (direct, other) = (Clerk::of(&app, Who::Direct).await, Clerk::of(&app, Who::Other).await);
        let (one, two) = (direct.bare("eins", None).await, direct.bare("zwei", None).await);
        let (one, two) = (&one[&Customer], &two[&Customer]);
        other.sells_to(one, "Himitsu third").await;
        for (clerk, customer) in [(&other, one), (&direct, one), (&direct, two)] {
            clerk.end(customer).await;
        }
        let customer = app.staffed(one, "eins").await;
        let mut admin = customer.browser(&app, Role::GlobalAdmin).await;
        let partners = admin.get(&format!("/p/{}/partners", customer.id)).await;
        assert!(partners.status == 200 && !partners.says("青葉クラウド"), "{}", partners.html);
        let link = format!("/i/{}", direct.ask().await[&Link]);
        let owners = [app.direct.id, customer.id].map(plain);
        let mut steps = Steps::begun(&app, &owners, one).await;
        let page = admin.get(&link).await;
        let done = send(&mut admin, &page, "/accept", &[("accepted", "on")]).await;
        steps.went("back", &done).await;
        steps.end();
        let list = direct.api.get("/v1/customers").await;
        assert!(list.json["totalCount"] == 1 && list.text.contains(one.as_str()), "{}", list.text);
        assert_eq!(other.api.get("/v1/customers").await.json["totalCount"], 0);
    }

    async fn what_has_ended_with_one_is_open_to_all_others(app: TestApp) {
        let (direct, other) = (Clerk::of(&app, Who::Direct).await, Clerk::of(&app, Who::Other).await);
        let (one, two) = (direct.bare("eins", None).await, other.bare("zwei", None).await);
        direct.end(&one[&Customer]).await;
        for (customer, prefix, open_to) in [(&one, "eins", [false, true]), (&two, "zwei", [true, true])] {
            let mut admin = app.staffed(&customer[&Customer], prefix).await.browser(&app, Role::GlobalAdmin).await;
            for (clerk, is_open) in [&direct, &other].into_iter().zip(open_to) {
                let link = clerk.api.get("/v1/customers/relationshiprequests").await;
                let page = admin.get(&path_of(&link.json["url"])).await;
                assert_eq!(page.says("/accept\""), is_open, "{prefix}: {}", page.html);
            }
        }
    }

    async fn a_reseller_that_loses_a_customer_loses_it_of_one_provider(app: TestApp) {
        let mut clerk = Clerk::of(&app, Who::Provider).await;
        let reseller = app.reseller.id.to_string();
        let strange = app.another_provider().await;
        for reseller in [&app.reseller, &app.second_reseller] {
            app.sell_together(&strange, reseller).await;
        }
        let mut other = Clerk::at(&app, &strange, Role::AdminAgent).await;
        other.bare("null", None).await;
        let (one, two) = (clerk.bare("eins", Some(&reseller)).await, clerk.bare("zwei", Some(&reseller)).await);
        let (one, two) = (one[&Customer].clone(), two[&Customer].clone());
        other.sells_to(&one, "Himitsu third").await;
        is_served_by(&mut other, &one, &reseller).await;
        let customers = async || app.reseller.as_user(&app, Role::AdminAgent).await.get("/v1/customers").await;
        assert_eq!(customers().await.json["totalCount"], 2);
        let page = app.reseller.browser(&app, Role::AdminAgent).await.get(&format!("/p/{}/providers", app.reseller.id)).await;
        for (provider, customers) in [(&app.provider, 2), (&strange, 1)] {
            let row = page.html.split("<tr>").find(|row| row.contains(provider.network_id.as_deref().unwrap_or("?"))).expect("a row");
            assert!(row.contains(&format!(">{customers}</td>")), "{row}");
        }
        is_served_by(&mut clerk, &one, &app.second_reseller.id.to_string()).await;
        // Who sells it with whom is told to those two.
        let second = app.second_reseller.as_user(&app, Role::AdminAgent).await;
        let path = format!("/v1/customers/{one}/relationships");
        for (api, told, kept) in [(&clerk.api, &app.second_reseller, &app.reseller), (&second, &app.provider, &strange)] {
            let said = api.get(&path).await.text;
            assert!(said.contains(&told.id.to_string()) && !said.contains(&kept.id.to_string()), "{said}");
        }
        // The account says what the other provider's says from now on, and no other account does.
        let followed = customers().await;
        let says = |name: &str| followed.text.contains(&format!("Himitsu {name}"));
        assert!(says("third") && says("zwei") && !says("eins"), "{}", followed.text);
        let kept = clerk.api.get("/v1/customers").await.text;
        assert!(kept.contains("Himitsu eins") && !kept.contains("third"), "{kept}");
        is_served_by(&mut other, &one, "direct").await;
        let left = customers().await;
        assert!(left.json["totalCount"] == 1 && left.text.contains(&two), "{}", left.text);
    }

    async fn whoever_is_in_a_group_has_its_roles_where_they_were_given(app: TestApp) {
        let (mut direct, mut other) = (Clerk::of(&app, Who::Direct).await, Clerk::of(&app, Who::Other).await);
        let (one, two) = (direct.bare("eins", None).await, direct.bare("zwei", None).await);
        let (one, two) = (one[&Customer].clone(), two[&Customer].clone());
        other.sells_to(&one, "Himitsu third").await;
        let customer = app.staffed(&one, "eins").await;
        let mut admin = customer.browser(&app, Role::GlobalAdmin).await;
        for clerk in [&mut direct, &mut other] {
            let ids = clerk.administer("Himitsu", &one).await;
            let page = admin.get(&format!("/a/{}", ids[&AdminLink])).await;
            let done = send(&mut admin, &page, "/approve", &[("admin-approved", "on")]).await;
            assert_eq!(done.status, 200, "{}", done.html);
            if clerk.tenant.id == app.other.id {
                let asked = json!({ "action": "terminate" });
                let ended = clerk.api.post(&format!("{ADMIN}/{}/requests", ids[&AdminRelationship]), &asked).await;
                assert_eq!(ended.status, 201, "{}", ended.text);
            }
        }
        // As many tasks as the roles allow, for whoever is a member only.
        for (tenant, role, of, may) in [
            (&app.direct, Role::SalesAgent, &one, true),
            (&app.direct, Role::SalesAgent, &two, false),
            (&app.direct, Role::UserAdmin, &one, false),
            (&app.other, Role::SalesAgent, &one, false),
        ] {
            assert_eq!(may_do_something(&app, (tenant, role), of).await, may, "{role:?} {of}");
        }
    }

    async fn who_has_roles_in_the_directory_of_one_customer_is_no_partner_of_the_next(app: TestApp) {
        let (direct, mut other) = (Clerk::of(&app, Who::Direct).await, Clerk::of(&app, Who::Other).await);
        let link = format!("/a/{}", other.administer("Himitsu", "").await[&AdminLink]);
        for (prefix, is_partner) in [("eins", true), ("zwei", false)] {
            let customer = direct.bare(prefix, None).await[&Customer].clone();
            let customer = app.staffed(&customer, prefix).await;
            let mut admin = customer.browser(&app, Role::GlobalAdmin).await;
            if is_partner {
                let page = admin.get(&link).await;
                send(&mut admin, &page, "/approve", &[("admin-approved", "on")]).await;
            }
            let page = admin.get(&format!("/p/{}/partners", customer.id)).await;
            assert!(page.says("青葉クラウド"), "{}", page.html);
            assert_eq!(page.says("白樺ソリューションズ"), is_partner, "{}", page.html);
        }
    }

    async fn a_customer_is_told_of_the_providers_behind_its_own_partners(app: TestApp) {
        let clerk = Clerk::of(&app, Who::Provider).await;
        let strange = app.another_provider().await;
        for reseller in [&app.reseller, &app.second_reseller] {
            app.sell_together(&strange, reseller).await;
        }
        let mut other = Clerk::at(&app, &strange, Role::AdminAgent).await;
        let (first, second) = (app.reseller.id.to_string(), app.second_reseller.id.to_string());
        let (one, two) = (clerk.bare("eins", Some(&first)).await, clerk.bare("zwei", None).await);
        for (customer, reseller) in [(&one[&Customer], &second), (&two[&Customer], &first)] {
            other.sells_to(customer, "Himitsu third").await;
            is_served_by(&mut other, customer, reseller).await;
        }
        let owner = app.staffed(&one[&Customer], "eins").await.as_user(&app, Role::GlobalAdmin).await;
        let partners = owner.get("/v1/partners").await.json["items"].clone();
        let behind = |id: &String| {
            let found = partners.as_array().expect("partners").iter().find(|one| one["id"] == **id);
            found.unwrap_or_else(|| panic!("{partners}"))["providerNames"].clone()
        };
        assert_eq!(behind(&first), json!(["東都ディストリビューション"]));
        assert_eq!(behind(&second), json!(["西海ディストリビューション"]));
    }

    async fn the_older_privilege_is_each_partners_own_for_each_customer(app: TestApp) {
        let (direct, other) = (Clerk::of(&app, Who::Direct).await, Clerk::of(&app, Who::Other).await);
        let one = direct.bare("eins", None).await[&Customer].clone();
        let added = other.api.post("/v1/customers", &new_customer("zwei")).await;
        let two = text(&added.json["id"]);
        let customer = app.staffed(&two, "zwei").await;
        let mut admin = customer.browser(&app, Role::GlobalAdmin).await;
        direct.is_joined(&mut admin, "Himitsu zwei").await;
        let three = text(&direct.api.post("/v1/customers", &new_customer("drei")).await.json["id"]);
        for (tenant, of, may) in [
            (&app.direct, &one, true),
            (&app.direct, &two, true),
            (&app.direct, &three, false),
            (&app.other, &two, false),
        ] {
            assert_eq!(may_do_something(&app, (tenant, Role::AdminAgent), of).await, may, "{of}");
        }
    }

    async fn what_is_asked_of_a_customer_is_told_by_the_partners_own_name(app: TestApp) {
        let (mut direct, mut other) = (Clerk::of(&app, Who::Direct).await, Clerk::of(&app, Who::Other).await);
        let (one, two) = (direct.bare("eins", None).await, direct.bare("zwei", None).await);
        let (one, two) = (one[&Customer].clone(), two[&Customer].clone());
        other.sells_to(&one, "Himitsu third").await;
        let mut links = Vec::new();
        for customer in [&one, &two] {
            links.push((customer, direct.administer(&format!("now {customer}"), customer).await));
            direct.administer(&format!("later {customer}"), customer).await;
        }
        links.push((&one, other.administer("now", &one).await));
        other.administer("later", &one).await;
        for (customer, prefix) in [(&one, "eins"), (&two, "zwei")] {
            let asked = app.staffed(customer, prefix).await;
            let (api, mut admin) = (asked.as_user(&app, Role::GlobalAdmin).await, asked.browser(&app, Role::GlobalAdmin).await);
            for (_, ids) in links.iter().filter(|(of, _)| *of == customer) {
                let shown = api.get(&format!("{ADMIN}/{}", ids[&AdminRelationship])).await;
                assert!(shown.status == 200 && shown.json["approvalLink"].is_null(), "{}", shown.text);
                let page = admin.get(&format!("/a/{}", ids[&AdminLink])).await;
                let done = send(&mut admin, &page, "/approve", &[("admin-approved", "on")]).await;
                assert_eq!(done.status, 200, "{}", done.html);
            }
        }
        let told = [(&app.direct, &one, "eins"), (&app.direct, &two, "zwei"), (&app.other, &one, "third")];
        for ((tenant, _, name), (_, ids)) in told.iter().zip(&links) {
            let one = format!("{ADMIN}/{}", ids[&AdminRelationship]);
            let got = tenant.as_user(&app, Role::AdminAgent).await.get(&one).await;
            assert_eq!(got.json["customer"]["displayName"], format!("Himitsu {name}"), "{}", got.text);
        }
        for done in ["approved", "expired"] {
            for (tenant, customer, name) in told {
                let filter = json!({ "Field": "CustomerId", "Value": customer, "Operator": "equals" });
                let path = format!("/v1/auditrecords?filter={}", encode(&filter.to_string()));
                let log = tenant.as_user(&app, Role::AdminAgent).await.get(&path).await;
                let items = log.json["items"].as_array().expect("entries").iter();
                let done = format!("granular_admin_relationship_{done}");
                let named: Vec<_> = items.filter(|i| i["customizedData"][0]["value"] == done).map(|i| text(&i["customerName"])).collect();
                assert_eq!(named, [format!("Himitsu {name}")], "{done}: {}", log.text);
            }
            // What waits for an answer ends by the clock.
            app.advance(91 * 86_400);
            app.work().await;
        }
        // What was granted ends with its own relationship.
        direct.end(&one).await;
        let (_, theirs) = links.last().expect("the other one's");
        let other = Clerk::of(&app, Who::Other).await;
        let kept = other.api.get(&format!("{ADMIN}/{}", theirs[&AdminRelationship])).await;
        assert_eq!(kept.json["status"], "active", "{}", kept.text);
    }

    async fn groups_and_names_are_each_partners_own(app: TestApp) {
        let (mut direct, mut other) = (Clerk::of(&app, Who::Direct).await, Clerk::of(&app, Who::Other).await);
        let (one, two) = (direct.bare("eins", None).await, other.bare("zwei", None).await);
        let ours = direct.administer("Himitsu eins", &one[&Customer]).await;
        let theirs = other.administer("Himitsu zwei", &two[&Customer]).await;
        let assign = format!("{ADMIN}/{}/accessAssignments", ours[&AdminRelationship]);
        let mut said = Vec::new();
        for group in [theirs[&Group].as_str(), NOWHERE] {
            let given = json!({ "accessContainer": { "accessContainerId": group }, "accessDetails": roles(1) });
            let given = direct.api.post(&assign, &given).await;
            said.push((given.status, given.code()));
        }
        assert!(said[0] == said[1] && said[0].0 == 400, "{said:?}");
        // Their people are not offered, and not taken.
        let group = format!("/p/{}/security-groups/{}", app.direct.id, ours[&Group]);
        let stranger = app.other.people[&Role::AdminAgent].id.to_string();
        let page = direct.browser.get(&group).await;
        assert!(!page.says(&stranger), "{}", page.html);
        let member = format!("member-{stranger}");
        let done = send(&mut direct.browser, &page, &ours[&Group], &[(member.as_str(), "on")]).await;
        assert_eq!(done.status, 422, "{}", done.html);
        // A name that they have.
        let done = send(&mut direct.browser, &page, &ours[&Group], &[("group-name", "Himitsu zwei")]).await;
        assert_eq!(done.status, 200, "{}", done.html);
        let asked = json!({ "displayName": "Himitsu drei", "accessDetails": roles(1) });
        let made = direct.api.post(ADMIN, &asked).await;
        let one = format!("{ADMIN}/{}", text(&made.json["id"]));
        let named = direct.api.patch(&one, &json!({ "displayName": "Himitsu zwei" })).await;
        assert_eq!(named.status, 200, "{}", named.text);
    }

    async fn as_many_may_be_open_as_there_are_of_ones_own(app: TestApp) {
        let (direct, mut other) = (Clerk::of(&app, Who::Direct).await, Clerk::of(&app, Who::Other).await);
        let customer = other.bare("eins", None).await;
        let mut asked = other.administer("Himitsu", &customer[&Customer]).await;
        asked.extend(other.ask().await);
        copies(&app, "invitations", (&asked[&Invitation], &["token_hash"]), 5000).await;
        copies(&app, "admin_relationships", (&asked[&AdminRelationship], &["link_hash", "name_key"]), 500).await;
        let wanted = json!({ "displayName": "Neu", "accessDetails": roles(1) });
        for (path, body) in [("/v1/invitations", json!({})), (ADMIN, wanted)] {
            let refused = other.api.post(path, &body).await;
            assert!(refused.status.is_client_error(), "{path}: {}", refused.text);
            assert_eq!(direct.api.post(path, &body).await.status, 201, "{path}");
        }
    }

    async fn what_another_portal_calls_a_customer_is_each_partners_own(app: TestApp) {
        let (direct, other) = (Clerk::of(&app, Who::Direct).await, Clerk::of(&app, Who::Other).await);
        let mut ids = Vec::new();
        for (clerk, prefix) in [(&direct, "eins"), (&other, "zwei"), (&direct, "drei")] {
            let id = if prefix == "drei" { "W-2" } else { "W-1" };
            let one = json!({ "sourceId": id, "customer": new_customer(prefix) });
            let sent = json!({ "source": "Himitsu", "customers": [one] });
            let done = clerk.api.post("/v1/connectors/customers", &sent).await;
            assert_eq!(done.json["items"][0]["outcome"], "added", "{}", done.text);
            ids.push(text(&done.json["items"][0]["customerId"]));
        }
        // A customer of both, which only the first knows from elsewhere.
        other.sells_to(&ids[2], "Himitsu third").await;
        for (clerk, id, name) in [(&direct, &ids[0], "W-1"), (&direct, &ids[2], "W-2"), (&other, &ids[2], "")] {
            let page = clerk.browser.clone().get(&format!("/p/{}/customers/{id}/company", clerk.tenant.id)).await;
            let named = ["W-1", "W-2"].map(|name| page.says(&format!("Himitsu {name}")));
            assert_eq!(named, ["W-1", "W-2"].map(|known| known == name), "{id}: {}", page.html);
        }
        // One that is a customer no more is not known.
        other.sells_to(&ids[0], "Himitsu fourth").await;
        direct.end(&ids[0]).await;
        let one = json!({ "sourceId": "W-1", "customer": new_customer("vier") });
        let again = direct.api.post("/v1/connectors/customers", &json!({ "source": "Himitsu", "customers": [one] })).await;
        assert_ne!(again.json["items"][0]["outcome"], "known", "{}", again.text);
    }
}
