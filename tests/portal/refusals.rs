//! Invalid names and addresses of fifteen countries: what the API answers and what the page shows
//! names the field, the rule and what to do, in both languages.

use opc_core::access::Role;
use opc_core::kernel::{
    country::Country,
    language::Lang,
    rule::{Rule, Severity},
};
use opc_testkit::{Api, Browser, TestApp, account_form, both_engines, new_customer};
use serde_json::{Value, json};

use super::wizard::{account, action, base};

/// A sound address of each country: country, line, city, state, postal code, phone, registration id.
const SOUND: [[&str; 7]; 15] = [
    ["JP", "丸の内1-1-1", "千代田区", "東京都", "100-0005", "03-1234-5678", ""],
    ["US", "1 Main Street", "Redmond", "WA", "98052", "425-555-0123", ""],
    ["GB", "1 High Street", "London", "", "SW1A 1AA", "020 7946 0123", ""],
    ["DE", "Hauptstraße 1", "Berlin", "", "10115", "030 123456", ""],
    ["FR", "1 rue de la Paix", "Paris", "", "75002", "01 23 45 67 89", ""],
    ["NL", "Damrak 1", "Amsterdam", "", "1012 LG", "020 123 4567", ""],
    ["KR", "세종대로 110", "중구", "서울특별시", "04524", "02-123-4567", ""],
    ["CA", "1 King Street", "Toronto", "ON", "M5H 1A1", "416-555-0123", ""],
    ["AU", "1 George Street", "Sydney", "NSW", "2000", "02 1234 5678", ""],
    [
        "BR",
        "Avenida Paulista 1",
        "São Paulo",
        "SP",
        "01310-100",
        "11 2345-6789",
        "12.345.678/0001-95",
    ],
    ["IN", "1 MG Road", "Mumbai", "MH", "400001", "022 1234 5678", "AAACB1234C"],
    ["HU", "Fő utca 1", "Budapest", "", "1011", "06 1 234 5678", "12345678-2-41"],
    ["PL", "Prosta 1", "Warszawa", "", "00-838", "22 123 45 67", "123-456-32-18"],
    ["CN", "长安街1号", "北京", "BJ", "100000", "010 1234 5678", ""],
    ["MX", "Reforma 1", "Ciudad de México", "DF", "06600", "55 1234 5678", ""],
];

/// What is wrong: country, field, value, rule.
const WRONG: [(&str, &str, &str, &str); 44] = [
    ("JP", "company-name", "　", "rule-name-blank"),
    ("JP", "company-name", "あ", "rule-name-one-character"),
    ("JP", "company-name", "株式会社", "rule-name-lone-legal-form"),
    ("JP", "company-name", "★☆★", "rule-name-only-symbols"),
    ("JP", "company-name", "テスト株式会社", "rule-name-looks-like-test"),
    ("JP", "company-name", "ああああ", "rule-name-repeats-one-character"),
    ("JP", "postal-code", "100-000", "rule-postal-format"),
    ("JP", "postal-code", "", "rule-postal-required"),
    ("JP", "postal-code", "100-9999", "rule-postal-unknown"),
    ("JP", "state", "", "rule-state-required"),
    ("JP", "city", "中央区", "rule-address-differs"),
    ("JP", "address-line-1", "丸の内", "rule-address-incomplete"),
    ("JP", "phone", "1234-5678", "rule-phone-format"),
    ("US", "company-name", "L.L.C.", "rule-name-lone-legal-form"),
    ("US", "company-name", "contoso.com", "rule-name-ends-like-domain"),
    ("US", "state", "Bavaria", "rule-state-unknown"),
    ("US", "state", "OR", "rule-address-differs"),
    ("US", "postal-code", "9805", "rule-postal-format"),
    ("US", "address-line-1", "Main Street", "rule-address-incomplete"),
    ("GB", "company-name", "P.L.C.", "rule-name-lone-legal-form"),
    ("GB", "postal-code", "12345", "rule-postal-format"),
    ("GB", "address-line-1", "", "rule-required"),
    ("DE", "company-name", "GmbH & Co. KG", "rule-name-lone-legal-form"),
    ("DE", "postal-code", "1011", "rule-postal-format"),
    ("DE", "city", "", "rule-required"),
    ("FR", "company-name", "S.A.R.L.", "rule-name-lone-legal-form"),
    ("FR", "phone", "12", "rule-phone-format"),
    ("NL", "company-name", "B.V.", "rule-name-lone-legal-form"),
    ("NL", "postal-code", "LG 1012", "rule-postal-format"),
    ("KR", "company-name", "주식회사", "rule-name-lone-legal-form"),
    ("KR", "postal-code", "110-111", "rule-postal-format"),
    ("CA", "state", "Ohio", "rule-state-unknown"),
    ("CA", "postal-code", "D1A 0B1", "rule-postal-format"),
    ("AU", "postal-code", "873", "rule-postal-format"),
    ("AU", "state", "VIC", "rule-address-differs"),
    ("BR", "registration-id", "", "rule-registration-missing"),
    ("BR", "registration-id", "123", "rule-registration-format"),
    ("IN", "phone", "", "rule-phone-missing"),
    ("IN", "company-name", "1 2 3", "rule-name-spelled-out"),
    ("HU", "company-name", "Kft.", "rule-name-lone-legal-form"),
    ("HU", "registration-id", "1", "rule-registration-format"),
    ("PL", "postal-code", "", "rule-postal-required"),
    ("CN", "state", "東京都", "rule-state-unknown"),
    ("MX", "postal-code", "6600A", "rule-postal-format"),
];

/// The values of a country's sound address by field, with one of them replaced.
fn fields(country: &str, field: &str, value: &str) -> Vec<(&'static str, String)> {
    let names =
        ["country", "address-line-1", "city", "state", "postal-code", "phone", "registration-id"];
    let sound = SOUND.iter().find(|row| row[0] == country).expect("a sound address");
    let mut form: Vec<_> =
        account_form("wrong").into_iter().filter(|(n, _)| !names.contains(n)).collect();
    form.extend(names.iter().zip(sound).map(|(name, value)| (*name, (*value).to_owned())));
    let land = Country::parse(country).expect("a country");
    for (name, typed) in &mut form {
        match *name {
            "culture" => land.default_culture().tag().clone_into(typed),
            "language" => land.default_culture().language().clone_into(typed),
            name if name == field => value.clone_into(typed),
            _ => {}
        }
    }
    if field == "registration-id" || country != "JP" {
        form.retain(|(name, _)| !name.starts_with("agreement"));
        form.push(("agreement", "direct".into()));
    }
    form
}

/// The same as the body of a request.
fn body(form: &[(&str, String)]) -> Value {
    let value = |name: &str| form.iter().find(|(n, _)| *n == name).map_or("", |(_, v)| v.as_str());
    let mut body = new_customer("wrong");
    body["companyProfile"]["organizationRegistrationNumber"] = json!(value("registration-id"));
    let profile = &mut body["billingProfile"];
    profile["companyName"] = json!(value("company-name"));
    profile["culture"] = json!(value("culture"));
    profile["language"] = json!(value("language"));
    let address = &mut profile["defaultAddress"];
    for (member, name) in MEMBERS {
        address[member] = json!(value(name));
    }
    body
}

const MEMBERS: [(&str, &str); 6] = [
    ("country", "country"),
    ("addressLine1", "address-line-1"),
    ("city", "city"),
    ("state", "state"),
    ("postalCode", "postal-code"),
    ("phoneNumber", "phone"),
];

fn member(field: &str) -> &str {
    let found = MEMBERS.iter().find(|(_, name)| *name == field).map(|(member, _)| *member);
    found.unwrap_or(match field {
        "company-name" => "companyName",
        _ => "organizationRegistrationNumber",
    })
}

fn severity(key: &str) -> Severity {
    let rule = Rule::all_examples().into_iter().find(|rule| rule.key() == key);
    rule.expect("a rule").severity()
}

/// The words of a message up to its first argument, as the page shows them.
fn start_of(lang: Lang, key: &str) -> String {
    let file = match lang {
        Lang::En => include_str!("../../locales/en/rules.ftl"),
        Lang::Ja => include_str!("../../locales/ja/rules.ftl"),
    };
    let line = file.lines().find_map(|line| line.strip_prefix(&format!("{key} = "))).expect(key);
    // What stands between arguments is there whatever they are.
    let parts = line.split(['{', '}']).step_by(2);
    parts.max_by_key(|part| part.len()).unwrap_or_default().trim().to_owned()
}

type Case<'c> = (&'c str, &'c str, &'c str, &'c str);

async fn page_says(browser: &mut Browser, app: &TestApp, case: Case<'_>, lang: Lang) {
    let (country, field, value, rule) = case;
    let page = account(browser, &app.other, &fields(country, field, value)).await;
    let html = page.html.replace("&#39;", "'").replace("&#38;", "&");
    assert_eq!(page.status, 422, "{case:?}");
    assert!(html.contains(&format!("id=\"{field}-trouble\"")), "{case:?}: which field\n{html}");
    assert!(html.contains(&start_of(lang, rule)), "{case:?}: which rule, in {lang:?}");
    assert!(page.says("class=\"why\""), "{case:?}: why");
    if rule == "rule-state-unknown" {
        assert!(
            html.contains(value),
            "{case:?}: the list cannot show it, so a note says what was typed"
        );
    } else {
        assert_eq!(
            typed_into(&html, field).as_deref(),
            Some(value),
            "{case:?}: what was typed stays"
        );
    }
    let warning = severity(rule) == Severity::Warning;
    assert_eq!(page.says("name=\"confirmed\""), warning, "{case:?}: a warning can be confirmed");
}

/// What stands in a field of the page: in an input, or chosen of a list.
fn typed_into(html: &str, field: &str) -> Option<String> {
    let (_, rest) = html.split_once(&format!("id=\"{field}\" name=\"{field}\""))?;
    let (tag, rest) = rest.split_once('>')?;
    let (list, _) = rest.split_once("</select>").unwrap_or_default();
    let choice = || list.split("<option ").find(|option| option.contains(" selected"));
    let attribute = if tag.contains("type=") { Some(tag) } else { choice() };
    // Nothing chosen of a list is the empty choice.
    let Some(attribute) = attribute else { return Some(String::new()) };
    let value = attribute.split_once("value=\"")?.1.split_once('"')?.0;
    Some(value.to_owned())
}

async fn api_says(api: &Api, case: Case<'_>, lang: Lang, prefix: &str) {
    let (country, field, value, rule) = case;
    let api = api.with("x-locale", if lang == Lang::Ja { "ja-JP" } else { "en-US" });
    let mut sent = body(&fields(country, field, value));
    sent["companyProfile"]["domain"] = json!(format!("{prefix}{}", lang.code()));
    let answer = api.post("/v1/customers", &sent).await;
    if severity(rule) == Severity::Warning {
        // Nobody can be asked here: the customer is added as it was sent. The check of an address says it.
        assert_eq!(answer.status, 201, "{case:?} {}", answer.text);
        let profile = &answer.json["billingProfile"];
        let kept = match member(field) {
            "companyName" => &profile["companyName"],
            member => &profile["defaultAddress"][member],
        };
        assert_eq!(kept, value, "{case:?}: as it was sent");
        if field != "company-name" {
            let address = &sent["billingProfile"]["defaultAddress"];
            let checked = api.post("/v1/validations/address", address).await;
            let said = checked.json["validationMessage"].as_str().unwrap_or_default();
            assert!(said.contains(&start_of(lang, rule)), "{case:?}: {}", checked.text);
        }
        return;
    }
    assert!(answer.status.is_client_error(), "{case:?} {}", answer.text);
    let data = answer.json["data"].to_string();
    assert!(data.contains(member(field)) && data.contains(rule), "{case:?}: {data}");
    let said = answer.json["description"].as_str().unwrap_or_default();
    assert!(said.contains(&start_of(lang, rule)), "{case:?}: {said}");
}

both_engines! {
    async fn the_page_says_field_rule_and_fix_in_both_languages(app: TestApp) {
        // Each person has the drafts of one language: there is a limit.
        let mut english = app.other.browser(&app, Role::SalesAgent).await;
        let mut japanese = app.other.browser(&app, Role::AdminAgent).await;
        japanese.get(&format!("{}/customers?lang=ja", base(&app.other))).await;
        for case in WRONG {
            page_says(&mut english, &app, case, Lang::En).await;
            page_says(&mut japanese, &app, case, Lang::Ja).await;
        }
    }

    async fn the_api_says_field_rule_and_fix_in_both_languages(app: TestApp) {
        let api = app.other.as_user(&app, Role::SalesAgent).await;
        for (n, case) in WRONG.into_iter().enumerate() {
            for lang in Lang::ALL {
                api_says(&api, case, lang, &format!("wrong{n}")).await;
            }
        }
    }

    async fn the_sound_addresses_beside_them_are_accepted(app: TestApp) {
        let mut browser = app.other.browser(&app, Role::SalesAgent).await;
        for [country, ..] in SOUND {
            let page = account(&mut browser, &app.other, &fields(country, "", "")).await;
            assert_ne!(page.status, 422, "{country}: {}", page.html);
        }
    }

    async fn a_postal_code_fills_in_the_address_with_and_without_script(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let page = browser.get(&format!("{}/customers/new", base(&app.direct))).await;
        let typed = [("country", "JP"), ("postal-code", "１０００００５"), ("company-name", "青葉")];
        let part = browser.submit(&page, &format!("{}/customers/new/postal-fill", base(&app.direct)), &typed).await;
        assert!(part.says("東京都") && part.says("千代田区") && part.says("丸の内"), "{}", part.html);
        assert!(!part.says("<html"), "only the parts of the address");
        let half = [("country", "JP"), ("postal-code", "100-00")];
        let nothing = browser.submit(&page, &format!("{}/customers/new/postal-fill", base(&app.direct)), &half).await;
        assert_eq!(nothing.status, 204, "{}", nothing.html);

        let action = format!("{}/customers/new/postal", base(&app.direct));
        let filled = browser.submit(&page, &action, &typed).await;
        assert!(filled.says("100-0005") && filled.says("千代田区") && filled.says("丸の内") && filled.says("青葉"), "{}", filled.html);
        let unknown = [("country", "JP"), ("postal-code", "999-9999"), ("city", "どこか")];
        let page = browser.get(&format!("{}/customers/new", base(&app.direct))).await;
        let told = browser.submit(&page, &action, &unknown).await;
        assert!(told.says("999-9999 is known here") && told.says("どこか"), "{}", told.html);
    }

    async fn a_country_names_and_hides_the_fields_of_its_addresses(app: TestApp) {
        let mut browser = app.other.browser(&app, Role::SalesAgent).await;
        let page = browser.get(&format!("{}/customers/new", base(&app.other))).await;
        assert!(page.says("Prefecture") && page.says("data-country"), "Japan first");
        for (country, says, not) in [
            ("US", "ZIP code", "postal-fill"),
            ("DE", "Postal code", "id=\"state\""),
            ("BR", "CNPJ", "id=\"agreement-nowhere\""),
        ] {
            let fields = [("country", country)];
            let shown = browser.submit(&page, &action(&page, "account").replace("/account", "/country"), &fields).await;
            assert!(shown.says(says) && !shown.says(not), "{country}: {}", shown.html);
        }
    }
}
