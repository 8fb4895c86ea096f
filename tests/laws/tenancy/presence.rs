//! What others have does not count as one's own: where an answer is not a thing but a yes or a no.

use super::{
    actors::Who,
    cells::Answer,
    clerk::{Clerk, administrator, attestation, order, text},
    forms::send,
    parameters::Parameter::{Customer, Document, Link, Review},
    world::NOWHERE,
};
use opc_core::access::Role;
use opc_testkit::{Api, BASIC, Browser, Page, Tenant, VAULT, account_form, both_engines};
use serde_json::json;

/// An order; the code of its refusal.
async fn refused(api: &Api, customer: &str) -> String {
    api.post(&format!("/v1/customers/{customer}/orders"), &order(BASIC)).await.code()
}

/// Asks the customer to accept the agreement itself.
async fn ask(clerk: &mut Clerk<'_>, customer: &str) -> Page {
    let path = format!("/p/{}/customers/{customer}/agreement", clerk.tenant.id);
    let page = clerk.browser.get(&path).await;
    clerk.browser.submit(&page, &format!("{path}/direct"), &[]).await
}

/// What is answered when somebody begins to add a customer with this domain and name.
async fn typed(clerk: &mut Clerk<'_>, prefix: &str, name: &str) -> Page {
    let path = format!("/p/{}/customers/new", clerk.tenant.id);
    let page = clerk.browser.get(&path).await;
    let mut form = account_form(prefix);
    form.retain(|(name, _)| *name != "company-name");
    form.push(("company-name", name.to_owned()));
    let fields: Vec<_> = form.iter().map(|(n, v)| (*n, v.as_str())).collect();
    clerk.browser.submit(&page, &format!("{path}/account"), &fields).await
}

/// Whether the customer is asked to accept something.
async fn is_asked(browser: &mut Browser) -> bool {
    browser.get("/").await.hidden("template").is_some()
}

async fn accept(browser: &mut Browser) {
    let home = browser.get("/").await;
    let done = send(browser, &home, "/agreement", &[("accepted", "on")]).await;
    assert_eq!(done.status, 200, "{}", done.html);
}

both_engines! {
    async fn the_agreement_and_the_orders_of_others_are_not_ones_own(app: TestApp) {
        let mut clerk = Clerk::of(&app, Who::Direct).await;
        let full = clerk.customer("full", None).await;
        let bare = clerk.bare("bare", None).await;
        let (full, bare) = (&full[&Customer], &bare[&Customer]);
        assert_eq!(refused(&clerk.api, bare).await, "13605", "a sibling has accepted");
        assert_eq!(ask(&mut clerk, bare).await.status, 200, "a sibling has bought");
        let mut other = Clerk::of(&app, Who::Other).await;
        other.sells_to(full, "Himitsu third").await;
        assert_eq!(refused(&other.api, full).await, "13605", "it has accepted elsewhere");
        assert_eq!(ask(&mut other, full).await.status, 200, "it has bought elsewhere");
        assert_eq!(ask(&mut clerk, full).await.status, 422, "it has bought here");
    }

    async fn a_customer_is_asked_by_each_partner_for_itself(app: TestApp) {
        let (mut direct, mut other) = (Clerk::of(&app, Who::Direct).await, Clerk::of(&app, Who::Other).await);
        let (one, two) = (direct.bare("one", None).await, direct.bare("two", None).await);
        let (mut first, mut second) = (administrator(&app, "one", &one).await, administrator(&app, "two", &two).await);
        let (one, two) = (one[&Customer].clone(), two[&Customer].clone());
        other.sells_to(&one, "Himitsu third").await;
        ask(&mut direct, &two).await;
        assert!(!is_asked(&mut first).await, "another customer is asked");
        accept(&mut second).await;
        assert!(!is_asked(&mut first).await, "another customer has accepted");
        assert!(!first.get("/").await.says("/agreements/"), "what another customer has accepted");
        let link = format!("/i/{}", direct.ask_for(false).await[&Link]);
        assert!(first.get(&link).await.says("name=\"accepted\""), "another customer has accepted");
        assert_eq!(refused(&direct.api, &two).await, "");
        ask(&mut other, &one).await;
        let home = first.get("/").await;
        assert!(home.hidden("template").is_some() && !home.says("青葉クラウド"), "{}", home.html);
        accept(&mut first).await;
        assert!(!is_asked(&mut first).await, "nobody else has asked");
        assert!(first.get(&link).await.says("name=\"accepted\""), "it has accepted elsewhere");
        let kept = first.get("/").await;
        assert_eq!(kept.html.matches("白樺ソリューションズ").count(), 1, "{}", kept.html);
        assert_eq!(refused(&other.api, &one).await, "");
        ask(&mut direct, &one).await;
        assert!(is_asked(&mut first).await, "the other one has its answer");
        assert!(!is_asked(&mut second).await);
        accept(&mut first).await;
        assert!(!is_asked(&mut first).await);
        assert!(second.get("/").await.html.matches("青葉クラウド").count() == 1);
        direct.api.delete(&format!("/v1/customers/{two}")).await;
        assert_eq!(refused(&direct.api, &one).await, "");
    }

    async fn an_ended_partner_asks_for_nothing_any_more(app: TestApp) {
        let mut clerk = Clerk::of(&app, Who::Direct).await;
        let ids = clerk.bare("one", None).await;
        let mut admin = administrator(&app, "one", &ids).await;
        ask(&mut clerk, &ids[&Customer]).await;
        assert!(is_asked(&mut admin).await);
        clerk.end(&ids[&Customer]).await;
        assert!(!is_asked(&mut admin).await);
    }

    async fn limits_and_names_are_each_partners_own(app: TestApp) {
        let (direct, other) = (Clerk::of(&app, Who::Direct).await, Clerk::of(&app, Who::Other).await);
        for _ in 0..100 {
            let import = other.api.post_text("/v1/imports", "name\nHimitsu\n").await;
            assert_eq!(import.status, 201, "{}", import.text);
        }
        assert_eq!(other.api.post_text("/v1/imports", "name\nHimitsu\n").await.status, 400);
        assert_eq!(direct.api.post_text("/v1/imports", "name\nHimitsu\n").await.status, 201);
        // The same request id is another request.
        let id = "7f000000-0000-4000-8000-000000000001";
        let mut ids = Vec::new();
        for (clerk, prefix) in [(&direct, "erste"), (&other, "zweite")] {
            let mut body = opc_testkit::new_customer(prefix);
            body["billingProfile"]["companyName"] = json!(format!("Himitsu {prefix}"));
            let added = clerk.api.with("ms-requestid", id).post("/v1/customers", &body).await;
            assert_eq!(added.status, 201, "{}", added.text);
            ids.push(added.json["id"].clone());
        }
        assert_ne!(ids[0], ids[1]);
        // A view of a colleague, too.
        let (list, named) = (format!("/p/{}/customers", app.direct.id), [("view-name", "Sicht"), ("q", "x")]);
        let mut both = [direct.browser.clone(), app.direct.browser(&app, Role::SalesAgent).await];
        for browser in &mut both {
            let page = browser.get(&list).await;
            browser.submit(&page, &format!("{list}/views"), &named).await;
        }
        let [one, colleague] = &mut both;
        let page = one.get(&list).await;
        assert!(page.says("Sicht"), "{}", page.html);
        one.submit(&page, &format!("{list}/views/remove"), &named[..1]).await;
        assert!(!one.get(&list).await.says("Sicht") && colleague.get(&list).await.says("Sicht"));
        // An organisation keeps a global administrator, however many others have.
        let mut admin = app.direct.browser(&app, Role::GlobalAdmin).await;
        let user = format!("/p/{}/users/{}", app.direct.id, app.direct.people[&Role::GlobalAdmin].id);
        let page = admin.get(&user).await;
        let done = admin.submit(&page, &user, &[("role-sales_agent", "on")]).await;
        assert_eq!(done.status, 422, "{}", done.html);
    }

    async fn a_limit_of_an_offer_is_each_customers_own(app: TestApp) {
        let clerk = Clerk::of(&app, Who::Direct).await;
        for prefix in ["eins", "zwei"] {
            let customer = clerk.bare(prefix, None).await;
            let path = format!("/v1/customers/{}", customer[&Customer]);
            clerk.api.post(&format!("{path}/agreements"), &attestation(&clerk.api).await).await;
            let line = json!({"lineItemNumber": 0, "offerId": VAULT, "quantity": 1});
            let one = json!({ "billingCycle": "annual", "lineItems": [line] });
            for code in ["", "800066"] {
                let placed = clerk.api.post(&format!("{path}/orders"), &one).await;
                assert_eq!(placed.code(), code, "{prefix}: {}", placed.text);
            }
        }
    }

    async fn what_a_file_of_others_was_read_as_is_not_remembered_for_oneself(app: TestApp) {
        let (direct, other) = (Clerk::of(&app, Who::Direct).await, Clerk::of(&app, Who::Other).await);
        let mut seen = Vec::new();
        for clerk in [&direct, &other, &direct, &other] {
            let import = clerk.api.post_text("/v1/imports", "himitsu\nTokyo\n").await;
            let path = format!("/v1/imports/{}/check", text(&import.json["id"]));
            if clerk.tenant.id == app.other.id {
                let same = ["country", "first-name", "last-name", "email", "postal-code", "state", "city", "address-line-1"];
                let same: Vec<_> = same.iter().map(|field| json!({ "field": field, "value": "x" })).collect();
                let columns = [json!({ "column": "himitsu", "field": "company-name" })];
                let read = json!({ "columns": columns, "constants": same });
                let checked = clerk.api.post(&path, &read).await;
                assert!(checked.status.is_success(), "{}", checked.text);
            }
            seen.push(import.json["mapping"]["columns"][0]["field"].clone());
        }
        assert_eq!(seen, [json!(null), json!(null), json!(null), json!("company-name")]);
    }

    async fn people_are_listed_in_their_own_organisation(app: TestApp) {
        let mut admin = app.direct.browser(&app, Role::GlobalAdmin).await;
        let page = admin.get(&format!("/p/{}/users", app.direct.id)).await;
        let lists = |tenant: &Tenant| page.says(&tenant.people[&Role::AdminAgent].id.to_string());
        assert!(lists(&app.direct) && !lists(&app.other) && !lists(&app.operator), "{}", page.html);
    }

    async fn the_operator_reviews_each_customer_of_each_partner_once(app: TestApp) {
        let (mut direct, mut other) = (Clerk::of(&app, Who::Direct).await, Clerk::of(&app, Who::Other).await);
        let shared = direct.bare("eins", None).await[&Customer].clone();
        let second = direct.bare("zwei", None).await[&Customer].clone();
        let gone = direct.ended("drei").await;
        let customer = app.staffed(&shared, "eins").await;
        let mut admin = customer.browser(&app, Role::GlobalAdmin).await;
        other.is_joined(&mut admin, "Himitsu third").await;
        other.furnish(shared.clone()).await;
        for customer in [shared, second] {
            direct.furnish(customer).await;
        }
        let mut operator = app.operator.browser(&app, Role::GlobalAdmin).await;
        let base = format!("/p/{}/reviews", app.operator.id);
        let list = operator.get(&base).await;
        let names = ["eins", "zwei", "drei", "third"].map(|name| format!("Himitsu {name}"));
        let shown = names.each_ref().map(|name| list.html.matches(&format!(">{name}</a>")).count());
        assert_eq!(shown, [1, 1, 0, 1], "{}", list.html);
        for row in list.html.split(&format!("<a href=\"{base}/")).skip(1) {
            let id = row.split(['"', '?']).next().unwrap_or_default();
            let name = names.iter().find(|name| row.contains(&format!(">{name}</a>")));
            let page = operator.get(&format!("{base}/{id}")).await;
            let said: Vec<_> = names.iter().filter(|name| page.says(name)).collect();
            assert_eq!(said, Vec::from_iter(name), "{}", page.html);
        }
        let (review, document) = (&gone[&Review], &gone[&Document]);
        for path in [review.clone(), format!("{review}/documents/{document}")] {
            assert_eq!(operator.get(&format!("{base}/{path}")).await.status, 404);
        }
    }

    async fn a_provider_has_its_own_resellers(app: TestApp) {
        let mut clerk = Clerk::of(&app, Who::Provider).await;
        let ids = clerk.bare("one", None).await;
        let base = format!("/p/{}/customers/{}/reseller/change", clerk.tenant.id, ids[&Customer]);
        let before = clerk.browser.get(&base).await;
        app.sell_together(&app.another_provider().await, &app.other).await;
        let strange = app.other.id.to_string();
        let page = clerk.browser.get(&base).await;
        assert!(!page.says(&strange) && !page.says("白樺ソリューションズ"), "{}", page.html);
        assert!(before.says(&app.reseller.id.to_string()));
        let etag = page.hidden("etag").expect("a version");
        let mut said = Vec::new();
        for reseller in [strange.as_str(), NOWHERE] {
            let fields = [("reseller", reseller), ("confirmed", "on"), ("etag", etag.as_str())];
            let done = clerk.browser.submit(&page, &base, &fields).await;
            said.push((done.status, Answer::of_page(&done).text));
        }
        assert_eq!(said[0], said[1]);
        assert!(said[0].0.is_client_error(), "{}", said[0].1);
    }

    async fn a_customer_that_two_have_is_told_of_as_ones_own(app: TestApp) {
        let mut clerk = Clerk::of(&app, Who::Direct).await;
        let own = clerk.bare("eins", None).await;
        let gone = clerk.bare("null", None).await;
        clerk.end(&gone[&Customer]).await;
        // Names are read into memory with the first search, and kept up to date from then on.
        let all = format!("/p/{}/customers?q=himitsu", app.direct.id);
        let before = clerk.browser.get(&all).await;
        let other = Clerk::of(&app, Who::Other).await;
        other.sells_to(&own[&Customer], "Himitsu third").await;
        let after = clerk.browser.get(&all).await;
        assert_eq!(Answer::of_page(&before), Answer::of_page(&after));
        assert!(after.says("Himitsu eins"), "{}", after.html);
        let many = clerk.browser.get(&format!("/p/{}/customers/tags?all=on", app.direct.id)).await;
        assert!(many.says("the tags of one customer"), "{}", many.html);
        let third = clerk.browser.get(&all.replace("himitsu", "third")).await;
        assert!(!third.says("Himitsu eins"), "{}", third.html);
        let known = typed(&mut clerk, "zwei", "Himitsu eins").await;
        assert!(known.status == 422 && known.says("You already have Himitsu eins"), "{}", known.html);
        assert!(!known.says("third"), "{}", known.html);
        // One that was the customer once is not shown as one's own.
        clerk.end(&own[&Customer]).await;
        let again = typed(&mut clerk, "zwei", "Himitsu eins").await;
        assert!(!again.says("You already have Himitsu eins"), "{}", again.html);
        let shown = other.api.get(&format!("/v1/customers/{}", own[&Customer])).await;
        assert_eq!(shown.status, 200, "the other one still has it");
    }

    async fn only_what_one_has_is_named_as_known(app: TestApp) {
        let mut clerk = Clerk::of(&app, Who::Direct).await;
        clerk.bare("eins", None).await;
        clerk.bare("zwei", None).await;
        clerk.ended("drei").await;
        Clerk::of(&app, Who::Other).await.bare("vier", None).await;
        let (name, domain) = ("You already have Himitsu", "Your customer Himitsu");
        for (typed_domain, typed_name, known) in [
            ("neu", "zwei", Some(format!("{name} zwei"))),
            ("neu", "vier", None),
            ("zwei", "neu", Some(format!("{domain} zwei"))),
            ("drei", "neu", None),
            ("vier", "neu", None),
        ] {
            let page = typed(&mut clerk, typed_domain, &format!("Himitsu {typed_name}")).await;
            assert_eq!(page.status, 422, "{}", page.html);
            let told = page.says(name) || page.says(domain);
            assert_eq!(told, known.is_some(), "{typed_domain} {typed_name}: {}", page.html);
            assert!(known.is_none_or(|known| page.says(&known)), "{}", page.html);
        }
    }
}

/// The report of who has not accepted the agreement: the file, and the pages by state.
async fn report(clerk: &mut Clerk<'_>) -> [String; 6] {
    let base = format!("/p/{}/agreements", clerk.tenant.id);
    let mut seen = [const { String::new() }; 6];
    let shown = [
        "/export.csv",
        "?state=missing",
        "?state=waiting",
        "?state=outdated",
        "/remind?state=missing",
        "/remind?state=waiting",
    ];
    for (seen, path) in seen.iter_mut().zip(shown) {
        *seen = Answer::of_page(&clerk.browser.get(&format!("{base}{path}")).await).text;
    }
    seen
}

/// Reminds the customers in this state.
pub(super) async fn remind(clerk: &mut Clerk<'_>, state: &str) {
    let path = format!("/p/{}/agreements/remind?state={state}", clerk.tenant.id);
    let page = clerk.browser.get(&path).await;
    let done = send(&mut clerk.browser, &page, "/remind", &[]).await;
    assert_eq!(done.status, 200, "{}", done.html);
    clerk.app.work().await;
}

both_engines! {
    async fn who_has_not_accepted_is_told_customer_by_customer(app: TestApp) {
        let mut clerk = Clerk::of(&app, Who::Direct).await;
        clerk.customer("full", None).await;
        let (bare, asked) = (clerk.bare("bare", None).await, clerk.bare("asked", None).await);
        ask(&mut clerk, &asked[&Customer]).await;
        let ended = clerk.bare("ended", None).await;
        clerk.end(&ended[&Customer]).await;
        let before = report(&mut clerk).await;
        let names = |text: &str| ["full", "bare", "asked", "ended", "third"].map(|name| text.contains(&format!("Himitsu {name}")));
        assert_eq!(names(&before[0]), [false, true, true, false, false], "{}", before[0]);
        assert_eq!(names(&before[1]), [false, true, false, false, false], "{}", before[1]);
        assert_eq!(names(&before[2]), [false, false, true, false, false], "{}", before[2]);
        assert_eq!(names(&before[3]), [false; 5], "{}", before[3]);
        for counted in &before[4..] {
            assert!(counted.contains("Send 1 mail"), "{counted}");
        }
        let row = before[0].lines().find(|line| line.contains("Himitsu bare")).expect("a row");
        assert!(!row.contains("2026-11-1"), "when another accepted: {row}");
        let mut other = Clerk::of(&app, Who::Other).await;
        other.sells_to(&bare[&Customer], "Himitsu third").await;
        remind(&mut other, "missing").await;
        assert_eq!(report(&mut clerk).await, before, "the other one has reminded it");
        ask(&mut other, &bare[&Customer]).await;
        assert_eq!(report(&mut clerk).await, before, "the other one has asked it");
        other.furnish(bare[&Customer].clone()).await;
        assert_eq!(report(&mut clerk).await, before, "it has accepted for the other one");
        remind(&mut clerk, "waiting").await;
        let after = report(&mut clerk).await;
        let row = |text: &str| text.lines().find(|line| line.contains("Himitsu bare")).map(str::to_owned);
        assert_eq!(row(&after[0]), row(&before[0]), "another one was reminded");
        assert_eq!(after[1], before[1], "the number of those to be reminded");
    }
}
