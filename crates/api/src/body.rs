//! The body of a request: not too large, complete, and JSON.

use crate::{call, failure::Failure, faults, refusal::too_large, reply};
use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use http::{HeaderMap, StatusCode, header};
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use opc_wire::resources::ApiFault;

/// The longest body in bytes. The largest resource, an order of 100 lines, is a tenth of it.
pub(crate) const MOST: usize = 1024 * 1024;

/// The bytes of a body that says it is JSON, or says nothing.
#[derive(Debug, Clone)]
pub(crate) struct Body(pub(crate) Bytes);

impl<S: Sync> FromRequest<S> for Body {
    type Rejection = Failure;
    async fn from_request(request: Request, _: &S) -> Result<Self, Failure> {
        let words = call::words(request.headers());
        if !is_json(request.headers()) {
            let body = ApiFault::new(faults::INVALID, words.t("api-body-not-json"));
            return Err(reply::fault(StatusCode::UNSUPPORTED_MEDIA_TYPE, &body).into());
        }
        let (head, body) = request.into_parts();
        match Limited::new(body, MOST).collect().await {
            Ok(read) => Ok(Self(read.to_bytes())),
            Err(error) if is_length(&*error) => {
                let body = too_large(&head.headers, MOST);
                Err(reply::fault(StatusCode::PAYLOAD_TOO_LARGE, &body).into())
            }
            Err(_) => Err(faults::bad_request(words.t("api-body-broken"), "").into()),
        }
    }
}

/// Whether this limit, or another one in front of it, cut the body off.
pub(crate) fn is_length(error: &(dyn std::error::Error + 'static)) -> bool {
    error.is::<LengthLimitError>() || error.source().is_some_and(is_length)
}

/// Clients name JSON in many ways: `application/json`, `text/json`, `application/merge-patch+json`.
fn is_json(headers: &HeaderMap) -> bool {
    headers.get(header::CONTENT_TYPE).is_none_or(|kind| {
        let kind = kind.to_str().unwrap_or_default().split(';').next().unwrap_or_default();
        kind.trim().is_empty() || kind.trim().to_ascii_lowercase().ends_with("json")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn read(kind: &str, length: usize) -> Result<Body, u16> {
        use axum::response::IntoResponse as _;
        let asked = Request::post("/").header(header::CONTENT_TYPE, kind);
        let asked = asked.body(axum::body::Body::from(vec![b' '; length])).unwrap();
        let read = Body::from_request(asked, &()).await;
        read.map_err(|failure| failure.into_response().status().as_u16())
    }

    #[tokio::test]
    async fn a_body_of_the_longest_length_is_read_and_a_longer_one_is_not() {
        assert_eq!(read("application/json; charset=utf-8", MOST).await.unwrap().0.len(), MOST);
        assert_eq!(read("application/json", MOST + 1).await.unwrap_err(), 413);
    }

    #[tokio::test]
    async fn only_json_is_read() {
        assert_eq!(read("text/html", 2).await.unwrap_err(), 415);
        for kind in ["text/json", "application/merge-patch+json", ""] {
            assert!(read(kind, 2).await.is_ok(), "{kind}");
        }
    }
}
