//! The activity log (`domain/09`): the last 30 days unless said otherwise, never more than 90.

use super::row::{Row, row, shape};
use super::seek::{self, List};
use crate::call::Call;
use crate::failure::{Answered, Failure};
use crate::{faults, operation::Query, reply, shapes::audit as shapes, uri::Reference};
use axum::routing::get;
use http::{Method, StatusCode};
use opc_core::audit::{self, Filter, ResourceType};
use opc_core::{Noun, access::Permission};
use opc_kernel::id::EventId;
use opc_kernel::time::Timestamp;
use opc_wire::date::When;
use opc_wire::enums::{AuditRecordSearchField as Field, FieldFilterOperation as Op};
use opc_wire::filter::SimpleFilter;
use opc_wire::resources::{AuditRecord, ResourceCollection};

const LIST: List = List { name: "auditrecords", default: 500, max: 500 };
const START: Query = Query::text("startDate", "The first day; 30 days ago if absent, 90 at most.");
const END: Query = Query::text("endDate", "The last day; today if absent.");
const EXAMPLE: &str = r#"{"Field":"CompanyName","Value":"cont","Operator":"substring"}"#;
const DAY: i64 = 24 * 60 * 60;
const USUAL_DAYS: i64 = 30;
const MOST_DAYS: i64 = 90;

/// The rows of the table. The log is at two addresses: the links in events use the second.
pub(crate) fn table() -> Vec<Row> {
    let of = |path, summary| row("audit", (Method::GET, path), summary, Permission::ViewActivity);
    let all = |path| Row {
        query: &[START, END, seek::FILTER, seek::SIZE, seek::SEEK],
        responses: const { &[(200, Some(shape::<ResourceCollection<AuditRecord>>()))] },
        handler: || get(list),
        ..of(path, "Read the activity log")
    };
    let one = |path| Row {
        responses: const { &[(200, Some(shape::<AuditRecord>()))] },
        handler: || get(one),
        ..of(path, "Read an entry of the activity log")
    };
    vec![
        all("/v1/auditrecords"),
        one("/v1/auditrecords/{audit_record_id}"),
        all("/auditactivity/v1/auditrecords"),
        one("/auditactivity/v1/auditrecords/{audit_record_id}"),
    ]
}

async fn list(call: Call) -> Answered {
    let wanted = LIST.wanted(&call)?;
    let filter = wanted.filter.as_deref().map(|text| filter(&call, text)).transpose()?;
    let now = call.core.clock().now();
    let (from, until, after) = match wanted.after.as_slice() {
        [] => {
            let (from, until) = span(&call, now)?;
            (from, until, None)
        }
        key => resumed(key).ok_or_else(|| seek::not_a_token(&call))?,
    };
    let (filter, size) = (filter.unwrap_or_default(), wanted.size());
    let query = audit::Query { from, until, filter, after, size };
    let page = call.read(move |cx| audit::list(cx, &query)).await?;
    let key = |id: EventId| [id.to_string(), from.micros().to_string(), until.micros().to_string()];
    let mut here = Reference::to(&[LIST.name]);
    for name in ["startDate", "endDate"] {
        if let Some(date) = call.query(name) {
            here = here.with(name, date);
        }
    }
    let links = wanted.links_from(here, page.next.map(|id| key(id).to_vec()));
    let items: Vec<_> = page.items.into_iter().map(shapes::record).collect();
    let total = items.len() as u64;
    Ok(reply::collection(&reply::page(items, total, links)))
}

/// The span of the dates asked for. A day without a time is the whole day.
fn span(call: &Call, now: Timestamp) -> Result<(Timestamp, Timestamp), Failure> {
    let date = |name: &str| {
        let wrong = |_| {
            let said = call.words.t1("api-not-a-date", "path", name);
            Failure::from(faults::bad_request(said, name))
        };
        call.query(name).map(|text| When::parse(text).map_err(wrong)).transpose()
    };
    let from = date("startDate")?.map_or(now.plus_seconds(-USUAL_DAYS * DAY), When::start);
    // A microsecond more: what happened at this very moment is part of the log.
    let until = date("endDate")?.map_or(Timestamp::from_micros(now.micros() + 1), When::end);
    // The whole of the day 90 days ago is offered, whatever the time is now.
    let oldest = Timestamp::at_utc_midnight(now.plus_seconds(-MOST_DAYS * DAY).utc_date());
    if from < oldest {
        return Err(Failure::bad(
            call.words.t1("api-date-too-old", "days", MOST_DAYS),
            "startDate",
        ));
    }
    if until <= from {
        return Err(Failure::bad(call.words.t("api-dates-reversed"), "endDate"));
    }
    Ok((from, until))
}

/// Where the last page ended, and the span of the list it was a page of.
fn resumed(key: &[String]) -> Option<(Timestamp, Timestamp, Option<EventId>)> {
    let [id, from, until] = key else { return None };
    let moment = |text: &String| text.parse().ok().map(Timestamp::from_micros);
    Some((moment(from)?, moment(until)?, Some(id.parse().ok()?)))
}

fn filter(call: &Call, text: &str) -> Result<Filter, Failure> {
    let read = SimpleFilter::<Field>::parse(text)
        .map_err(|error| faults::not_a_filter(&error, call.words, EXAMPLE))?;
    let wrong = |operators: &str| {
        let (field, operators) = (("field", read.field.text()), ("operators", operators));
        Failure::bad(call.words.t2("api-no-such-filter", &field, &operators), "filter.Operator")
    };
    match (read.field, read.operator) {
        // Without an operator, `starts_with` is meant elsewhere; the log searches inside names.
        (Field::CompanyName, Op::Substring | Op::StartsWith | Op::Equals) => {
            Ok(Filter::CompanyName(read.value))
        }
        (Field::CompanyName, _) => Err(wrong("substring")),
        (Field::CustomerId, Op::Equals | Op::StartsWith) => {
            let id = read.value.trim().parse();
            let said = || call.words.t1("api-not-a-guid", "path", "filter.Value");
            id.map(Filter::Customer).map_err(|_| Failure::bad(said(), "filter.Value"))
        }
        (Field::ResourceType, Op::Equals | Op::StartsWith) => {
            resource(&read.value).map(Filter::Resource).ok_or_else(|| {
                let names: Vec<_> = ResourceType::ALL.iter().map(|kind| kind.name()).collect();
                let (path, detail) = (("path", "filter.Value"), ("detail", names.join(", ")));
                let said = call.words.t2("api-expected-one-of", &path, &detail);
                Failure::bad(said, "filter.Value")
            })
        }
        (Field::CustomerId | Field::ResourceType, _) => Err(wrong("equals")),
    }
}

/// A resource type in any spelling: `customer_user`, `CustomerUser`.
fn resource(text: &str) -> Option<ResourceType> {
    let wanted = opc_wire::fold::spelling(text.trim());
    let is_it = |kind: &ResourceType| opc_wire::fold::spelling(kind.name()) == wanted;
    ResourceType::ALL.iter().copied().find(is_it)
}

async fn one(call: Call) -> Answered {
    let id = call.id("audit_record_id", Noun::Event)?;
    let entry = call.read(move |cx| audit::get(cx, id)).await?;
    Ok(reply::resource(StatusCode::OK, &shapes::record(entry)))
}
