//! Resellers that a provider's sandbox makes to try things out with.

use super::row::{Row, row, shape};
use crate::call::Call;
use crate::failure::Answered;
use crate::{body::Body, members::Members, reply, shapes::relationship as shapes};
use axum::routing::{delete, post};
use http::{Method, StatusCode};
use opc_core::access::Permission;
use opc_core::{Fault, Noun, partners, requests::Answer};
use opc_wire::resources::SandboxIndirectReseller;

const AREA: &str = "sandbox-resellers";
const ALL: &str = "/v1/sandboxIndirectReseller";
const ONE: &str = "/v1/sandboxIndirectReseller/{reseller_id}";

/// The rows of the table.
pub(crate) fn table() -> Vec<Row> {
    let may = Permission::MakeSandboxResellers;
    vec![
        Row {
            request: Some(shape::<SandboxIndirectReseller>()),
            responses: const { &[(201, Some(shape::<SandboxIndirectReseller>()))] },
            handler: || post(add),
            ..row(AREA, (Method::POST, ALL), "Make a reseller to try things out with", may)
        },
        Row {
            responses: &[(204, None)],
            handler: || delete(remove),
            ..row(AREA, (Method::DELETE, ONE), "Delete a reseller made to try things out with", may)
        },
    ]
}

async fn add(call: Call, body: Body) -> Answered {
    let call = call.with(Members::SandboxReseller);
    let wanted = shapes::wanted(call.read_body(&body)?);
    let work = call.once(Permission::MakeSandboxResellers, &body, move |cx| {
        let made = partners::make_sandbox_reseller(cx, &wanted)?;
        let body = serde_json::to_vec(&shapes::made(made, cx.now().into()));
        let body = body.map_err(|e| Fault::Internal(format!("writing an answer: {e}")))?;
        Ok(Answer { status: StatusCode::CREATED.as_u16(), location: None, body })
    });
    work.await
}

async fn remove(call: Call) -> Answered {
    let id = call.id("reseller_id", Noun::Partnership)?;
    call.write(move |cx| partners::delete_sandbox_reseller(cx, id)).await?;
    Ok(reply::empty(StatusCode::NO_CONTENT))
}
