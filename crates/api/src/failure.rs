//! An answer that is not what was asked for.

use axum::response::{IntoResponse, Response};

/// A failed request, ready to be sent. Boxed, because it travels through `?`.
#[derive(Debug)]
pub(crate) struct Failure(Box<Response>);

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
