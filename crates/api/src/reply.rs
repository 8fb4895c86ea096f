//! Answers: a resource, a collection, a fault, each with the headers it needs.

use crate::uri::Reference;
use axum::body::Body;
use axum::response::Response;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use opc_wire::resources::{
    ApiFault, Link, Resource, ResourceCollection, ResourceLinks, ThrottleFault,
};
use serde::Serialize;

/// The content type of every answer with a body.
pub const JSON: &str = "application/json; charset=utf-8";

/// The header that carries the place to go on from.
pub const CONTINUATION: &str = "MS-ContinuationToken";

/// Error 800003 of `reference/error_codes.csv`: an error of the service, not of the client.
const SERVICE_ERROR: u32 = 800_003;

/// Any JSON.
pub fn json<T: Serialize>(status: StatusCode, body: &T) -> Response {
    let (status, bytes) = match serde_json::to_vec(body) {
        Ok(bytes) => (status, bytes),
        Err(error) => {
            tracing::error!(%error, "an answer could not be written");
            let bytes = serde_json::to_vec(&internal()).unwrap_or_default();
            (StatusCode::INTERNAL_SERVER_ERROR, bytes)
        }
    };
    let mut answer = Response::new(Body::from(bytes));
    *answer.status_mut() = status;
    answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(JSON));
    answer
}

/// A file.
pub fn file(kind: &'static str, text: String) -> Response {
    let mut answer = Response::new(Body::from(text));
    answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    answer
}

/// No body.
pub fn empty(status: StatusCode) -> Response {
    let mut answer = Response::new(Body::empty());
    *answer.status_mut() = status;
    answer
}

/// A resource, with `ETag` if it has a version.
pub fn resource<T: Resource>(status: StatusCode, body: &T) -> Response {
    let mut answer = json(status, body);
    if let Some(etag) = body.attributes().and_then(|a| a.etag.as_deref()) {
        set(&mut answer, header::ETAG, &format!("\"{etag}\""));
    }
    answer
}

/// A resource that was made, or will be, and where it is (201, 202).
pub fn made<T: Resource>(status: StatusCode, body: &T, at: Reference) -> Response {
    located(resource(status, body), at)
}

/// An answer that says where to look next.
pub fn located(mut answer: Response, at: Reference) -> Response {
    set(&mut answer, header::LOCATION, &at.into_text());
    answer
}

/// An answer that was kept, or is going to be. Its version is in its body.
pub fn answer(kept: opc_core::requests::Answer) -> Response {
    #[derive(serde::Deserialize)]
    struct Marked {
        attributes: opc_wire::resources::Attributes,
    }
    let etag = serde_json::from_slice::<Marked>(&kept.body).ok().and_then(|m| m.attributes.etag);
    let mut answer = Response::new(Body::from(kept.body));
    *answer.status_mut() = StatusCode::from_u16(kept.status).unwrap_or(StatusCode::OK);
    answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(JSON));
    if let Some(location) = &kept.location {
        set(&mut answer, header::LOCATION, location);
    }
    if let Some(etag) = etag {
        set(&mut answer, header::ETAG, &format!("\"{etag}\""));
    }
    answer
}

/// The links of a page reached by seeking: itself, and the next page if there is one.
///
/// The token is in the headers of the `next` link, where clients look for it, and not in its
/// address, because addresses are logged.
pub fn page_links(page: Reference, token: Option<&str>) -> ResourceLinks {
    let next = token.map(|token| {
        let uri = page.clone().with("seekOperation", "Next");
        Link::get(uri).with_header(CONTINUATION, token)
    });
    ResourceLinks { next, ..ResourceLinks::only_self(page) }
}

/// A page of a list.
pub fn page<T>(items: Vec<T>, total: u64, links: ResourceLinks) -> ResourceCollection<T> {
    let whole = ResourceCollection::whole(items);
    ResourceCollection { total_count: total, links: Some(links), ..whole }
}

/// A collection.
pub fn collection<T: Serialize>(list: &ResourceCollection<T>) -> Response {
    json(StatusCode::OK, list)
}

/// A failure.
pub fn fault(status: StatusCode, fault: &ApiFault) -> Response {
    json(status, fault)
}

/// Too many requests: come back after so many seconds.
pub fn throttled(seconds: u32) -> Response {
    let message = format!("Rate limit is exceeded. Try again in {seconds} seconds.");
    let body = ThrottleFault { status_code: 429, message };
    let mut answer = json(StatusCode::TOO_MANY_REQUESTS, &body);
    answer.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    answer
}

/// The service cannot answer now: come back after so many seconds.
pub fn unavailable(seconds: u32) -> Response {
    let mut answer = fault(StatusCode::SERVICE_UNAVAILABLE, &internal());
    answer.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    answer
}

/// The fault of a failure that is not the client's. It says nothing about the inside.
pub fn internal() -> ApiFault {
    ApiFault::new(SERVICE_ERROR, "Unexpected service error.")
}

/// The version a client wants to change, from `If-Match`, with or without quotes.
pub fn if_match(headers: &HeaderMap) -> Option<&str> {
    let text = headers.get(header::IF_MATCH)?.to_str().ok()?.trim();
    let text = text.strip_prefix("W/").unwrap_or(text).trim_matches('"');
    (!text.is_empty() && text != "*").then_some(text)
}

fn set(answer: &mut Response, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        answer.headers_mut().insert(name, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http_body_util::BodyExt as _;
    use opc_wire::resources::Customer;
    use serde_json::{Value, json};

    async fn body(answer: Response) -> Value {
        let bytes = answer.into_body().collect().await.unwrap().to_bytes();
        serde_json::from_slice(&bytes).unwrap()
    }

    #[tokio::test]
    async fn a_new_customer_says_where_it_is_and_which_version() {
        let customer = Customer { id: Some("7".to_owned()), ..Customer::default() };
        let at = Reference::to(&["customers", "7"]);
        let answer = made(StatusCode::CREATED, &customer.marked(Some("3".to_owned())), at);
        assert_eq!(answer.headers()[header::LOCATION], "/customers/7");
        assert_eq!(answer.headers()[header::ETAG], "\"3\"");
        assert_eq!(answer.headers()[header::CONTENT_TYPE], JSON);
        let attributes = json!({ "etag": "3", "objectType": "Customer" });
        assert_eq!(body(answer).await, json!({ "id": "7", "attributes": attributes }));
    }

    #[tokio::test]
    async fn the_last_page_has_no_next() {
        let here = || Reference::to(&["customers"]).with("size", "2");
        let more = page(vec![1, 2], 2, page_links(here(), Some("t")));
        let more = body(collection(&more)).await;
        assert_eq!(more["links"]["self"]["uri"], "/customers?size=2");
        assert_eq!(
            more["links"]["next"],
            json!({ "uri": "/customers?size=2&seekOperation=Next", "method": "GET",
                "headers": [{ "key": "MS-ContinuationToken", "value": "t" }] })
        );
        let last = body(collection(&page(vec![3], 1, page_links(here(), None)))).await;
        assert!(last["links"].get("next").is_none());
        assert_eq!(last["attributes"], json!({ "objectType": "Collection" }));
    }

    #[tokio::test]
    async fn throttling_has_a_shape_of_its_own() {
        let answer = throttled(30);
        assert_eq!(answer.headers()[header::RETRY_AFTER], "30");
        assert_eq!(body(answer).await["statusCode"], 429);
    }

    #[test]
    fn a_version_is_read_with_and_without_quotes() {
        for (sent, read) in [
            ("3", Some("3")),
            ("\"3\"", Some("3")),
            ("W/\"3\"", Some("3")),
            ("*", None),
            ("", None),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::IF_MATCH, sent.parse().unwrap());
            assert_eq!(if_match(&headers), read, "{sent}");
        }
    }
}
