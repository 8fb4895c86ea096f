//! What a job is.

use crate::{
    agreements::Lack,
    customers::{TagChange, TagUndo},
};
use opc_kernel::{
    id::{ImportId, JobId, OrganisationId, PartnerId},
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

/// What there is to do, with its input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Work {
    /// Forget what has expired: answers to request ids, sessions, tokens, sent mail, drafts.
    Housekeeping,
    /// Check the rows of an import, or add their customers: the import says which.
    Import {
        /// Which.
        import: ImportId,
        /// For whom.
        partner: OrganisationId,
    },
    /// Add tags to customers, and take tags from them.
    TagCustomers(Box<TagChange>),
    /// Take back what such a job did.
    UndoTags(TagUndo),
    /// Remind a partner's customers of the agreement.
    RemindAgreements {
        /// The partner.
        partner: PartnerId,
        /// Its name.
        name: String,
        /// Which of its customers.
        which: Lack,
    },
}

impl Work {
    /// Its name in storage and in message ids.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Housekeeping => "housekeeping",
            Self::Import { .. } => "import",
            Self::TagCustomers(_) => "tag-customers",
            Self::UndoTags(_) => "undo-tags",
            Self::RemindAgreements { .. } => "remind-agreements",
        }
    }
}

/// Where a job is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JobState {
    /// Not begun, or to be tried again.
    Waiting {
        /// Not before.
        due_at: Timestamp,
    },
    /// A worker is at it.
    Running {
        /// When another worker may take it over.
        lease_until: Timestamp,
    },
    /// Done.
    Done {
        /// When.
        at: Timestamp,
    },
    /// Given up.
    Failed {
        /// When.
        at: Timestamp,
    },
}

impl JobState {
    /// From the columns; `None` if they contradict each other.
    pub(super) fn from_columns(
        name: &str,
        due_at: Timestamp,
        lease_until: Option<Timestamp>,
        finished_at: Option<Timestamp>,
    ) -> Option<Self> {
        match (name, lease_until, finished_at) {
            ("waiting", _, None) => Some(Self::Waiting { due_at }),
            ("running", Some(lease_until), None) => Some(Self::Running { lease_until }),
            ("done", _, Some(at)) => Some(Self::Done { at }),
            ("failed", _, Some(at)) => Some(Self::Failed { at }),
            _ => None,
        }
    }
}

/// A job as its organisation sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// Its id; ids grow with time.
    pub id: JobId,
    /// What there is to do.
    pub work: Work,
    /// Where it is.
    pub state: JobState,
    /// Pieces done.
    pub done: u32,
    /// Pieces in all, as far as known.
    pub total: u32,
    /// When it was asked for.
    pub created_at: Timestamp,
}

/// A job a worker holds, until its lease runs out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claimed {
    /// Its id.
    pub id: JobId,
    /// What there is to do.
    pub work: Work,
    /// Pieces done.
    pub done: u32,
    /// Pieces in all, as far as known.
    pub total: u32,
    /// Where to go on; empty at the start.
    pub cursor: String,
    /// Which claim this is, from 1. A later claim makes this one void.
    pub attempt: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_that_contradict_each_other_are_no_state() {
        let at = Timestamp::from_micros(7);
        let state = |name, lease, end| JobState::from_columns(name, at, lease, end);
        assert_eq!(state("waiting", None, None), Some(JobState::Waiting { due_at: at }));
        assert_eq!(state("running", None, None), None);
        assert_eq!(state("done", None, None), None);
        assert_eq!(state("waiting", None, Some(at)), None);
        assert_eq!(state("asleep", None, None), None);
    }
}
