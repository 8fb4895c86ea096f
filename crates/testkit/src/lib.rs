//! A whole product in a test: on either engine, with a small programme, spoken to over HTTP.
//!
//! ```ignore
//! both_engines! {
//!     async fn a_sales_agent_adds_a_customer(app: TestApp) {
//!         let agent = app.direct.signed_in(&app, Role::SalesAgent).await;
//!         let answer = agent.post("/v1/customers", &new_customer("aoba")).await;
//!         assert_eq!(answer.status, 201);
//!     }
//! }
//! ```

mod api;
mod app;
mod browser;
mod customers;
mod engine;
mod programme;

pub use api::{Api, Reply, encode};
pub use app::{TestApp, wake, work};
pub use browser::{Browser, Page};
pub use customers::{account_form, new_customer};
pub use engine::Engine;
pub use programme::{
    BASIC, ENTERPRISE, Person, REDIRECT_URI, STORAGE, SUITE, TRIAL, Tenant, USAGE, VAULT,
};

#[doc(hidden)]
pub use tokio;

/// Writes each test once and runs it on SQLite and on PostgreSQL.
///
/// PostgreSQL is the server at `OPC_TEST_POSTGRES`, in a database of the test's own. Without that
/// variable the PostgreSQL half fails, unless `OPC_TEST_ENGINES=sqlite` says that it may be left out.
#[macro_export]
macro_rules! both_engines {
    ($($(#[$meta:meta])* async fn $name:ident($app:ident: TestApp) $body:block)*) => {$(
        mod $name {
            #[allow(unused_imports, reason = "a test may need nothing from outside")]
            use super::*;

            async fn on(engine: $crate::Engine) {
                let Some($app) = $crate::TestApp::on(engine).await else { return };
                $body
            }
            $(#[$meta])*
            #[test]
            fn sqlite() { $crate::run(on($crate::Engine::Sqlite)); }
            $(#[$meta])*
            #[test]
            fn postgres() { $crate::run(on($crate::Engine::Postgres)); }
        }
    )*};
}

/// Runs a test to its end on a runtime of its own.
pub fn run(test: impl Future<Output = ()>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime").block_on(test);
}
