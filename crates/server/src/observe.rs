//! One log line and one measurement per request. Never a body, a token or a query.

use axum::{
    extract::{MatchedPath, Request, State},
    http::{HeaderName, HeaderValue},
    middleware::Next,
    response::Response,
};
use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder, PrometheusHandle};
use opc_core::{
    Clock,
    kernel::id::{CorrelationId, Id},
};
use std::time::Instant;
use tracing::Instrument;

const CORRELATION_ID: HeaderName = HeaderName::from_static("ms-correlationid");
const SECONDS: &str = "http_request_seconds";
/// Upper bounds of the histogram, in seconds.
const BUCKETS: &[f64] =
    &[0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0];

/// Starts measuring.
pub(crate) fn start() -> Result<PrometheusHandle, BuildError> {
    PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Full(SECONDS.to_owned()), BUCKETS)?
        .install_recorder()
}

/// Runs a request in a span with its correlation id, made if the client sent none.
pub(crate) async fn observe(
    State(clock): State<Clock>,
    mut request: Request,
    next: Next,
) -> Response {
    let correlation = correlation(&clock, &mut request);
    let method = request.method().clone();
    // The template, not the path: paths hold ids, and a label per id would fill the memory.
    let route = request.extensions().get::<MatchedPath>().map(|m| m.as_str().to_owned());
    let route = route.unwrap_or_else(|| "unmatched".to_owned());
    let span = tracing::info_span!("request", %correlation);
    async move {
        let begun = Instant::now();
        let response = next.run(request).await;
        let (took, status) = (begun.elapsed(), response.status().as_u16());
        tracing::info!(%method, route, status, micros = took.as_micros(), "request");
        metrics::histogram!(
            SECONDS, "method" => method_label(&method), "route" => route, "status" => status.to_string()
        )
        .record(took.as_secs_f64());
        response
    }
    .instrument(span)
    .await
}

/// Methods are made up by strangers, too.
fn method_label(method: &axum::http::Method) -> &'static str {
    match method.as_str() {
        "GET" => "GET",
        "POST" => "POST",
        "PUT" => "PUT",
        "PATCH" => "PATCH",
        "DELETE" => "DELETE",
        "HEAD" => "HEAD",
        _ => "other",
    }
}

/// The client's correlation id if it is one; otherwise a new one, which everything further in
/// finds in the header. A malformed one is left there, for the API to refuse.
fn correlation(clock: &Clock, request: &mut Request) -> CorrelationId {
    let sent = request.headers().get(&CORRELATION_ID);
    let known = sent.and_then(|v| v.to_str().ok()).and_then(|v| v.parse().ok());
    if let Some(id) = known {
        return id;
    }
    let id = new_id(clock);
    if sent.is_none()
        && let Ok(value) = HeaderValue::from_str(&id.to_string())
    {
        request.headers_mut().insert(CORRELATION_ID, value);
    }
    id
}

fn new_id(clock: &Clock) -> CorrelationId {
    let millis = u64::try_from(clock.now().micros() / 1000).unwrap_or(0);
    let mut random = [0_u8; 10];
    opc_core::secrets::fill_random(&mut random);
    CorrelationId::from_uuid(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
}
