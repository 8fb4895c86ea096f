//! Access tokens: the two versions of the token endpoint, and the trade for a token of this
//! service (`reference/wire.md`, Tokens).

use super::row::{Row, open_row, shape};
use crate::correlation::Correlation;
use crate::{call, gate, reply};
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Path, State};
use axum::response::Response;
use axum::routing::post;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use opc_core::access::{Caller, Request};
use opc_core::identity::{self, Grant, IssuedTokens, TokenFault, TokenRequest};
use opc_core::{Core, Fault};
use opc_wire::resources::{self, TokenAnswer, TokenAnswerV1};
use opc_wire::secret::Secret;
use opc_words::Words;

const AREA: &str = "authentication";

/// The members of a form, as sent. Of one that is there twice the first counts.
type Fields = Result<Form<Vec<(String, String)>>, FormRejection>;

/// The rows of the table.
pub(crate) fn table() -> Vec<Row> {
    vec![
        Row {
            responses: const { &[(200, Some(shape::<TokenAnswerV1>()))] },
            handler: || post(version_1),
            ..open_row(AREA, (Method::POST, "/{tenant}/oauth2/token"), "Get a token, version 1")
        },
        Row {
            responses: const { &[(200, Some(shape::<TokenAnswer>()))] },
            handler: || post(version_2),
            ..open_row(
                AREA,
                (Method::POST, "/{tenant}/oauth2/v2.0/token"),
                "Get a token, version 2",
            )
        },
        Row {
            responses: const { &[(200, Some(shape::<TokenAnswer>()))] },
            handler: || post(trade),
            ..open_row(
                AREA,
                (Method::POST, "/generatetoken"),
                "Trade a token for one of this service",
            )
        },
    ]
}

/// What a request for a token is answered with, failures included.
struct Asked {
    words: Words,
    correlation: Correlation,
    /// Whether the client proved itself in the `Authorization` header.
    basic: bool,
}

async fn version_1(
    State(core): State<Core>,
    Path(tenant): Path<String>,
    correlation: Correlation,
    headers: HeaderMap,
    fields: Fields,
) -> Response {
    let asked = Asked::of(correlation, &headers);
    match issued(core, (tenant, &headers, fields), &asked).await {
        Ok(tokens) => {
            let (resource, not_before) = (tokens.resource.clone(), tokens.not_before);
            private(reply::json(StatusCode::OK, &answer(tokens).into_v1(resource, not_before)))
        }
        Err(fault) => asked.refuse(&fault),
    }
}

async fn version_2(
    State(core): State<Core>,
    Path(tenant): Path<String>,
    correlation: Correlation,
    headers: HeaderMap,
    fields: Fields,
) -> Response {
    let asked = Asked::of(correlation, &headers);
    match issued(core, (tenant, &headers, fields), &asked).await {
        Ok(tokens) => private(reply::json(StatusCode::OK, &answer(tokens))),
        Err(fault) => asked.refuse(&fault),
    }
}

/// The tokens of this service are good for all of it, so the trade answers the token itself, for
/// as long as it lives.
async fn trade(
    State(core): State<Core>,
    correlation: Correlation,
    headers: HeaderMap,
    fields: Fields,
) -> Response {
    let asked = Asked::of(correlation, &headers);
    let Ok(Form(fields)) = fields else { return asked.refuse(&TokenFault::InvalidRequest) };
    match field(&fields, "grant_type") {
        "jwt_token" => {}
        "" => return asked.refuse(&TokenFault::InvalidRequest),
        _ => return asked.refuse(&TokenFault::UnsupportedGrantType),
    }
    let Some(token) = gate::bearer(&headers) else {
        return asked.refuse(&TokenFault::InvalidRequest);
    };
    let known = gate::verified(&core, token).await;
    let ends = known.and_then(|_| ends_at(token));
    let Some(ends) = ends else { return asked.refuse(&TokenFault::InvalidGrant) };
    let left = u32::try_from(ends - core.clock().now().seconds()).unwrap_or(0);
    let answer = TokenAnswer {
        token_type: "Bearer".to_owned(),
        scope: None,
        expires_in: left,
        ext_expires_in: left,
        access_token: Secret::new(token),
        refresh_token: None,
        id_token: None,
    };
    private(reply::json(StatusCode::OK, &answer))
}

/// When a token ends, in seconds since 1970. Its signature has been checked.
fn ends_at(token: &str) -> Option<i64> {
    #[derive(serde::Deserialize)]
    struct Ends {
        exp: i64,
    }
    let payload = URL_SAFE_NO_PAD.decode(token.split('.').nth(1)?).ok()?;
    serde_json::from_slice::<Ends>(&payload).ok().map(|ends| ends.exp)
}

async fn issued(
    core: Core,
    (tenant, headers, fields): (String, &HeaderMap, Fields),
    asked: &Asked,
) -> Result<IssuedTokens, TokenFault> {
    let Form(fields) = fields.map_err(|_| TokenFault::InvalidRequest)?;
    let grant = grant(&fields)?;
    let (id, secret) = client(headers, &fields);
    let request = Request { caller: Caller::Anonymous, correlation: asked.correlation.correlation };
    // A password is hashed slowly, on purpose: not on a thread that has others to answer.
    let work = move || {
        let (tenant, client_id, client_secret) = (tenant.as_str(), id.as_str(), secret.as_str());
        identity::issue(&core, request, &TokenRequest { tenant, client_id, client_secret, grant })
    };
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|e| TokenFault::Other(Fault::Internal(format!("issuing a token: {e}"))))?
}

fn field<'a>(fields: &'a [(String, String)], name: &str) -> &'a str {
    fields.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
}

fn grant(fields: &[(String, String)]) -> Result<Grant, TokenFault> {
    match field(fields, "grant_type") {
        "client_credentials" => Ok(Grant::ClientCredentials),
        "authorization_code" => {
            let verifier = field(fields, "code_verifier");
            Ok(Grant::AuthorizationCode {
                code: field(fields, "code").to_owned(),
                redirect_uri: field(fields, "redirect_uri").to_owned(),
                verifier: (!verifier.is_empty()).then(|| verifier.to_owned()),
            })
        }
        "refresh_token" => {
            Ok(Grant::RefreshToken { token: field(fields, "refresh_token").to_owned() })
        }
        "password" => {
            let code = field(fields, "totp").trim();
            Ok(Grant::Password {
                user_name: field(fields, "username").to_owned(),
                password: field(fields, "password").to_owned(),
                code: (!code.is_empty()).then(|| code.to_owned()),
            })
        }
        "" => Err(TokenFault::InvalidRequest),
        _ => Err(TokenFault::UnsupportedGrantType),
    }
}

/// Id and secret of the application: from the form or, as RFC 6749 §2.3.1 prefers, the header.
fn client(headers: &HeaderMap, fields: &[(String, String)]) -> (String, String) {
    basic(headers).unwrap_or_else(|| {
        (field(fields, "client_id").to_owned(), field(fields, "client_secret").to_owned())
    })
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

fn answer(tokens: IssuedTokens) -> TokenAnswer {
    let seconds = u32::try_from(tokens.expires_in).unwrap_or(0);
    TokenAnswer {
        token_type: "Bearer".to_owned(),
        scope: Some(tokens.scope),
        expires_in: seconds,
        ext_expires_in: seconds,
        access_token: Secret::new(tokens.access_token),
        refresh_token: tokens.refresh_token.map(Secret::new),
        id_token: None,
    }
}

/// Nobody on the way keeps an answer about tokens (RFC 6749 §5.1).
fn private(mut answer: Response) -> Response {
    let headers = answer.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::PRAGMA, HeaderValue::from_static("no-cache"));
    answer
}

impl Asked {
    fn of(correlation: Correlation, headers: &HeaderMap) -> Self {
        let basic = basic(headers).is_some();
        Self { words: call::words(headers), correlation, basic }
    }

    fn refuse(&self, fault: &TokenFault) -> Response {
        if let TokenFault::Other(Fault::Internal(what)) = fault {
            tracing::error!(what, "a token could not be issued");
        }
        let key = format!("api-oauth-{}", fault.code().replace('_', "-"));
        let description = match fault {
            TokenFault::Paused { retry_after } => self.words.t1(&key, "seconds", *retry_after),
            _ => self.words.t(&key),
        };
        let body = resources::TokenFault {
            error: fault.code().to_owned(),
            error_description: description,
            correlation_id: Some(self.correlation.correlation.to_string()),
        };
        let mut answer = private(reply::json(status(fault), &body));
        if let TokenFault::Paused { retry_after } = fault {
            answer.headers_mut().insert(header::RETRY_AFTER, (*retry_after).into());
        }
        if self.basic && matches!(fault, TokenFault::InvalidClient) {
            let how = HeaderValue::from_static("Basic");
            answer.headers_mut().insert(header::WWW_AUTHENTICATE, how);
        }
        answer
    }
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

    #[test]
    fn an_application_proves_itself_in_the_header_or_in_the_form() {
        let form = [("client_id", "a"), ("client_secret", "b")];
        let form: Vec<_> = form.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        let mut headers = HeaderMap::new();
        assert_eq!(client(&headers, &form), ("a".to_owned(), "b".to_owned()));
        let coded = format!("Basic {}", STANDARD.encode("id:se:cret"));
        headers.insert(header::AUTHORIZATION, coded.parse().unwrap());
        assert_eq!(client(&headers, &form), ("id".to_owned(), "se:cret".to_owned()));
    }

    #[test]
    fn a_token_says_when_it_ends() {
        let token = format!("h.{}.s", URL_SAFE_NO_PAD.encode(r#"{"exp":17,"x":1}"#));
        assert_eq!(ends_at(&token), Some(17));
        assert_eq!(ends_at("nonsense"), None);
    }

    #[test]
    fn every_refusal_has_words() {
        use opc_kernel::{id::Id, language::Lang};
        let id = opc_kernel::id::RequestId::from_uuid(uuid::Uuid::nil());
        let correlation = opc_kernel::id::CorrelationId::from_uuid(uuid::Uuid::nil());
        let correlation = Correlation { request: id, correlation, named: false };
        for lang in Lang::ALL {
            let asked = Asked { words: Words::of(lang), correlation, basic: true };
            for (fault, status) in [
                (TokenFault::InvalidClient, 401),
                (TokenFault::InvalidGrant, 400),
                (TokenFault::UnauthorizedClient, 400),
                (TokenFault::InvalidRequest, 400),
                (TokenFault::UnsupportedGrantType, 400),
                (TokenFault::Paused { retry_after: 7 }, 429),
                (TokenFault::Other(Fault::Unavailable { full: false }), 503),
                (TokenFault::Other(Fault::Stale), 500),
            ] {
                let answer = asked.refuse(&fault);
                assert_eq!(answer.status().as_u16(), status);
                assert_eq!(answer.headers()[header::CACHE_CONTROL], "no-store");
            }
        }
    }
}
