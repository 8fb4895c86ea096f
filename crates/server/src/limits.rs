//! A limit on everything a client can make us do: size, time, number, and panics.

use crate::config::Limits;
use axum::{
    Router,
    body::Body,
    extract::{DefaultBodyLimit, Request, State},
    http::{HeaderMap, Method, StatusCode, Uri, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use opc_api::Refusal;
use opc_core::Core;
use std::{any::Any, sync::Arc};
use tokio::sync::Semaphore;
use tower_http::{catch_panic::CatchPanicLayer, limit::RequestBodyLimitLayer};

/// Seconds after which a client that was turned away may try again: requests take milliseconds,
/// so that a place is free by then.
const FULL_RETRY_SECONDS: u32 = 1;
/// Seconds after a request that took too long.
const SLOW_RETRY_SECONDS: u32 = 5;

#[derive(Debug, Clone)]
struct Gate {
    core: Core,
    places: Arc<Semaphore>,
    limits: Limits,
}

/// Puts the limits around `router`.
pub(crate) fn around(router: Router, core: Core, limits: Limits) -> Router {
    let gate = Gate { core, places: Arc::new(Semaphore::new(limits.concurrency)), limits };
    router
        .layer(DefaultBodyLimit::disable())
        .layer(RequestBodyLimitLayer::new(limits.body_bytes))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(middleware::from_fn_with_state(gate, admit))
}

/// Lets a request in if there is a place, and out again in time. Who finds no place is told at
/// once: a queue would only make everybody late. Whoever is stopped is told so in words.
async fn admit(State(gate): State<Gate>, request: Request, next: Next) -> Response {
    let head = (request.method().clone(), request.uri().clone(), request.headers().clone());
    let Ok(_place) = gate.places.try_acquire() else {
        metrics::counter!("http_requests_shed_total").increment(1);
        return gate.refuse(&head, Refusal::Busy { seconds: FULL_RETRY_SECONDS }).await;
    };
    let Ok(answer) = tokio::time::timeout(gate.limits.time, next.run(request)).await else {
        return gate.refuse(&head, Refusal::Busy { seconds: SLOW_RETRY_SECONDS }).await;
    };
    match answer.status() {
        _ if has_words(&answer) => answer,
        StatusCode::PAYLOAD_TOO_LARGE => {
            gate.refuse(&head, Refusal::TooLarge { most: gate.limits.body_bytes }).await
        }
        StatusCode::INTERNAL_SERVER_ERROR => gate.refuse(&head, Refusal::Failed).await,
        _ => answer,
    }
}

impl Gate {
    /// As the API answers, or as a page.
    async fn refuse(
        &self,
        (method, uri, headers): &(Method, Uri, HeaderMap),
        why: Refusal,
    ) -> Response {
        let mut answer = if opc_api::is_of_the_api(uri.path()) {
            why.answer(headers)
        } else {
            let (status, retry_after) = (why.status(), why.retry_after());
            opc_portal::refusal(&self.core, (uri, headers), status, retry_after).await
        };
        if method == Method::HEAD {
            *answer.body_mut() = Body::empty();
        }
        answer
    }
}

/// Whether whoever answered has said what it is; a layer that stops a request has not.
fn has_words(answer: &Response) -> bool {
    let kind = answer.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("application/json") || kind.starts_with("text/html"))
}

/// The panic itself was written to the log by the panic hook; it is no business of the client.
fn panicked(_: Box<dyn Any + Send>) -> Response<Body> {
    metrics::counter!("http_panics_total").increment(1);
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

#[cfg(test)]
mod tests;
