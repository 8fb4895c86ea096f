//! The customer list (`domain/04`).

use opc_core::access::Role;
use opc_testkit::{account_form, both_engines, new_customer};

both_engines! {
    async fn a_search_and_the_reseller_filter_count_together(app: TestApp) {
        let mut browser = app.provider.browser(&app, Role::SalesAgent).await;
        let api = app.provider.as_user(&app, Role::SalesAgent).await;
        let reseller = app.reseller.id;
        for (prefix, name, resold) in
            [("aoba", "青葉商事", true), ("asahi", "朝日商事", true), ("akane", "青葉工業", false)]
        {
            let mut new = new_customer(prefix);
            new["billingProfile"]["companyName"] = name.into();
            new["companyProfile"]["companyName"] = name.into();
            if resold {
                new["associatedPartnerId"] = reseller.to_string().into();
            }
            let added = api.post("/v1/customers", &new).await;
            assert_eq!(added.status, 201, "{}", added.text);
        }
        let list = format!("/p/{}/customers", app.provider.id);
        let names = ["青葉商事", "朝日商事", "青葉工業"];
        for (query, found) in [
            (format!("?reseller={reseller}"), [true, true, false]),
            ("?q=青葉".to_owned(), [true, false, true]),
            (format!("?q=青葉&reseller={reseller}"), [true, false, false]),
            (format!("?q=aoba&search-by=domain&reseller={reseller}"), [true, false, false]),
        ] {
            let page = browser.get(&format!("{list}{}", query.replace("青葉", "%E9%9D%92%E8%91%89"))).await;
            assert_eq!(names.map(|name| page.says(name)), found, "{query}: {}", page.html);
            assert!(page.says("Show all customers"), "the way back to all is there: {query}");
        }
        let first = format!("{list}?reseller={reseller}&size=1");
        let page = browser.get(&first).await;
        assert!(page.says(&format!("reseller={reseller}&#38;size=1&#38;after=")), "{}", page.html);
    }

    async fn a_postal_code_fills_in_the_bill_to_address(app: TestApp) {
        let api = app.direct.as_user(&app, Role::SalesAgent).await;
        let added = api.post("/v1/customers", &new_customer("aoba")).await;
        let id = added.json["id"].as_str().unwrap_or_default().to_owned();
        let section = format!("/p/{}/customers/{id}/bill-to", app.direct.id);
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let page = browser.get(&section).await;
        let typed = [("company-name", "青葉"), ("postal-code", "1530061"), ("etag", "1")];
        for (path, status, whole) in [("postal", 200, true), ("postal-fill", 200, false)] {
            let filled = browser.submit(&page, &format!("{section}/{path}"), &typed).await;
            assert_eq!(filled.status, status, "{}", filled.html);
            assert!(filled.says("value=\"目黒区\"") && filled.says("value=\"中目黒\""), "{}", filled.html);
            assert_eq!((filled.says("<html"), filled.says("value=\"青葉\"")), (whole, whole));
        }
        let unknown = [("company-name", "青葉"), ("postal-code", "9999999")];
        let said = browser.submit(&page, &format!("{section}/postal"), &unknown).await;
        assert!(said.says("id=\"postal-code-trouble\"") && said.says("value=\"青葉\""), "{}", said.html);
        let fill = format!("{section}/postal-fill");
        let part = browser.submit(&page, &fill, &unknown).await;
        assert!(part.says("No place with the code 999-9999"), "also while it is typed: {}", part.html);
        assert_eq!(browser.submit(&page, &fill, &[("postal-code", "999")]).await.status, 204, "not whole yet");
        let mut helpdesk = app.direct.browser(&app, Role::HelpdeskAgent).await;
        let read = helpdesk.get(&section).await;
        assert!(!read.says("bill-to/postal") && !read.says("form=\"sent\""), "{}", read.html);
        assert_eq!(helpdesk.submit(&read, &format!("{section}/postal"), &typed).await.status, 403);
    }

    async fn a_few_drafts_stand_above_the_list_and_a_link_leads_to_all(app: TestApp) {
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let base = format!("/p/{}/customers", app.direct.id);
        for n in 0..5 {
            let page = browser.get(&format!("{base}/new")).await;
            let form = account_form(&format!("hinode{n}"));
            let fields: Vec<_> = form.iter().map(|(n, v)| (*n, v.as_str())).collect();
            browser.submit(&page, &format!("{base}/new/account"), &fields).await;
        }
        let few = browser.get(&base).await;
        assert_eq!((few.html.matches("/discard").count(), few.says("All 5 drafts")), (3, true));
        let all = browser.get(&format!("{base}?drafts=all")).await;
        assert_eq!((all.html.matches("/discard").count(), all.says("All 5 drafts")), (5, false));
    }
}
