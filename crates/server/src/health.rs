//! `/healthz`, `/readyz`, `/metrics`: for load balancers and monitoring, so never turned away by
//! the limits of ordinary requests.

use axum::{
    Router,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use metrics_exporter_prometheus::PrometheusHandle;
use opc_core::{Core, Durability, access::Request, integrity};
use std::time::Duration;

/// How long the database may take to answer before the server is not ready.
const PATIENCE: Duration = Duration::from_secs(2);

/// The three routes.
pub(crate) fn router(core: Core, metrics: PrometheusHandle) -> Router {
    Router::new()
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(ready).with_state(core))
        .route("/metrics", get(render).with_state(metrics))
}

/// Ready means: the database answers, and what it acknowledges survives a power cut.
async fn ready(State(core): State<Core>) -> Response {
    match tokio::time::timeout(PATIENCE, core.read(Request::system(), integrity::readable)).await {
        Ok(Ok(Durability::Full)) => "ready\n".into_response(),
        Ok(Ok(Durability::Off(setting))) => not_ready(&format!("durability-off {setting}")),
        Ok(Err(fault)) => {
            tracing::error!(?fault, "not ready");
            not_ready("database")
        }
        Err(_) => not_ready("database-slow"),
    }
}

fn not_ready(reason: &str) -> Response {
    let headers = [(header::RETRY_AFTER, "5")];
    (StatusCode::SERVICE_UNAVAILABLE, headers, format!("not-ready {reason}\n")).into_response()
}

async fn render(State(metrics): State<PrometheusHandle>) -> Response {
    let kind = [(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")];
    (kind, metrics.render()).into_response()
}
