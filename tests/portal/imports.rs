//! Importing customers by page, without script.

use opc_core::access::Role;
use opc_testkit::{Browser, Page, TestApp, both_engines};

const FILE: &str = "name,zip,prefecture,city,address,remark\n\
    青葉製作所,100-0005,東京都,千代田区,丸の内1,=1+1\n\
    株式会社,100-0005,東京都,千代田区,丸の内2,x\n";

/// The choices of the mapping page for [`FILE`].
const CHOICES: [(&str, &str); 11] = [
    ("column-0", "company-name"),
    ("column-1", "postal-code"),
    ("column-2", "state"),
    ("column-3", "city"),
    ("column-4", "address-line-1"),
    ("country", "JP"),
    ("first-name", "太郎"),
    ("last-name", "山田"),
    ("email", "info@{prefix}.example"),
    ("prefix-from", "number"),
    ("prefix-stem", "aoba"),
];

async fn uploaded(app: &TestApp, browser: &mut Browser, file: &str) -> Page {
    let list = format!("/p/{}/imports", app.direct.id);
    let page = browser.get(&list).await;
    assert_eq!(page.status, 200, "{}", page.html);
    browser.upload(&page, &list, &[], ("customers.csv", file.as_bytes())).await
}

fn base(page: &Page) -> String {
    page.path.trim_end_matches("/mapping").to_owned()
}

both_engines! {
    async fn a_file_is_uploaded_mapped_checked_and_added(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let mapping = uploaded(&app, &mut browser, FILE).await;
        let base = base(&mapping);
        assert!(mapping.says("<option value=\"company-name\" selected>"), "{}", mapping.html);

        let preview: Vec<_> = CHOICES.iter().copied().chain([("preview", "on")]).collect();
        let seen = browser.submit(&mapping, &format!("{base}/check"), &preview).await;
        assert!(seen.says("aoba2.partnercenter.example"), "{}", seen.html);
        assert!(seen.says("info@aoba2.example"), "{}", seen.html);

        let busy = browser.submit(&seen, &format!("{base}/check"), &CHOICES).await;
        assert!(busy.says("0 of 2 rows") && busy.says("every 2s"), "{}", busy.html);
        app.work().await;
        let checked = browser.get(&base).await;
        assert!(checked.says("Nothing has been added yet"), "{}", checked.html);
        assert!(!checked.says("every 2s"), "a page that is done asks no more");
        browser.submit(&checked, &format!("{base}/start"), &[]).await;
        app.work().await;
        let done = browser.get(&base).await;
        assert!(done.says("is a customer now"), "{}", done.html);
        let rows = browser.get(&format!("{base}/rows?outcome=added")).await;
        assert!(rows.says("青葉製作所") && !rows.says("丸の内2"), "{}", rows.html);
    }

    async fn the_rejected_rows_come_as_a_file_to_mend_in_the_readers_language(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await.in_japanese();
        let mapping = uploaded(&app, &mut browser, FILE).await;
        let base = base(&mapping);
        browser.submit(&mapping, &format!("{base}/check"), &CHOICES).await;
        app.work().await;
        let file = browser.get(&format!("{base}/rejected.csv?lang=ja")).await.html;
        let lines: Vec<_> = file.trim_start_matches('\u{feff}').lines().collect();
        assert_eq!(lines[0], "name,zip,prefecture,city,address,remark,インポート結果");
        assert_eq!(lines.len(), 2, "{file}");
        assert!(lines[1].starts_with("株式会社,100-0005,") && lines[1].contains("会社名"), "{file}");

        // The mended file is read as the first one was, although it has a column more.
        let mended = file.replace("\n株式会社,", "\n株式会社あさひ,");
        let again = uploaded(&app, &mut browser, &mended).await;
        assert!(again.says("value=\"aoba\"") && again.says("info@{prefix}.example"), "{}", again.html);
    }

    async fn a_formula_in_a_cell_comes_back_harmless(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let mapping = uploaded(&app, &mut browser, "name,remark\n株式会社,=1+1\n").await;
        let base = base(&mapping);
        browser.submit(&mapping, &format!("{base}/check"), &CHOICES).await;
        app.work().await;
        let file = browser.get(&format!("{base}/rejected.csv")).await.html;
        assert!(file.contains(",'=1+1,"), "{file}");
    }

    async fn a_file_that_is_none_and_a_mapping_without_a_name_are_said_in_place(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let empty = uploaded(&app, &mut browser, "").await;
        assert_eq!(empty.status, 422);
        assert!(empty.says("The file has no rows"), "{}", empty.html);
        let mapping = uploaded(&app, &mut browser, FILE).await;
        let base = base(&mapping);
        let nameless = browser.submit(&mapping, &format!("{base}/check"), &CHOICES[1..]).await;
        assert_eq!(nameless.status, 422);
        assert!(nameless.says("Choose which column is the company name"), "{}", nameless.html);
        assert!(nameless.says("info@{prefix}.example"), "nothing typed is lost");
        let list = browser.submit(&nameless, &format!("{base}/cancel"), &[]).await;
        assert!(list.says("The file was discarded"), "{}", list.html);
        assert_eq!(browser.get(&base).await.status, 404);
    }
}
