//! A limit on everything a client can make us do: size, time, number, and panics.

use crate::config::Limits;
use axum::{
    Router,
    body::Body,
    extract::{DefaultBodyLimit, Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use std::{any::Any, sync::Arc, time::Duration};
use tokio::sync::Semaphore;
use tower_http::{catch_panic::CatchPanicLayer, limit::RequestBodyLimitLayer};

/// Seconds after which a client that was turned away may try again: requests take milliseconds,
/// so that a place is free by then.
const FULL_RETRY_SECONDS: u16 = 1;
/// Seconds after a request that took too long.
const SLOW_RETRY_SECONDS: u16 = 5;

#[derive(Debug, Clone)]
struct Gate {
    places: Arc<Semaphore>,
    time: Duration,
}

/// Puts the limits around `router`.
pub(crate) fn around(router: Router, limits: Limits) -> Router {
    let gate = Gate { places: Arc::new(Semaphore::new(limits.concurrency)), time: limits.time };
    router
        .layer(DefaultBodyLimit::disable())
        .layer(RequestBodyLimitLayer::new(limits.body_bytes))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(middleware::from_fn_with_state(gate, admit))
}

/// Lets a request in if there is a place, and out again in time. Who finds no place is told at
/// once: a queue would only make everybody late.
async fn admit(State(gate): State<Gate>, request: Request, next: Next) -> Response {
    let Ok(_place) = gate.places.try_acquire() else {
        metrics::counter!("http_requests_shed_total").increment(1);
        return busy(FULL_RETRY_SECONDS);
    };
    let answer = tokio::time::timeout(gate.time, next.run(request)).await;
    answer.unwrap_or_else(|_| busy(SLOW_RETRY_SECONDS))
}

fn busy(seconds: u16) -> Response {
    let after = [(header::RETRY_AFTER, HeaderValue::from(seconds))];
    (StatusCode::SERVICE_UNAVAILABLE, after).into_response()
}

/// The panic itself was written to the log by the panic hook; it is no business of the client.
fn panicked(_: Box<dyn Any + Send>) -> Response<Body> {
    metrics::counter!("http_panics_total").increment(1);
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::routing::{get, post};
    use tower::ServiceExt;

    fn app(limits: Limits) -> Router {
        let router = Router::new()
            .route("/slow", get(|| tokio::time::sleep(Duration::from_mins(1))))
            .route("/panic", get(panicking))
            .route("/echo", post(|body: axum::body::Bytes| async move { body.len().to_string() }));
        around(router, limits)
    }
    async fn panicking() -> StatusCode {
        let nothing: Option<StatusCode> = std::hint::black_box(None);
        nothing.unwrap()
    }
    const LIMITS: Limits =
        Limits { body_bytes: 10, time: Duration::from_millis(50), concurrency: 1 };

    async fn send(app: &Router, method: &str, path: &str, body: &'static str) -> Response {
        let request = Request::builder().method(method).uri(path).body(Body::from(body));
        app.clone().oneshot(request.unwrap()).await.unwrap()
    }

    #[tokio::test]
    async fn a_slow_answer_is_cut_off_and_says_when_to_come_back() {
        let answer = send(&app(LIMITS), "GET", "/slow", "").await;
        assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(answer.headers()[header::RETRY_AFTER], "5");
    }

    #[tokio::test]
    async fn who_finds_no_place_is_turned_away_at_once() {
        let app = app(LIMITS);
        let (slow, turned_away) =
            tokio::join!(send(&app, "GET", "/slow", ""), send(&app, "POST", "/echo", "x"));
        assert_eq!(slow.headers()[header::RETRY_AFTER], "5");
        assert_eq!(turned_away.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(turned_away.headers()[header::RETRY_AFTER], "1");
        assert_eq!(send(&app, "POST", "/echo", "x").await.status(), StatusCode::OK);
    }

    #[tokio::test]
    async fn a_body_may_be_as_long_as_the_limit_and_no_longer() {
        let app = app(LIMITS);
        assert_eq!(send(&app, "POST", "/echo", "0123456789").await.status(), StatusCode::OK);
        let long = send(&app, "POST", "/echo", "0123456789a").await;
        assert_eq!(long.status(), StatusCode::PAYLOAD_TOO_LARGE);
    }

    #[tokio::test]
    async fn a_panic_is_an_answer_and_the_place_is_free_again() {
        let app = app(LIMITS);
        for _ in 0..3 {
            let answer = send(&app, "GET", "/panic", "").await;
            assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
        }
    }
}
