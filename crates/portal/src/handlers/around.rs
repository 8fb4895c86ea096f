//! What every request gets before it reaches a page, and every answer before it leaves.

use super::{frame::asked_language, routes::Portal, session};
use crate::security::{Transport, set_headers};
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use http::{HeaderMap, HeaderName, HeaderValue, header};
use opc_core::{
    kernel::id::{CorrelationId, Id},
    secrets::{fill_random, random_token},
};

const CORRELATION_ID: HeaderName = HeaderName::from_static("ms-correlationid");

/// What is known about a request before anyone looks at who sends it.
#[derive(Clone)]
pub(super) struct Arrival {
    /// Id of the request, in the log, in the activity log and on error pages.
    pub(super) correlation: CorrelationId,
    /// Token of forms before sign-in.
    pub(super) door: String,
}

impl Arrival {
    /// What the head of a request says.
    pub(super) fn of(portal: &Portal, headers: &HeaderMap) -> Self {
        let door = session::door(portal, headers).map_or_else(random_token, str::to_owned);
        Self { correlation: correlation(headers), door }
    }
}

/// The middleware around the whole portal.
pub(super) async fn around(
    State(portal): State<Portal>,
    mut request: Request,
    next: Next,
) -> Response {
    let is_asset = request.uri().path().starts_with("/assets/");
    let fresh = session::door(&portal, request.headers()).is_none() && !is_asset;
    let arrival = Arrival::of(&portal, request.headers());
    let Arrival { correlation, door } = arrival.clone();
    let lang = asked_language(request.uri());
    request.extensions_mut().insert(arrival);

    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let kept = [
        fresh.then(|| session::keep_door(&portal, &door)).flatten(),
        lang.and_then(|lang| session::keep(&portal, session::LANGUAGE, lang.code())),
    ];
    for cookie in kept.into_iter().flatten() {
        headers.append(header::SET_COOKIE, cookie);
    }
    if let Ok(id) = HeaderValue::from_str(&correlation.to_string()) {
        headers.insert(CORRELATION_ID, id);
    }
    let transport = if portal.is_secure() { Transport::Tls } else { Transport::Plain };
    set_headers(headers, transport);
    response
}

/// The id the request has in the log already; else a random one.
fn correlation(headers: &HeaderMap) -> CorrelationId {
    let known = headers.get(&CORRELATION_ID).and_then(|id| id.to_str().ok()?.parse().ok());
    known.unwrap_or_else(|| {
        let mut bytes = [0_u8; 16];
        fill_random(&mut bytes);
        CorrelationId::from_uuid(uuid::Builder::from_random_bytes(bytes).into_uuid())
    })
}
