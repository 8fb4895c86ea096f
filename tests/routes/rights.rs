//! Whoever may not do something hears that, whatever else is wrong with the request.

use http::Method;
use opc_api::Guard;
use opc_core::access::Role;
use opc_testkit::{both_engines, new_customer};

both_engines! {
    async fn without_the_right_every_operation_answers_403_whatever_the_body(app: TestApp) {
        let agent = app.direct.as_user(&app, Role::AdminAgent).await;
        let added = agent.post("/v1/customers", &new_customer("hinode")).await;
        let id = added.json["id"].as_str().expect("an id").to_owned();
        let (mut seen, mut offences) = (0, Vec::new());
        for role in Role::ALL {
            for tenant in [&app.direct, &app.reseller] {
                if !tenant.people.contains_key(role) { continue }
                let api = tenant.as_user(&app, *role).await;
                for operation in opc_api::operations() {
                    let Guard::Needs(permission) = operation.permission else { continue };
                    let rule = permission.rule();
                    if rule.roles.contains(role) && rule.kinds.contains(&tenant.kind) { continue }
                    let path = operation.path.replace("{customer_id}", &id);
                    for body in ["", "{}", "[[", r#"{"dateAgreed":"soon"}"#] {
                        let answer = match operation.method {
                            Method::GET => api.get(&path).await,
                            Method::HEAD => api.head(&path).await,
                            Method::DELETE => api.delete(&path).await,
                            ref method => api.send_text(method.clone(), &path, body).await,
                        };
                        seen += 1;
                        if answer.status != 403 {
                            offences.push(format!("{role:?} {} {path} {body}: {} {}", operation.method, answer.status, answer.text));
                        }
                    }
                }
            }
        }
        assert!(offences.is_empty() && seen > 100, "{seen}: {offences:#?}");
    }
}
