//! What each edition has (`domain/01` §4): every row of the table by page and over the API, in both
//! languages, and what goes on as everywhere.

use super::wizard::{account, base};
use opc_core::{
    Fault,
    access::{Cloud, FEATURES, Feature, OrganisationKind, Request, Role},
    kernel::{country::Country, language::Lang, money::Currency},
    partners::{self, NewOrganisation},
};
use opc_testkit::{Tenant, TestApp, account_form, both_engines, new_customer};
use serde_json::json;

/// A message of `editions.ftl`.
fn says(lang: Lang, key: &str) -> &'static str {
    let file = match lang {
        Lang::En => include_str!("../../locales/en/editions.ftl"),
        Lang::Ja => include_str!("../../locales/ja/editions.ftl"),
    };
    let line = file.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = "));
    line.expect("a message")
}

fn instead(lang: Lang, feature: Feature) -> &'static str {
    says(lang, &format!("edition-without-{}", feature.row().name))
}

/// Pages that are closed where the feature is missing, by whose they are; `:id` is a customer.
fn pages(app: &TestApp, feature: Feature) -> Vec<(&Tenant, Role, &'static str)> {
    let (agent, admin) = (Role::AdminAgent, Role::GlobalAdmin);
    match feature {
        Feature::IndirectModel => vec![
            (&app.provider, agent, "/"),
            (&app.provider, agent, "/customers"),
            (&app.reseller, agent, "/customers"),
            (&app.direct, agent, "/help/indirect"),
        ],
        Feature::RelationshipRequests => vec![(&app.direct, agent, "/help/request")],
        Feature::FindAPartner => {
            vec![(&app.direct, agent, "/help/profile"), (&app.direct, agent, "/help/referrals")]
        }
        Feature::Qualifications => vec![(&app.direct, agent, "/customers/:id/qualification")],
        Feature::UserManagement => {
            vec![(&app.direct, admin, "/users"), (&app.operator, admin, "/users/new")]
        }
        Feature::ExternalDirectory => vec![(&app.direct, admin, "/directory")],
        // These have no page of their own.
        Feature::AttestationResource | Feature::AdminAccessChoice | Feature::LinksUnderProvider => {
            Vec::new()
        }
    }
}

/// Operations that are closed where the feature is missing.
fn operations(app: &TestApp, feature: Feature) -> Vec<(&Tenant, &'static str, &'static str)> {
    match feature {
        Feature::IndirectModel => {
            vec![(&app.provider, "GET", "/v1/customers"), (&app.reseller, "GET", "/v1/customers")]
        }
        Feature::Qualifications => vec![
            (&app.direct, "PUT", "/v1/customers/:id/qualification"),
            (&app.direct, "POST", "/v1/customers/:id/qualifications"),
        ],
        Feature::AttestationResource => vec![
            (&app.direct, "GET", "/v1/customers/:id/agreements"),
            (&app.direct, "POST", "/v1/customers/:id/agreements"),
        ],
        _ => Vec::new(),
    }
}

async fn customer(app: &TestApp) -> String {
    let agent = app.direct.as_user(app, Role::AdminAgent).await;
    let added = agent.post("/v1/customers", &new_customer("hinode")).await;
    assert_eq!(added.status, 201, "{}", added.text);
    added.json["id"].as_str().expect("an id").to_owned()
}

/// Looks at every row of the table in this edition.
async fn every_row(app: TestApp, cloud: Cloud) {
    let id = customer(&app).await;
    // Whoever finds nothing here any more signed in before.
    let mut browsers = Vec::new();
    for row in FEATURES {
        for (tenant, role, _) in pages(&app, row.feature) {
            browsers.push(tenant.browser(&app, role).await);
        }
    }
    let mut browsers = browsers.into_iter();
    let app = app.in_edition(cloud).await;
    let mut seen = 0;
    for row in FEATURES {
        let has = cloud.has(row.feature);
        for (tenant, _, path) in pages(&app, row.feature) {
            let path = format!("{}{}", base(tenant), path.replace(":id", &id));
            let mut browser = browsers.next().expect("a browser").on(&app.core);
            for lang in Lang::ALL {
                let page = browser.get(&format!("{path}?lang={}", lang.code())).await;
                let told = page.says(instead(lang, row.feature));
                let expected = (if has { 200 } else { 403 }, !has);
                assert_eq!(
                    (page.status.as_u16(), told),
                    expected,
                    "{path} {lang:?}: {}",
                    page.html
                );
                seen += 1;
            }
        }
        for (tenant, method, path) in operations(&app, row.feature) {
            let path = path.replace(":id", &id);
            let api = tenant.as_user(&app, Role::AdminAgent).await;
            for (lang, locale) in [(Lang::En, "en-US"), (Lang::Ja, "ja-JP")] {
                let method = method.parse().expect("a method");
                let answer = api.with("x-locale", locale).send_text(method, &path, "[[").await;
                let told = answer.text.contains(instead(lang, row.feature));
                assert_eq!(told, !has, "{path}: {}", answer.text);
                if !has {
                    assert_eq!((answer.status.as_u16(), answer.code().as_str()), (403, "2032"));
                }
                seen += 1;
            }
        }
    }
    assert!(seen > 25, "{seen}");
}

fn new(kind: OrganisationKind, code: &str, market: &[&str], government: bool) -> NewOrganisation {
    let country = |code: &str| Country::parse(code).expect("a country");
    NewOrganisation {
        kind,
        name: "New".into(),
        country: country(code),
        language: "en".into(),
        currency: Currency::parse("USD").expect("a currency"),
        domain: "new.example".into(),
        network_id: None,
        market: market.iter().map(|code| country(code)).collect(),
        agreement_signed: true,
        sandbox: true,
        government,
    }
}

both_engines! {
    async fn for_authorities_every_missing_part_is_refused_with_what_to_do_instead(app: TestApp) {
        every_row(app, Cloud::UsGov).await;
    }

    async fn in_china_only_what_that_edition_lacks_is_refused(app: TestApp) {
        every_row(app, Cloud::China).await;
    }

    async fn in_the_public_edition_only_the_directory_portal_is_missing(app: TestApp) {
        every_row(app, Cloud::Public).await;
    }

    async fn for_authorities_the_form_has_neither_qualification_nor_admin_access(app: TestApp) {
        let app = app.in_edition(Cloud::UsGov).await;
        let mut browser = app.direct.browser(&app, Role::AdminAgent).await;
        let page = browser.get(&format!("{}/customers/new", base(&app.direct))).await;
        for name in ["qualification", "state-owned", "admin-access"] {
            assert!(!page.says(&format!("name=\"{name}\"")), "{name}: {}", page.html);
        }
        assert!(page.says(instead(Lang::En, Feature::AdminAccessChoice)) && page.says(says(Lang::En, "edition-usgov")));
        assert!(!page.says("/help/request"), "{}", page.html);
        let mut form = account_form("hinode");
        form.push(("qualification", "education".into()));
        form.push(("state-owned", "on".into()));
        let refused = account(&mut browser, &app.direct, &form).await;
        assert_eq!(refused.status, 422);
        assert!(refused.says("id=\"qualification-trouble\"") && refused.says("Leave this empty"), "{}", refused.html);
        assert!(refused.says("name=\"qualification\""), "what was typed can be mended: {}", refused.html);

        let list = browser.get(&format!("{}/customers?columns=qualification", base(&app.direct))).await;
        assert!(!list.says("name=\"qualification\"") && !list.says("pecial qualification"), "no filter and no column: {}", list.html);
    }

    async fn for_authorities_admin_access_is_always_on(app: TestApp) {
        let app = app.in_edition(Cloud::UsGov).await;
        let agent = app.direct.as_user(&app, Role::AdminAgent).await;
        let mut body = new_customer("hinode");
        body["allowDelegatedAccess"] = json!(false);
        let added = agent.post("/v1/customers", &body).await;
        assert_eq!((added.status.as_u16(), &added.json["allowDelegatedAccess"]), (201, &json!(true)), "{}", added.text);
    }

    async fn for_authorities_nothing_promises_a_link_that_nobody_can_write(app: TestApp) {
        let customer = app.customer_of(&app.direct, "hinode").await;
        let app = app.in_edition(Cloud::UsGov).await;
        let agent = app.direct.as_user(&app, Role::AdminAgent).await;
        let one = format!("/v1/customers/{}", customer.id);
        let given = agent.get(&one).await.json["allowDelegatedAccess"].clone();
        assert_eq!(given, true, "something to give up");
        let mut browser = app.direct.browser(&app, Role::GlobalAdmin).await;
        let of = format!("{}/customers/{}", base(&app.direct), customer.id);
        let asked = browser.get(&format!("{of}/give-up-admin")).await;
        assert!(asked.says("You stay its partner") && !asked.says("by accepting a link"), "{}", asked.html);
        let asked = browser.get(&format!("{of}/remove")).await;
        browser.submit(&asked, &format!("{of}/remove"), &[]).await;
        let mut owner = customer.browser(&app, Role::GlobalAdmin).await;
        let list = owner.get(&format!("{}/partners", base(&customer))).await;
        assert!(list.says("No partner yet") && !list.says("personal link"), "{}", list.html);
    }

    async fn for_authorities_list_export_update_log_and_attestation_in_the_portal_work(app: TestApp) {
        let id = customer(&app).await;
        let app = app.in_edition(Cloud::UsGov).await;
        let mut browser = app.direct.browser(&app, Role::AdminAgent).await;
        let of = format!("{}/customers/{id}", base(&app.direct));
        for path in ["company", "bill-to", "agreement", "agreement/attest", "subscriptions", "orders", "activity", "history", "permissions"] {
            let page = browser.get(&format!("{of}/{path}")).await;
            assert_eq!(page.status, 200, "{path}: {}", page.html);
        }
        for path in ["customers", "customers/Customers.csv", "activity", "imports", "agreements"] {
            let page = browser.get(&format!("{}/{path}", base(&app.direct))).await;
            assert_eq!(page.status, 200, "{path}: {}", page.html);
        }
        let page = browser.get(&format!("{of}/company")).await;
        assert!(!page.says("/qualification"), "{}", page.html);
        let form = browser.get(&format!("{of}/agreement/attest")).await;
        assert!(form.says("agreement"), "attestation stays in the portal");
    }

    async fn for_authorities_people_are_managed_in_the_directory_portal(app: TestApp) {
        let app = app.in_edition(Cloud::UsGov).await;
        let mut admin = app.direct.browser(&app, Role::UserAdmin).await;
        let start = admin.get(&format!("{}/", base(&app.direct))).await;
        let directory = format!("{}/directory", base(&app.direct));
        assert!(start.says(&format!("href=\"{directory}\"")) && !start.says("/users\""), "{}", start.html);
        let page = admin.get(&directory).await;
        assert!(page.says("href=\"https://directory.example/users\"") && page.says(says(Lang::En, "directory-lead")), "{}", page.html);
        let japanese = admin.get(&format!("{directory}?lang=ja")).await;
        assert!(japanese.says(says(Lang::Ja, "directory-lead")) && japanese.says(says(Lang::Ja, "edition-usgov")), "{}", japanese.html);
        let mut agent = app.direct.browser(&app, Role::SalesAgent).await;
        assert_eq!(agent.get(&directory).await.status, 403);
    }

    async fn the_description_of_the_api_has_what_the_edition_has(app: TestApp) {
        let attest = "/v1/customers/{customer_id}/agreements";
        let described = app.direct.app_only(&app).await.get("/openapi.json").await;
        assert_eq!(described.json["paths"][attest]["post"]["x-opc-editions"], json!(["public"]));
        let app = app.in_edition(Cloud::UsGov).await;
        let described = app.direct.app_only(&app).await.get("/openapi.json").await;
        assert!(described.json["paths"].get(attest).is_none(), "{}", described.text);
        assert!(described.json["paths"]["/v1/customers"]["post"].is_object());
    }

    async fn for_authorities_only_verified_direct_partners_in_the_united_states_are_set_up(app: TestApp) {
        use OrganisationKind::{DirectBill, IndirectProvider, IndirectReseller, Operator};
        let app = app.in_edition(Cloud::UsGov).await;
        for (wanted, field) in [
            (new(IndirectProvider, "US", &["US"], true), Some("kind")),
            (new(IndirectReseller, "US", &["US"], true), Some("kind")),
            (new(DirectBill, "JP", &["US"], true), Some("country")),
            (new(DirectBill, "US", &["US", "JP"], true), Some("markets")),
            (new(DirectBill, "US", &["US"], false), Some("sells-to-government")),
            (new(Operator, "JP", &[], false), Some("country")),
            (new(DirectBill, "US", &[], true), None),
        ] {
            let kind = wanted.kind;
            let work = app.core.write(Request::system(), move |cx| {
                partners::create_organisation(cx, &wanted)
            });
            let refused = match work.await {
                Ok(_) => None,
                Err(Fault::Invalid(problems)) => problems.first().map(|problem| problem.field),
                Err(fault) => panic!("{fault:?}"),
            };
            assert_eq!(refused, field, "{kind:?}");
        }
    }
}
