//! The HTTP side of the floor.

use super::store::{Job, Outcome, Store};
use super::wire::NewCustomer;
use crate::Failure;
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::serve::ListenerExt;
use std::net::SocketAddr;
use std::path::PathBuf;
use tokio::sync::oneshot;
use uuid::Uuid;

/// Where the floor listens and writes.
#[derive(clap::Args)]
pub(crate) struct FloorArgs {
    /// Address to listen on; port 0 takes a free one
    #[arg(long, default_value = "127.0.0.1:0")]
    listen: SocketAddr,
    /// Path of the database file
    #[arg(long)]
    database: PathBuf,
    /// Worker threads of the HTTP side
    #[arg(long, default_value_t = 1)]
    workers: usize,
}

/// Serves until the process is ended. Prints one line of JSON with the bound address and what the
/// engine answered when asked for its durability.
pub(crate) fn run(args: &FloorArgs) -> Result<(), Failure> {
    let store = Store::open(&args.database)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(args.workers)
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(args.listen).await?;
        let line = serde_json::json!({
            "listening": listener.local_addr()?.to_string(),
            "journal_mode": store.durability.journal_mode,
            "synchronous": store.durability.synchronous,
            "sqlite": store.durability.version,
        });
        println!("{line}");
        let app = Router::new()
            .route("/v1/customers", post(create))
            .route("/readyz", get(|| async { StatusCode::OK }))
            .with_state(store);
        let listener = listener.tap_io(|stream| {
            // Without it the second small write of an answer waits for an acknowledgement.
            let _ = stream.set_nodelay(true);
        });
        axum::serve(listener, app).await?;
        Ok(())
    })
}

async fn create(State(store): State<Store>, headers: HeaderMap, body: Bytes) -> Response {
    let Ok(new) = serde_json::from_slice::<NewCustomer>(&body) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let request_id = headers
        .get("MS-RequestId")
        .and_then(|value| Uuid::try_parse_ascii(value.as_bytes()).ok())
        .unwrap_or_else(|| store.new_id());
    let (answer, wait) = oneshot::channel();
    let job = Job::new(&store, request_id, new, &body, answer);
    if !store.submit(job) {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    let (status, json) = match wait.await {
        Ok(Outcome::Created(json)) => (StatusCode::CREATED, json),
        Ok(Outcome::Repeated(status, json)) => {
            (StatusCode::from_u16(status).unwrap_or(StatusCode::CREATED), json)
        }
        Ok(Outcome::DomainTaken) => return StatusCode::CONFLICT.into_response(),
        Ok(Outcome::Failed) | Err(_) => return StatusCode::SERVICE_UNAVAILABLE.into_response(),
    };
    let mut response = (status, json).into_response();
    let out = response.headers_mut();
    out.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json; charset=utf-8"));
    if let Ok(id) = HeaderValue::from_str(&request_id.to_string()) {
        out.insert("MS-RequestId", id);
    }
    response
}
