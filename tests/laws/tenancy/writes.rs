//! What one does to one's own changes no row of anybody else, and none of another customer.

use super::{
    actors::Who,
    clerk::{Clerk, attestation, order},
    forms::send,
    granted,
    parameters::Parameter::{Customer, Order, SandboxReseller, User},
    rows::plain,
    steps::Steps,
    world::{Ids, World},
};
use opc_core::access::Role;
use opc_testkit::{BASIC, Browser, ENTERPRISE, both_engines};
use serde_json::json;

/// The account of a customer by its pages.
async fn account(steps: &mut Steps<'_>, clerk: &mut Clerk<'_>, ids: &Ids) {
    let base = format!("/p/{}/customers/{}", clerk.tenant.id, ids[&Customer]);
    let browser = &mut clerk.browser;
    for (section, end, changes) in [
        ("bill-to", "/bill-to", &[("address-line-2", "二階")][..]),
        ("tags", "/tags", &[("tags", "重要")]),
        (
            "permissions",
            "/permissions",
            &[("savings-plans", "on"), ("confirmed", "on"), ("permissions-confirmed", "on")],
        ),
        (
            "agreement/attest",
            "/attest",
            &[
                ("signer-first-name", "次郎"),
                ("signer-last-name", "山田"),
                ("signer-email", "j@hinode.example"),
                ("agreement-date", "2026-11-20"),
                ("agreement-attested", "on"),
            ],
        ),
    ] {
        let page = browser.get(&format!("{base}/{section}")).await;
        let done = send(browser, &page, end, changes).await;
        steps.went(section, &done).await;
    }
    let page = browser.get(&format!("{base}/history")).await;
    let done = send(browser, &page, "/history/undo", &[]).await;
    steps.went("undo", &done).await;
    let page = browser.get(&format!("{base}/verification")).await;
    let review = page.hidden("review").unwrap_or_else(|| panic!("{}", page.html));
    let path = format!("{base}/verification");
    let done = browser.upload(&page, &path, &[("review", &review)], ("b.pdf", b"%PDF-1.7")).await;
    steps.went("document", &done).await;
}

/// The same by the API.
async fn operations(steps: &mut Steps<'_>, clerk: &mut Clerk<'_>, ids: &Ids) {
    let path = format!("/v1/customers/{}", ids[&Customer]);
    let api = &clerk.api;
    let mut profile = api.get(&format!("{path}/profiles/billing")).await.json;
    profile["email"] = json!("neu@hinode.example");
    steps.answered("profile", &api.put(&format!("{path}/profiles/billing"), &profile).await).await;
    let attested = api.post(&format!("{path}/agreements"), &attestation(api).await).await;
    steps.answered("agreement", &attested).await;
    let placed = api.post(&format!("{path}/orders"), &order(ENTERPRISE).clone()).await;
    assert!(placed.status.is_client_error(), "3 are too few: {}", placed.text);
    let placed = api.post(&format!("{path}/orders"), &order(BASIC)).await;
    steps.answered("order", &placed).await;
    let policy = json!({
        "selfServeEntity": { "tenantId": ids[&Customer] },
        "permissions": [{ "resource": "AzureReservedInstances", "action": "Purchase" }]
    });
    let gone = api.delete(&format!("/v1/SelfServePolicy/{}", ids[&Customer])).await;
    steps.answered("policy removed", &gone).await;
    steps.answered("policy", &api.post("/v1/SelfServePolicy", &policy).await).await;
}

/// Tags of many customers, of which some are not the partner's.
async fn batches(steps: &mut Steps<'_>, clerk: &mut Clerk<'_>, world: (&Ids, &Ids)) {
    let base = format!("/p/{}/customers", clerk.tenant.id);
    let (own, foreign) = (&world.0[&Customer], &world.1[&Customer]);
    let browser = &mut clerk.browser;
    let page = browser.get(&format!("{base}/tags?customer={own}")).await;
    let fields = [("customer", own.as_str()), ("customer", foreign), ("add-tags", "全部")];
    let page = browser.submit(&page, &format!("{base}/tags"), &fields).await;
    clerk.app.work().await;
    steps.went("tags of many", &page).await;
    let page = browser.get(&page.path).await;
    let done = send(browser, &page, "/tags/undo", &[]).await;
    clerk.app.work().await;
    steps.went("tags of many undone", &done).await;
    for (end, changes) in [
        ("/columns", &[("column", "added")][..]),
        ("/views", &[("view-name", "Sicht"), ("q", "x")]),
        ("/views/remove", &[("view-name", "Sicht")]),
    ] {
        let page = browser.get(&base).await;
        let done = browser.submit(&page, &format!("{base}{end}"), changes).await;
        steps.went(end, &done).await;
    }
}

/// A file of customers from its upload to its end, and another one that is given up.
async fn imports(steps: &mut Steps<'_>, clerk: &mut Clerk<'_>, prefix: &str) {
    let file = "name,zip,prefecture,city,address\n青葉製作所,100-0005,東京都,千代田区,丸の内1\n";
    let mapping = [
        ("column-0", "company-name"),
        ("column-1", "postal-code"),
        ("column-2", "state"),
        ("column-3", "city"),
        ("column-4", "address-line-1"),
        ("country", "JP"),
        ("first-name", "太郎"),
        ("last-name", "山田"),
        ("email", "info@hinode.example"),
        ("prefix-from", "number"),
        ("prefix-stem", prefix),
    ];
    let list = format!("/p/{}/imports", clerk.tenant.id);
    for name in ["added.csv", "given-up.csv"] {
        let browser = &mut clerk.browser;
        let page = browser.get(&list).await;
        let page = browser.upload(&page, &list, &[], (name, file.as_bytes())).await;
        steps.went("upload", &page).await;
        let base = page.path.trim_end_matches("/mapping").to_owned();
        let page = browser.submit(&page, &format!("{base}/check"), &mapping).await;
        steps.went("check", &page).await;
        clerk.app.work().await;
        steps.step("checked").await;
        let page = browser.get(&base).await;
        if name == "added.csv" {
            let page = browser.submit(&page, &format!("{base}/start"), &[]).await;
            steps.went("start", &page).await;
            let page = browser.submit(&page, &format!("{base}/pause"), &[]).await;
            steps.went("pause", &page).await;
            let page = browser.submit(&page, &format!("{base}/resume"), &[]).await;
            steps.went("resume", &page).await;
            clerk.app.work().await;
            steps.step("added").await;
            assert_eq!(browser.get(&format!("{base}/rows?outcome=added")).await.status, 200);
        } else {
            let page = browser.submit(&page, &format!("{base}/cancel"), &[]).await;
            steps.went("cancel", &page).await;
        }
    }
}

/// A draft that is saved, given up, and another one that becomes a customer.
async fn drafts(steps: &mut Steps<'_>, clerk: &mut Clerk<'_>, prefix: &str) {
    let base = format!("/p/{}/customers/new", clerk.tenant.id);
    let draft = clerk.draft(&format!("{prefix}-1")).await;
    steps.step("draft").await;
    let page = clerk.browser.get(&format!("{base}/{draft}/account")).await;
    let page = send(&mut clerk.browser, &page, "/account", &[("address-line-2", "二階")]).await;
    steps.went("draft saved", &page).await;
    let page = clerk.browser.get(&format!("{base}/{draft}/account")).await;
    let gone = clerk.browser.submit(&page, &format!("{base}/{draft}/discard"), &[]).await;
    steps.went("draft given up", &gone).await;
    let draft = clerk.draft(&format!("{prefix}-2")).await;
    steps.step("second draft").await;
    let browser = &mut clerk.browser;
    let page = browser.get(&format!("{base}/{draft}/subscriptions")).await;
    let quantity = format!("quantity-{BASIC}");
    let review = send(browser, &page, "/subscriptions", &[(quantity.as_str(), "2")]).await;
    steps.went("draft ordered", &review).await;
    let review = browser.get(&format!("{base}/{draft}/review")).await;
    clerk.app.partner_agreement_is_signed(clerk.tenant.id, false).await;
    steps.step("agreement lapsed").await;
    let sent = send(browser, &review, "/submit", &[]).await;
    steps.went("draft submitted", &sent).await;
    clerk.app.partner_agreement_is_signed(clerk.tenant.id, true).await;
    steps.step("agreement signed").await;
    let again = browser.get(&sent.path).await;
    let again = send(browser, &again, "/retry", &[("line", "0")]).await;
    steps.went("order tried again", &again).await;
    let again = browser.get(&sent.path).await;
    let done = send(browser, &again, "/done", &[]).await;
    steps.went("draft done", &done).await;
}

/// People of the organisation.
async fn people(steps: &mut Steps<'_>, clerk: &mut Clerk<'_>, ids: &Ids) {
    let base = format!("/p/{}/users", clerk.tenant.id);
    let mut admin = clerk.tenant.browser(clerk.app, Role::GlobalAdmin).await;
    let mut signed_in: Browser = clerk.tenant.browser(clerk.app, Role::UserAdmin).await;
    steps.step("signed in").await;
    let user = format!("{base}/{}", ids[&User]);
    let page = admin.get(&user).await;
    for (name, path, fields) in [
        ("roles", user.clone(), &[("role-helpdesk_agent", "on")][..]),
        ("reset", format!("{user}/reset"), &[]),
        ("deactivated", format!("{user}/deactivate"), &[]),
        ("reactivated", format!("{user}/reactivate"), &[]),
    ] {
        let done = admin.submit(&page, &path, fields).await;
        steps.went(name, &done).await;
    }
    assert!(signed_in.get(&format!("/p/{}/", clerk.tenant.id)).await.path.starts_with("/sign-in"));
    let page = admin.get(&format!("{base}/new")).await;
    let fields = [
        ("user-name", "neu"),
        ("first-name", "花子"),
        ("last-name", "新井"),
        ("email", "neu@hinode.example"),
        ("language", "ja"),
        ("role-sales_agent", "on"),
    ];
    let done = send(&mut admin, &page, "/users", &fields).await;
    steps.went("added", &done).await;
    let page = admin.get(&format!("/p/{}/sign-out-everywhere", clerk.tenant.id)).await;
    let done = send(&mut admin, &page, "/sign-out-everywhere", &[]).await;
    assert!(done.status == 200 || done.status == 401, "{}", done.html);
    steps.step("signed out").await;
}

both_engines! {
    async fn what_a_partner_does_touches_its_own_rows_only(app: TestApp) {
        let world = World::furnished(app).await;
        let mut clerk = Clerk::of(&world.app, Who::Direct).await;
        let (own, foreign) = (world.of(Who::Direct), world.of(Who::Other));
        let owners = [clerk.tenant.id.to_string(), own[&Customer].clone()];
        let mut steps = Steps::begun(&world.app, &owners, &own[&Customer]).await;
        account(&mut steps, &mut clerk, own).await;
        operations(&mut steps, &mut clerk, own).await;
        batches(&mut steps, &mut clerk, (own, foreign)).await;
        drafts(&mut steps, &mut clerk, "steps").await;
        imports(&mut steps, &mut clerk, "import").await;
        people(&mut steps, &mut clerk, own).await;
        let mut clerk = Clerk::of(&world.app, Who::Direct).await;
        steps.step("signed in").await;
        granted::groups(&mut steps, &mut clerk, own).await;
        granted::requests(&mut steps, &mut clerk, own).await;
        let ended = clerk.bare("ending", None).await;
        steps.step("another").await;
        clerk.end(&ended[&Customer]).await;
        steps.step("ended").await;
        let gone = clerk.api.delete(&format!("/v1/customers/{}", own[&Customer])).await;
        steps.answered("deleted", &gone).await;
        steps.end();
        // The other partner still has it.
        let other = Clerk::of(&world.app, Who::Other).await;
        let order = format!("/v1/customers/{}/orders/{}", own[&Customer], world.crossed()[&Order]);
        assert_eq!(other.api.get(&order).await.status, 200);
    }

    async fn what_a_provider_does_touches_its_own_rows_and_its_resellers(app: TestApp) {
        let world = World::furnished(app).await;
        let app = &world.app;
        let shared = world.indirect();
        let other = Clerk::of(app, Who::Other).await;
        other.sells_to(&shared[&Customer], "Himitsu other-third").await;
        let mut clerk = Clerk::of(app, Who::Provider).await;
        let owners = [clerk.tenant.id.to_string(), app.reseller.id.to_string(), shared[&Customer].clone()];
        let mut steps = Steps::begun(app, &owners, &shared[&Customer]).await;
        // First, while the versions of other accounts are the same.
        let base = format!("/p/{}/customers/{}/reseller/change", clerk.tenant.id, shared[&Customer]);
        steps.owners.push(plain(app.second_reseller.id));
        for reseller in [app.second_reseller.id, app.reseller.id] {
            let page = clerk.browser.get(&base).await;
            let to = reseller.to_string();
            let asked = send(&mut clerk.browser, &page, "/change", &[("reseller", &to)]).await;
            let done = send(&mut clerk.browser, &asked, "/change", &[("confirmed", "on")]).await;
            steps.went("reseller", &done).await;
        }
        account(&mut steps, &mut clerk, shared).await;
        operations(&mut steps, &mut clerk, shared).await;
        granted::resellers(&mut steps, &mut clerk, shared).await;
        let agent = clerk.api.delete(&format!("/v1/customers/{}", shared[&Customer])).await;
        steps.answered("deleted", &agent).await;
        let trial = &world.of(Who::Provider)[&SandboxReseller];
        steps.owners.push(plain(trial));
        let gone = clerk.api.delete(&format!("/v1/sandboxIndirectReseller/{trial}")).await;
        steps.answered("trial deleted", &gone).await;
        steps.end();
    }
}
