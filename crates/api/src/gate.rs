//! The gate before every operation that is not open: the token, and the tenant's share.

use crate::{call, correlation::Correlation, faults, members::Members, reply};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::{HeaderMap, HeaderName, header};
use opc_core::{
    Core, Denial, Fault,
    access::{self, Caller, Claims, Feature, Permission},
    identity,
    windows::{Share, Windows},
};
use opc_kernel::id::OrganisationId;
use std::sync::Arc;

const LIMIT: HeaderName = HeaderName::from_static("ratelimit-limit");
const REMAINING: HeaderName = HeaderName::from_static("ratelimit-remaining");
const RESET: HeaderName = HeaderName::from_static("ratelimit-reset");

/// What the gate needs.
#[derive(Debug, Clone)]
pub(crate) struct Gate {
    pub(crate) core: Core,
    /// So many requests a minute for each tenant (`domain/09`, Security requirements).
    pub(crate) throttle: Arc<Windows<OrganisationId>>,
}

/// Lets a request with a good token through, with its claims, unless its tenant asks too often.
pub(crate) async fn middleware(
    State(gate): State<Gate>,
    mut request: Request,
    next: Next,
) -> Response {
    let token = bearer(request.headers());
    let claims = match token {
        Some(token) => verified(&gate.core, token).await,
        None => None,
    };
    let Some(claims) = claims else {
        return faults::unauthorized(call::words(request.headers()), token.is_some());
    };
    let share = gate.throttle.count(claims.organisation, gate.core.clock().now());
    let mut answer = if let Some(Share { exceeded: true, reset, .. }) = share {
        reply::throttled(reset)
    } else {
        request.extensions_mut().insert(claims);
        next.run(request).await
    };
    if let Some(share) = share {
        let headers = answer.headers_mut();
        headers.insert(LIMIT, share.limit.into());
        headers.insert(REMAINING, share.remaining.into());
        headers.insert(RESET, share.reset.into());
    }
    answer
}

/// Whoever may not do what an operation does hears that, and nothing of what else is wrong with
/// the request. Use cases check rights themselves, so only what was refused before them is left.
pub(crate) async fn rights_first(
    State((core, permission)): State<(Core, Permission)>,
    correlation: Correlation,
    request: Request,
    next: Next,
) -> Response {
    let claims = request.extensions().get::<Claims>().copied();
    let words = call::words(request.headers());
    let answer = next.run(request).await;
    let Some(claims) = claims.filter(|_| answer.status().is_client_error()) else { return answer };
    let (caller, correlation) = (Caller::Token(claims), correlation.correlation);
    let asker = access::Request { caller, correlation, from: None };
    match core.read(asker, move |cx| cx.actor().permits(permission)).await {
        Ok(()) => answer,
        Err(fault) => faults::respond(&fault, words, Members::Plain),
    }
}

/// What the edition has not is refused before anything is read.
pub(crate) async fn not_here(
    State(feature): State<Feature>,
    request: Request,
    _: Next,
) -> Response {
    let fault = Fault::Denied(Denial::Edition(feature));
    faults::respond(&fault, call::words(request.headers()), Members::Plain)
}

/// The token of an `Authorization: Bearer` header.
pub(crate) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    let token = token.trim();
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then_some(token)
}

/// What a good token says. One of a key another node has just made is good after the keys were
/// read again.
pub(crate) async fn verified(core: &Core, token: &str) -> Option<Claims> {
    if let Some(claims) = identity::verify_token(core, token) {
        return Some(claims);
    }
    if !identity::token_may_be_newer(core, token) {
        return None;
    }
    if let Err(fault) = identity::reload_signing_keys(core).await {
        tracing::warn!(?fault, "signing keys could not be read again");
    }
    identity::verify_token(core, token)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bearer_token_is_read_in_any_case_of_its_scheme() {
        for (sent, read) in [
            ("Bearer abc", Some("abc")),
            ("bearer  abc ", Some("abc")),
            ("Basic abc", None),
            ("Bearer ", None),
            ("abc", None),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::AUTHORIZATION, sent.parse().unwrap());
            assert_eq!(bearer(&headers), read, "{sent}");
        }
    }
}
