//! Everything that is served, put together.

use crate::{
    config::Config,
    demo::Demo,
    failure::Failure,
    health, limits,
    observe::{self, observe},
    programme::{Tenant, User},
    proxies::locate,
    test_clock,
};
use axum::{Router, middleware, response::Response};
use metrics_exporter_prometheus::PrometheusHandle;
use opc_api::ApiOptions;
use opc_core::{
    Core,
    access::{Role, RoleSet},
};
use opc_portal::{
    handlers::{DemoAccount, PortalOptions},
    security::{Transport, set_headers},
};
use std::sync::Arc;

/// The whole application: portal and API within the limits, health beside them, every request
/// located and observed, and no answer without the headers that keep browsers from harm.
pub(crate) fn app(
    core: &Core,
    config: &Config,
    demo: Option<&Demo>,
    metrics: PrometheusHandle,
) -> Router {
    let base_url = &core.settings().base_url;
    let operations = opc_api::operations_of(core.settings().cloud);
    let portal = PortalOptions {
        openapi: Arc::new(opc_api::openapi::document(&operations, base_url)),
        openapi_href: "/openapi.json".to_owned(),
        demo_accounts: demo.map(accounts).unwrap_or_default(),
    };
    let limit = ApiOptions { requests_per_minute: config.requests_per_minute };
    let mut product = opc_portal::handlers::router(core.clone(), portal)
        .merge(opc_api::router(core.clone(), limit));
    if config.test_clock {
        product = product.merge(test_clock::router(core.clock().clone()));
    }
    let observed = middleware::from_fn_with_state(core.clock().clone(), observe);
    let located = middleware::from_fn_with_state(Arc::clone(&config.trusted_proxies), locate);
    let tls = base_url.starts_with("https://");
    let transport = if tls { Transport::Tls } else { Transport::Plain };
    let secured = middleware::map_response(move |mut answer: Response| {
        set_headers(answer.headers_mut(), transport);
        std::future::ready(answer)
    });
    let observed = limits::around(product, core.clone(), config.limits)
        .merge(health::router(core.clone(), metrics))
        .layer(located)
        .layer(observed)
        .layer(secured);
    // Outermost, because it rewrites paths before they are matched.
    opc_api::entrance(observed)
}

/// Starts measuring.
pub(crate) fn metrics() -> Result<PrometheusHandle, Failure> {
    observe::start().map_err(|e| Failure::setting("metrics", e))
}

/// What the sign-in page of a sandbox offers.
fn accounts(demo: &Demo) -> Vec<DemoAccount> {
    let of_tenant = |tenant: &Tenant| {
        let organisation = tenant.name.clone();
        let account = move |user: &User| DemoAccount {
            user_name: user.user_name.clone(),
            password: user.password.clone(),
            roles: user.roles.iter().filter_map(|r| Role::parse(r)).collect::<RoleSet>(),
            organisation: organisation.clone(),
        };
        tenant.users.iter().map(account).collect::<Vec<_>>()
    };
    demo.tenants.iter().flat_map(of_tenant).collect()
}
