//! `/test/clock`: lets tests move time. Only there with `--test-clock` or `--demo`.

use axum::{Json, Router, extract::State, http::StatusCode, routing::get};
use opc_core::Clock;
use serde::{Deserialize, Serialize};

/// The time, as RFC 3339.
#[derive(Debug, Serialize, Deserialize)]
struct Now {
    now: jiff::Timestamp,
}

/// The one route.
pub(crate) fn router(clock: Clock) -> Router {
    Router::new().route("/test/clock", get(read).put(set)).with_state(clock)
}

async fn read(State(clock): State<Clock>) -> Json<Now> {
    Json(Now { now: clock.now().to_jiff() })
}

/// Takes only JSON, which a page of another site cannot send without being asked first.
async fn set(State(clock): State<Clock>, Json(to): Json<Now>) -> (StatusCode, Json<Now>) {
    clock.move_to(to.now.into());
    (StatusCode::OK, Json(Now { now: clock.now().to_jiff() }))
}
