//! What the OAuth endpoints have in common: who asks, the form, guesses, refusals.

use super::row::{Row, open_row, shape};
use crate::correlation::Correlation;
use crate::{call, reply};
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, FromRequestParts};
use axum::response::Response;
use axum::routing::MethodRouter;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::request::Parts;
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use opc_core::access::{Caller, Request};
use opc_core::guesses::{Guesser, Network};
use opc_core::identity::TokenFault;
use opc_core::{Core, Fault};
use opc_wire::resources;
use opc_words::Words;
use schemars::JsonSchema;
use serde::{Serialize, de::DeserializeOwned};
use std::collections::BTreeMap;

/// The group of the operations.
const AREA: &str = "authentication";

/// A row of an endpoint that takes the form `F` and answers an `A`, or a refusal.
pub(super) fn endpoint<F: JsonSchema, A: JsonSchema>(
    path: &'static str,
    summary: &'static str,
    handler: fn() -> MethodRouter<Core>,
) -> Row {
    let responses = const {
        &[
            (200, Some(shape::<A>())),
            (400, Some(shape::<resources::TokenFault>())),
            (401, Some(shape::<resources::TokenFault>())),
        ]
    };
    let row = open_row(AREA, (Method::POST, path), summary);
    Row { form: Some(shape::<F>()), responses, handler, ..row }
}

/// The members of a form, as sent.
pub(super) type Fields = Result<Form<Vec<(String, String)>>, FormRejection>;

/// A request of an OAuth endpoint but for its form.
pub(super) struct Asked {
    pub(super) words: Words,
    correlation: Correlation,
    /// Id and secret, if the client proves itself in the `Authorization` header.
    basic: Option<(String, String)>,
    from: Option<Network>,
}

impl FromRequestParts<Core> for Asked {
    type Rejection = Response;
    async fn from_request_parts(parts: &mut Parts, core: &Core) -> Result<Self, Response> {
        Ok(Self {
            words: call::words(&parts.headers),
            correlation: Correlation::from_request_parts(parts, core).await?,
            basic: basic(&parts.headers),
            from: parts.extensions.get().copied(),
        })
    }
}

impl Asked {
    /// Id and secret of the application: from the form or, as RFC 6749 §2.3.1 prefers, the header.
    pub(super) fn client(&self, form: (&str, &str)) -> (String, String) {
        self.basic.clone().unwrap_or_else(|| (form.0.to_owned(), form.1.to_owned()))
    }

    /// Runs a use case on a thread that may wait, since passwords are hashed slowly on purpose.
    /// Whoever was wrong too often has to wait first.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        core: &Core,
        work: impl FnOnce(&Core, Request) -> Result<T, TokenFault> + Send + 'static,
    ) -> Result<T, TokenFault> {
        let (guesses, now) = (&core.env().guesses, core.clock().now());
        let counted = guesses.begin(Guesser::Program, self.from, now);
        counted.map_err(|retry_after| TokenFault::Paused { retry_after })?;
        let correlation = self.correlation.correlation;
        let request = Request { caller: Caller::Anonymous, correlation, from: self.from };
        let own = core.clone();
        let done = tokio::task::spawn_blocking(move || work(&own, request)).await;
        let stopped = |e| TokenFault::Other(Fault::Internal(format!("an OAuth endpoint: {e}")));
        let done = done.unwrap_or_else(|e| Err(stopped(e)));
        if !done.as_ref().is_err_and(TokenFault::is_wrong_guess) {
            guesses.give_back(Guesser::Program, self.from);
        }
        done
    }

    /// Counts a device code this client asks for.
    pub(super) fn count_device_code(&self, core: &Core) -> Result<(), TokenFault> {
        let wait = core.env().guesses.device_code(self.from, core.clock().now());
        wait.map_or(Ok(()), |retry_after| Err(TokenFault::Paused { retry_after }))
    }

    /// The answer or the refusal.
    pub(super) fn answer<T: Serialize>(&self, done: Result<T, TokenFault>) -> Response {
        match done {
            Ok(body) => private(reply::json(StatusCode::OK, &body)),
            Err(fault) => self.refuse(&fault, fault.code()),
        }
    }

    /// A refusal under a name of its own.
    pub(super) fn refuse(&self, fault: &TokenFault, error: &str) -> Response {
        if let TokenFault::Other(Fault::Internal(what)) = fault {
            tracing::error!(what, "a token could not be issued");
        }
        let key = format!("api-oauth-{}", fault.code().replace('_', "-"));
        let description = match fault.retry_after() {
            Some(seconds) => self.words.t1(&key, "seconds", seconds),
            None => self.words.t(&key),
        };
        let body = resources::TokenFault {
            error: error.to_owned(),
            error_description: description,
            correlation_id: Some(self.correlation.correlation.to_string()),
        };
        let mut answer = private(reply::json(status(fault), &body));
        if let Some(seconds) = fault.retry_after() {
            answer.headers_mut().insert(header::RETRY_AFTER, seconds.into());
        }
        if self.basic.is_some() && matches!(fault, TokenFault::InvalidClient) {
            let how = HeaderValue::from_static("Basic");
            answer.headers_mut().insert(header::WWW_AUTHENTICATE, how);
        }
        answer
    }
}

/// The form. Of a member that is there twice the first counts, and unknown ones do not.
pub(super) fn form<T: DeserializeOwned>(fields: Fields) -> Result<T, TokenFault> {
    let Form(fields) = fields.map_err(|_| TokenFault::InvalidRequest)?;
    let mut members = BTreeMap::new();
    for (name, value) in fields {
        members.entry(name).or_insert(value);
    }
    let members = serde_json::to_value(members).unwrap_or_default();
    serde_json::from_value(members).map_err(|_| TokenFault::InvalidRequest)
}

fn basic(headers: &HeaderMap) -> Option<(String, String)> {
    let (scheme, coded) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let text = String::from_utf8(STANDARD.decode(coded.trim()).ok()?).ok()?;
    let (id, secret) = text.split_once(':')?;
    Some((id.to_owned(), secret.to_owned()))
}

/// Nobody on the way keeps an answer about tokens (RFC 6749 §5.1).
fn private(mut answer: Response) -> Response {
    let headers = answer.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::PRAGMA, HeaderValue::from_static("no-cache"));
    answer
}

const fn status(fault: &TokenFault) -> StatusCode {
    match fault {
        TokenFault::InvalidClient => StatusCode::UNAUTHORIZED,
        TokenFault::Paused { .. } => StatusCode::TOO_MANY_REQUESTS,
        TokenFault::Other(Fault::Unavailable { .. }) => StatusCode::SERVICE_UNAVAILABLE,
        TokenFault::Other(_) => StatusCode::INTERNAL_SERVER_ERROR,
        _ => StatusCode::BAD_REQUEST,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use opc_kernel::{id::Id, language::Lang};

    fn asked(lang: Lang, basic: Option<(String, String)>) -> Asked {
        let id = opc_kernel::id::RequestId::from_uuid(uuid::Uuid::nil());
        let correlation = opc_kernel::id::CorrelationId::from_uuid(uuid::Uuid::nil());
        let correlation = Correlation { request: id, correlation, named: false };
        Asked { words: Words::of(lang), correlation, basic, from: None }
    }

    #[test]
    fn an_application_proves_itself_in_the_header_or_in_the_form() {
        let form = asked(Lang::En, None).client(("a", "b"));
        assert_eq!(form, ("a".to_owned(), "b".to_owned()));
        let mut headers = HeaderMap::new();
        let coded = format!("Basic {}", STANDARD.encode("id:se:cret"));
        headers.insert(header::AUTHORIZATION, coded.parse().unwrap());
        let header = asked(Lang::En, basic(&headers)).client(("a", "b"));
        assert_eq!(header, ("id".to_owned(), "se:cret".to_owned()));
    }

    #[test]
    fn of_a_member_sent_twice_the_first_counts() {
        let sent = [("username", "a"), ("username", "b"), ("unknown", "c")];
        let sent = sent.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let form: resources::TokenForm = form(Ok(Form(sent.into()))).unwrap();
        assert_eq!(form.username, "a");
    }

    #[test]
    fn every_refusal_has_words() {
        for lang in Lang::ALL {
            let asked = asked(lang, Some(Default::default()));
            for (fault, status) in [
                (TokenFault::InvalidClient, 401),
                (TokenFault::InvalidGrant, 400),
                (TokenFault::UnauthorizedClient, 400),
                (TokenFault::InvalidRequest, 400),
                (TokenFault::UnsupportedGrantType, 400),
                (TokenFault::Pending, 400),
                (TokenFault::SlowDown, 400),
                (TokenFault::ExpiredToken, 400),
                (TokenFault::AccessDenied, 400),
                (TokenFault::Paused { retry_after: 7 }, 429),
                (TokenFault::Other(Fault::Unavailable { full: false }), 503),
                (TokenFault::Other(Fault::Stale), 500),
            ] {
                let answer = asked.answer::<()>(Err(fault));
                assert_eq!(answer.status().as_u16(), status);
                assert_eq!(answer.headers()[header::CACHE_CONTROL], "no-store");
            }
        }
    }
}
