//! Adding a customer in the portal, without script (`domain/02`).

use opc_core::access::Role;
use opc_testkit::{
    BASIC, Browser, ENTERPRISE, Page, Tenant, TestApp, VAULT, account_form, both_engines,
};

pub(super) fn base(tenant: &Tenant) -> String {
    format!("/p/{}", tenant.id)
}

/// Fills in *Account info*; answers the page that follows.
pub(super) async fn account(
    browser: &mut Browser,
    tenant: &Tenant,
    form: &[(&str, String)],
) -> Page {
    let page = browser.get(&format!("{}/customers/new", base(tenant))).await;
    assert_eq!(page.status, 200, "{}", page.html);
    let fields: Vec<_> = form.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let action = action(&page, "account");
    browser.submit(&page, &action, &fields).await
}

/// The address of the form of the page whose action ends in `/name`.
pub(super) fn action(page: &Page, name: &str) -> String {
    let forms = page.html.split("action=\"").skip(1).filter_map(|f| f.split('"').next());
    // The languages of the header send a form, too.
    let mut forms = forms.filter(|a| !a.contains("?lang="));
    let wanted =
        forms.find(|a| a.split('?').next().is_some_and(|a| a.ends_with(&format!("/{name}"))));
    wanted
        .unwrap_or_else(|| panic!("no form to /{name} on {}:\n{}", page.path, page.html))
        .to_owned()
}

/// The path of the draft a page belongs to.
pub(super) fn draft(page: &Page) -> String {
    let mut parts: Vec<_> = page.path.split('?').next().unwrap_or_default().split('/').collect();
    parts.pop();
    parts.join("/")
}

pub(super) async fn subscriptions(
    browser: &mut Browser,
    page: &Page,
    counts: &[(&str, &str)],
) -> Page {
    let fields: Vec<_> =
        counts.iter().map(|(offer, n)| (format!("quantity-{offer}"), *n)).collect();
    let fields: Vec<_> = fields.iter().map(|(name, n)| (name.as_str(), *n)).collect();
    browser.submit(page, &action(page, "subscriptions"), &fields).await
}

async fn list(browser: &mut Browser, app: &TestApp) -> Page {
    browser.get(&format!("{}/customers", base(&app.direct))).await
}

both_engines! {
    async fn a_sales_agent_adds_a_customer_from_first_page_to_list(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let page = account(&mut browser, &app.direct, &account_form("hinode")).await;
        assert!(page.path.ends_with("/subscriptions"), "{} {}", page.path, page.html);
        assert!(page.says("Business Basic") && page.says("Enterprise Suite"));
        let page = subscriptions(&mut browser, &page, &[(BASIC, "12")]).await;
        assert!(page.path.ends_with("/review"), "{} {}", page.path, page.html);
        assert!(page.says("日の出製作所株式会社") && page.says("hinode"), "{}", page.html);
        assert!(page.says("9,000"), "12 licences at ¥750 a month: {}", page.html);
        let page = browser.submit(&page, &action(&page, "submit"), &[]).await;
        assert!(page.path.ends_with("/confirmation"), "{} {}", page.path, page.html);
        assert!(page.says("admin@hinode.partnercenter.example"));
        assert!(page.cache.contains("no-store"), "{}", page.cache);
        let done = browser.submit(&page, &action(&page, "done"), &[]).await;
        assert!(done.path.split('?').next().is_some_and(|p| p.ends_with("/customers")), "{}", done.path);
        assert!(done.says("日の出製作所株式会社"));
    }

    async fn what_was_typed_stays_when_a_rule_is_broken(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let mut form = account_form("hinode");
        for field in &mut form {
            if field.0 == "postal-code" { field.1 = "12-34".into(); }
        }
        let page = account(&mut browser, &app.direct, &form).await;
        assert_eq!(page.status, 422);
        assert!(page.says("12-34") && page.says("日の出製作所株式会社") && page.says("丸の内1-1-1"));
        let again = browser.get(&page.path).await;
        assert!(again.says("12-34"), "a reload shows what was typed");
        assert!(!list(&mut browser, &app).await.says("hinode.partnercenter.example"));
    }

    async fn another_country_keeps_the_culture_or_says_that_it_cannot(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let page = browser.get(&format!("{}/customers/new", base(&app.direct))).await;
        let mut form = account_form("hinode");
        form.retain(|(name, _)| *name != "country");
        form.push(("country", "US".into()));
        let fields: Vec<_> = form.iter().map(|(n, v)| (*n, v.as_str())).collect();
        let shown = browser.submit(&page, &action(&page, "country"), &fields).await;
        assert!(shown.says("Japanese (Japan) is not available in United States"), "{}", shown.html);
        let refused = browser.submit(&shown, &action(&shown, "account"), &fields).await;
        assert_eq!(refused.status, 422);
        assert!(refused.says("This culture is not available in United States"), "{}", refused.html);
    }

    async fn the_operators_addresses_are_no_contact(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        for email in ["a@operator.example", "a@mail.Operator.Example"] {
            let mut form = account_form("hinode");
            form.retain(|(name, _)| *name != "email");
            form.push(("email", email.into()));
            let refused = account(&mut browser, &app.direct, &form).await;
            assert_eq!(refused.status, 422);
            assert!(refused.says("operator’s domain") && refused.says(email), "{}", refused.html);
        }
    }

    async fn who_accepts_itself_is_sent_where_to_do_so(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let mut form = account_form("hinode");
        form.retain(|(name, _)| !name.starts_with("agreement"));
        form.push(("agreement", "direct".into()));
        let review = account(&mut browser, &app.direct, &form).await;
        let end = browser.submit(&review, &action(&review, "submit"), &[]).await;
        let link = "http://127.0.0.1:8080/sign-in?user-name=admin%40hinode.partnercenter.example";
        assert_eq!(end.html.matches(link).count(), 3, "alone and in two mails: {}", end.html);
        assert!(end.says("顧客契約への同意のお願い") && end.says("Please accept the customer agreement"));
        let password = secret(&end).unwrap_or_default();
        assert_eq!(end.html.matches(&password).count(), 1, "the password is in no mail");
        let mut customer = opc_testkit::Browser::new(&app);
        let door = customer.get(link.trim_start_matches("http://127.0.0.1:8080")).await;
        assert!(door.says("value=\"admin@hinode.partnercenter.example\""), "{}", door.html);
    }

    async fn a_wrong_number_of_licences_is_said_and_stays_on_the_page(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let mut page = account(&mut browser, &app.direct, &account_form("hinode")).await;
        assert!(!page.says("type=\"number\""), "a browser keeps back what is no number there");
        for typed in ["301", "1.5", "-1", "1e", "many"] {
            page = subscriptions(&mut browser, &page, &[(BASIC, typed)]).await;
            assert_eq!(page.status, 422, "{typed}: {}", page.html);
            assert!(page.says("300") && page.says(&format!("value=\"{typed}\"")), "{typed}");
            let summary = summary(&page);
            assert!(summary.contains("Business Basic") && summary.contains(BASIC), "{summary}");
        }
        let review = subscriptions(&mut browser, &page, &[(BASIC, "１２")]).await;
        assert!(review.path.ends_with("/review") && review.says("9,000"), "{}", review.html);
    }

    async fn walking_back_changes_one_section_and_keeps_the_other(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let page = account(&mut browser, &app.direct, &account_form("hinode")).await;
        let review = subscriptions(&mut browser, &page, &[(BASIC, "7")]).await;
        let draft = draft(&review);
        let page = browser.get(&format!("{draft}/account")).await;
        let mut form = account_form("hinode");
        for field in &mut form {
            if field.0 == "company-name" { field.1 = "日の出精機株式会社".into(); }
        }
        let fields: Vec<_> = form.iter().map(|(n, v)| (*n, v.as_str())).collect();
        browser.submit(&page, &action(&page, "account"), &fields).await;
        let review = browser.get(&format!("{draft}/review")).await;
        assert!(review.says("日の出精機株式会社") && review.says("5,250"), "{}", review.html);
    }

    async fn submitting_twice_adds_one_customer(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let page = account(&mut browser, &app.direct, &account_form("hinode")).await;
        let review = subscriptions(&mut browser, &page, &[(BASIC, "1")]).await;
        let submit = action(&review, "submit");
        let first = browser.submit(&review, &submit, &[]).await;
        let second = browser.submit(&review, &submit, &[]).await;
        assert_eq!((second.status, &second.path), (first.status, &first.path));
        let rows = list(&mut browser, &app).await.html.matches("hinode.partnercenter.example").count();
        let one = account_rows(&app).await;
        assert_eq!(one, 1, "{rows}");
    }

    async fn a_second_tab_is_noticed_and_loses_nothing(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let page = account(&mut browser, &app.direct, &account_form("hinode")).await;
        let draft = draft(&page);
        let first_tab = browser.get(&format!("{draft}/account")).await;
        let second_tab = first_tab.clone();
        let mut other = browser.clone();
        let with_city = |city: &'static str| {
            let mut form = account_form("hinode");
            for field in &mut form {
                if field.0 == "city" { field.1 = city.into(); }
            }
            form
        };
        let form = with_city("中央区");
        let fields: Vec<_> = form.iter().map(|(n, v)| (*n, v.as_str())).collect();
        browser.submit(&first_tab, &action(&first_tab, "account"), &fields).await;
        let form = with_city("港区");
        let fields: Vec<_> = form.iter().map(|(n, v)| (*n, v.as_str())).collect();
        let conflict = other.submit(&second_tab, &action(&second_tab, "account"), &fields).await;
        assert!(conflict.says("港区"), "what was typed here stays on the page");
        let saved = browser.get(&format!("{draft}/account")).await;
        assert!(saved.says("中央区"), "what was saved there stays saved");
    }

    async fn signing_out_and_in_again_goes_on_where_it_was(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let page = account(&mut browser, &app.direct, &account_form("hinode")).await;
        let draft = draft(&page);
        browser.submit(&page, &action(&page, "sign-out"), &[]).await;
        let closed = browser.get(&format!("{draft}/account")).await;
        assert!(closed.path.starts_with("/sign-in"), "{}", closed.path);
        let mut again = app.direct.browser(&app, Role::SalesAgent).await;
        assert!(list(&mut again, &app).await.says(&draft), "the draft is offered in the list");
        assert!(again.get(&format!("{draft}/account")).await.says("日の出製作所株式会社"));
        let mut colleague = app.direct.browser(&app, Role::AdminAgent).await;
        assert_eq!(colleague.get(&format!("{draft}/account")).await.status, 404, "a draft is one's own");
    }

    async fn the_one_time_password_is_gone_after_done(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let page = account(&mut browser, &app.direct, &account_form("hinode")).await;
        let review = subscriptions(&mut browser, &page, &[]).await;
        let confirmation = browser.submit(&review, &action(&review, "submit"), &[]).await;
        let customer = app.direct.as_user(&app, Role::SalesAgent).await.get("/v1/customers").await;
        assert_eq!(customer.json["totalCount"], 1);
        let password = secret(&confirmation).expect("the password is on the page");
        assert!(password.len() >= 12, "{password}");
        let reloaded = browser.get(&confirmation.path).await;
        assert_eq!(secret(&reloaded).as_deref(), Some(password.as_str()), "a reload shows it again");
        browser.submit(&confirmation, &action(&confirmation, "done"), &[]).await;
        let after = browser.get(&confirmation.path).await;
        assert_eq!(secret(&after), None);
        assert!(!after.says(&password));
    }

    async fn the_one_time_password_is_gone_after_an_hour_all_the_same(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let page = account(&mut browser, &app.direct, &account_form("hinode")).await;
        let review = subscriptions(&mut browser, &page, &[]).await;
        let confirmation = browser.submit(&review, &action(&review, "submit"), &[]).await;
        assert!(secret(&confirmation).is_some());
        app.advance(3700);
        assert_eq!(secret(&browser.get(&confirmation.path).await), None);
    }

    async fn direct_acceptance_skips_the_subscriptions(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let mut form = account_form("hinode");
        for field in &mut form {
            if field.0 == "agreement" { field.1 = "direct".into(); }
        }
        let page = account(&mut browser, &app.direct, &form).await;
        assert!(page.path.ends_with("/review"), "{} {}", page.path, page.html);
    }

    async fn a_line_that_fails_at_the_end_can_be_tried_again(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let page = account(&mut browser, &app.direct, &account_form("hinode")).await;
        let review = subscriptions(&mut browser, &page, &[(BASIC, "2"), (ENTERPRISE, "5")]).await;
        // Between Review and Submit the partner's own agreement with the operator lapses.
        app.partner_agreement_is_signed(app.direct.id, false).await;
        let confirmation = browser.submit(&review, &action(&review, "submit"), &[]).await;
        assert!(confirmation.path.ends_with("/confirmation"), "the customer stays: {}", confirmation.html);
        assert_eq!(sold(&app).await, 0);
        let failed = browser.submit(&confirmation, &action(&confirmation, "retry"), &[("line", "0")]).await;
        assert!(failed.path.ends_with("/confirmation"), "still refused: {}", failed.html);
        assert_eq!(sold(&app).await, 0);
        app.partner_agreement_is_signed(app.direct.id, true).await;
        let first = action(&failed, "retry");
        let half = browser.submit(&failed, &first, &[("line", "0")]).await;
        assert_eq!(sold(&app).await, 1);
        browser.submit(&failed, &first, &[("line", "0")]).await;
        assert_eq!(sold(&app).await, 1, "trying the same line again sells nothing twice");
        browser.submit(&half, &action(&half, "retry"), &[("line", "1")]).await;
        assert_eq!(sold(&app).await, 2);
        assert_eq!(account_rows(&app).await, 1);
    }

    async fn an_offer_withdrawn_after_review_is_met_before_anything_is_made(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let page = account(&mut browser, &app.direct, &account_form("hinode")).await;
        let review = subscriptions(&mut browser, &page, &[(BASIC, "2"), (ENTERPRISE, "5")]).await;
        app.offer_is_sold(ENTERPRISE, false).await;
        let refused = browser.submit(&review, &action(&review, "submit"), &[]).await;
        assert_eq!(refused.status, 422, "{}", refused.html);
        assert_eq!(account_rows(&app).await, 0);
    }

    async fn two_submits_at_once_add_one_customer(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let page = account(&mut browser, &app.direct, &account_form("hinode")).await;
        let review = subscriptions(&mut browser, &page, &[(BASIC, "1")]).await;
        let submit = action(&review, "submit");
        let (mut one, mut two) = (browser.clone(), browser.clone());
        let both = opc_testkit::tokio::join!(
            one.submit(&review, &submit, &[]),
            two.submit(&review, &submit, &[]),
        );
        assert_eq!(both.0.path, both.1.path, "{}", both.1.html);
        assert_eq!((account_rows(&app).await, sold(&app).await), (1, 1));
    }

    async fn a_helpdesk_agent_is_refused_in_words(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::HelpdeskAgent).await;
        let page = browser.get(&format!("{}/customers/new", base(&app.direct))).await;
        assert_eq!(page.status, 403);
        assert!(page.says("Sales agent") || page.says("sales agent"), "{}", page.html);
    }

    async fn a_provider_picks_a_reseller_and_others_are_not_asked(app: TestApp) {
        let mut browser = app.provider.browser(&app, Role::SalesAgent).await;
        let page = account(&mut browser, &app.provider, &account_form("hinode")).await;
        assert!(page.path.ends_with("/reseller"), "{} {}", page.path, page.html);
        assert!(page.says("浪速システム") && page.says("灘リセール"));
        let reseller = app.reseller.id.to_string();
        let page = browser.submit(&page, &action(&page, "reseller"), &[("reseller", &reseller)]).await;
        let review = subscriptions(&mut browser, &page, &[(BASIC, "1")]).await;
        assert!(review.says("浪速システム"), "{}", review.html);
        let mut direct = app.direct.browser(&app, Role::SalesAgent).await;
        let page = account(&mut direct, &app.direct, &account_form("asahi")).await;
        assert_eq!(direct.get(&format!("{}/reseller", draft(&page))).await.status, 404);
    }

    async fn what_it_asks_about_a_school_is_kept_and_a_school_may_be_state_owned(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::AdminAgent).await;
        let mut form = account_form("hinode");
        for (name, value) in [
            ("qualification", "education"), ("education-segment", "k12"),
            ("website", "https://hinode.example"), ("state-owned", "on"),
        ] {
            form.push((name, value.to_owned()));
        }
        let page = account(&mut browser, &app.direct, &form).await;
        let page = subscriptions(&mut browser, &page, &[]).await;
        assert!(page.says("Owned by a state"), "{}", page.html);
        let page = browser.submit(&page, &action(&page, "submit"), &[]).await;
        assert!(page.path.ends_with("/confirmation"), "{} {}", page.path, page.html);
        let api = app.direct.as_user(&app, Role::AdminAgent).await;
        let list = api.get("/v1/customers").await;
        let id = list.json["items"][0]["id"].as_str().expect("a customer");
        let held = api.get(&format!("/v1/customers/{id}/qualifications")).await;
        assert_eq!(held.json[0]["vettingStatus"], "InReview", "{}", held.text);
        assert_eq!(held.json[1]["qualification"], "StateOwnedEntity", "{}", held.text);
        let company = browser.get(&format!("{}/customers/{id}/company", base(&app.direct))).await;
        assert!(company.says("Education (in review), State-owned entity"), "{}", company.html);
        form.retain(|(name, _)| *name != "qualification");
        form.push(("qualification", "nonprofit".to_owned()));
        let page = account(&mut browser, &app.direct, &form).await;
        assert!(page.says("does not go together"), "{}", page.html);
    }

    async fn a_date_before_the_agreement_was_in_force_is_refused_on_the_page(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::AdminAgent).await;
        let mut form = account_form("hinode");
        form.retain(|(name, _)| *name != "agreement-date");
        form.push(("agreement-date", "1900-01-01".to_owned()));
        let page = account(&mut browser, &app.direct, &form).await;
        assert!(page.says("The agreement has been in force since 1 Apr 2024"), "{}", page.html);
        assert!(page.html.contains("1900-01-01"), "what was typed stays");
    }

    async fn an_agreement_the_customer_has_yet_to_accept_is_logged_as_under_way(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::AdminAgent).await;
        let mut form = account_form("hinode");
        form.retain(|(name, _)| *name != "agreement");
        form.push(("agreement", "direct".to_owned()));
        let page = account(&mut browser, &app.direct, &form).await;
        let page = browser.submit(&page, &action(&page, "submit"), &[]).await;
        assert!(page.path.ends_with("/confirmation"), "{} {}", page.path, page.html);
        let log = app.direct.as_user(&app, Role::AdminAgent).await.get("/v1/auditrecords").await;
        let records = log.json["items"].as_array().expect("records");
        let record = records.iter().find(|r| r["operationType"] == "create_agreement");
        assert_eq!(record.expect("a record")["operationStatus"], "progress", "{}", log.text);
        let shown = browser.get(&format!("{}/activity", base(&app.direct))).await;
        assert!(shown.says("Under way"), "{}", shown.html);
    }

    async fn the_look_for_a_domain_belongs_to_its_draft(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::AdminAgent).await;
        let page = account(&mut browser, &app.direct, &account_form("hinode")).await;
        let (draft, page) = (draft(&page), subscriptions(&mut browser, &page, &[]).await);
        let look = format!("{draft}/domain-check");
        let free = browser.submit(&page, &look, &[("domain-prefix", "hinode")]).await;
        assert!(free.says("hinode.partnercenter.example"), "{}", free.html);
        browser.submit(&page, &action(&page, "submit"), &[]).await;
        let own = browser.submit(&page, &look, &[("domain-prefix", "hinode")]).await;
        assert!(own.status == 200 && !own.says("taken"), "{}", own.html);
    }
}

/// The wizard's first form with some fields typed otherwise.
fn with(changes: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
    let mut form = account_form("hinode");
    form.retain(|(name, _)| changes.iter().all(|(changed, _)| changed != name));
    form.extend(changes.iter().map(|(name, value)| (*name, (*value).to_owned())));
    form
}

/// What stands in the summary on top of a form.
fn summary(page: &Page) -> &str {
    let rest = page.html.split("id=\"error-summary\"").nth(1);
    let rest = rest.unwrap_or_else(|| panic!("no summary on {}", page.path));
    rest.split("</div>").next().unwrap_or_default()
}

/// Where one text stands before the other.
fn in_order(text: &str, parts: &[&str]) -> bool {
    let at: Vec<_> = parts.iter().map(|part| text.find(part)).collect();
    at.iter().all(Option::is_some) && at.is_sorted()
}

both_engines! {
    async fn one_mistake_is_said_once_and_in_the_order_of_the_page(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let empty = [("last-name", ""), ("email", "x"), ("city", ""), ("postal-code", "")];
        let page = account(&mut browser, &app.direct, &with(&empty)).await;
        let said = summary(&page);
        let order = ["#postal-code", "#city", "#last-name", "#email"];
        assert!(in_order(said, &order) && !said.contains("#signer"), "{said}");
        let typed = with(&[("qualification", "education"), ("signer-email", "y"), ("state", "")]);
        let page = account(&mut browser, &app.direct, &typed).await;
        let order = ["#state", "#education-segment", "#signer-email"];
        assert!(in_order(summary(&page), &order), "{}", summary(&page));
    }

    async fn a_warning_names_the_field_and_the_rule(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let page = account(&mut browser, &app.direct, &with(&[("company-name", "テスト株式会社")])).await;
        assert!(summary(&page).contains("#company-name"), "{}", page.html);
        assert!(page.says("class=\"summary\" data-tone=\"warning\""), "{}", page.html);
    }

    /// `domain/04`, Tags: admin agents only.
    async fn who_may_not_tag_customers_is_not_asked_for_tags_and_refused_if_there_are_some(app: TestApp) {
        for (role, may) in [(Role::AdminAgent, true), (Role::SalesAgent, false), (Role::UserAdmin, false)] {
            let mut browser = app.direct.browser(&app, role).await;
            let page = browser.get(&format!("{}/customers/new", base(&app.direct))).await;
            assert_eq!(page.says("name=\"tags\""), may, "{role:?}");
            let page = account(&mut browser, &app.direct, &with(&[("tags", "VIP"), ("agreement", "direct")])).await;
            assert_eq!(page.says("Only admin agents tag customers"), !may, "{role:?}: {}", page.html);
            assert!(may || (summary(&page).contains("#tags") && page.says(">VIP</textarea>")), "{}", page.html);
        }
    }

    /// A country has its own word for a part of an address, in its label and in what is said about it.
    async fn a_message_calls_a_field_what_its_label_calls_it(app: TestApp) {
        let mut browser = app.other.browser(&app, Role::SalesAgent).await;
        browser.get(&format!("{}/customers?lang=ja", base(&app.other))).await;
        for (country, state, postal) in [("MX", "州", "郵便番号"), ("IN", "州", "郵便番号 (PIN コード)"), ("JP", "都道府県", "郵便番号")] {
            let typed = with(&[("country", country), ("state", ""), ("postal-code", "?"), ("agreement", "direct")]);
            let page = account(&mut browser, &app.other, &typed).await;
            let summary = summary(&page);
            assert!(summary.contains(&format!("{state}：")) && summary.contains(&format!("{postal}：")), "{summary}");
            assert_eq!(summary.contains("都道府県"), country == "JP", "{summary}");
        }
    }

    async fn review_says_things_as_people_write_them(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::AdminAgent).await;
        let typed = [
            ("postal-code", "１０００００５"),
            ("phone", "０３-１２３４-５６７８"),
            ("agreement-date", "2026/1/5"),
            ("tags", "製造業，VIP；east"),
        ];
        let page = account(&mut browser, &app.direct, &with(&typed)).await;
        let vault = [(format!("quantity-{VAULT}"), "2"), ("cycle".into(), "annual")];
        let fields: Vec<_> = vault.iter().map(|(n, v)| (n.as_str(), *v)).collect();
        let review = browser.submit(&page, &action(&page, "subscriptions"), &fields).await;
        for said in ["100-0005", "03-1234-5678", "5 Jan 2026", "Japanese (Japan)", "製造業, VIP, east", "per year"] {
            assert!(review.says(said), "{said}: {}", review.html);
        }
        let mut reader = browser.in_japanese();
        let review = reader.get(&format!("{}?lang=ja", review.path)).await;
        assert!(review.says("年額") && review.says("パートナーが顧客の同意を確認"), "{}", review.html);
    }

    async fn what_waits_for_a_qualification_is_said_to_be_under_review(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let school = [
            ("qualification", "education"),
            ("education-segment", "k12"),
            ("website", "https://hinode.example"),
        ];
        let page = account(&mut browser, &app.direct, &with(&school)).await;
        assert!(page.path.ends_with("/subscriptions"), "{}", page.html);
        assert!(page.says("Education is under review") && !page.says("request the qualification first"), "{}", page.html);
    }

    async fn who_cannot_order_is_not_shown_the_subscriptions(app: TestApp) {
        let mut seller = app.direct.browser(&app, Role::SalesAgent).await;
        let page = seller.get(&format!("{}/customers/new", base(&app.direct))).await;
        assert!(page.says("Next: Subscriptions") && page.says("Next: Review"), "one for each choice");
        let mut manager = app.direct.browser(&app, Role::UserAdmin).await;
        let page = manager.get(&format!("{}/customers/new", base(&app.direct))).await;
        assert!(page.says("Next: Review") && !page.says("Next: Subscriptions"), "{}", page.html);
    }

    async fn another_language_keeps_what_was_typed(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let new = format!("{}/customers/new", base(&app.direct));
        let page = browser.get(&new).await;
        let switch = format!("{new}/account?lang=ja");
        assert!(page.says(&format!("formaction=\"{switch}\"")), "{}", page.html);
        let typed = [("country", "JP"), ("company-name", "日の出"), ("email", "x")];
        let page = browser.submit(&page, &switch, &typed).await;
        assert!(page.says("アカウント情報") && page.says("value=\"日の出\"") && page.says("value=\"x\""), "{}", page.html);
        assert!(!list(&mut browser, &app).await.says("/discard"), "no draft is started");
        let other = account(&mut browser, &app.direct, &account_form("asahi")).await;
        let licences = format!("quantity-{BASIC}");
        let fields = [("category", "none"), (licences.as_str(), "1e")];
        let shown = browser.submit(&other, &format!("{}?lang=en", other.path), &fields).await;
        assert!(shown.says("Next: Review") && shown.says("value=\"1e\""), "{}", shown.html);
        assert!(shown.says("type=\"hidden\" name=\"quantity-"), "the filter stays: {}", shown.html);
    }
}

/// The one-time password on a confirmation page.
fn secret(page: &Page) -> Option<String> {
    let tag = page.html.split("id=\"admin-password\"").nth(1)?;
    let value = tag.split('>').nth(1)?.split('<').next()?;
    Some(value.to_owned())
}

/// How many subscriptions the direct-bill partner's one customer has.
async fn sold(app: &TestApp) -> usize {
    let agent = app.direct.as_user(app, Role::AdminAgent).await;
    let list = agent.get("/v1/customers").await;
    let id = list.json["items"][0]["id"].as_str().expect("a customer").to_owned();
    let bought = agent.get(&format!("/v1/customers/{id}/subscriptions")).await;
    bought.json["items"].as_array().map_or(0, Vec::len)
}

async fn account_rows(app: &TestApp) -> usize {
    let agent = app.direct.as_user(app, Role::AdminAgent).await;
    let list = agent.get("/v1/customers").await;
    list.json["items"].as_array().map_or(0, Vec::len)
}
