//! A broken rule, where it was broken, and how it is met.

use super::Rule;

/// How a broken rule is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Advice. It never stops anything.
    Note,
    /// Stops until the person confirms that the value is right.
    Warning,
    /// Stops until the value is changed.
    Error,
}

/// A broken rule and the field it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The field's kebab-case key: the name of the input, `field-<key>` of its label.
    pub field: &'static str,
    /// What is wrong with it.
    pub rule: Rule,
    /// Which line of a list the field is in, from 0; absent for a field there is one of.
    pub row: Option<u32>,
}

impl Problem {
    /// A broken rule of a field.
    pub const fn new(field: &'static str, rule: Rule) -> Self {
        Self { field, rule, row: None }
    }
    /// The same, in this line of a list.
    #[must_use]
    pub fn in_row(self, row: u32) -> Self {
        Self { row: Some(row), ..self }
    }
    /// Whether these problems stop a submission; `confirmed` says that warnings were accepted.
    pub fn stop(problems: &[Self], confirmed: bool) -> bool {
        let limit = if confirmed { Severity::Error } else { Severity::Warning };
        problems.iter().any(|problem| problem.rule.severity() >= limit)
    }
}
