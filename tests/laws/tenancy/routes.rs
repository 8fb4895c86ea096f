//! The rows of the matrix: every operation and page.

use super::parameters::{Parameter, SENT};
use opc_core::access::{POLICY, Permission};
use serde_json::Value;

/// An operation or a page, as `opc routes --json` tells of it.
#[derive(Debug, Clone)]
pub(super) struct Route {
    pub(super) method: String,
    pub(super) path: String,
    /// What one must be allowed to do; `None`: whoever comes, or whoever is signed in.
    pub(super) permission: Option<Permission>,
    /// What is sent beside the path; see [`SENT`].
    pub(super) sent: &'static str,
    pub(super) parameters: Vec<Parameter>,
}

impl Route {
    /// A route, once for everything that is sent to it.
    fn of(listed: &Value) -> Vec<Self> {
        let bare = Self::bare(listed);
        let name = bare.name();
        let rows = SENT.iter().filter(|(of, _)| *of == name).map(|(_, sent)| Self {
            sent,
            parameters: Parameter::private(&bare.path, sent),
            ..bare.clone()
        });
        let rows: Vec<_> = rows.collect();
        if rows.is_empty() { vec![bare] } else { rows }
    }
    fn bare(listed: &Value) -> Self {
        let text = |name: &str| {
            let text = listed[name].as_str();
            text.unwrap_or_else(|| panic!("{listed} has no {name}")).to_owned()
        };
        let path = text("path");
        let permission = listed["permission"].as_str().map(|name| {
            let row = POLICY.iter().find(|row| row.name == name);
            row.unwrap_or_else(|| panic!("{path}: {name} is not in the policy table")).permission
        });
        let parameters = Parameter::private(&path, "");
        Self { method: text("method"), permission, parameters, path, sent: "" }
    }
    pub(super) fn is_get(&self) -> bool {
        self.method == "GET"
    }
    /// Method and path.
    pub(super) fn name(&self) -> String {
        format!("{} {}", self.method, self.path)
    }
}

pub(super) fn operations() -> Vec<Route> {
    opc_api::listed().iter().flat_map(Route::of).collect()
}

pub(super) fn pages() -> Vec<Route> {
    let listed = opc_portal::pages().into_iter();
    listed.flat_map(|page| Route::of(&serde_json::json!(page))).collect()
}

#[test]
fn what_is_sent_is_sent_to_a_route() {
    let all: Vec<_> = operations().into_iter().chain(pages()).map(|route| route.name()).collect();
    for (name, _) in SENT {
        assert!(all.iter().any(|known| known == name), "there is no {name}");
    }
}

/// Routes that ask for no permission, by how their paths begin: they show nothing of an organisation
/// but to whoever holds a link to it, or is signed in there.
const OPEN: [&str; 14] = [
    "/{tenant}/oauth2/",
    "/generatetoken",
    "/{tenant}/.well-known/",
    "/{tenant}/v2.0/.well-known/",
    "/{tenant}/discovery/",
    "/sign-in",
    "/p/{tenant}/sign-out",
    "/device",
    "/theme",
    "/i/{token}",
    "/n/",
    "/a/{token}",
    "/agreements/{template}",
    "/docs/api",
];

#[test]
fn a_route_asks_for_a_permission_or_is_known_to_be_open() {
    for route in operations().into_iter().chain(pages()).filter(|route| route.permission.is_none())
    {
        let known = OPEN.iter().any(|open| route.path.starts_with(open));
        assert!(
            known || ["/", "/styleguide"].contains(&&*route.path),
            "{} is open to anybody",
            route.name()
        );
    }
}

/// A test of the server shows that nothing else is printed.
#[test]
fn every_route_is_in_the_matrix_and_every_parameter_is_classified() {
    assert!(operations().len() >= 61 && pages().len() >= 144);
}

#[test]
#[should_panic(expected = "/v1/x: invoices.view is not in the policy table")]
fn a_route_without_a_row_in_the_policy_fails() {
    Route::of(
        &serde_json::json!({"method": "GET", "path": "/v1/x", "permission": "invoices.view"}),
    );
}
