//! Special qualifications: asked for, vetted, and what they let a customer buy (`domain/02`,
//! `domain/05`).

use opc_core::access::Role;
use opc_testkit::{Api, TestApp, both_engines, new_customer};
use serde_json::{Value, json};

async fn customer(agent: &Api) -> String {
    let added = agent.post("/v1/customers", &new_customer("hinode")).await;
    assert_eq!(added.status, 201, "{}", added.text);
    let id = added.json["id"].as_str().expect("an id");
    format!("/v1/customers/{id}")
}

/// What the operator decides, on its page.
async fn decide(app: &TestApp, verdict: &str, reason: &str) {
    let mut operator = app.operator.browser(app, Role::AdminAgent).await;
    let done =
        crate::portal::vetting::decide(&mut operator, app, "education", (verdict, reason)).await;
    assert!(done.says("The decision has been recorded"), "{}", done.html);
}

fn school() -> Value {
    json!({ "Qualification": "education", "EducationSegment": "K12", "Website": "hinode.example" })
}

both_engines! {
    async fn a_school_that_is_state_owned_holds_both_each_with_its_own_vetting(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::SalesAgent).await;
        let path = customer(&agent).await;
        let all = format!("{path}/qualifications");
        assert_eq!(agent.get(&all).await.json, json!([]));
        let asked = agent.post(&all, &school()).await;
        assert_eq!((asked.status.as_u16(), &asked.json["vettingStatus"]), (201, &json!("InReview")), "{}", asked.text);
        assert!(asked.json["vettingCreateDate"].is_string() && asked.header("location").ends_with("/qualifications"));
        let owned = agent.post(&all, &json!({ "qualification": "StateOwnedEntity" })).await;
        assert_eq!((owned.status.as_u16(), owned.json.get("vettingStatus")), (201, None), "{}", owned.text);
        decide(&app, "approve", "").await;
        let listed = agent.get(&all).await.json;
        assert_eq!((&listed[0]["qualification"], &listed[0]["vettingStatus"]), (&json!("Education"), &json!("Approved")));
        assert_eq!(listed[1]["qualification"], "StateOwnedEntity");
        let offers = agent.get(&format!("{path}/offers")).await;
        assert!(offers.text.contains("School Suite"), "a state-owned school buys as a school");
        let log = agent.get("/v1/auditrecords").await;
        assert!(log.text.contains("update_customer_qualification"));
    }

    async fn a_denial_has_its_reason_and_can_be_asked_for_again(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::SalesAgent).await;
        let path = customer(&agent).await;
        let all = format!("{path}/qualifications");
        agent.post(&all, &school()).await;
        let twice = agent.post(&all, &school()).await;
        assert_eq!((twice.status.as_u16(), &twice.json["data"]), (400, &json!(["qualification", "rule-qualification-held"])));
        decide(&app, "refuse", "Not a school").await;
        let denied = agent.get(&all).await.json;
        assert_eq!((&denied[0]["vettingStatus"], &denied[0]["vettingReason"]), (&json!("Denied"), &json!("Not a school")));
        assert_eq!(agent.get(&format!("{path}/qualification")).await.json, json!("none"));
        assert_eq!(agent.post(&all, &school()).await.status, 201);
    }

    async fn the_older_operations_speak_in_bare_strings(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::SalesAgent).await;
        let path = format!("{}/qualification", customer(&agent).await);
        assert_eq!(agent.get(&path).await.json, json!("none"));
        let put = agent.put(&path, &json!("education")).await;
        assert_eq!((put.status.as_u16(), &put.json), (200, &json!("education")), "{}", put.text);
        assert_eq!(agent.put(&path, &json!({ "Qualification": "Education" })).await.status, 200, "as it is already");
        assert_eq!(agent.get(&path).await.json, json!("education"));
        assert_eq!(agent.put(&path, &json!("none")).await.status, 400);
        let other = agent.post("/v1/customers", &new_customer("tsukino")).await;
        let other = format!("/v1/customers/{}/qualification", other.json["id"].as_str().expect("an id"));
        let object = agent.put(&other, &json!({ "Qualification": "Education" })).await;
        assert_eq!(object.json["data"][1], "rule-education-segment-missing", "an object has room for it");
        assert_eq!(agent.put(&path, &json!("nonprofit")).await.json["data"][1], "rule-qualification-not-combined");
    }

    /// `domain/02`, Contact email: one rule, wherever an education customer is asked for or changed.
    async fn a_school_has_an_address_of_its_own_whoever_asks_and_as_long_as_it_is_one(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::AdminAgent).await;
        let path = customer(&agent).await;
        let billing = format!("{path}/profiles/billing");
        let mail = async |address: &str| {
            let mut profile = agent.get(&billing).await.json;
            profile["email"] = json!(address);
            agent.put(&billing, &profile).await
        };
        assert_eq!(mail("hinode@gmail.com").await.status, 200, "no school yet");
        for refused in [
            agent.post(&format!("{path}/qualifications"), &school()).await,
            agent.put(&format!("{path}/qualification"), &school()).await,
            agent.put(&format!("{path}/qualification"), &json!("education")).await,
        ] {
            assert_eq!((refused.status.as_u16(), &refused.json["data"]), (400, &json!(["email", "rule-email-free-for-education"])), "{}", refused.text);
        }
        let mut browser = app.direct.browser(&app, Role::SalesAgent).await;
        let page = format!("/p/{}{}/qualification", app.direct.id, path.trim_start_matches("/v1"));
        let shown = browser.get(&page).await;
        let fields = [("qualification", "education"), ("education-segment", ""), ("website", "")];
        let refused = browser.submit(&shown, &page, &fields).await;
        for said in ["Choose the kind of education", "Enter the website of the education", "gmail.com are not accepted", "/bill-to#email"] {
            assert!(refused.says(said), "{said}: {}", refused.html);
        }
        assert_eq!(mail("info@hinode.example").await.status, 200);
        assert_eq!(agent.post(&format!("{path}/qualifications"), &school()).await.status, 201);
        for state in ["in review", "approved"] {
            let refused = mail("hinode@gmail.com").await;
            assert_eq!(&refused.json["data"], &json!(["email", "rule-email-free-for-education"]), "{state}: {}", refused.text);
            if state == "in review" {
                decide(&app, "approve", "").await;
            }
        }
    }

    async fn what_is_missing_or_not_offered_is_named(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::SalesAgent).await;
        let all = format!("{}/qualifications", customer(&agent).await);
        for (body, field, words) in [
            (json!({ "qualification": "Education" }), "educationSegment", "kind of education"),
            (json!({ "qualification": "Education", "educationSegment": "K12" }), "website", "website of the education"),
            (json!({ "qualification": "Education", "educationSegment": "Nursery" }), "educationSegment", "HigherEducation"),
            (json!({ "qualification": "Education", "educationSegment": "K12", "website": "javascript:x" }), "website", "https://"),
            (json!({ "qualification": "Clever" }), "qualification", "StateOwnedEntity"),
            (json!({ "qualification": "GovernmentCommunityCloud", "validationCode": "1" }), "qualification", "cannot"),
            (json!({}), "", "qualification"),
        ] {
            let refused = agent.post(&all, &body).await;
            assert_eq!((refused.status.as_u16(), refused.json["data"][0].as_str()), (400, Some(field)), "{}", refused.text);
            assert!(refused.json["description"].as_str().is_some_and(|d| d.contains(words)), "{}", refused.text);
        }
        let program = app.direct.app_only(&app).await.post(&all, &school()).await;
        assert_eq!((program.status.as_u16(), program.code().as_str()), (403, "900329"));
    }
}
