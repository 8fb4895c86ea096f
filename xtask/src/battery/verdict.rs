//! The comparison at the end: what the server has against what the clients were told.

use super::ledger::{Ledger, same_prefix};
use super::partner::{Listed, Partner};
use super::seeded::Seeded;
use crate::process::Result;
use std::collections::{HashMap, HashSet};
use std::fmt;

/// How many broken promises are shown in full.
const SHOWN: usize = 5;

/// What the comparison found.
#[derive(Default)]
pub(super) struct Verdict {
    /// Acknowledged creations.
    pub(super) acknowledged: usize,
    /// Acknowledged, but the server does not have the customer.
    pub(super) lost: Vec<String>,
    /// A domain that the server has more than once, or a customer nobody was told of.
    pub(super) doubled: Vec<String>,
    /// A customer that is listed but cannot be read whole.
    pub(super) half_applied: Vec<String>,
    /// Answers that contradict an earlier one, or are no answer at all.
    pub(super) broken: Vec<String>,
    /// Customers read back one by one.
    pub(super) read_back: usize,
}

/// What the comparison needs to know about the run.
pub(super) struct Facts<'a> {
    /// Ids of the customers that were there before.
    pub(super) before: &'a HashSet<String>,
    /// How many acknowledgements count: those received up to the moment of interest.
    pub(super) counted: usize,
    /// Whether every creation has its answer, so that an unknown customer is one too many.
    pub(super) settled: bool,
    /// How many customers to read one by one.
    pub(super) read_back: usize,
}

/// Compares the server's customers with the ledger.
pub(super) fn compare(
    partner: &Partner,
    ledger: &Ledger,
    facts: &Facts<'_>,
    seeded: &mut Seeded,
) -> Result<Verdict> {
    let listed = partner.list()?;
    let book = ledger.book();
    let told = &book.acknowledged[..facts.counted.min(book.acknowledged.len())];
    let mut verdict = Verdict {
        acknowledged: told.len(),
        broken: book.broken.clone(),
        doubled: doubled(&listed),
        ..Verdict::default()
    };
    let by_id: HashMap<&str, &Listed> = listed.iter().map(|it| (it.id.as_str(), it)).collect();
    for entry in told {
        let domain = &entry.attempt.domain;
        match by_id.get(entry.customer_id.as_str()) {
            None => verdict.lost.push(format!("{domain} {}", entry.customer_id)),
            Some(found) if !same_prefix(&found.domain, domain) => {
                verdict.half_applied.push(format!("{domain} is listed as {:?}", found.domain));
            }
            Some(_) => {}
        }
    }
    if facts.settled {
        let known: HashSet<&str> =
            book.acknowledged.iter().map(|entry| entry.customer_id.as_str()).collect();
        let strangers = listed
            .iter()
            .filter(|it| !facts.before.contains(&it.id) && !known.contains(it.id.as_str()));
        verdict.doubled.extend(strangers.map(|it| format!("nobody was told of {}", it.domain)));
    }
    drop(book);
    let mut sample: Vec<&Listed> =
        listed.iter().filter(|it| !facts.before.contains(&it.id)).collect();
    while verdict.read_back < facts.read_back && !sample.is_empty() {
        let one = sample.swap_remove(seeded.place(sample.len()));
        verdict.read_back += 1;
        if let Some(what) = incomplete(partner, one) {
            verdict.half_applied.push(format!("{} {}: {what}", one.domain, one.id));
        }
    }
    Ok(verdict)
}

fn doubled(listed: &[Listed]) -> Vec<String> {
    let mut count: HashMap<String, u32> = HashMap::new();
    for it in listed {
        *count.entry(it.domain.to_ascii_lowercase()).or_default() += 1;
    }
    let twice = count.into_iter().filter(|(_, times)| *times > 1);
    twice.map(|(domain, times)| format!("{domain} is there {times} times")).collect()
}

/// What is missing from a customer; nothing when it is whole.
fn incomplete(partner: &Partner, listed: &Listed) -> Option<String> {
    let customer = match partner.read(&listed.id) {
        Ok(customer) => customer,
        Err(error) => return Some(error.to_string()),
    };
    let parts = [
        ("id", &customer["id"]),
        ("company domain", &customer["companyProfile"]["domain"]),
        ("company name", &customer["billingProfile"]["companyName"]),
        ("address", &customer["billingProfile"]["defaultAddress"]["addressLine1"]),
    ];
    let missing = parts.into_iter().find(|(_, value)| value.as_str().is_none_or(str::is_empty));
    missing.map(|(name, _)| format!("no {name}: {customer}"))
}

impl Verdict {
    /// Whether every promise was kept.
    pub(super) fn is_clean(&self) -> bool {
        [&self.lost, &self.doubled, &self.half_applied, &self.broken].iter().all(|it| it.is_empty())
    }

    /// The first broken promises in full, a line each.
    pub(super) fn details(&self) -> String {
        let kinds = [
            ("lost", &self.lost),
            ("doubled", &self.doubled),
            ("half-applied", &self.half_applied),
            ("wrong answer", &self.broken),
        ];
        let lines = kinds.iter().flat_map(|(kind, found)| {
            found.iter().take(SHOWN).map(move |one| format!("\n  {kind}: {one}"))
        });
        lines.collect()
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} acknowledged, {} lost, {} doubled, {} half-applied, {} wrong answers, {} read back",
            self.acknowledged,
            self.lost.len(),
            self.doubled.len(),
            self.half_applied.len(),
            self.broken.len(),
            self.read_back,
        )
    }
}
