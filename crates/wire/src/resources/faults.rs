//! Error answers.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The answer to a request that failed. Codes are those of `reference/error_codes.csv`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ApiFault {
    /// The error code.
    pub code: u32,
    /// What went wrong, for a developer.
    pub description: String,
    /// Details, often the JSON paths of wrong members. Only ever texts.
    pub data: Vec<String>,
    /// Which part of the service answers.
    pub source: String,
}

impl ApiFault {
    /// A fault without details.
    pub fn new(code: u32, description: impl Into<String>) -> Self {
        let (description, source) = (description.into(), "PartnerFD".to_owned());
        Self { code, description, data: Vec::new(), source }
    }
    /// The same fault with one more detail.
    #[must_use]
    pub fn with(mut self, detail: impl Into<String>) -> Self {
        self.data.push(detail.into());
        self
    }
}

/// The answer to a client that asks too often; it comes with `Retry-After`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ThrottleFault {
    /// Always 429.
    pub status_code: u16,
    /// What to do about it.
    pub message: String,
}
