//! What a client needs to know before it asks for a token: endpoints and public keys.

use super::row::{Row, open_row};
use crate::{reply, uri::Reference};
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;
use http::{Method, StatusCode};
use opc_core::{Core, identity};
use serde_json::{Value, json};

const AREA: &str = "authentication";

/// The rows of the table.
pub(crate) fn table() -> Vec<Row> {
    let of = |path, summary| Row {
        responses: &[(200, None)],
        ..open_row(AREA, (Method::GET, path), summary)
    };
    vec![
        Row {
            handler: || get(version_1),
            ..of("/{tenant}/.well-known/openid-configuration", "Describe the token endpoint")
        },
        Row {
            handler: || get(version_2),
            ..of(
                "/{tenant}/v2.0/.well-known/openid-configuration",
                "Describe the token endpoint, version 2",
            )
        },
        Row { handler: || get(keys), ..of("/{tenant}/discovery/keys", "List public keys") },
        Row {
            handler: || get(keys),
            ..of("/{tenant}/discovery/v2.0/keys", "List public keys, version 2")
        },
    ]
}

async fn version_1(State(core): State<Core>, Path(tenant): Path<String>) -> Response {
    let of = (core.settings().base_url.as_str(), core.settings().demo);
    reply::json(StatusCode::OK, &configuration(of, &tenant, &["oauth2"]))
}

async fn version_2(State(core): State<Core>, Path(tenant): Path<String>) -> Response {
    let of = (core.settings().base_url.as_str(), core.settings().demo);
    reply::json(StatusCode::OK, &configuration(of, &tenant, &["oauth2", "v2.0"]))
}

fn configuration((base_url, demo): (&str, bool), tenant: &str, version: &[&str]) -> Value {
    let at = |rest: &[&str]| {
        let segments = [&[tenant], rest].concat();
        format!("{base_url}{}", Reference::to(&segments).into_text())
    };
    let mut grants = vec![
        "authorization_code",
        "client_credentials",
        "refresh_token",
        "device_code",
        "urn:ietf:params:oauth:grant-type:device_code",
    ];
    grants.extend(demo.then_some("password"));
    json!({
        "issuer": at(&["v2.0"]),
        "authorization_endpoint": at(&[version, &["authorize"]].concat()),
        "token_endpoint": at(&[version, &["token"]].concat()),
        "device_authorization_endpoint": at(&[version, &["devicecode"]].concat()),
        "jwks_uri": at(&["discovery", "keys"]),
        "token_endpoint_auth_methods_supported": ["client_secret_post", "client_secret_basic", "none"],
        "grant_types_supported": grants,
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "code_challenge_methods_supported": ["S256"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["ES256"],
        "scopes_supported": [".default", "user_impersonation"],
        "claims_supported": ["iss", "aud", "sub", "oid", "tid", "appid", "amr", "iat", "nbf", "exp", "ver"],
    })
}

async fn keys(State(core): State<Core>) -> Response {
    let keys = identity::public_keys(&core).into_iter().map(|key| {
        json!({
            "kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256",
            "kid": key.kid, "x": key.x, "y": key.y,
        })
    });
    reply::json(StatusCode::OK, &json!({ "keys": keys.collect::<Vec<_>>() }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tenant_in_a_path_is_encoded_again() {
        let told = configuration(("https://opc.example", false), "a b/c", &["oauth2"]);
        assert_eq!(told["token_endpoint"], "https://opc.example/a%20b%2Fc/oauth2/token");
        let authorize = "https://opc.example/a%20b%2Fc/oauth2/authorize";
        assert_eq!(told["authorization_endpoint"], authorize);
        assert_eq!(told["jwks_uri"], "https://opc.example/a%20b%2Fc/discovery/keys");
    }
}
