//! Whether a primary domain is free.

use super::row::{Row, row};
use crate::{call::Call, failure::Answered, members::Members, reply};
use axum::routing::head;
use http::{Method, StatusCode};
use opc_core::{access::Permission, customers};

/// The rows of the table.
pub(crate) fn table() -> Vec<Row> {
    vec![Row {
        responses: &[(200, None)],
        handler: || head(taken),
        ..row(
            "validation",
            (Method::HEAD, "/v1/domains/{domain}"),
            "Ask whether a domain is taken: 200, or 404 if it is free",
            Permission::AddCustomer,
        )
    }]
}

async fn taken(call: Call) -> Answered {
    let call = call.with(Members::Customer);
    let domain = call.segment("domain").to_owned();
    let taken = call.read(move |cx| customers::domain_taken(cx, &domain)).await?;
    Ok(reply::empty(if taken { StatusCode::OK } else { StatusCode::NOT_FOUND }))
}
