//! A write that recorded no event does not commit.

use opc_core::{
    Fault,
    access::{Request, Role},
};
use opc_testkit::{both_engines, new_customer};

both_engines! {
    async fn a_write_without_an_event_is_refused_and_undone(app: TestApp) {
        let reseller = app.reseller.id;
        let answer = app.core.write(Request::system(), move |cx| {
            opc_core::audit::law::write_without_event(cx, reseller)
        }).await;
        let Err(Fault::Internal(message)) = answer else { panic!("{answer:?}") };
        assert!(message.contains("write without an event: organisations"), "{message}");
        let agent = app.reseller.as_user(&app, Role::AdminAgent).await;
        assert_eq!(agent.get("/v1/customers").await.status, 200, "the reseller is as it was");
    }

    async fn an_account_written_behind_the_back_of_the_search_is_refused(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::SalesAgent).await;
        let added = agent.post("/v1/customers", &new_customer("hinode")).await;
        let id = added.json["id"].as_str().and_then(|id| id.parse().ok()).expect("an id");
        let answer = app.core.write(Request::system(), move |cx| {
            opc_core::audit::law::write_without_feed(cx, id)
        }).await;
        let Err(Fault::Internal(message)) = answer else { panic!("{answer:?}") };
        assert!(message.contains("without a line in its feed"), "{message}");
    }

    async fn adding_a_customer_leaves_who_what_and_when(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::SalesAgent).await;
        let added = agent.post("/v1/customers", &new_customer("hinode")).await;
        assert_eq!(added.status, 201, "{}", added.text);
        let admin = app.direct.as_user(&app, Role::AdminAgent).await;
        let log = admin.get("/v1/auditrecords?size=10").await;
        let records = log.json["items"].as_array().expect("records");
        let record = records.iter().find(|r| r["operationType"] == "add_customer").expect("a record");
        assert_eq!(record["customerId"], added.json["id"]);
        assert_eq!(record["customerName"], "日の出製作所株式会社");
        assert_eq!(record["userPrincipalName"], "sales.agent@aoba.example");
        assert_eq!(record["operationStatus"], "succeeded");
        assert_eq!(record["resourceType"], "customer");
    }

    async fn no_password_is_ever_in_the_log(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::SalesAgent).await;
        let added = agent.post("/v1/customers", &new_customer("hinode")).await;
        let password = added.json["userCredentials"]["password"].as_str().expect("a password");
        let admin = app.direct.as_user(&app, Role::AdminAgent).await;
        let log = admin.get("/v1/auditrecords?size=100").await;
        assert!(!log.text.contains(password));
    }
}
