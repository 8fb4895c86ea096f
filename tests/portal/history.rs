//! The account page: every change and taking it back, ending the relationship, files (`domain/04`).

use super::wizard::base;
use opc_core::access::Role;
use opc_testkit::{Api, Page, TestApp, both_engines, new_customer};
use serde_json::json;

/// A customer of the direct-bill partner: the path of its account, and of its profile.
async fn customer(app: &TestApp) -> (Api, String, String) {
    let agent = app.direct.as_user(app, Role::AdminAgent).await;
    let added = agent.post("/v1/customers", &new_customer("hinode")).await;
    let id = added.json["id"].as_str().expect("an id");
    let (page, path) = (
        format!("{}/customers/{id}", base(&app.direct)),
        format!("/v1/customers/{id}/profiles/billing"),
    );
    (agent, page, path)
}

async fn rename(agent: &Api, path: &str, names: &[(&str, &str)]) {
    let mut profile = agent.get(path).await.json;
    for (key, value) in names {
        profile[*key] = json!(value);
    }
    let changed = agent.put(path, &profile).await;
    assert_eq!(changed.status, 200, "{}", changed.text);
}

/// The hidden fields that take back the change of this field.
fn undo(page: &Page, field: &str) -> Option<[String; 2]> {
    let form = page.html.split("<form").find(|form| {
        form.contains("/history/undo")
            && form.contains(&format!("name=\"field\" value=\"{field}\""))
    })?;
    let one = Page { html: format!("<form{form}"), ..page.clone() };
    Some([one.hidden("event")?, one.hidden("etag")?])
}

/// A value of the profile as people read it.
fn in_words<'v>(lang: &str, value: &'v str) -> &'v str {
    match (lang, value) {
        ("en", "ja-JP") => "Japanese (Japan)",
        ("en", "en-US") => "English (United States)",
        ("en", "ja") => "Japanese</td>",
        ("en", "en") => "English</td>",
        ("ja", "ja-JP") => "日本語（日本）",
        ("ja", "en-US") => "英語（アメリカ合衆国）",
        ("ja", "ja") => "日本語</td>",
        ("ja", "en") => "英語</td>",
        _ => value,
    }
}

both_engines! {
    async fn every_change_is_told_and_one_field_of_it_is_taken_back(app: TestApp) {
        let (agent, account, path) = customer(&app).await;
        rename(&agent, &path, &[("companyName", "朝日製作所"), ("email", "new@asahi.example")]).await;
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let history = format!("{account}/history");
        let page = browser.get(&history).await;
        let who = &app.direct.people[&Role::AdminAgent].user_name;
        assert!(page.says("日の出製作所株式会社") && page.says("朝日製作所") && page.says(who), "{}", page.html);
        let [event, etag] = undo(&page, "company_name").expect("a change to take back");
        let fields = [("event", event.as_str()), ("field", "company_name"), ("etag", &etag)];
        let back = browser.submit(&page, &format!("{history}/undo"), &fields).await;
        assert!(back.says("The change has been taken back"), "{}", back.html);
        let profile = agent.get(&path).await;
        assert!(profile.text.contains("日の出製作所株式会社") && profile.text.contains("new@asahi.example"), "{}", profile.text);
        assert!(back.says(&app.direct.people[&Role::SalesAgent].user_name), "who took it back is told");
        let again = browser.submit(&back, &format!("{history}/undo"), &fields).await;
        assert!(again.status == 409 && again.says("has changed since"), "{}", again.html);
        let only = browser.get(&format!("{history}?field=email")).await;
        assert!(only.says("new@asahi.example") && !only.says("朝日製作所</td>"), "{}", only.html);
        let mut helpdesk = app.direct.browser(&app, Role::HelpdeskAgent).await;
        let read = helpdesk.get(&history).await;
        assert!(read.says("new@asahi.example") && !read.says("/history/undo"), "{}", read.html);
        let refused = helpdesk.submit(&read, &format!("{history}/undo"), &fields).await;
        assert_eq!(refused.status, 403, "{}", refused.html);
        assert!(back.says("Undone: "), "{}", back.html);
        let ja = browser.in_japanese().get(&format!("{history}?lang=ja")).await;
        assert!(ja.says("変更履歴") && ja.says("元に戻す"), "{}", ja.html);
    }

    async fn what_a_customer_was_added_with_is_told_in_the_order_of_the_form(app: TestApp) {
        let (_, account, _) = customer(&app).await;
        let mut browser = app.direct.browser(&app, Role::HelpdeskAgent).await;
        let page = browser.get(&format!("{account}/history")).await;
        let fields = ["Country/region", "Company name", "Postal code", "City", "Primary domain name", "Last name",
            "Email address", "Culture", "Give admin access"];
        let at = fields.map(|field| page.html.rfind(&format!("<th scope=\"row\">{field}")).unwrap_or(0));
        assert!(at.iter().all(|at| *at > 0) && at.is_sorted(), "{at:?} {}", page.html);
        let only = browser.get(&format!("{account}/history?field=domain")).await;
        assert!(only.says("hinode.") && !only.says("<th scope=\"row\">City"), "{}", only.html);
        for field in ["registration_id", "domain", "website", "education_segment"] {
            assert!(only.says(&format!("<option value=\"{field}\"")), "{field}: {}", only.html);
        }
    }

    async fn all_fields_of_a_change_are_taken_back_together_and_tags_as_well(app: TestApp) {
        let (agent, account, path) = customer(&app).await;
        rename(&agent, &path, &[("companyName", "朝日製作所"), ("email", "new@asahi.example")]).await;
        let mut browser = app.direct.browser(&app, Role::AdminAgent).await;
        let history = format!("{account}/history");
        let page = browser.get(&history).await;
        let [event, etag] = undo(&page, "").expect("all of it can be taken back");
        let fields = [("event", event.as_str()), ("field", ""), ("etag", &etag)];
        browser.submit(&page, &format!("{history}/undo"), &fields).await;
        let profile = agent.get(&path).await.text;
        assert!(!profile.contains("朝日製作所") && !profile.contains("new@asahi"), "{profile}");
        let tags = format!("{account}/tags");
        let page = browser.get(&tags).await;
        browser.submit(&page, &tags, &[("tags", "関西"), ("suggested", "VIP")]).await;
        assert!(browser.get(&tags).await.says("関西\nVIP"));
        let page = browser.get(&history).await;
        let [event, etag] = undo(&page, "tags").expect("tags can be taken back");
        let fields = [("event", event.as_str()), ("field", "tags"), ("etag", &etag)];
        browser.submit(&page, &format!("{history}/undo"), &fields).await;
        assert!(!browser.get(&tags).await.says("関西\nVIP"));
    }

    async fn every_field_of_the_profile_tells_who_changed_it_when_from_what_and_to_what(app: TestApp) {
        let (agent, account, path) = customer(&app).await;
        let changes = [
            ("company_name", "companyName", "日の出製作所株式会社", "朝日製作所"),
            ("email", "email", "info@hinode.example", "new@asahi.example"),
            ("culture", "culture", "ja-JP", "en-US"),
            ("language", "language", "ja", "en"),
            ("first_name", "firstName", "太郎", "花子"),
            ("last_name", "lastName", "山田", "鈴木"),
            ("phone", "phoneNumber", "03-1234-5678", "06-1234-5678"),
            ("address_line_1", "addressLine1", "丸の内1-1-1", "大深町4-20"),
            ("address_line_2", "addressLine2", "", "10階"),
            ("city", "city", "千代田区", "大阪市北区"),
            ("state", "state", "東京都", "大阪府"),
            ("postal_code", "postalCode", "100-0005", "530-0011"),
        ];
        let mut profile = agent.get(&path).await.json;
        for (_, member, _, to) in changes {
            profile[member] = json!(to);
            profile["defaultAddress"][member] = json!(to);
        }
        app.advance(600);
        let changed = agent.put(&path, &profile).await;
        assert_eq!(changed.status, 200, "{}", changed.text);
        let who = &app.direct.people[&Role::AdminAgent].user_name;
        let english = app.direct.browser(&app, Role::HelpdeskAgent).await;
        let japanese = english.clone().in_japanese();
        for (mut browser, lang) in [(english, "en"), (japanese, "ja")] {
            for (field, _, from, to) in changes {
                let page = browser.get(&format!("{account}/history?field={field}&lang={lang}")).await;
                for said in [who, in_words(lang, from), in_words(lang, to), "2026"] {
                    assert!(page.says(said), "{lang} {field}: {said}\n{}", page.html);
                }
            }
        }
    }

    async fn whoever_ends_a_relationship_is_told_what_it_means(app: TestApp) {
        let (_, account, _) = customer(&app).await;
        let mut sales = app.direct.browser(&app, Role::SalesAgent).await;
        let closed = sales.get(&format!("{account}/company")).await;
        assert!(closed.says("data-closed") && closed.says("Only a global admin"), "{}", closed.html);
        assert_eq!(sales.get(&format!("{account}/remove")).await.status, 403);
        let mut admin = app.direct.browser(&app, Role::GlobalAdmin).await;
        let asked = admin.get(&format!("{account}/remove")).await;
        for said in ["good faith", "legitimate purpose", "harmless", "not told of the end", "administration rights"] {
            assert!(asked.says(said), "{said}: {}", asked.html);
        }
        let ended = admin.submit(&asked, &format!("{account}/remove"), &[]).await;
        assert!(ended.path.contains("/customers?done=") && !ended.says("日の出製作所"), "{}", ended.html);
    }

    async fn the_subscriptions_of_a_customer_are_a_file(app: TestApp) {
        let (_, account, _) = customer(&app).await;
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let file = browser.get(&format!("{account}/subscriptions.csv")).await;
        let heading = "\u{feff}\"Subscription ID\",\"Subscription\",\"Quantity\",\"Status\",\"Reseller\"\r\n";
        assert_eq!(file.html, heading);
        let mut users = app.direct.browser(&app, Role::UserAdmin).await;
        assert_eq!(users.get(&format!("{account}/subscriptions.csv")).await.status, 403);
    }

    async fn a_special_qualification_is_asked_for_on_the_account_page(app: TestApp) {
        let (_, account, _) = customer(&app).await;
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let (page, path) = (browser.get(&format!("{account}/company")).await, format!("{account}/qualification"));
        assert!(page.says("Ask for a special qualification"), "{}", page.html);
        let form = browser.get(&path).await;
        let school = [("qualification", "education"), ("education-segment", "k12")];
        let wrong = browser.submit(&form, &path, &school).await;
        assert!(wrong.status == 422 && wrong.says("website-trouble"), "{}", wrong.html);
        assert!(wrong.says("<option value=\"k12\" selected>"), "{}", wrong.html);
        let right = [school[0], school[1], ("website", "hinode.example")];
        let done = browser.submit(&wrong, &path, &right).await;
        assert!(done.says("Education (in review)"), "{}", done.html);
        let told = browser.get(&format!("{account}/history?field=qualification")).await;
        assert!(told.says("Education (in review)"), "{}", told.html);
        let told = browser.clone().in_japanese().get(&format!("{account}/history?field=qualification&lang=ja")).await;
        assert!(told.says("教育機関（審査中）"), "{}", told.html);
        let told = browser.get(&format!("{account}/history?field=website")).await;
        assert!(told.says("hinode.example"), "{}", told.html);
        assert!(done.says("<dt>Website</dt><dd>hinode.example"), "{}", done.html);
        let mut helpdesk = app.direct.browser(&app, Role::HelpdeskAgent).await;
        assert!(!helpdesk.get(&format!("{account}/company")).await.says("Ask for a special"));
        assert_eq!(helpdesk.get(&path).await.status, 403);
    }
}
