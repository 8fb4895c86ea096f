//! A POST repeated with the same `MS-RequestId` has one effect and the same answer.

use opc_core::access::Role;
use opc_testkit::{both_engines, new_customer};
use serde_json::json;

const REQUEST: &str = "7f3c2d1e-0000-4000-8000-00000000aaaa";

both_engines! {
    async fn a_repeat_creates_nothing_and_answers_the_same_to_the_letter(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::SalesAgent).await.with("ms-requestid", REQUEST);
        let first = agent.post("/v1/customers", &new_customer("hinode")).await;
        let second = agent.post("/v1/customers", &new_customer("hinode")).await;
        assert_eq!(first.status, 201, "{}", first.text);
        assert_eq!((second.status, &second.text), (first.status, &first.text));
        assert_eq!(second.header("location"), first.header("location"));
        assert_eq!(agent.get("/v1/customers").await.json["totalCount"], 1);
    }

    async fn two_at_once_create_one_and_answer_the_same(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::SalesAgent).await.with("ms-requestid", REQUEST);
        let body = new_customer("hinode");
        let (one, two) = opc_testkit::tokio::join!(
            agent.post("/v1/customers", &body),
            agent.post("/v1/customers", &body),
        );
        assert_eq!((one.status.as_u16(), &one.text), (201, &two.text));
        assert_eq!(agent.get("/v1/customers").await.json["totalCount"], 1);
    }

    async fn who_may_not_do_it_does_not_get_the_answer_either(app: TestApp) {
        let body = new_customer("hinode");
        let agent = app.direct.as_user(&app, Role::SalesAgent).await.with("ms-requestid", REQUEST);
        assert_eq!(agent.post("/v1/customers", &body).await.status, 201);
        let desk = app.direct.as_user(&app, Role::HelpdeskAgent).await.with("ms-requestid", REQUEST);
        let refused = desk.post("/v1/customers", &body).await;
        assert_eq!(refused.status, 403, "{}", refused.text);
    }

    async fn what_could_not_be_read_is_not_remembered(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::SalesAgent).await.with("ms-requestid", REQUEST);
        assert_eq!(agent.post_text("/v1/customers", "{bad").await.status, 400);
        let mended = agent.post("/v1/customers", &new_customer("hinode")).await;
        assert_eq!(mended.status, 201, "{}", mended.text);
    }

    async fn an_error_is_repeated_too(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::SalesAgent).await.with("ms-requestid", REQUEST);
        let mut body = new_customer("hinode");
        body["billingProfile"]["companyName"] = json!("x");
        let first = agent.post("/v1/customers", &body).await;
        let second = agent.post("/v1/customers", &body).await;
        assert_eq!(first.status, 400);
        assert_eq!((second.status, &second.text), (first.status, &first.text));
    }

    async fn the_same_id_with_another_body_is_refused(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::SalesAgent).await.with("ms-requestid", REQUEST);
        agent.post("/v1/customers", &new_customer("hinode")).await;
        let other = agent.post("/v1/customers", &new_customer("asahi")).await;
        assert!(other.status.is_client_error(), "{}", other.text);
        assert_eq!(agent.get("/v1/customers").await.json["totalCount"], 1);
    }

    async fn another_partner_may_use_the_same_id(app: TestApp) {
        let ours = app.direct.as_user(&app, Role::SalesAgent).await.with("ms-requestid", REQUEST);
        let theirs = app.other.as_user(&app, Role::SalesAgent).await.with("ms-requestid", REQUEST);
        assert_eq!(ours.post("/v1/customers", &new_customer("hinode")).await.status, 201);
        let added = theirs.post("/v1/customers", &new_customer("asahi")).await;
        assert_eq!(added.status, 201, "{}", added.text);
        assert_eq!(added.json["companyProfile"]["domain"], "asahi.partnercenter.example");
    }

    async fn the_answer_is_kept_for_a_week(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::SalesAgent).await.with("ms-requestid", REQUEST);
        let first = agent.post("/v1/customers", &new_customer("hinode")).await;
        app.advance(3000);
        let second = agent.post("/v1/customers", &new_customer("hinode")).await;
        assert_eq!(second.text, first.text);
    }
}
