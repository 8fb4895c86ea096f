//! Every rule for a handful of rows at once: one look at the database for all of them.

use super::{Import, Mapping, RowResult, file::Line, mapping::Typed, prefix};
use crate::{
    Cx, Fault,
    access::{Scope, permissions::AddCustomer},
    customers::{
        self, NewCustomer, Surroundings, check,
        duplicates::{Known, Likeness},
    },
    partners,
    secrets::digest,
};
use opc_kernel::{
    id::OrganisationId,
    rule::{Problem, Rule},
};
use std::collections::{HashMap, HashSet};

/// What earlier rows have: the digest of what no two should share, and the first row that has it.
#[derive(Debug, Default)]
pub(super) struct Marks {
    earlier: HashMap<u64, u32>,
    /// Those of the rows judged now, as stored.
    pub(super) new: Vec<u8>,
}

impl Marks {
    /// Marks of earlier chunks, as stored.
    pub(super) fn read(stored: &[Vec<u8>]) -> Self {
        let mut earlier = HashMap::new();
        for (mark, row) in stored.iter().flat_map(|bytes| bytes.as_chunks::<12>().0).map(split) {
            earlier.entry(mark).or_insert(row);
        }
        Self { earlier, new: Vec::new() }
    }
    /// The first row with this text of its kind, if there is one; else this row is the first.
    fn first(&mut self, kind: &str, text: &str, row: u32) -> Option<u32> {
        let mark = mark(kind, text);
        let first = self.earlier.get(&mark).copied();
        if first.is_none() {
            self.earlier.insert(mark, row);
            self.new.extend(mark.to_be_bytes());
            self.new.extend(row.to_be_bytes());
        }
        first
    }
    fn has(&self, kind: &str, text: &str) -> bool {
        self.earlier.contains_key(&mark(kind, text))
    }
}

fn split(bytes: &[u8; 12]) -> (u64, u32) {
    let mark = u64::from_be_bytes(std::array::from_fn(|at| bytes[at]));
    (mark, u32::from_be_bytes(std::array::from_fn(|at| bytes[8 + at])))
}

fn mark(kind: &str, text: &str) -> u64 {
    let digest = digest(format!("{kind} {text}").as_bytes());
    u64::from_be_bytes(std::array::from_fn(|at| digest[at]))
}

/// What rows are judged by.
#[derive(Debug)]
pub(super) struct Judge<'a> {
    mapping: &'a Mapping,
    mark: String,
    columns: usize,
    pub(super) scope: Scope,
    around: Surroundings,
    resellers: HashMap<String, Result<OrganisationId, Rule>>,
}

/// A row while it is being judged.
struct Case {
    row: u32,
    prefixes: Vec<String>,
    likeness: Option<Likeness>,
    problems: Vec<Problem>,
}

/// Whether the rule with this key says that a row is like a customer, or like an earlier row.
pub(super) fn is_likeness(key: &str) -> bool {
    [
        "rule-customer-known-here",
        "rule-customer-known-elsewhere",
        "rule-customer-repeated",
        "rule-registration-repeated",
    ]
    .contains(&key)
}

/// What an earlier row with the same key means.
fn repeated(field: &str, row: u32) -> Rule {
    match field {
        "registration-id" => Rule::RegistrationRepeated { row },
        _ => Rule::CustomerRepeated { row },
    }
}

impl<'a> Judge<'a> {
    /// The rules of the acting partner.
    pub(super) fn new(cx: &mut Cx<'_, '_>, import: &'a Import) -> Result<Self, Fault> {
        let granted = cx.allow(AddCustomer)?;
        let around = customers::surroundings(cx, &granted)?;
        let (mapping, columns) = (&import.mapping, import.columns.len());
        let (mark, scope) = (prefix::mark(import.id), granted.scope());
        Ok(Self { mapping, mark, columns, scope, around, resellers: HashMap::new() })
    }

    /// The row as a form.
    pub(super) fn typed(&self, cx: &Cx<'_, '_>, line: &Line) -> Typed {
        let settings = &cx.env().settings;
        let bare = |text: &str| settings.domain_prefix(text).unwrap_or(text).to_owned();
        self.mapping.form(line, &self.mark, bare)
    }

    /// The customer a row describes with this prefix, and what is wrong with it alone.
    pub(super) fn customer(
        &mut self,
        cx: &mut Cx<'_, '_>,
        (line, typed): (&Line, &Typed),
        prefix: &str,
    ) -> Result<(Option<NewCustomer>, Vec<Problem>), Fault> {
        let checked = check::check(&typed.with_prefix(prefix, line.number), &self.around, false);
        let (mut customer, mut problems) = (checked.customer, checked.problems);
        if line.cells.len() > self.columns {
            problems.push(Problem::new("", Rule::ImportRowTooLong));
            customer = None;
        }
        match self.reseller(cx, typed.reseller.trim())? {
            Ok(reseller) => {
                if let Some(customer) = &mut customer {
                    customer.reseller = reseller;
                }
            }
            Err(rule) => {
                problems.push(Problem::new("reseller", rule));
                customer = None;
            }
        }
        Ok((customer, problems))
    }

    fn reseller(
        &mut self,
        cx: &mut Cx<'_, '_>,
        named: &str,
    ) -> Result<Result<Option<OrganisationId>, Rule>, Fault> {
        if named.is_empty() {
            return Ok(Ok(None));
        }
        if !self.resellers.contains_key(named) {
            let found = partners::named_reseller(cx, named)?.map(|reseller| reseller.id);
            self.resellers.insert(named.to_owned(), found);
        }
        Ok(self.resellers[named].clone().map(Some))
    }

    /// Judges rows, one after the other, by every rule.
    pub(super) fn judge(
        &mut self,
        cx: &mut Cx<'_, '_>,
        lines: &[Line],
        marks: &mut Marks,
    ) -> Result<Vec<RowResult>, Fault> {
        let mut cases = Vec::with_capacity(lines.len());
        for line in lines {
            let typed = self.typed(cx, line);
            let prefix = typed.prefixes.first().cloned().unwrap_or_default();
            let (customer, problems) = self.customer(cx, (line, &typed), &prefix)?;
            let likeness = customer.as_ref().map(Likeness::of_new);
            cases.push(Case { row: line.number, prefixes: typed.prefixes, likeness, problems });
        }
        let taken = Taken::among(cx, cases.iter().flat_map(|case| &case.prefixes))?;
        let new: Vec<_> = cases.iter().filter_map(|case| case.likeness.as_ref()).collect();
        let known = Known::like(cx, self.scope, &new)?;
        let one = |mut case: Case| {
            let prefix = chosen(&mut case, marks, &taken);
            if let Some(likeness) = &case.likeness {
                case.problems.extend(known.problems(likeness));
                for (field, key) in likeness.keys() {
                    let earlier = marks.first(field, key, case.row);
                    let rule = earlier.map(|row| repeated(field, row));
                    case.problems.extend(rule.map(|rule| Problem::new(field, rule)));
                }
            }
            RowResult::judged(case.row, prefix, &case.problems)
        };
        Ok(cases.into_iter().map(one).collect())
    }
}

/// Which prefixes somebody has.
pub(super) struct Taken {
    domains: HashSet<String>,
    suffix: String,
}

impl Taken {
    /// One look for all of them.
    pub(super) fn among<'p>(
        cx: &mut Cx<'_, '_>,
        prefixes: impl Iterator<Item = &'p String>,
    ) -> Result<Self, Fault> {
        let suffix = cx.env().settings.domain_suffix.clone();
        let domains = prefixes.map(|prefix| domain(prefix, &suffix)).collect();
        Ok(Self { domains: customers::taken_domains(cx, domains)?, suffix })
    }
    pub(super) fn has(&self, prefix: &str) -> bool {
        self.domains.contains(&domain(prefix, &self.suffix))
    }
}

fn domain(prefix: &str, suffix: &str) -> String {
    format!("{}.{suffix}", prefix.to_lowercase())
}

/// The first prefix that nobody has; else the last one, and what is wrong with it.
fn chosen(case: &mut Case, marks: &mut Marks, taken: &Taken) -> String {
    let prefixes = &case.prefixes;
    let is_free = |one: &&String| !taken.has(one) && !marks.has("prefix", &one.to_lowercase());
    let chosen = prefixes.iter().find(is_free).or(prefixes.last()).cloned().unwrap_or_default();
    if chosen.is_empty() {
        return chosen;
    }
    let repeated = marks.first("prefix", &chosen.to_lowercase(), case.row);
    let rule = if taken.has(&chosen) {
        Some(Rule::DomainPrefixTaken { prefix: chosen.clone() })
    } else {
        repeated.map(|row| Rule::DomainPrefixRepeated { prefix: chosen.clone(), row })
    };
    case.problems.extend(rule.map(|rule| Problem::new("domain-prefix", rule)));
    chosen
}
