//! With which partners one sells together (`domain/03`, Indirect partnership).

use super::row::{Row, row, shape};
use super::seek::FILTER;
use crate::call::Call;
use crate::failure::{Answered, Failure};
use crate::{body::Body, faults, operation::Query, reply, shapes::relationship as shapes};
use axum::routing::{delete, get, put};
use http::{Method, StatusCode};
use opc_core::access::{Permission, permissions::ViewPartnerships};
use opc_core::partners::{self, Named, Standing};
use opc_core::{Cx, Fault, Noun, customers};
use opc_kernel::{rule::Rule, text::search_key};
use opc_wire::enums::{
    FieldFilterOperation, PartnerRelationshipSearchField, PartnerRelationshipType,
};
use opc_wire::filter::SimpleFilter;
use opc_wire::resources::{
    AgreementSignatureStatus, ApiFault, PartnerRelationship, ResourceCollection,
};

const AREA: &str = "relationships";
const ALL: &str = "/v1/relationships";
const OF_CUSTOMER: &str = "/v1/customers/{customer_id}/relationships";
const AGREEMENT: &str = "/v1/compliance/{program_name}/agreementstatus";
const TYPE: Query = Query::text(
    "relationship_type",
    "IsIndirectCloudSolutionProviderOf: one's resellers; IsIndirectResellerOf: one's providers.",
);
const NETWORK_ID: Query = Query::text("mpnId", "The reseller, by its partner network ID.");
const TENANT: Query = Query::text("tenantId", "The reseller, by its tenant.");
const EXAMPLE: &str = r#"{"Field":"name","Value":"cont","Operator":"starts_with"}"#;
/// The one programme there is.
const PROGRAMME: &str = "csp";
/// Codes of who cannot be asked about (`reference/error_codes.csv`).
const NOT_ONE_ID: u32 = 2000;
const NO_ID: u32 = 2001;

/// The rows of the table.
pub(crate) fn table() -> Vec<Row> {
    let look = Permission::ViewPartnerships;
    vec![
        Row {
            query: &[TYPE, FILTER],
            responses: const { &[(200, Some(shape::<ResourceCollection<PartnerRelationship>>()))] },
            handler: || get(list),
            ..row(AREA, (Method::GET, ALL), "List resellers, or providers", look)
        },
        Row {
            responses: const { &[(200, Some(shape::<ResourceCollection<PartnerRelationship>>()))] },
            handler: || get(of_customer),
            ..row(
                AREA,
                (Method::GET, OF_CUSTOMER),
                "List who serves a customer together with one",
                look,
            )
        },
        Row {
            request: Some(shape::<PartnerRelationship>()),
            responses: &[(204, None)],
            handler: || put(change_reseller),
            ..row(
                AREA,
                (Method::PUT, OF_CUSTOMER),
                "Change the reseller of a provider's customer, or name none",
                Permission::EditBilling,
            )
        },
        Row {
            responses: &[(204, None)],
            handler: || delete(end),
            ..row(
                AREA,
                (Method::DELETE, "/v1/relationships/{reseller_id}"),
                "End the partnership with a reseller",
                Permission::RemovePartnership,
            )
        },
        Row {
            query: &[NETWORK_ID, TENANT],
            responses: const { &[(200, Some(shape::<AgreementSignatureStatus>()))] },
            handler: || get(agreement),
            ..row(
                AREA,
                (Method::GET, AGREEMENT),
                "Ask whether a reseller has signed its agreement",
                Permission::ViewResellers,
            )
        },
    ]
}

/// Which of the actor's partners, as relationships.
fn related(
    cx: &mut Cx<'_, '_>,
    kind: PartnerRelationshipType,
) -> Result<Vec<PartnerRelationship>, Fault> {
    cx.allow(ViewPartnerships)?;
    match kind {
        PartnerRelationshipType::IsIndirectResellerOf => {
            Ok(partners::providers(cx)?.into_iter().map(shapes::provider).collect())
        }
        PartnerRelationshipType::IsIndirectCloudSolutionProviderOf => {
            let all = partners::resellers(cx)?.into_iter();
            Ok(all.filter(|one| !one.removed).map(shapes::reseller).collect())
        }
    }
}

async fn list(call: Call) -> Answered {
    let Some(kind) = call.query(TYPE.name).and_then(PartnerRelationshipType::read) else {
        let offered = ["IsIndirectCloudSolutionProviderOf", "IsIndirectResellerOf"].join(", ");
        let (path, detail) = (("path", TYPE.name), ("detail", offered));
        return Err(Failure::bad(call.words.t2("api-expected-one-of", &path, &detail), TYPE.name));
    };
    let filter = call.query("filter").map(|text| named(&call, text)).transpose()?;
    let found = call.read(move |cx| related(cx, kind));
    let mut found = found.await?;
    if let Some((value, operator)) = filter {
        found.retain(|one| {
            let name = search_key(one.name.as_deref().unwrap_or_default());
            match operator {
                FieldFilterOperation::StartsWith => name.starts_with(&value),
                FieldFilterOperation::Substring => name.contains(&value),
                _ => name == value,
            }
        });
    }
    Ok(reply::collection(&ResourceCollection::whole(found)))
}

/// A filter by name: what the name has to be, begin with, or contain.
fn named(call: &Call, text: &str) -> Result<(String, FieldFilterOperation), Failure> {
    use FieldFilterOperation as Op;
    let read = SimpleFilter::<PartnerRelationshipSearchField>::parse(text)
        .map_err(|error| faults::not_a_filter(&error, call.words, EXAMPLE))?;
    if !matches!(read.operator, Op::StartsWith | Op::Substring | Op::Equals) {
        let offered = ("operators", "starts_with, substring, equals");
        let said = call.words.t2("api-no-such-filter", &("field", read.field.text()), &offered);
        return Err(Failure::bad(said, "filter.Operator"));
    }
    Ok((search_key(&read.value), read.operator))
}

async fn of_customer(call: Call) -> Answered {
    let customer = call.customer()?;
    let found = call.read(move |cx| {
        let (resellers, providers) = customers::sharing(cx, customer)?;
        let id = |id: &opc_kernel::id::OrganisationId| id.to_string();
        let these: Vec<_> = resellers.iter().chain(&providers).map(id).collect();
        let mut all = related(cx, PartnerRelationshipType::IsIndirectCloudSolutionProviderOf)?;
        all.extend(related(cx, PartnerRelationshipType::IsIndirectResellerOf)?);
        all.retain(|one| one.id.as_ref().is_some_and(|id| these.contains(id)));
        Ok(all)
    });
    Ok(reply::collection(&ResourceCollection::whole(found.await?)))
}

/// The reseller by its id or partner network ID; `0` or `-1`: the customer is the provider's own.
/// `If-Match` names the version of the customer that was seen.
async fn change_reseller(call: Call, body: Body) -> Answered {
    let customer = call.customer()?;
    let seen = call.seen(None)?;
    let sent = call.read_body::<PartnerRelationship>(&body)?;
    let named = [sent.id, sent.partner_id, sent.mpn_id].into_iter().flatten();
    let named: Vec<_> = named.filter(|named| !named.trim().is_empty()).collect();
    let work = move |cx: &mut Cx<'_, '_>| {
        let version = customers::get(cx, customer)?.version;
        let wrong = |rule| Fault::field("reseller", rule);
        let mut meant = Vec::new();
        for named in &named {
            meant.push(match named.trim() {
                "0" | "-1" => None,
                named => Some(partners::known_reseller(cx, named)?.map_err(wrong)?.id),
            });
        }
        meant.dedup();
        let reseller = match meant[..] {
            [] => return Err(wrong(Rule::Required)),
            [one] => one,
            _ => return Err(wrong(Rule::ResellerUnknown)),
        };
        let version = seen.unwrap_or(version);
        customers::change_reseller(cx, customer, version, reseller).map(drop)
    };
    call.write(work).await?;
    Ok(reply::empty(StatusCode::NO_CONTENT))
}

async fn end(call: Call) -> Answered {
    let reseller = call.id("reseller_id", Noun::Partnership)?;
    call.write(move |cx| partners::remove_partnership(cx, reseller)).await?;
    Ok(reply::empty(StatusCode::NO_CONTENT))
}

async fn agreement(call: Call) -> Answered {
    if !call.segment("program_name").eq_ignore_ascii_case(PROGRAMME) {
        return Err(crate::call::no_resource(call.words));
    }
    let fail = |code, key| {
        let body = ApiFault::new(code, call.words.t(key));
        Failure::from(reply::fault(StatusCode::BAD_REQUEST, &body))
    };
    let named = match (call.query("mpnId"), call.query("tenantId")) {
        (None, None) => return Err(fail(NO_ID, "api-reseller-unnamed")),
        (Some(_), Some(_)) => return Err(fail(NOT_ONE_ID, "api-reseller-twice")),
        (Some(id), None) if id.bytes().all(|byte| byte.is_ascii_digit()) => {
            Named::NetworkId(id.to_owned())
        }
        (Some(_), None) => return Err(fail(NOT_ONE_ID, "api-reseller-not-numeric")),
        (None, Some(id)) => match id.trim().parse() {
            Ok(id) => Named::Tenant(id),
            Err(_) => return Err(fail(NOT_ONE_ID, "api-reseller-not-a-guid")),
        },
    };
    let by_network = matches!(named, Named::NetworkId(_));
    let standing = call.read(move |cx| partners::standing(cx, &named)).await?;
    match (standing, by_network) {
        (Standing::Signed, _) => {
            let signed = AgreementSignatureStatus { is_agreement_signed: Some(true) };
            Ok(reply::json(StatusCode::OK, &signed))
        }
        (Standing::OutsideMarket, _) => Err(fail(2201, "api-reseller-elsewhere")),
        (Standing::Unknown, true) => Err(fail(2200, "api-reseller-unknown")),
        (Standing::Unknown, false) => Err(fail(2205, "api-reseller-unknown")),
        (Standing::Unsigned, true) => Err(fail(2203, "api-reseller-unsigned")),
        (Standing::Unsigned, false) => Err(fail(2206, "api-reseller-unsigned")),
    }
}
