//! Access tokens: the two versions of the token endpoint, and the trade for a token of this
//! service (`reference/wire.md`, Tokens).

use super::oauth::{Asked, Fields, endpoint, form};
use super::row::Row;
use crate::gate;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::post;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::HeaderMap;
use opc_core::Core;
use opc_core::identity::{self, Grant, IssuedTokens, Shown, TokenFault, TokenRequest};
use opc_wire::resources::{TokenAnswer, TokenAnswerV1, TokenForm, TradeForm};
use opc_wire::secret::Secret;

/// The device grant as clients named it before RFC 8628 gave it a name; they know its refusal by
/// another name as well.
const OLD_DEVICE_CODE: &str = "device_code";

/// The rows of the table.
pub(crate) fn table() -> Vec<Row> {
    vec![
        endpoint::<TokenForm, TokenAnswerV1>(
            "/{tenant}/oauth2/token",
            "Get a token, version 1",
            || post(version_1),
        ),
        endpoint::<TokenForm, TokenAnswer>(
            "/{tenant}/oauth2/v2.0/token",
            "Get a token, version 2",
            || post(version_2),
        ),
        endpoint::<TradeForm, TokenAnswer>(
            "/generatetoken",
            "Trade a token for one of this service",
            || post(trade),
        ),
    ]
}

async fn version_1(
    State(core): State<Core>,
    Path(tenant): Path<String>,
    asked: Asked,
    fields: Fields,
) -> Response {
    respond(&core, tenant, (&asked, fields), |tokens| {
        let (resource, not_before) = (tokens.resource.clone(), tokens.not_before);
        answer(tokens).into_v1(resource, not_before)
    })
    .await
}

async fn version_2(
    State(core): State<Core>,
    Path(tenant): Path<String>,
    asked: Asked,
    fields: Fields,
) -> Response {
    respond(&core, tenant, (&asked, fields), answer).await
}

async fn respond<T: serde::Serialize>(
    core: &Core,
    tenant: String,
    (asked, fields): (&Asked, Fields),
    shape: impl FnOnce(IssuedTokens) -> T,
) -> Response {
    let form: TokenForm = match form(fields) {
        Ok(form) => form,
        Err(fault) => return asked.answer::<T>(Err(fault)),
    };
    match issued(core, tenant, asked, &form).await {
        Err(fault @ TokenFault::AccessDenied) if form.grant_type == OLD_DEVICE_CODE => {
            asked.refuse(&fault, "authorization_declined")
        }
        done => asked.answer(done.map(shape)),
    }
}

async fn issued(
    core: &Core,
    tenant: String,
    asked: &Asked,
    form: &TokenForm,
) -> Result<IssuedTokens, TokenFault> {
    let grant = grant(form)?;
    let (id, secret) = asked.client((&form.client_id, form.client_secret.reveal()));
    let work = move |core: &Core, request| {
        let client = Shown { tenant: &tenant, client_id: &id, client_secret: &secret };
        identity::issue(core, request, &TokenRequest { client, grant })
    };
    asked.run(core, work).await
}

/// The tokens of this service are good for all of it, so the trade answers the token itself, for
/// as long as it lives.
async fn trade(
    State(core): State<Core>,
    asked: Asked,
    headers: HeaderMap,
    fields: Fields,
) -> Response {
    asked.answer(traded(&core, &headers, fields).await)
}

async fn traded(
    core: &Core,
    headers: &HeaderMap,
    fields: Fields,
) -> Result<TokenAnswer, TokenFault> {
    match form::<TradeForm>(fields)?.grant_type.as_str() {
        "jwt_token" => {}
        "" => return Err(TokenFault::InvalidRequest),
        _ => return Err(TokenFault::UnsupportedGrantType),
    }
    let token = gate::bearer(headers).ok_or(TokenFault::InvalidRequest)?;
    let known = gate::verified(core, token).await;
    let ends = known.and_then(|_| ends_at(token)).ok_or(TokenFault::InvalidGrant)?;
    let left = u32::try_from(ends - core.clock().now().seconds()).unwrap_or(0);
    Ok(TokenAnswer {
        token_type: "Bearer".to_owned(),
        scope: None,
        expires_in: left,
        ext_expires_in: left,
        access_token: Secret::new(token),
        refresh_token: None,
        id_token: None,
    })
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

fn grant(form: &TokenForm) -> Result<Grant, TokenFault> {
    let text = |secret: &Secret| secret.reveal().to_owned();
    let unless_empty = |secret: &Secret| Some(text(secret)).filter(|text| !text.is_empty());
    match form.grant_type.as_str() {
        "client_credentials" => Ok(Grant::ClientCredentials),
        "authorization_code" => Ok(Grant::AuthorizationCode {
            code: text(&form.code),
            redirect_uri: form.redirect_uri.clone(),
            verifier: unless_empty(&form.code_verifier),
        }),
        OLD_DEVICE_CODE | "urn:ietf:params:oauth:grant-type:device_code" => {
            let code = unless_empty(&form.device_code).unwrap_or_else(|| text(&form.code));
            Ok(Grant::DeviceCode { code })
        }
        "refresh_token" => Ok(Grant::RefreshToken { token: text(&form.refresh_token) }),
        "password" => Ok(Grant::Password {
            user_name: form.username.clone(),
            password: text(&form.password),
            code: Some(form.totp.reveal().trim().to_owned()).filter(|code| !code.is_empty()),
        }),
        "" => Err(TokenFault::InvalidRequest),
        _ => Err(TokenFault::UnsupportedGrantType),
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_says_when_it_ends() {
        let token = format!("h.{}.s", URL_SAFE_NO_PAD.encode(r#"{"exp":17,"x":1}"#));
        assert_eq!(ends_at(&token), Some(17));
        assert_eq!(ends_at("nonsense"), None);
    }
}
