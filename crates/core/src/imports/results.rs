//! What came of the rows.

use crate::access::organisation_names as named;
use opc_kernel::{
    id::CustomerId,
    rule::{Arg, Problem, Severity},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Rows named as examples of a broken rule.
const EXAMPLES: usize = 5;

named! {
    /// What came of a row.
    #[derive(PartialOrd, Ord, Serialize, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    Outcome {
        /// Keeps every rule.
        Ready = "ready",
        /// Somebody has to confirm that it is meant.
        Unconfirmed = "unconfirmed",
        /// Breaks a rule: has to be mended.
        Refused = "refused",
        /// Is a customer now.
        Added = "added",
    }
}

/// A rule a row breaks, as stored: by its key and the data of its message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Broken {
    /// The field's key.
    pub field: String,
    /// The rule's key.
    pub rule: String,
    /// Whether it can be confirmed.
    pub warning: bool,
    /// The arguments of its message.
    pub args: Vec<(String, Arg)>,
}

impl Broken {
    /// What stops a row; a note does not.
    pub(super) fn of(problem: &Problem) -> Option<Self> {
        let severity = problem.rule.severity();
        (severity != Severity::Note).then(|| Self {
            field: problem.field.to_owned(),
            rule: problem.rule.key().to_owned(),
            warning: severity == Severity::Warning,
            args: problem.rule.args().into_iter().map(|(n, a)| (n.to_owned(), a)).collect(),
        })
    }
}

/// What came of one row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowResult {
    /// Its number in the file; the header is row 1.
    pub row: u32,
    /// What came of it.
    pub outcome: Outcome,
    /// The domain prefix it gets or got.
    pub prefix: String,
    /// What it breaks.
    pub broken: Vec<Broken>,
    /// The customer it became.
    pub customer: Option<CustomerId>,
}

impl RowResult {
    pub(super) fn judged(row: u32, prefix: String, problems: &[Problem]) -> Self {
        let broken: Vec<_> = problems.iter().filter_map(Broken::of).collect();
        let outcome = if broken.is_empty() {
            Outcome::Ready
        } else if broken.iter().all(|one| one.warning) {
            Outcome::Unconfirmed
        } else {
            Outcome::Refused
        };
        Self { row, outcome, prefix, broken, customer: None }
    }
    /// It passed the dry run and could not be added all the same.
    pub(super) fn refuse(&mut self, problems: &[Problem]) {
        self.outcome = Outcome::Refused;
        self.broken = problems.iter().filter_map(Broken::of).filter(|one| !one.warning).collect();
    }
}

/// How many rows came to what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Counts {
    /// See [`Outcome::Ready`].
    pub ready: u32,
    /// See [`Outcome::Unconfirmed`].
    pub unconfirmed: u32,
    /// See [`Outcome::Refused`].
    pub refused: u32,
    /// See [`Outcome::Added`].
    pub added: u32,
}

impl Counts {
    fn of(&mut self, outcome: Outcome) -> &mut u32 {
        match outcome {
            Outcome::Ready => &mut self.ready,
            Outcome::Unconfirmed => &mut self.unconfirmed,
            Outcome::Refused => &mut self.refused,
            Outcome::Added => &mut self.added,
        }
    }
}

/// How often a rule was broken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleCount {
    /// Rows that break it.
    pub count: u32,
    /// The first of them.
    pub rows: Vec<u32>,
    /// How the first one breaks it.
    pub example: Broken,
}

/// What came of the rows so far.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Summary {
    /// By outcome.
    pub counts: Counts,
    /// By key of the field and of the rule, `company-name rule-required`.
    pub rules: BTreeMap<String, RuleCount>,
}

impl Summary {
    /// Counts a row.
    pub(super) fn add(&mut self, result: &RowResult) {
        *self.counts.of(result.outcome) += 1;
        for broken in &result.broken {
            self.count(broken, result.row);
        }
    }
    /// A row that was counted has come to something else; what it breaks has been counted up to
    /// `told`.
    pub(super) fn change(&mut self, before: Outcome, after: &RowResult, told: usize) {
        let count = self.counts.of(before);
        *count = count.saturating_sub(1);
        *self.counts.of(after.outcome) += 1;
        for broken in after.broken.iter().skip(told) {
            self.count(broken, after.row);
        }
    }
    fn count(&mut self, broken: &Broken, row: u32) {
        let key = format!("{} {}", broken.field, broken.rule);
        let count = self.rules.entry(key).or_insert_with(|| RuleCount {
            count: 0,
            rows: Vec::new(),
            example: broken.clone(),
        });
        count.count += 1;
        if count.rows.len() < EXAMPLES {
            count.rows.push(row);
        }
    }
    /// How often the rule with this key is broken.
    pub(super) fn count_of(&self, rule: &str) -> u32 {
        let of_rule = self.rules.values().filter(|count| count.example.rule == rule);
        of_rule.map(|count| count.count).sum()
    }
    /// Keys of the rules that can be confirmed.
    pub fn warnings(&self) -> Vec<&str> {
        let all = self.rules.values().map(|count| &count.example);
        let mut keys: Vec<_> = all.filter(|one| one.warning).map(|one| one.rule.as_str()).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }
}
