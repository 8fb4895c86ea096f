//! `opc routes --json`: every route and who may call it, for tests and audits.

use crate::failure::Failure;
use opc_api::{Guard, operation::Operation};
use opc_core::Core;
use serde::Serialize;

/// A route of the server itself.
#[derive(Debug, Serialize)]
struct OwnRoute {
    method: &'static str,
    path: &'static str,
    permission: Option<&'static str>,
    scope: &'static str,
    mfa: bool,
    idempotent: bool,
}

const fn own(method: &'static str, path: &'static str, idempotent: bool) -> OwnRoute {
    OwnRoute { method, path, permission: None, scope: "anyone", mfa: false, idempotent }
}

const OWN: [OwnRoute; 5] = [
    own("GET", "/healthz", true),
    own("GET", "/readyz", true),
    own("GET", "/metrics", true),
    own("GET", "/test/clock", true),
    own("PUT", "/test/clock", true),
];

fn operation(of: &Operation<Core, Guard>) -> serde_json::Value {
    let permission = match of.permission {
        Guard::Open => None,
        Guard::Needs(permission) => Some(permission.rule().name),
    };
    serde_json::json!({
        "method": of.method.as_str(),
        "path": of.path,
        "permission": permission,
        "scope": of.scope,
        "app_only": of.app_only,
        "mfa": of.mfa,
        "idempotent": of.idempotent,
    })
}

/// Prints them.
pub(crate) fn print() -> Result<(), Failure> {
    let api: Vec<_> = opc_api::operations().iter().map(operation).collect();
    let routes = serde_json::json!({
        "server": OWN,
        "api": api,
        "portal": opc_portal::handlers::pages(),
    });
    let text = serde_json::to_string_pretty(&routes).map_err(|e| Failure::setting("routes", e))?;
    println!("{text}");
    Ok(())
}
