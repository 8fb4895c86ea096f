//! `opc routes --json`: every route and who may call it, for tests and audits.

use crate::failure::Failure;
use opc_api::{Guard, operation::Operation};
use opc_core::{Core, access::Cloud};
use serde::Serialize;

/// A route of the server itself.
#[derive(Debug, Serialize)]
struct OwnRoute {
    method: &'static str,
    path: &'static str,
    permission: Option<&'static str>,
    scope: &'static str,
    editions: Vec<&'static str>,
    mfa: bool,
    idempotent: bool,
}

fn own(method: &'static str, path: &'static str, idempotent: bool) -> OwnRoute {
    let editions = Cloud::ALL.iter().map(|cloud| cloud.name()).collect();
    OwnRoute { method, path, permission: None, scope: "anyone", editions, mfa: false, idempotent }
}

fn own_routes() -> [OwnRoute; 5] {
    [
        own("GET", "/healthz", true),
        own("GET", "/readyz", true),
        own("GET", "/metrics", true),
        own("GET", "/test/clock", true),
        own("PUT", "/test/clock", true),
    ]
}

fn operation(of: &Operation<Core, Guard>) -> serde_json::Value {
    let permission = of.permission.permission().map(|permission| permission.rule().name);
    serde_json::json!({
        "method": of.method.as_str(),
        "path": of.path,
        "permission": permission,
        "scope": of.scope,
        "editions": of.editions.iter().map(|cloud| cloud.name()).collect::<Vec<_>>(),
        "app_only": of.app_only,
        "mfa": of.mfa,
        "idempotent": of.idempotent,
    })
}

/// Prints them.
pub(crate) fn print() -> Result<(), Failure> {
    let api: Vec<_> = opc_api::operations().iter().map(operation).collect();
    let routes = serde_json::json!({
        "server": own_routes(),
        "api": api,
        "portal": opc_portal::handlers::pages(),
    });
    let text = serde_json::to_string_pretty(&routes).map_err(|e| Failure::setting("routes", e))?;
    println!("{text}");
    Ok(())
}
