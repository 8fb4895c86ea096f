//! `opc routes --json`: every route and who may call it, for tests and audits.

use crate::failure::Failure;
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

/// Prints them.
pub(crate) fn print() -> Result<(), Failure> {
    let routes = serde_json::json!({
        "server": OWN,
        "portal": opc_portal::handlers::pages(),
    });
    let text = serde_json::to_string_pretty(&routes).map_err(|e| Failure::setting("routes", e))?;
    println!("{text}");
    Ok(())
}
