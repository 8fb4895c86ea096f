//! What has changed since the dry run: nobody was asked about it.

use super::{
    judge::{Taken, is_likeness},
    results::Broken,
};
use crate::{
    Cx, Fault,
    access::Scope,
    customers::{
        NewCustomer,
        duplicates::{Known, Likeness},
    },
};

/// What there is now that the rows of a chunk could run into.
pub(super) struct Since {
    taken: Taken,
    known: Known,
}

impl Since {
    /// One look for all of them.
    pub(super) fn look<'n>(
        cx: &mut Cx<'_, '_>,
        scope: Scope,
        rows: impl Iterator<Item = &'n NewCustomer> + Clone,
    ) -> Result<Self, Fault> {
        let taken = Taken::among(cx, rows.clone().map(|new| &new.domain_prefix))?;
        let likenesses: Vec<_> = rows.map(Likeness::of_new).collect();
        let known = Known::like(cx, scope, &likenesses.iter().collect::<Vec<_>>())?;
        Ok(Self { taken, known })
    }
    /// Whether somebody has the prefix that was free.
    pub(super) fn has_taken(&self, prefix: &str) -> bool {
        self.taken.has(prefix)
    }
    /// Warnings that a row did not have: it has become like a customer. Of a row that was like
    /// another one before, the dry run has told.
    pub(super) fn doubts(&self, new: &NewCustomer, told: &[Broken]) -> Vec<Broken> {
        let is_told = |doubt: &Broken| {
            told.iter().any(|one| one.field == doubt.field && is_likeness(&one.rule))
        };
        let problems = self.known.problems(&Likeness::of_new(new));
        problems.iter().filter_map(Broken::of).filter(|doubt| !is_told(doubt)).collect()
    }
}
