//! The partners of the programme, for the operator: who they are, and whether they may go on
//! (`domain/01` §1, State).

use super::row::{Row, row, shape};
use super::seek::{self, List};
use crate::call::Call;
use crate::failure::Answered;
use crate::shapes::organization as shapes;
use crate::{body::Body, members::Members, operation::Query, reply};
use axum::routing::{get, patch};
use http::{Method, StatusCode};
use opc_core::partners::{self, OrganisationQuery};
use opc_core::{Fault, Noun, access::Permission};
use opc_kernel::{id::OrganisationId, rule::Rule};
use opc_wire::resources::{Organization, ResourceCollection};

const AREA: &str = "organizations";
const ALL: &str = "/v1/organizations";
const ONE: &str = "/v1/organizations/{organization_id}";
const LIST: List = List { name: "organizations", default: 100, max: 500 };
const SEARCH: Query = Query::text("search", "Part of a name, a domain or a partner network ID.");

/// The rows of the table.
pub(crate) fn table() -> Vec<Row> {
    let of = |line, summary| Row {
        scope: "operator",
        ..row(AREA, line, summary, Permission::ManageProgramme)
    };
    vec![
        Row {
            query: &[SEARCH, seek::SIZE, seek::SEEK],
            responses: const { &[(200, Some(shape::<ResourceCollection<Organization>>()))] },
            handler: || get(list),
            ..of((Method::GET, ALL), "List the partners of the programme")
        },
        Row {
            responses: const { &[(200, Some(shape::<Organization>()))] },
            handler: || get(one),
            ..of((Method::GET, ONE), "Read a partner of the programme")
        },
        Row {
            request: Some(shape::<Organization>()),
            responses: const { &[(200, Some(shape::<Organization>()))] },
            handler: || patch(change),
            ..of((Method::PATCH, ONE), "Restrict or suspend a partner, or let it go on")
        },
    ]
}

async fn list(call: Call) -> Answered {
    let wanted = LIST.wanted(&call)?;
    let after = match wanted.after.first().map(|id| id.parse()) {
        None => None,
        Some(Ok(id)) => Some(id),
        Some(Err(_)) => return Err(seek::not_a_token(&call)),
    };
    let text = call.query("search").unwrap_or_default().to_owned();
    let mut here = crate::uri::Reference::to(&[LIST.name]);
    if !text.is_empty() {
        here = here.with("search", &text);
    }
    let query = OrganisationQuery { text, state: None, after, size: wanted.size() };
    let page = call.read(move |cx| partners::organisations(cx, &query)).await?;
    let links = wanted.links_from(here, page.next.map(|id| vec![id.to_string()]));
    let items: Vec<_> = page.items.iter().map(shapes::organization).collect();
    let total = items.len() as u64;
    Ok(reply::collection(&reply::page(items, total, links)))
}

async fn one(call: Call) -> Answered {
    let id: OrganisationId = call.id("organization_id", Noun::Organisation)?;
    let found = call.read(move |cx| partners::organisation(cx, id)).await?;
    Ok(reply::resource(StatusCode::OK, &shapes::organization(&found)))
}

async fn change(call: Call, body: Body) -> Answered {
    let call = call.with(Members::Organization);
    let id: OrganisationId = call.id("organization_id", Noun::Organisation)?;
    let sent: Organization = call.read_body(&body)?;
    let version = call.seen(sent.attributes.as_ref())?;
    let state = sent.state.map(shapes::state);
    let state = state.ok_or_else(|| call.fail(&Fault::field("partner-state", Rule::Required)))?;
    let reason = sent.state_reason.unwrap_or_default();
    let changed = call.write(move |cx| partners::set_state(cx, id, version, (state, &reason)));
    Ok(reply::resource(StatusCode::OK, &shapes::organization(&changed.await?)))
}
