//! Answers to requests of the API that were stopped before they reached it.

use crate::{call, correlation, faults, reply};
use axum::response::Response;
use http::{HeaderMap, StatusCode, header};
use opc_wire::resources::ApiFault;

/// Why a request was stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// Its body is too large.
    TooLarge {
        /// Bytes it may have.
        most: usize,
    },
    /// There is no place for it, or it took too long.
    Busy {
        /// Seconds after which another attempt makes sense.
        seconds: u32,
    },
    /// Answering it failed, and the fault is ours.
    Failed,
}

impl Refusal {
    /// The status of the answer.
    pub const fn status(self) -> StatusCode {
        match self {
            Self::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Busy { .. } => StatusCode::SERVICE_UNAVAILABLE,
            Self::Failed => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
    /// Seconds after which another attempt makes sense, if waiting helps.
    pub const fn retry_after(self) -> Option<u32> {
        match self {
            Self::Busy { seconds } => Some(seconds),
            Self::TooLarge { .. } | Self::Failed => None,
        }
    }
    /// The answer to a request with these headers, in the shape of every other failure.
    pub fn answer(self, asked: &HeaderMap) -> Response {
        let body = match self {
            Self::TooLarge { most } => too_large(asked, most),
            Self::Busy { .. } | Self::Failed => reply::internal(),
        };
        let mut answer = reply::fault(self.status(), &body);
        if let Some(seconds) = self.retry_after() {
            answer.headers_mut().insert(header::RETRY_AFTER, seconds.into());
        }
        correlation::mark(&mut answer, asked);
        answer
    }
}

/// The fault of a body of more than `most` bytes.
pub(crate) fn too_large(asked: &HeaderMap, most: usize) -> ApiFault {
    ApiFault::new(faults::INVALID, call::words(asked).t1("api-body-too-large", "most", most))
}
