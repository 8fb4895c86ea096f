//! The partners of a run, each with what it was told.

use super::ledger::Ledger;
use super::partner::Partner;
use super::verdict::{Verdict, compare};
use crate::process::Result;
use serde_json::Value;
use std::collections::HashSet;
use std::sync::Arc;

/// Who writes: one that sells by itself, and one whose customers are shared with a reseller.
const KINDS: [&str; 2] = ["direct_bill", "indirect_provider"];

/// A partner and what its clients know.
pub(super) struct Side {
    /// Signed in.
    pub(super) partner: Partner,
    /// What its clients were told.
    pub(super) ledger: Arc<Ledger>,
    /// Ids of the customers that were there before.
    pub(super) before: HashSet<String>,
}

/// The partners of the demo that write; `urls` are those of the servers, the first of them the base
/// URL of the deployment.
pub(super) fn sides(demo: &Value, urls: &[String]) -> Result<Vec<Side>> {
    let side = |kind| {
        let partner = Partner::from_demo(demo, kind, urls.to_vec())?;
        let before = partner.list()?.into_iter().map(|it| it.id).collect();
        Ok(Side { partner, ledger: Arc::default(), before })
    };
    KINDS.into_iter().map(side).collect()
}

/// Holds what every partner's servers have against what its clients were told; `settled` when every
/// request has its answer, so that an unknown customer is one too many.
pub(super) fn judge(sides: &[Side], settled: bool) -> Result<Verdict> {
    let verdicts = sides.iter().map(|side| compare(side, settled)).collect::<Result<Vec<_>>>()?;
    Ok(verdicts.into_iter().reduce(Verdict::plus).unwrap_or_default())
}

/// How many requests were acknowledged.
pub(super) fn acknowledged(sides: &[Side]) -> usize {
    sides.iter().map(|side| side.ledger.book().acknowledged.len()).sum()
}

impl Side {
    /// Speaks to the server at `url`, which is another process of the same deployment.
    pub(super) fn turn_to(&mut self, url: &str) {
        self.partner = self.partner.at(url);
    }

    /// Sends everything again with the same ids: what was told as acknowledged must be answered as
    /// before, and what was in flight must be done now.
    pub(super) fn replay(&self) -> Result {
        let (told, open) = {
            let mut book = self.ledger.book();
            (book.acknowledged.clone(), std::mem::take(&mut book.open))
        };
        for entry in &told {
            let answer = self.partner.send(&entry.attempt)?;
            self.ledger.replayed(entry, answer.status, &answer.body);
        }
        for attempt in open {
            let answer = self.partner.send(&attempt)?;
            self.ledger.answered(attempt, answer.status, &answer.body);
        }
        Ok(())
    }
}
