//! The ids that follow a request through every log: `MS-RequestId` and `MS-CorrelationId`.

use crate::reply;
use axum::extract::{FromRequestParts, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::request::Parts;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use opc_kernel::id::{CorrelationId, Id, RequestId};
use opc_wire::resources::ApiFault;
use std::convert::Infallible;
use std::fmt;
use std::sync::Arc;

/// `MS-RequestId`
pub const REQUEST_ID: HeaderName = HeaderName::from_static("ms-requestid");
/// `MS-CorrelationId`
pub const CORRELATION_ID: HeaderName = HeaderName::from_static("ms-correlationid");

/// Seconds a client waits when whoever turned it away did not say how long.
const RETRY_AFTER: u32 = 5;

/// Error 3000 of `reference/error_codes.csv`: a property that is not valid.
const INVALID_PROPERTY: u32 = 3000;

/// Makes the id of a request whose client gave none.
#[derive(Clone)]
pub struct NewRequestId(Arc<dyn Fn() -> RequestId + Send + Sync>);

impl NewRequestId {
    /// From the application's source of ids.
    pub fn new(make: impl Fn() -> RequestId + Send + Sync + 'static) -> Self {
        Self(Arc::new(make))
    }
}

impl fmt::Debug for NewRequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NewRequestId")
    }
}

/// The ids of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Correlation {
    /// The request.
    pub request: RequestId,
    /// The chain of requests it belongs to.
    pub correlation: CorrelationId,
    /// Whether the client chose the request id. Only then is a repeated id a repeated request.
    pub named: bool,
}

/// Absent only if the middleware did not run, which is a mistake in wiring and the service's own.
impl<S: Sync> FromRequestParts<S> for Correlation {
    type Rejection = Response;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Response> {
        let found = parts.extensions.get().copied();
        found.ok_or_else(|| reply::fault(StatusCode::INTERNAL_SERVER_ERROR, &reply::internal()))
    }
}

/// Reads or makes the ids, refuses what is no GUID, and puts the ids on whatever is answered.
pub async fn middleware(
    State(new): State<NewRequestId>,
    mut request: Request,
    next: Next,
) -> Result<Response, Infallible> {
    let (correlation, wrong) = ids(request.headers(), (new.0)());
    let mut answer = if let Some(Malformed(name)) = wrong {
        reply::fault(StatusCode::BAD_REQUEST, &malformed(name))
    } else {
        request.extensions_mut().insert(correlation);
        next.run(request).await
    };
    finish(answer.headers_mut(), correlation);
    if matches!(answer.status(), StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE) {
        answer.headers_mut().entry(header::RETRY_AFTER).or_insert_with(|| RETRY_AFTER.into());
    }
    Ok(answer)
}

/// The ids of a request that never reached the middleware, on its answer.
pub(crate) fn mark(answer: &mut Response, asked: &HeaderMap) {
    finish(answer.headers_mut(), ids(asked, random()).0);
}

/// The ids as sent, else from `made`, and which of them is no GUID.
fn ids(headers: &HeaderMap, made: RequestId) -> (Correlation, Option<Malformed>) {
    let asked = read(headers, &REQUEST_ID);
    let chain = read(headers, &CORRELATION_ID);
    let id = asked.ok().flatten().unwrap_or(made);
    let correlation = Correlation {
        request: id,
        correlation: chain.ok().flatten().map_or_else(
            || CorrelationId::from_uuid(made.uuid()),
            |c| CorrelationId::from_uuid(c.uuid()),
        ),
        named: matches!(asked, Ok(Some(_))),
    };
    (correlation, asked.err().or(chain.err()))
}

/// A random GUID: nobody sorts by it.
pub(crate) fn random() -> RequestId {
    let mut bytes = [0; 16];
    opc_core::secrets::fill_random(&mut bytes);
    RequestId::from_uuid(uuid::Builder::from_random_bytes(bytes).into_uuid())
}

#[derive(Debug, Clone, Copy)]
struct Malformed(&'static str);

fn malformed(name: &str) -> ApiFault {
    ApiFault::new(INVALID_PROPERTY, format!("{name} must be a GUID.")).with(name)
}

fn read(headers: &HeaderMap, name: &HeaderName) -> Result<Option<RequestId>, Malformed> {
    let Some(value) = headers.get(name) else { return Ok(None) };
    let spelled = if *name == REQUEST_ID { "MS-RequestId" } else { "MS-CorrelationId" };
    let text = value.to_str().map_err(|_| Malformed(spelled))?.trim();
    // Some clients send the header empty when they have no id.
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| Malformed(spelled))
}

fn finish(headers: &mut HeaderMap, correlation: Correlation) {
    let ids = [
        (REQUEST_ID, correlation.request.to_string()),
        (CORRELATION_ID, correlation.correlation.to_string()),
    ];
    for (name, id) in ids {
        if let Ok(id) = HeaderValue::from_str(&id) {
            headers.insert(name, id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::{Router, body::Body, middleware::from_fn_with_state, routing::get};
    use http_body_util::BodyExt as _;
    use tower::ServiceExt as _;

    const GUID: &str = "94e4e214-6b06-4fb7-96d1-94d559f9b47f";
    const MADE: &str = "11111111-1111-1111-1111-111111111111";

    async fn ask(path: &str, headers: &[(&str, &str)]) -> Response {
        let told = |c: Correlation| async move { c.named.to_string() };
        let new = NewRequestId::new(|| MADE.parse().unwrap());
        let app: Router = Router::new()
            .route("/named", get(told))
            .route("/busy", get(async || StatusCode::SERVICE_UNAVAILABLE))
            .layer(from_fn_with_state(new, middleware));
        let asked = headers.iter().fold(Request::get(path), |r, (name, v)| r.header(*name, *v));
        app.oneshot(asked.body(Body::empty()).unwrap()).await.unwrap()
    }

    #[tokio::test]
    async fn the_ids_of_a_request_are_on_its_answer() {
        let answer = ask("/named", &[("MS-RequestId", GUID), ("ms-correlationid", MADE)]).await;
        assert_eq!(answer.headers()[REQUEST_ID], GUID);
        assert_eq!(answer.headers()[CORRELATION_ID], MADE);
        assert_eq!(answer.into_body().collect().await.unwrap().to_bytes(), "true");
    }

    #[tokio::test]
    async fn a_request_without_ids_is_given_some_and_may_be_repeated() {
        for headers in [&[][..], &[("MS-RequestId", "")]] {
            let answer = ask("/named", headers).await;
            assert_eq!(answer.headers()[REQUEST_ID], MADE);
            assert_eq!(answer.into_body().collect().await.unwrap().to_bytes(), "false");
        }
    }

    #[tokio::test]
    async fn an_id_that_is_no_guid_is_a_fault_that_names_the_header() {
        for name in ["MS-RequestId", "MS-CorrelationId"] {
            let answer = ask("/named", &[(name, "seven")]).await;
            assert_eq!(answer.status(), StatusCode::BAD_REQUEST);
            assert_eq!(answer.headers()[REQUEST_ID], MADE);
            assert_eq!(answer.headers()[header::CONTENT_TYPE], reply::JSON);
            let body = answer.into_body().collect().await.unwrap().to_bytes();
            let fault: ApiFault = serde_json::from_slice(&body).unwrap();
            assert_eq!(fault.data, [name]);
        }
    }

    #[tokio::test]
    async fn who_is_turned_away_is_told_when_to_come_back() {
        assert_eq!(ask("/busy", &[]).await.headers()[header::RETRY_AFTER], "5");
        assert_eq!(ask("/nowhere", &[]).await.headers()[REQUEST_ID], MADE);
    }
}
