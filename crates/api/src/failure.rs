//! An answer that is not what was asked for.

use crate::faults;
use axum::response::{IntoResponse, Response};

/// A failed request, ready to be sent. Boxed, because it travels through `?`.
#[derive(Debug)]
pub(crate) struct Failure(Box<Response>);

impl Failure {
    /// A 400 with a message of the API's own that points at a parameter or member.
    pub(crate) fn bad(description: String, at: &str) -> Self {
        faults::bad_request(description, at).into()
    }
}

impl From<Response> for Failure {
    fn from(answer: Response) -> Self {
        Self(Box::new(answer))
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        *self.0
    }
}

/// What a handler answers.
pub(crate) type Answered = Result<Response, Failure>;
