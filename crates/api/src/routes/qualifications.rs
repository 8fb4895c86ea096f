//! What a customer is qualified to buy, and how far the check of its account is.

use super::row::{Row, row, shape};
use crate::{call::Call, failure::Answered, reply, shapes::customer as shapes};
use axum::routing::get;
use http::{Method, StatusCode};
use opc_core::{access::Permission, customers};
use opc_wire::resources::{CustomerQualification, ValidationStatus};

const QUALIFICATION: &str = "/v1/customers/{customer_id}/qualification";
const QUALIFICATIONS: &str = "/v1/customers/{customer_id}/qualifications";
const VALIDATION: &str = "/v1/customers/{customer_id}/validationStatus";

/// The rows of the table.
pub(crate) fn table() -> Vec<Row> {
    let look = Permission::ViewCustomers;
    vec![
        Row {
            responses: const { &[(200, Some(shape::<CustomerQualification>()))] },
            handler: || get(one),
            ..row("qualifications", (Method::GET, QUALIFICATION), "Read the qualification", look)
        },
        Row {
            responses: const { &[(200, Some(shape::<Vec<CustomerQualification>>()))] },
            handler: || get(all),
            ..row("qualifications", (Method::GET, QUALIFICATIONS), "List qualifications", look)
        },
        Row {
            query: const { &[crate::operation::Query::text("type", "What is checked: account.")] },
            responses: const { &[(200, Some(shape::<ValidationStatus>()))] },
            handler: || get(validation),
            ..row("validation", (Method::GET, VALIDATION), "Read how far the check is", look)
        },
    ]
}

async fn one(call: Call) -> Answered {
    let id = call.customer()?;
    let account = call.read(move |cx| customers::get(cx, id)).await?;
    Ok(reply::resource(StatusCode::OK, &shapes::qualification(&account)))
}

/// A bare array, as the reference has it.
async fn all(call: Call) -> Answered {
    let id = call.customer()?;
    let account = call.read(move |cx| customers::get(cx, id)).await?;
    Ok(reply::json(StatusCode::OK, &[shapes::qualification(&account)]))
}

async fn validation(call: Call) -> Answered {
    let id = call.customer()?;
    let account = call.read(move |cx| customers::get(cx, id)).await?;
    Ok(reply::json(StatusCode::OK, &shapes::validation(&account)))
}
