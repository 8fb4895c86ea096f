//! Two nodes on one database: a search of the second sees every write of the first
//! (`docs/decisions/12-search.md`).

use super::{
    list::{add, ids, list, tag},
    wizard::action,
};
use opc_core::access::Role;
use opc_testkit::{Browser, Tenant, both_engines, encode, new_customer};
use serde_json::json;

/// The ids a search finds.
async fn found(browser: &mut Browser, tenant: &Tenant, query: &str) -> Vec<String> {
    let page = browser.get(&format!("{}?{query}", list(tenant))).await;
    assert_eq!(page.status, 200, "{}", page.html);
    ids(&page)
}

both_engines! {
    async fn the_other_node_finds_every_kind_of_change_at_its_next_search(app: TestApp) {
        let us = &app.direct;
        let agent = us.as_user(&app, Role::AdminAgent).await;
        let mut here = us.browser(&app, Role::AdminAgent).await;
        let mut there = here.on(&app.another_core().await);
        let name = format!("q={}", encode("製作"));
        let other_name = format!("q={}", encode("精機"));
        assert!(found(&mut there, us, &name).await.is_empty(), "names are in memory from here on");

        let one = add(&agent, "hinode", "日の出製作").await;
        let two = add(&agent, "zao", "蔵王製作").await;
        let both = [two.clone(), one.clone()];
        assert_eq!(found(&mut there, us, &format!("{name}&sort=domain&dir=desc")).await, both, "added");

        let billing = format!("/v1/customers/{one}/profiles/billing");
        let mut profile = agent.get(&billing).await.json;
        profile["companyName"] = json!("日の出精機");
        assert_eq!(agent.put(&billing, &profile).await.status, 200);
        assert_eq!(found(&mut there, us, &name).await, [two.as_str()], "renamed");
        assert_eq!(found(&mut there, us, &other_name).await, [one.as_str()], "renamed");
        let page = here.get(&format!("{}/{one}/history", list(us))).await;
        let (event, etag) = (page.hidden("event").expect("a change"), page.hidden("etag").expect("a version"));
        let undo = [("event", &*event), ("field", "company_name"), ("etag", &*etag)];
        let undone = here.submit(&page, &format!("{}/{one}/history/undo", list(us)), &undo).await;
        assert_eq!(undone.status, 200, "{}", undone.html);
        assert_eq!(found(&mut there, us, &other_name).await, [""; 0], "renamed back");

        let path = format!("{}/{one}/tags", list(us));
        let page = here.get(&path).await;
        here.submit(&page, &path, &[("tags", "alone")]).await;
        assert_eq!(found(&mut there, us, "tag=alone").await, [one.as_str()], "tagged");
        let picked = tag(&mut here, &app, &[("customer", &one), ("customer", &two)], ["picked", "alone"]).await;
        assert_eq!(found(&mut there, us, "tag=picked&sort=domain&dir=desc").await, both, "tagged together");
        assert!(found(&mut there, us, "tag=alone").await.is_empty(), "untagged");
        let job = picked.hidden("job").expect("something to take back");
        here.submit(&picked, &format!("{}/tags/undo", list(us)), &[("job", &job)]).await;
        assert!(found(&mut there, us, "tag=picked").await.is_empty(), "tags taken back");
        assert_eq!(found(&mut there, us, "tag=alone").await, [one.as_str()], "tags taken back");
        tag(&mut here, &app, &[("all", "on"), ("q", "製作"), ("total", "2")], ["matching", ""]).await;
        assert!(found(&mut there, us, "tag=matching").await.is_empty(), "the job has not run");
        app.work().await;
        assert_eq!(found(&mut there, us, "tag=matching").await.len(), 2, "tagged by a job");

        let school = json!({ "Qualification": "education", "EducationSegment": "K12", "Website": "hinode.example" });
        assert!(found(&mut there, us, "qualification=education").await.is_empty());
        agent.post(&format!("/v1/customers/{two}/qualifications"), &school).await;
        assert_eq!(found(&mut there, us, "qualification=education").await, [two.as_str()], "qualified");

        let admin = us.as_user(&app, Role::GlobalAdmin).await;
        let end = json!({ "relationshipToPartner": "none" });
        assert_eq!(admin.patch(&format!("/v1/customers/{two}"), &end).await.status, 200);
        assert_eq!(found(&mut there, us, &name).await, [one], "ended");
    }

    async fn the_other_node_follows_a_change_of_reseller_at_all_three_partners(app: TestApp) {
        let (old, new) = (&app.reseller, &app.second_reseller);
        let agent = app.provider.as_user(&app, Role::AdminAgent).await;
        let mut body = new_customer("hinode");
        body["associatedPartnerId"] = json!(old.id.to_string());
        let id = agent.post("/v1/customers", &body).await.json["id"].as_str().expect("an id").to_owned();
        let node = app.another_core().await;
        let mut here = app.provider.browser(&app, Role::AdminAgent).await;
        let mut there = here.on(&node);
        let mut at_old = old.browser(&app, Role::SalesAgent).await.on(&node);
        let mut at_new = new.browser(&app, Role::SalesAgent).await.on(&node);
        let of = |tenant: &Tenant| format!("reseller={}", tenant.id);
        assert_eq!(found(&mut there, &app.provider, &of(old)).await, [id.as_str()]);
        assert_eq!(found(&mut at_old, old, "q=hinode").await, [id.as_str()]);
        assert!(found(&mut at_new, new, "q=hinode").await.is_empty());

        let page = here.get(&format!("{}/{id}/reseller/change", list(&app.provider))).await;
        let (etag, to) = (page.hidden("etag").expect("a version"), new.id.to_string());
        let fields = [("etag", &*etag), ("reseller", &*to), ("confirmed", "yes")];
        let changed = here.submit(&page, &action(&page, "change"), &fields).await;
        assert_eq!(changed.status, 200, "{}", changed.html);
        assert!(found(&mut there, &app.provider, &of(old)).await.is_empty());
        assert_eq!(found(&mut there, &app.provider, &of(new)).await, [id.as_str()]);
        assert!(found(&mut at_old, old, "q=hinode").await.is_empty());
        assert_eq!(found(&mut at_new, new, "q=hinode").await, [id]);
    }
}
