//! The table of operations: one value says how an operation is called, who may call it and what
//! it answers. Routes, the published description and the tests' matrix are all made from it.

use axum::Router;
use axum::routing::MethodRouter;
use http::Method;
use opc_core::access::Cloud;
use schemars::{Schema, SchemaGenerator};

/// Makes the schema of a body: `SchemaGenerator::subschema_for::<Customer>`.
pub type SchemaOf = fn(&mut SchemaGenerator) -> Schema;

/// A query parameter.
#[derive(Debug, Clone, Copy)]
pub struct Query {
    /// Its name. Names are matched exactly, unknown ones are ignored.
    pub name: &'static str,
    /// The JSON type of its value: `string`, `integer` or `boolean`.
    pub kind: &'static str,
    /// What it does.
    pub about: &'static str,
}

impl Query {
    /// A parameter with a text value.
    pub const fn text(name: &'static str, about: &'static str) -> Self {
        Self { name, kind: "string", about }
    }
    /// A parameter with a number.
    pub const fn number(name: &'static str, about: &'static str) -> Self {
        Self { name, kind: "integer", about }
    }
    /// A parameter that is `true` or `false`.
    pub const fn flag(name: &'static str, about: &'static str) -> Self {
        Self { name, kind: "boolean", about }
    }
}

/// An operation of REST v1, served with state `S` and guarded by a permission `P`.
#[derive(Debug, Clone)]
pub struct Operation<S, P = &'static str> {
    /// The HTTP method.
    pub method: Method,
    /// The path template, `/v1/customers/{customer_id}`.
    pub path: &'static str,
    /// What it does, in a few English words.
    pub summary: &'static str,
    /// The group it belongs to: `customers`, `orders`.
    pub area: &'static str,
    /// What the caller must be allowed to do.
    pub permission: P,
    /// Within which part of the world: `public`, `own`, `customer`, `operator`.
    pub scope: &'static str,
    /// The editions that have it.
    pub editions: &'static [Cloud],
    /// Whether a program may call it without a user. If not, such a call is error 900329.
    pub app_only: bool,
    /// Whether the user must have signed in with a second factor.
    pub mfa: bool,
    /// Whether a repeated `MS-RequestId` gets the first answer again.
    pub idempotent: bool,
    /// Its query parameters.
    pub query: &'static [Query],
    /// The JSON body it takes.
    pub request: Option<SchemaOf>,
    /// The content types of the file it takes.
    pub file: &'static [&'static str],
    /// The form it takes, as the OAuth endpoints do.
    pub form: Option<SchemaOf>,
    /// The statuses it answers when all goes well, and the body of each.
    pub responses: &'static [(u16, Option<SchemaOf>)],
    /// The content type of the file it answers, instead of JSON.
    pub answers_file: Option<&'static str>,
    /// Who answers.
    pub handler: fn() -> MethodRouter<S>,
}

/// The routes of all operations, each handler behind what `behind` puts in front of it.
pub fn router<S, P: Copy>(
    operations: &[Operation<S, P>],
    behind: impl Fn(P, MethodRouter<S>) -> MethodRouter<S>,
) -> Router<S>
where
    S: Clone + Send + Sync + 'static,
{
    let add = |router: Router<S>, operation: &Operation<S, P>| {
        router.route(operation.path, behind(operation.permission, (operation.handler)()))
    };
    operations.iter().fold(Router::new(), add)
}
