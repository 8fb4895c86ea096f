//! `opc routes --json`: every route and who may call it, for tests and audits.

use crate::failure::Failure;
use opc_core::access::Cloud;
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

fn listed() -> serde_json::Value {
    serde_json::json!({
        "server": own_routes(),
        "api": opc_api::listed(),
        "portal": opc_portal::pages(),
    })
}

/// Prints them.
pub(crate) fn print() -> Result<(), Failure> {
    let text =
        serde_json::to_string_pretty(&listed()).map_err(|e| Failure::setting("routes", e))?;
    println!("{text}");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `tests/laws/tenancy` goes through the operations and pages of this list; what the server adds
    /// to them belongs to nobody.
    #[test]
    fn what_is_printed_is_what_the_tenancy_matrix_is_made_from() {
        let listed = listed();
        assert_eq!(listed["api"], serde_json::json!(opc_api::listed()));
        assert_eq!(listed["portal"], serde_json::json!(opc_portal::pages()));
        assert!(own_routes().iter().all(|own| own.permission.is_none() && !own.path.contains('{')));
        assert_eq!(listed.as_object().map(serde_json::Map::len), Some(3));
    }
}
