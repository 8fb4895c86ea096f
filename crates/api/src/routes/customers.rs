//! Customers: list, add, read, end the relationship, delete.

use super::row::{Row, row, shape};
use super::seek::{self, List, Wanted};
use crate::call::{Call, created};
use crate::failure::{Answered, Failure};
use crate::shapes::{account_form, customer as shapes};
use crate::{body::Body, faults, members::Members, reply};
use axum::routing::{delete, get, patch, post};
use http::{Method, StatusCode};
use opc_core::access::Permission;
use opc_core::customers::{self, ListFilter, ListKey, ListQuery, Order, Search};
use opc_core::{Cx, Fault, partners};
use opc_kernel::{id::CustomerId, rule::Problem};
use opc_wire::enums::{CustomerPartnerRelationship, CustomerSearchField, FieldFilterOperation};
use opc_wire::filter::SimpleFilter;
use opc_wire::resources::{Customer, ResourceCollection};

const AREA: &str = "customers";
const ONE: &str = "/v1/customers/{customer_id}";
/// Customers on a page: 100 unless said otherwise, 500 at most (`reference/wire.md`).
const LIST: List = List { name: "customers", default: 100, max: 500 };

const EXAMPLE: &str = r#"{"Field":"CompanyName","Value":"cont","Operator":"starts_with"}"#;

/// The rows of the table.
pub(crate) fn table() -> Vec<Row> {
    vec![
        Row {
            query: &[seek::SIZE, seek::FILTER, seek::SEEK],
            responses: const { &[(200, Some(shape::<ResourceCollection<Customer>>()))] },
            handler: || get(list),
            ..row(AREA, (Method::GET, "/v1/customers"), "List customers", Permission::ViewCustomers)
        },
        Row {
            request: Some(shape::<Customer>()),
            responses: const { &[(201, Some(shape::<Customer>()))] },
            handler: || post(add),
            ..row(AREA, (Method::POST, "/v1/customers"), "Add a customer", Permission::AddCustomer)
        },
        Row {
            responses: const { &[(200, Some(shape::<Customer>()))] },
            handler: || get(one),
            ..row(AREA, (Method::GET, ONE), "Read a customer", Permission::ViewCustomers)
        },
        Row {
            request: Some(shape::<Customer>()),
            responses: const { &[(200, Some(shape::<Customer>()))] },
            handler: || patch(change),
            ..row(
                AREA,
                (Method::PATCH, ONE),
                "End the reseller relationship, or give up delegated administration",
                Permission::EndAdmin,
            )
        },
        Row {
            responses: &[(204, None)],
            handler: || delete(remove),
            ..row(
                AREA,
                (Method::DELETE, ONE),
                "Delete a customer of a sandbox",
                Permission::DeleteCustomer,
            )
        },
    ]
}

async fn list(call: Call) -> Answered {
    let wanted = LIST.wanted(&call)?;
    let filter = wanted.filter.as_deref().map(|text| filter(&call, text)).transpose()?;
    let (after, size) = (after(&call, &wanted)?, wanted.size());
    let page = call.read(move |cx| {
        let filter = match &filter {
            None => ListFilter::default(),
            Some(Asked::Named(search)) => {
                ListFilter { search: search.clone(), ..ListFilter::default() }
            }
            // Of a reseller nobody knows there are no customers.
            Some(Asked::Reseller(named)) => match partners::named_reseller(cx, named)? {
                Ok(found) => ListFilter { reseller: Some(found.id), ..ListFilter::default() },
                Err(_) => return Ok(None),
            },
        };
        let order = Order::default();
        customers::list(cx, &ListQuery { filter, order, after: after.clone(), size }).map(Some)
    });
    let (rows, next) = page.await?.map_or_else(Default::default, |page| (page.items, page.next));
    let links = wanted.links(next.map(|key| vec![key.place, key.id.to_string()]));
    let items: Vec<_> = rows.into_iter().map(shapes::item).collect();
    let total = items.len() as u64;
    Ok(reply::collection(&reply::page(items, total, links)))
}

fn after(call: &Call, wanted: &Wanted) -> Result<Option<ListKey>, Failure> {
    match wanted.after.as_slice() {
        [] => Ok(None),
        [place, id] => match id.parse() {
            Ok(id) => Ok(Some(ListKey { place: place.clone(), id })),
            Err(_) => Err(seek::not_a_token(call)),
        },
        _ => Err(seek::not_a_token(call)),
    }
}

/// A filter as asked: a reseller has yet to be looked up.
enum Asked {
    Named(Search),
    Reseller(String),
}

fn filter(call: &Call, text: &str) -> Result<Asked, Failure> {
    use CustomerSearchField as Field;
    use FieldFilterOperation as Op;
    let read = SimpleFilter::<Field>::parse(text)
        .map_err(|error| faults::not_a_filter(&error, call.words, EXAMPLE))?;
    match (read.field, read.operator) {
        (Field::CompanyName, Op::StartsWith) => Ok(Asked::Named(Search::NameStarts(read.value))),
        (Field::CompanyName, Op::Substring) => Ok(Asked::Named(Search::NameHas(read.value))),
        (Field::Domain, Op::StartsWith) => Ok(Asked::Named(Search::DomainStarts(read.value))),
        (
            Field::IndirectReseller | Field::IndirectCloudSolutionProvider,
            Op::StartsWith | Op::Equals,
        ) => Ok(Asked::Reseller(read.value)),
        (field, _) => {
            let offered = match field {
                Field::CompanyName => "starts_with, substring",
                Field::Domain => "starts_with",
                Field::IndirectReseller | Field::IndirectCloudSolutionProvider => {
                    "equals, starts_with"
                }
            };
            let (field, offered) = (("field", field.text()), ("operators", offered));
            let said = call.words.t2("api-no-such-filter", &field, &offered);
            Err(Failure::bad(said, "filter.Operator"))
        }
    }
}

async fn add(call: Call, body: Body) -> Answered {
    let call = call.with(Members::Customer);
    let (form, named) = account_form::of_customer(call.read_body(&body)?, call.core.settings());
    let work = call.once(Permission::AddCustomer, &body, move |cx| {
        let mut checked = customers::examine(cx, &form, false)?;
        let named = named.as_ref().map(|named| partners::named_reseller(cx, named)).transpose()?;
        let reseller = named.transpose().unwrap_or_else(|rule| {
            checked.problems.push(Problem::new("reseller", rule));
            checked.customer = None;
            None
        });
        let Some(mut new) = checked.customer else {
            return Err(Fault::Invalid(checked.problems));
        };
        new.reseller = reseller.map(|reseller| reseller.id);
        let added = customers::create(cx, &new)?;
        let at = shapes::place(&added.account.id.to_string());
        created(&shapes::new(added), at)
    });
    work.await
}

async fn one(call: Call) -> Answered {
    let id = call.customer()?;
    let account = call.read(move |cx| customers::get(cx, id)).await?;
    Ok(reply::resource(StatusCode::OK, &shapes::full(account)))
}

async fn change(call: Call, body: Body) -> Answered {
    let call = call.with(Members::Customer);
    let id = call.customer()?;
    let wanted: Customer = call.read_body(&body)?;
    call.read(move |cx| customers::get(cx, id)).await?;
    let ends = wanted.relationship_to_partner == Some(CustomerPartnerRelationship::None);
    if !ends && wanted.allow_delegated_access != Some(false) {
        return Err(Failure::bad(call.words.t("api-no-such-patch"), "relationshipToPartner"));
    }
    let seen = call.seen(wanted.attributes.as_ref())?;
    let work = move |cx: &mut Cx<'_, '_>| {
        unchanged(cx, id, seen)?;
        if ends {
            customers::end_relationship(cx, id)
        } else {
            customers::give_up_delegated_admin(cx, id)
        }
    };
    let account = call.write(work).await?;
    Ok(reply::resource(StatusCode::OK, &shapes::full(account)))
}

async fn remove(call: Call) -> Answered {
    let id = call.customer()?;
    let seen = call.seen(None)?;
    let work = move |cx: &mut Cx<'_, '_>| {
        unchanged(cx, id, seen)?;
        customers::delete(cx, id)
    };
    call.write(work).await?;
    Ok(reply::empty(StatusCode::NO_CONTENT))
}

/// Whether the customer still is as the client has seen it.
fn unchanged(cx: &mut Cx<'_, '_>, id: CustomerId, seen: Option<i64>) -> Result<(), Fault> {
    match seen {
        Some(version) if customers::get(cx, id)?.version != version => Err(Fault::Stale),
        _ => Ok(()),
    }
}
