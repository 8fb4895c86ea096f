//! What a form shows: the values a person typed, and what is wrong with them.

pub use opc_kernel::rule::Severity;
use opc_kernel::rule::{Problem, Rule};
use opc_words::Words;
use std::collections::BTreeMap;

/// One broken rule, already in words.
#[derive(Debug, Clone)]
pub struct Trouble {
    /// The field: input name and Fluent id `field-<key>`. Empty for the form as a whole.
    pub field: String,
    /// Key of the rule: sent along with a confirmation, to say which warnings were seen.
    pub rule: String,
    /// The sentence.
    pub text: String,
    /// How much it matters.
    pub severity: Severity,
    /// Where to go instead: a path below the tenant's, and its words.
    pub instead: Option<(String, String)>,
}

impl Trouble {
    /// A broken rule in the words of a language.
    pub fn of(w: Words, problem: &Problem) -> Self {
        Self {
            field: problem.field.to_owned(),
            rule: problem.rule.key().to_owned(),
            text: w.rule(&problem.rule),
            severity: problem.rule.severity(),
            instead: instead(w, &problem.rule),
        }
    }
    /// Whether it has to be put right.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
    /// Whether a tick accepts it.
    pub fn is_warning(&self) -> bool {
        self.severity == Severity::Warning
    }
}

/// How to ask for a relationship, below the tenant's pages.
const REQUESTS: &str = "help/request";

/// A customer that is known already is opened, or asked for (`domain/03`); drafts are discarded.
fn instead(w: Words, rule: &Rule) -> Option<(String, String)> {
    match rule {
        Rule::CustomerKnownHere { customer, name } | Rule::DomainPrefixOwn { customer, name } => {
            Some((format!("customers/{customer}/company"), w.t1("known-open", "name", name)))
        }
        Rule::TooManyDrafts { .. } => Some(("customers?drafts=all".into(), w.t("drafts-discard"))),
        Rule::CustomerKnownElsewhere | Rule::DomainPrefixKnown { .. } => {
            Some((REQUESTS.into(), w.t("known-request")))
        }
        _ => None,
    }
}

/// The state of a form: values by field key, and problems.
#[derive(Debug, Clone, Default)]
pub struct Form {
    /// Values as typed.
    pub values: BTreeMap<String, String>,
    /// Problems, in the order of the fields on the page.
    pub troubles: Vec<Trouble>,
    /// Names of fields that have no label of their own: an offer's.
    pub names: BTreeMap<String, String>,
    /// What people of the customer's country call fields that have other names elsewhere.
    pub labels: BTreeMap<String, String>,
}

impl Form {
    /// A form filled with values.
    pub fn filled<'v>(values: impl IntoIterator<Item = (&'v str, &'v str)>) -> Self {
        let values = values.into_iter().map(|(k, v)| (k.to_owned(), v.to_owned())).collect();
        Self { values, ..Self::default() }
    }
    /// For editions in which nobody is asked for a relationship: leads nobody there.
    pub fn forget_requests(&mut self) {
        for trouble in &mut self.troubles {
            trouble.instead.take_if(|(path, _)| path.ends_with(REQUESTS));
        }
    }
    /// What was typed into a field; empty if nothing was.
    pub fn value(&self, field: &str) -> &str {
        self.values.get(field).map_or("", String::as_str)
    }
    /// Whether this choice of the field is the chosen one.
    pub fn chosen(&self, field: &str, choice: &str) -> bool {
        self.value(field) == choice
    }
    /// Whether a box is ticked.
    pub fn ticked(&self, field: &str) -> bool {
        matches!(self.value(field), "on" | "true" | "yes")
    }
    /// Whether prefecture or city are not those of the postal code.
    pub fn contradicts_code(&self) -> bool {
        self.troubles.iter().any(|t| t.rule == "rule-address-differs")
    }
    /// Problems of one field.
    pub fn of(&self, field: &str) -> Vec<&Trouble> {
        self.troubles.iter().filter(|t| t.field == field).collect()
    }
    /// Whether a field has an error.
    pub fn wrong(&self, field: &str) -> bool {
        self.troubles.iter().any(|t| t.field == field && t.is_error())
    }
    /// Whether something is in a field or wrong with it, so that it has to be shown.
    pub fn asks(&self, field: &str) -> bool {
        !self.value(field).is_empty() || self.troubles.iter().any(|t| t.field == field)
    }
    /// All errors, for the summary on top.
    pub fn errors(&self) -> Vec<&Trouble> {
        self.troubles.iter().filter(|t| t.is_error()).collect()
    }
    /// All warnings, for the box that accepts them.
    pub fn warnings(&self) -> Vec<&Trouble> {
        self.troubles.iter().filter(|t| t.is_warning()).collect()
    }
    /// A trouble as a summary says it: with the name of what it is about in front.
    pub fn said(&self, w: &Words, trouble: &Trouble) -> String {
        let name = self.names.get(&trouble.field);
        if name.is_some_and(|name| trouble.text.contains(name)) {
            return trouble.text.clone();
        }
        match name.or_else(|| self.labels.get(&trouble.field)) {
            None => w.labelled(&trouble.field, &trouble.text),
            Some(name) => w.under(name, &trouble.text),
        }
    }
    /// The same with links that lead into the tenant whose pages begin with `base`.
    #[must_use]
    pub fn in_tenant(mut self, base: &str) -> Self {
        for (path, _) in self.troubles.iter_mut().filter_map(|trouble| trouble.instead.as_mut()) {
            *path = format!("{base}/{path}");
        }
        self
    }
    /// Whether nothing but a confirmation is missing.
    pub fn unconfirmed(&self) -> bool {
        self.errors().is_empty() && !self.warnings().is_empty() && !self.ticked("confirmed")
    }
}

/// An entry of a select or a radio group: a value and its words.
#[derive(Debug, Clone)]
pub struct Choice {
    /// What is submitted.
    pub value: String,
    /// What is shown.
    pub label: String,
}

impl Choice {
    /// A choice.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_keeps_what_was_typed_and_knows_what_is_wrong() {
        let mut form = Form::filled([("city", "東京"), ("agree", "on")]);
        form.troubles.push(Trouble {
            field: "city".into(),
            rule: "rule-required".into(),
            text: "Enter a city.".into(),
            severity: Severity::Error,
            instead: None,
        });
        assert_eq!(form.value("city"), "東京");
        assert!(form.wrong("city") && !form.wrong("state"));
        assert!(form.ticked("agree"));
        assert_eq!(form.errors().len(), 1);
    }
}
