//! A request that has passed the gate, as handlers see it.

use crate::{
    body::Body,
    correlation::Correlation,
    failure::{Answered, Failure},
    faults,
    members::Members,
    reply,
};
use axum::extract::{FromRequestParts, Query, RawPathParams};
use http::request::Parts;
use http::{HeaderMap, StatusCode, header};
use opc_core::access::{Caller, Claims, Permission, Request};
use opc_core::requests::{self, Answer};
use opc_core::{Core, Cx, Fault};
use opc_kernel::{id::CustomerId, language::Lang};
use opc_wire::fold;
use opc_wire::resources::{ApiFault, Attributes, Resource};
use opc_words::Words;
use serde::de::DeserializeOwned;
use std::str::FromStr;

/// Everything about a request but its body.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) core: Core,
    /// Words in the reader's language.
    pub(crate) words: Words,
    correlation: Correlation,
    claims: Claims,
    /// `POST /v1/customers`: what a repeat of the request has to repeat besides the body.
    line: String,
    path: Vec<(String, String)>,
    query: Vec<(String, String)>,
    /// The version to change, from `If-Match`.
    if_match: Option<String>,
    /// `MS-ContinuationToken`.
    pub(crate) continuation: Option<String>,
    members: Members,
}

/// The words of the language a reader asks for: `X-Locale` first, then `Accept-Language`.
pub(crate) fn words(headers: &HeaderMap) -> Words {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let locale = text("x-locale").and_then(Lang::parse);
    let accepted = || text(header::ACCEPT_LANGUAGE.as_str()).and_then(Lang::from_accept_language);
    Words::of(locale.or_else(accepted).unwrap_or_default())
}

impl FromRequestParts<Core> for Call {
    type Rejection = Failure;
    async fn from_request_parts(parts: &mut Parts, core: &Core) -> Result<Self, Failure> {
        let words = words(&parts.headers);
        let correlation = Correlation::from_request_parts(parts, core).await?;
        // Absent only if the gate is not in front, which is a mistake in wiring and our own.
        let claims =
            parts.extensions.get::<Claims>().copied().ok_or_else(|| {
                reply::fault(StatusCode::INTERNAL_SERVER_ERROR, &reply::internal())
            })?;
        let path = RawPathParams::from_request_parts(parts, core).await;
        let path = path.map_err(|_| no_resource(words))?;
        let path = path.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        let query = Query::try_from_uri(&parts.uri).map_or_else(|_| Vec::new(), |Query(q)| q);
        let address = parts.uri.path_and_query().map_or("", |address| address.as_str());
        let continuation = parts.headers.get(reply::CONTINUATION).and_then(|v| v.to_str().ok());
        Ok(Self {
            core: core.clone(),
            words,
            correlation,
            claims,
            line: format!("{} {address}", parts.method),
            path,
            query,
            if_match: reply::if_match(&parts.headers).map(ToOwned::to_owned),
            continuation: continuation.map(|token| token.trim().to_owned()),
            members: Members::Plain,
        })
    }
}

/// There is nothing at this address.
pub(crate) fn no_resource(words: Words) -> Failure {
    let body = ApiFault::new(faults::NOT_FOUND, words.t("api-no-resource"));
    reply::fault(StatusCode::NOT_FOUND, &body).into()
}

impl Call {
    /// The same call; errors point into this kind of body.
    #[must_use]
    pub(crate) fn with(mut self, members: Members) -> Self {
        self.members = members;
        self
    }
    /// A segment of the path, decoded; empty if the route has none of that name.
    pub(crate) fn segment(&self, name: &str) -> &str {
        self.path.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }
    /// An id in the path. One that is no GUID names nothing.
    pub(crate) fn id<I: FromStr>(&self, name: &str, noun: opc_core::Noun) -> Result<I, Failure> {
        self.segment(name).parse().map_err(|_| self.fail(&Fault::NotFound(noun)))
    }
    /// The customer in the path. An id that is no GUID is said to be none, as clients know it.
    pub(crate) fn customer(&self) -> Result<CustomerId, Failure> {
        let not_a_guid = |_| {
            let description = self.words.t1("api-not-a-guid", "path", "customer_id");
            faults::bad_request(description, "customer_id").into()
        };
        self.segment("customer_id").parse().map_err(not_a_guid)
    }
    /// A query parameter that is not empty.
    pub(crate) fn query(&self, name: &str) -> Option<&str> {
        let found = self.query.iter().find(|(key, value)| key == name && !value.is_empty());
        found.map(|(_, value)| value.as_str())
    }
    /// A query parameter that is a number.
    pub(crate) fn number(&self, name: &str) -> Result<Option<u32>, Failure> {
        let wrong = |_| {
            let description = self.words.t1("api-not-a-number", "path", name);
            Failure::from(faults::bad_request(description, name))
        };
        self.query(name).map(|text| text.trim().parse().map_err(wrong)).transpose()
    }
    /// The body as a resource.
    pub(crate) fn read_body<T>(&self, body: &Body) -> Result<T, Failure>
    where
        T: DeserializeOwned + schemars::JsonSchema + 'static,
    {
        fold::parse(&body.0).map_err(|e| faults::unreadable(&e, self.words).into())
    }
    /// The version the client has seen: from `If-Match`, and from the body if it has one. Two that
    /// differ, and one this service has not given, are stale.
    pub(crate) fn seen(&self, body: Option<&Attributes>) -> Result<Option<i64>, Failure> {
        let sent = body.and_then(|attributes| attributes.etag.as_deref());
        let sent = sent.map(|etag| etag.trim().trim_matches('"')).filter(|etag| !etag.is_empty());
        let stale = |()| self.fail(&Fault::Stale);
        match (self.if_match.as_deref(), sent) {
            (Some(header), Some(body)) if header != body => Err(stale(())),
            (one, other) => {
                let seen = one.or(other).map(|etag| etag.parse().map_err(drop)).transpose();
                seen.map_err(stale)
            }
        }
    }
    /// A fault of core as an answer.
    pub(crate) fn fail(&self, fault: &Fault) -> Failure {
        faults::respond(fault, self.words, self.members).into()
    }

    /// Runs a use case that only looks.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        work: impl Fn(&mut Cx<'_, '_>) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Failure> {
        self.core.read(self.request(), work).await.map_err(|fault| self.fail(&fault))
    }
    /// Runs a use case that changes something.
    pub(crate) async fn write<T: Send + 'static>(
        &self,
        work: impl Fn(&mut Cx<'_, '_>) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Failure> {
        self.core.write(self.request(), work).await.map_err(|fault| self.fail(&fault))
    }
    /// Runs a use case that makes something, once for a request id the client chose: a repeat gets
    /// the same answer, failures included. Without such an id there is nothing to repeat.
    pub(crate) async fn once(
        &self,
        permission: Permission,
        body: &Body,
        work: impl Fn(&mut Cx<'_, '_>) -> Result<Answer, Fault> + Send + 'static,
    ) -> Answered {
        if !self.correlation.named {
            return self.write(work).await.map(reply::answer);
        }
        let (words, members, id) = (self.words, self.members, self.correlation.request);
        let content = [self.line.as_bytes(), b"\n", &body.0].concat();
        let answer = self.write(move |cx| {
            let failed = |fault: &Fault| faults::kept(fault, words, members);
            requests::once(cx, permission, (id, &content), &work, failed)
        });
        answer.await.map(reply::answer)
    }

    fn request(&self) -> Request {
        let correlation = self.correlation.correlation;
        Request { caller: Caller::Token(self.claims), correlation, from: None }
    }
}

/// The answer of a use case that made a resource: 201, and where it is.
pub(crate) fn created<T: Resource>(
    resource: &T,
    at: crate::uri::Reference,
) -> Result<Answer, Fault> {
    let (status, location) = (StatusCode::CREATED.as_u16(), Some(at.into_text()));
    Ok(Answer { status, location, ..changed(resource)? })
}

/// The answer of a use case that changed a resource: 200.
pub(crate) fn changed<T: Resource>(resource: &T) -> Result<Answer, Fault> {
    let body = serde_json::to_vec(resource);
    let body = body.map_err(|e| Fault::Internal(format!("writing an answer: {e}")))?;
    Ok(Answer { status: StatusCode::OK.as_u16(), location: None, body })
}
