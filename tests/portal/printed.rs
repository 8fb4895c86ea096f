//! The agreement as PDF (`domain/02`, Agreement).

use super::{agreements::publish_texts, wizard::base};
use opc_core::access::Role;
use opc_testkit::{Api, Reply, TestApp, both_engines, encode, new_customer};

const JAPANESE: &str = "1. 適用範囲\r\n「顧客」は、Microsoft 365 を利用します。\r\n\r\n以上";
const ENGLISH: &str = "1. Scope\r\nThe customer uses it.\r\n\r\nThat is all.";

/// The words of a PDF, page by page, without the blanks between them.
pub(crate) fn words(file: &Reply) -> String {
    assert_eq!(file.header("content-type"), "application/pdf", "{}", file.text);
    assert!(file.bytes.starts_with(b"%PDF-1.7"));
    let read = lopdf::Document::load_mem(&file.bytes).expect("a PDF");
    let pages: Vec<_> = read.get_pages().into_keys().collect();
    let text = read.extract_text(&pages).expect("text");
    text.split_whitespace().collect()
}

fn joined(parts: &[&str]) -> String {
    parts.iter().flat_map(|part| part.split_whitespace()).collect()
}

/// Publishes both texts for Japan and the United States; the path of the text.
async fn published(app: &TestApp) -> String {
    let mut operator = app.operator.browser(app, Role::AdminAgent).await;
    let texts = ("新しい顧客契約", JAPANESE, "The new agreement", ENGLISH);
    let done = publish_texts(&mut operator, app, "2026-12-01", texts).await;
    assert!(done.says("The version has been published"), "{}", done.html);
    let listed = app.direct.app_only(app).await.get("/v1/agreements").await.json;
    format!("/agreements/{}", listed["items"][0]["templateId"].as_str().expect("an id"))
}

both_engines! {
    async fn the_pdf_says_what_was_published_in_the_language_asked_for(app: TestApp) {
        let text = published(&app).await;
        let reader = Api::anonymous(&app);
        let ja = reader.get(&format!("{text}?country=JP&lang=ja&download=pdf")).await;
        let about = "バージョン 2027-01、日本 · 2026年12月1日発効 · 日本語";
        assert_eq!(words(&ja), joined(&["新しい顧客契約", about, JAPANESE, "新しい顧客契約 1 / 1"]));
        let name = ja.header("content-disposition");
        assert!(name.contains("filename=\"agreement-2027-01-JP-ja.pdf\""), "{name}");
        assert!(name.ends_with(&format!("filename*=UTF-8''{}", encode("新しい顧客契約 2027-01 JP.pdf"))), "{name}");
        assert!(ja.text.contains("/MediaBox[0 0 595.276 841.89]"), "A4");
        assert!(ja.bytes.len() < 60_000, "{} bytes", ja.bytes.len());

        let en = reader.get(&format!("{text}?country=US&lang=en&download")).await;
        let about = "Version 2027-01, United States · Counts from 1 Dec 2026 · English";
        assert_eq!(words(&en), joined(&["The new agreement", about, ENGLISH, "The new agreement 1 / 1"]));
        assert!(en.text.contains("/MediaBox[0 0 612 792]"), "Letter");
        let plain = reader.get(&format!("{text}?country=US&lang=en&download=text")).await;
        assert!(plain.text.contains("The customer uses it."), "{}", plain.text);
    }

    async fn the_pages_about_the_agreement_lead_to_the_pdf(app: TestApp) {
        let text = published(&app).await;
        let mut operator = app.operator.browser(&app, Role::AdminAgent).await;
        let versions = operator.get(&format!("{}/agreement-versions", base(&app.operator))).await;
        let link = format!("{}{text}?country=JP&amp;download\"", base(&app.operator));
        assert!(versions.says(&link) && versions.says("aria-label=\"PDF, Japan\""), "{}", versions.html);
        let page = operator.get(&format!("{text}?country=JP&lang=ja")).await;
        assert!(page.says("<h2>1. 適用範囲</h2>") && page.says("PDF でダウンロード"), "{}", page.html);
        assert!(page.says("href=\"?country=JP&#38;lang=ja&#38;download=pdf\""), "{}", page.html);

        let agent = app.direct.as_user(&app, Role::AdminAgent).await;
        let added = agent.post("/v1/customers", &new_customer("hinode")).await;
        let id = added.json["id"].as_str().expect("an id");
        let mut agent = app.direct.browser(&app, Role::AdminAgent).await;
        let section = agent.get(&format!("{}/customers/{id}/agreement", base(&app.direct))).await;
        assert!(section.says("?country=JP&#38;download\" download>Download as PDF"), "{}", section.html);
    }

    async fn a_text_that_could_not_be_printed_is_refused_and_not_lost(app: TestApp) {
        let mut operator = app.operator.browser(&app, Role::AdminAgent).await;
        let texts = ("顧客契約😀", "本文", "Agreement", "ภาษา");
        let page = publish_texts(&mut operator, &app, "2026-12-01", texts).await;
        assert_eq!(page.status, 422);
        for told in ["cannot show these characters: 😀 (U+1F600)", "ภ (U+0E20), า (U+0E32)", ">ภาษา<"] {
            assert!(page.says(told), "{told}: {}", page.html);
        }
    }
}
