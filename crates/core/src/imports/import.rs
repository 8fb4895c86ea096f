//! What an import is.

use super::{Mapping, Outcome, RowResult, Summary};
use crate::access::{Starter, organisation_names as named};
use opc_kernel::{
    id::{ImportId, JobId},
    time::Timestamp,
};

named! {
    /// How far an import is; the picture is in the overview of this slice.
    State {
        /// Uploaded: somebody has to say which column is which field.
        Mapping = "mapping",
        /// A job judges the rows.
        Checking = "checking",
        /// Judged; nothing has been added.
        Checked = "checked",
        /// A job adds customers.
        Running = "running",
        /// Stopped half-way, to be resumed or cancelled.
        Paused = "paused",
        /// Every row that could be added was.
        Done = "done",
        /// Given up; what had been added stays.
        Cancelled = "cancelled",
    }
}

named! {
    /// Why an import is paused although nobody paused it.
    Halt {
        /// Whoever started it may not add customers any more. Whoever resumes it takes over.
        Starter = "starter",
        /// The job failed again and again.
        Failed = "failed",
    }
}

/// A file of customers, how it is read and how far it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Import {
    /// Its id.
    pub id: ImportId,
    /// The file's name.
    pub file_name: String,
    /// SHA-256 of the file, in hex.
    pub digest: String,
    /// The header.
    pub columns: Vec<String>,
    /// Rows below the header.
    pub row_count: u32,
    /// Which column is which field.
    pub mapping: Mapping,
    /// How far it is.
    pub state: State,
    /// Why it is paused, if nobody paused it.
    pub halt: Option<Halt>,
    /// What came of the rows so far.
    pub summary: Summary,
    /// Keys of the rules whose warnings were confirmed.
    pub confirmed: Vec<String>,
    /// When it was uploaded.
    pub created_at: Timestamp,
    /// When it last moved.
    pub updated_at: Timestamp,
    pub(super) chunk_count: u32,
    pub(super) chunks_done: u32,
    pub(super) starter: Starter,
    pub(super) job: Option<JobId>,
}

impl Import {
    /// Rows the present or last job has been through.
    pub fn rows_done(&self) -> u32 {
        self.chunks_done.saturating_mul(super::CHUNK).min(self.row_count)
    }
    /// Whether there are results of rows to look at.
    pub fn has_results(&self) -> bool {
        self.summary != Summary::default()
    }
    /// Whether a job is at work on it.
    pub fn is_busy(&self) -> bool {
        matches!(self.state, State::Checking | State::Running)
    }
    /// Whether this row is to be added: it passed, or all of its warnings were confirmed.
    pub(super) fn wants(&self, row: &RowResult) -> bool {
        match row.outcome {
            Outcome::Ready => true,
            Outcome::Unconfirmed => row.broken.iter().all(|one| self.is_confirmed(&one.rule)),
            Outcome::Refused | Outcome::Added => false,
        }
    }
    /// Whether this warning was confirmed.
    pub(super) fn is_confirmed(&self, rule: &str) -> bool {
        self.confirmed.iter().any(|key| key == rule)
    }
}
