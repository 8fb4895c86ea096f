//! Imports of customers from a file: upload, dry run, run. The reference has none; decision 14.

use super::row::{Row, row, shape};
use super::seek::{self, List};
use crate::call::{Call, created};
use crate::failure::{Answered, Failure};
use crate::shapes::import as shapes;
use crate::{body::Body, call, operation::Query, refusal::too_large, reply, uri::Reference};
use axum::extract::{FromRequest, Request};
use axum::response::Response;
use axum::routing::{get, post};
use http::{Method, StatusCode};
use http_body_util::{BodyExt as _, Limited};
use opc_core::access::Permission::AddCustomer;
use opc_core::imports::{self, Confirmed, FILE_MAX, Import, Outcome, RowQuery};
use opc_core::{Cx, Fault, Noun};
use opc_kernel::id::ImportId;
use opc_wire::resources::{
    CustomerImport, ImportConfirmation, ImportMapping, ImportRow, ResourceCollection,
};

const AREA: &str = "imports";
const ALL: &str = "/v1/imports";
const ONE: &str = "/v1/imports/{import_id}";
const ROWS: &str = "/v1/imports/{import_id}/rows";
const REJECTED: &str = "/v1/imports/{import_id}/rejected";
const LIST: List = List { name: "imports", default: 50, max: 100 };
const ROW_LIST: List = List { name: "rows", default: 500, max: 500 };
const KINDS: &[&str] = &[
    "text/csv",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/octet-stream",
];

/// The rows of the table.
pub(crate) fn table() -> Vec<Row> {
    let one = |path, summary| Row {
        responses: const { &[(200, Some(shape::<CustomerImport>()))] },
        ..row(AREA, (Method::POST, path), summary, AddCustomer)
    };
    vec![
        Row {
            query: &[seek::SIZE, seek::SEEK],
            responses: const { &[(200, Some(shape::<ResourceCollection<CustomerImport>>()))] },
            handler: || get(list),
            ..row(AREA, (Method::GET, ALL), "List imports", AddCustomer)
        },
        Row {
            query: const { &[Query::text("fileName", "The name of the file.")] },
            file: KINDS,
            responses: const { &[(201, Some(shape::<CustomerImport>()))] },
            handler: || post(upload),
            ..row(AREA, (Method::POST, ALL), "Upload a file of customers", AddCustomer)
        },
        Row {
            responses: const { &[(200, Some(shape::<CustomerImport>()))] },
            handler: || get(read),
            ..row(AREA, (Method::GET, ONE), "Read how far an import is", AddCustomer)
        },
        Row {
            query: const {
                &[
                    Query::text("outcome", "ready, unconfirmed, refused or added."),
                    seek::SIZE,
                    seek::SEEK,
                ]
            },
            responses: const { &[(200, Some(shape::<ResourceCollection<ImportRow>>()))] },
            handler: || get(rows),
            ..row(AREA, (Method::GET, ROWS), "Read what came of the rows", AddCustomer)
        },
        Row {
            responses: &[(200, None)],
            answers_file: Some("text/csv"),
            handler: || get(rejected),
            ..row(AREA, (Method::GET, REJECTED), "Read the rows that were not added", AddCustomer)
        },
        Row {
            request: Some(shape::<ImportMapping>()),
            handler: || post(check),
            ..one("/v1/imports/{import_id}/check", "Check every row; nothing is added")
        },
        Row {
            request: Some(shape::<ImportConfirmation>()),
            handler: || post(start),
            ..one("/v1/imports/{import_id}/start", "Add the rows that passed")
        },
        Row {
            handler: || post(pause),
            ..one("/v1/imports/{import_id}/pause", "Stop adding for now")
        },
        Row { handler: || post(resume), ..one("/v1/imports/{import_id}/resume", "Go on adding") },
        Row {
            responses: const { &[(200, Some(shape::<CustomerImport>())), (204, None)] },
            handler: || post(cancel),
            ..one("/v1/imports/{import_id}/cancel", "Give up what has not been added")
        },
    ]
}

/// A file, whatever it says it is: what it is, is seen from its first bytes.
struct File(Body);

impl<S: Sync> FromRequest<S> for File {
    type Rejection = Failure;
    async fn from_request(request: Request, _: &S) -> Result<Self, Failure> {
        let (head, body) = request.into_parts();
        match Limited::new(body, FILE_MAX).collect().await {
            Ok(read) => Ok(Self(Body(read.to_bytes()))),
            Err(error) if crate::body::is_length(&*error) => {
                let body = too_large(&head.headers, FILE_MAX);
                Err(reply::fault(StatusCode::PAYLOAD_TOO_LARGE, &body).into())
            }
            Err(_) => {
                let broken = call::words(&head.headers).t("api-body-broken");
                Err(Failure::bad(broken, ""))
            }
        }
    }
}

async fn upload(call: Call, File(body): File) -> Answered {
    let name = call.query("fileName").unwrap_or("customers.csv").to_owned();
    let bytes = body.0.clone();
    let read = tokio::task::spawn_blocking(move || imports::read_table(&bytes)).await;
    let read = read.map_err(|e| call.fail(&Fault::Internal(format!("reading a file: {e}"))))?;
    let table = read.map_err(|rule| call.fail(&Fault::field("file", rule)))?;
    let words = call.words;
    let work = call.once(AddCustomer, &body, move |cx| {
        let import = imports::upload(cx, &name, &table)?;
        created(
            &shapes::import(&import, words),
            Reference::to(&["imports", &import.id.to_string()]),
        )
    });
    work.await
}

async fn list(call: Call) -> Answered {
    let wanted = LIST.wanted(&call)?;
    let after = match wanted.after.as_slice() {
        [] => None,
        [id] => Some(id.parse::<ImportId>().map_err(|_| seek::not_a_token(&call))?),
        _ => return Err(seek::not_a_token(&call)),
    };
    let size = wanted.size();
    let page = call.read(move |cx| imports::list(cx, after, size)).await?;
    let links = wanted.links(page.next.map(|id| vec![id.to_string()]));
    let items: Vec<_> = page.items.iter().map(|one| shapes::import(one, call.words)).collect();
    let total = items.len() as u64;
    Ok(reply::collection(&reply::page(items, total, links)))
}

fn id(call: &Call) -> Result<ImportId, Failure> {
    call.id("import_id", Noun::Import)
}

fn shown(call: &Call, import: &Import) -> Response {
    reply::resource(StatusCode::OK, &shapes::import(import, call.words))
}

async fn read(call: Call) -> Answered {
    let id = id(&call)?;
    let import = call.read(move |cx| imports::get(cx, id)).await?;
    Ok(shown(&call, &import))
}

async fn rows(call: Call) -> Answered {
    let (id, wanted) = (id(&call)?, ROW_LIST.wanted(&call)?);
    let outcome = call.query("outcome");
    let known = outcome.map(|name| Outcome::parse(name).ok_or(name)).transpose();
    let outcome = known.map_err(|_| {
        let names: Vec<_> = Outcome::ALL.iter().map(|one| one.name()).collect();
        let (path, detail) = (("path", "outcome"), ("detail", names.join(", ")));
        Failure::bad(call.words.t2("api-expected-one-of", &path, &detail), "outcome")
    })?;
    let after = match wanted.after.as_slice() {
        [] => 0,
        [place] => place.parse().map_err(|_| seek::not_a_token(&call))?,
        _ => return Err(seek::not_a_token(&call)),
    };
    let query = RowQuery { outcome, after, size: wanted.size() };
    let page = call.read(move |cx| imports::rows(cx, id, query)).await?;
    let mut here = Reference::to(&["imports", &id.to_string(), "rows"]);
    if let Some(outcome) = outcome {
        here = here.with("outcome", outcome.name());
    }
    let links = wanted.links_from(here, page.next.map(|place| vec![place.to_string()]));
    let items: Vec<_> = page.items.into_iter().map(|one| shapes::row(one, call.words)).collect();
    let total = items.len() as u64;
    Ok(reply::collection(&reply::page(items, total, links)))
}

async fn rejected(call: Call) -> Answered {
    let (id, words) = (id(&call)?, call.words);
    let file = call.read(move |cx| {
        let heading = words.t("import-rejected-heading");
        imports::rejected(cx, id, &heading, |result| shapes::messages(result, words))
    });
    Ok(reply::file("text/csv; charset=utf-8", file.await?.csv))
}

/// The body of a request that may have none.
fn optional<T>(call: &Call, body: &Body) -> Result<T, Failure>
where
    T: serde::de::DeserializeOwned + schemars::JsonSchema + Default + 'static,
{
    if body.0.trim_ascii().is_empty() { Ok(T::default()) } else { call.read_body(body) }
}

async fn check(call: Call, body: Body) -> Answered {
    let id = id(&call)?;
    let wanted: ImportMapping = optional(&call, &body)?;
    let import = call.read(move |cx| imports::get(cx, id)).await?;
    let mapping = shapes::mapped(&import, &wanted).map_err(|name| {
        Failure::bad(call.words.t1("api-import-names-nothing", "name", name), "columns")
    })?;
    let import = call.write(move |cx| imports::check(cx, id, Some(&mapping))).await?;
    Ok(shown(&call, &import))
}

async fn start(call: Call, body: Body) -> Answered {
    let id = id(&call)?;
    let wanted: ImportConfirmation = optional(&call, &body)?;
    let keys = wanted.confirm.unwrap_or_default();
    let all = keys.iter().any(|key| key == "all");
    let confirmed = if all { Confirmed::All } else { Confirmed::Rules(keys) };
    let import = call.write(move |cx| imports::start(cx, id, &confirmed)).await?;
    Ok(shown(&call, &import))
}

/// What changes one import and answers it.
type Change = fn(&mut Cx<'_, '_>, ImportId) -> Result<Import, Fault>;

async fn change(call: Call, work: Change) -> Answered {
    let id = id(&call)?;
    let import = call.write(move |cx| work(cx, id)).await?;
    Ok(shown(&call, &import))
}

async fn pause(call: Call) -> Answered {
    change(call, imports::pause).await
}

async fn resume(call: Call) -> Answered {
    change(call, imports::resume).await
}

async fn cancel(call: Call) -> Answered {
    let id = id(&call)?;
    match call.write(move |cx| imports::cancel(cx, id)).await? {
        Some(import) => Ok(shown(&call, &import)),
        None => Ok(reply::empty(StatusCode::NO_CONTENT)),
    }
}
