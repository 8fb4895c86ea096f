//! Error pages: what happened, what to do, and the id to quote.

use crate::shell::Shell;
use askama::Template;
use http::StatusCode;
use opc_words::Words;

/// An error as a page.
#[derive(Debug, Clone, Template)]
#[template(path = "errors/error.html")]
pub struct ErrorPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// The status answered with.
    pub status: StatusCode,
    /// The id of this request, to quote to support.
    pub correlation_id: String,
    /// After how many seconds to try again (429, 503).
    pub retry_after: Option<u32>,
    /// Sentences that say more than the status does; they replace its general text.
    pub why: Vec<String>,
    /// The page of the form that was sent, where it is known.
    pub back: Option<String>,
}

impl ErrorPage {
    /// The statuses with words of their own; any other is shown as 500 or, below that, as 400.
    pub const STATUSES: [u16; 8] = [400, 403, 404, 409, 413, 429, 500, 503];

    /// Which message family to use: `error-<code>-title`, `-text`, `-help`.
    pub fn code(&self) -> u16 {
        let status = self.status.as_u16();
        match status {
            _ if Self::STATUSES.contains(&status) => status,
            500.. => 500,
            _ => 400,
        }
    }
    /// One message of the family.
    pub fn say(&self, part: &str) -> String {
        self.w.t(&format!("error-{}-{part}", self.code()))
    }
}
