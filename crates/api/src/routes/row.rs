//! A row of the table with what follows from its path and its guard.

use crate::guard::Guard;
use crate::operation::{Operation, SchemaOf};
use axum::routing::MethodRouter;
use http::Method;
use opc_core::Core;
use schemars::{JsonSchema, SchemaGenerator};

/// An operation of this service.
pub(crate) type Row = Operation<Core, Guard>;

/// The schema of a body, for the table.
pub(crate) const fn shape<T: JsonSchema>() -> SchemaOf {
    SchemaGenerator::subschema_for::<T>
}

/// A row that needs a permission, perhaps in some editions only; queries, bodies and handler are still to be filled in.
pub(crate) fn row(
    area: &'static str,
    (method, path): (Method, &'static str),
    summary: &'static str,
    guard: impl Into<Guard>,
) -> Row {
    let scope = if path.contains("{customer_id}") { "customer" } else { "own" };
    let idempotent = method == Method::POST;
    Row { scope, idempotent, ..open(area, (method, path), summary, guard.into()) }
}

/// A row that anyone may call.
pub(crate) fn open_row(
    area: &'static str,
    (method, path): (Method, &'static str),
    summary: &'static str,
) -> Row {
    open(area, (method, path), summary, Guard::Open)
}

fn open(
    area: &'static str,
    (method, path): (Method, &'static str),
    summary: &'static str,
    guard: Guard,
) -> Row {
    Row {
        method,
        path,
        summary,
        area,
        permission: guard,
        scope: "public",
        editions: guard.editions(),
        app_only: guard.app_only(),
        mfa: guard.mfa(),
        idempotent: false,
        query: &[],
        request: None,
        file: &[],
        form: None,
        responses: &[],
        answers_file: None,
        handler: MethodRouter::new,
    }
}
