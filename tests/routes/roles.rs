//! Who may do what (`domain/01` §2), over the API.

use opc_core::access::Role;
use opc_testkit::{Api, both_engines, new_customer};

both_engines! {
    async fn four_roles_add_customers_and_the_others_are_refused(app: TestApp) {
        let mut n = 0;
        for (role, may) in [
            (Role::GlobalAdmin, true), (Role::UserAdmin, true), (Role::AdminAgent, true),
            (Role::SalesAgent, true), (Role::HelpdeskAgent, false), (Role::BillingAdmin, false),
            (Role::AccountAdmin, false),
        ] {
            n += 1;
            let api = app.direct.as_user(&app, role).await;
            let answer = api.post("/v1/customers", &new_customer(&format!("c{n}"))).await;
            assert_eq!(answer.status == 201, may, "{role:?}: {}", answer.text);
            if !may {
                assert_eq!((answer.status.as_u16(), answer.code().as_str()), (403, "900150"));
            }
        }
    }

    async fn a_reseller_adds_no_customer_whoever_asks(app: TestApp) {
        for role in [Role::GlobalAdmin, Role::AdminAgent, Role::SalesAgent] {
            let api = app.reseller.as_user(&app, role).await;
            let refused = api.post("/v1/customers", &new_customer("hinode")).await;
            assert_eq!(refused.status, 403, "{role:?}: {}", refused.text);
        }
    }

    async fn without_a_token_everything_is_refused(app: TestApp) {
        let nobody = Api::anonymous(&app);
        for path in ["/v1/customers", "/v1/offers?country=JP", "/v1/auditrecords", "/v1/agreements"] {
            let refused = nobody.get(path).await;
            assert_eq!(refused.status, 401, "{path}: {}", refused.text);
        }
        let forged = nobody.with("authorization", "Bearer eyJhbGciOiJub25lIn0.e30.");
        assert_eq!(forged.get("/v1/customers").await.status, 401);
    }

    async fn a_change_of_roles_ends_the_tokens_before_it(app: TestApp) {
        use opc_core::{access::{Request, RoleSet}, identity::users};
        let agent = app.direct.as_user(&app, Role::SalesAgent).await;
        assert_eq!(agent.get("/v1/customers").await.status, 200);
        let id = app.direct.people[&Role::SalesAgent].id;
        let admin = app.direct.claims(&app, Role::GlobalAdmin);
        let request = Request { caller: opc_core::access::Caller::Token(admin), ..Request::system() };
        let changed = app.core.write(request, move |cx| {
            users::set_roles(cx, id, RoleSet::of(&[Role::HelpdeskAgent]))
        }).await;
        assert!(changed.is_ok(), "{changed:?}");
        assert_eq!(agent.get("/v1/customers").await.status, 401);
    }
}
