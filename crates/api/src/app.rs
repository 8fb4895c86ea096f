//! The table as a service.

use crate::correlation::{self, NewRequestId};
use crate::gate::{self, Gate};
use crate::guard::Guard;
use crate::normalise::{self, Segments};
use crate::operation::{self, Operation};
use crate::{call, faults, openapi, reply, routes};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::middleware::{from_fn_with_state, map_response};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{MethodRouter, any, get};
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use opc_core::{Core, access::Cloud, windows::Windows};
use opc_wire::resources::ApiFault;
use std::sync::{Arc, OnceLock};
use tower::Layer as _;

/// Where the published description is.
const DESCRIPTION: &str = "/openapi.json";

/// What the deployment decides about the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ApiOptions {
    /// Requests a minute that each tenant may send to this node; 0 switches the limit off.
    pub requests_per_minute: u32,
}

impl Default for ApiOptions {
    /// The documented limit (`domain/09`, Security requirements).
    fn default() -> Self {
        Self { requests_per_minute: 500 }
    }
}

/// The table of operations.
pub fn operations() -> Vec<Operation<Core, Guard>> {
    let tables = [
        routes::tokens::table(),
        routes::device_codes::table(),
        routes::discovery::table(),
        routes::customers::table(),
        routes::profiles::table(),
        routes::domains::table(),
        routes::validations::table(),
        routes::qualifications::table(),
        routes::agreements::table(),
        routes::connectors::table(),
        routes::invitations::table(),
        routes::invited::table(),
        routes::self_serve::table(),
        routes::delegated_admin::table(),
        routes::groups::table(),
        routes::offers::table(),
        routes::imports::table(),
        routes::orders::table(),
        routes::subscriptions::table(),
        routes::relationships::table(),
        routes::sandbox_resellers::table(),
        routes::organizations::table(),
        routes::audit::table(),
    ];
    tables.into_iter().flatten().collect()
}

/// The table as `opc routes --json` prints it.
pub fn listed() -> Vec<serde_json::Value> {
    let listed = |of: &Operation<Core, Guard>| {
        let permission = of.permission.permission().map(|permission| permission.rule().name);
        serde_json::json!({
            "method": of.method.as_str(),
            "path": of.path,
            "permission": permission,
            "scope": of.scope,
            "editions": of.editions.iter().map(|cloud| cloud.name()).collect::<Vec<_>>(),
            "app_only": of.app_only,
            "mfa": of.mfa,
            "idempotent": of.idempotent,
        })
    };
    operations().iter().map(listed).collect()
}

/// The operations that an edition has.
pub fn operations_of(cloud: Cloud) -> Vec<Operation<Core, Guard>> {
    operations().into_iter().filter(|one| one.editions.contains(&cloud)).collect()
}

/// The routes of the API, to be merged with the portal's. Put [`entrance`] around the whole.
pub fn router(core: Core, options: ApiOptions) -> Router {
    let (open, guarded): (Vec<_>, Vec<_>) =
        operations().into_iter().partition(|operation| operation.permission == Guard::Open);
    let throttle = Arc::new(Windows::new(options.requests_per_minute, 60));
    let gate = Gate { core: core.clone(), throttle };
    let cloud = core.settings().cloud;
    let rights = |guard: Guard, handler: MethodRouter<Core>| {
        let Some(permission) = guard.permission() else { return handler };
        if let Some(feature) = guard.feature().filter(|feature| !cloud.has(*feature)) {
            return handler.route_layer(from_fn_with_state(feature, gate::not_here));
        }
        handler.route_layer(from_fn_with_state((core.clone(), permission), gate::rights_first))
    };
    let guarded =
        operation::router(&guarded, rights).route_layer(from_fn_with_state(gate, gate::middleware));
    operation::router(&open, |_, handler| handler)
        .merge(guarded)
        .merge(nowhere())
        .route(DESCRIPTION, description(cloud, core.settings().base_url.clone()))
        .method_not_allowed_fallback(wrong_method)
        .layer(map_response(no_body_type))
        .layer(from_fn_with_state(NewRequestId::new(correlation::random), correlation::middleware))
        .with_state(core)
}

/// What stands before all routes, those of the portal included: paths of the API as clients write
/// them become paths as the routes have them.
pub fn entrance(routes: Router) -> Router {
    let operations = operations();
    let segments = Segments::of(operations.iter().map(|operation| operation.path));
    Router::new().fallback_service(normalise::layer(segments).layer(routes))
}

/// Everything of the API that is no operation.
fn nowhere() -> Router<Core> {
    let here = || any(async |headers: HeaderMap| call::no_resource(call::words(&headers)));
    ["/v1", "/v1/{*rest}", "/auditactivity/v1/{*rest}", "/webhooks/v1/{*rest}"]
        .into_iter()
        .fold(Router::new(), |router, path| router.route(path, here()))
}

/// 405. The routes themselves add `Allow`.
async fn wrong_method(request: Request) -> Response {
    let words = call::words(request.headers());
    let body = ApiFault::new(faults::INVALID, words.t("api-no-method"));
    let mut answer = reply::fault(StatusCode::METHOD_NOT_ALLOWED, &body);
    if request.method() == Method::HEAD {
        *answer.body_mut() = Body::empty();
    }
    answer.into_response()
}

/// An answer without a body has no type of one.
async fn no_body_type(mut answer: Response) -> Response {
    if answer.status() == StatusCode::NO_CONTENT {
        answer.headers_mut().remove(header::CONTENT_TYPE);
    }
    answer
}

/// The published description, made when it is asked for first.
fn description(cloud: Cloud, base_url: String) -> axum::routing::MethodRouter<Core> {
    let written: Arc<OnceLock<Bytes>> = Arc::default();
    get(async move || {
        let bytes = written.get_or_init(|| {
            let document = openapi::document(&operations_of(cloud), &base_url);
            serde_json::to_vec(&document).unwrap_or_default().into()
        });
        let kind = HeaderValue::from_static(reply::JSON);
        ([(header::CONTENT_TYPE, kind)], bytes.clone())
    })
}

#[cfg(test)]
mod tests;
