//! The comparison at the end: what the server has against what the clients were told.

use super::ledger::{Acknowledged, Kind, same_prefix};
use super::partner::{Listed, Partner};
use super::sides::Side;
use crate::process::Result;
use serde_json::Value;
use std::collections::{HashMap, HashSet};
use std::fmt;

/// How many broken promises are shown in full.
const SHOWN: usize = 5;

/// How many read at the same time.
const READERS: usize = 4;

/// What the comparison found.
#[derive(Default)]
pub(super) struct Verdict {
    /// Acknowledged requests, every one of them read back.
    pub(super) acknowledged: usize,
    /// Acknowledged, but the server does not have it.
    lost: Vec<String>,
    /// A domain that the server has more than once, or a customer nobody was told of.
    doubled: Vec<String>,
    /// What is there, but not as it was sent.
    half_applied: Vec<String>,
    /// Answers that contradict an earlier one, or are no answer at all.
    broken: Vec<String>,
}

/// Compares what a partner's servers have with its ledger.
pub(super) fn compare(side: &Side, settled: bool) -> Result<Verdict> {
    let listed = side.partner.list()?;
    let (told, broken) = {
        let book = side.ledger.book();
        (book.acknowledged.clone(), book.broken.clone())
    };
    let mut verdict = Verdict {
        acknowledged: told.len(),
        broken,
        doubled: doubled(&listed),
        ..Verdict::default()
    };
    let by_id: HashMap<&str, &Listed> = listed.iter().map(|it| (it.id.as_str(), it)).collect();
    let mut known = HashSet::new();
    for entry in &told {
        let Kind::Customer(domain) = &entry.attempt.kind else { continue };
        known.insert(entry.id.as_str());
        match by_id.get(entry.id.as_str()) {
            None => verdict.lost.push(format!("{domain} {}", entry.id)),
            Some(found) if !same_prefix(&found.domain, domain) => {
                verdict.half_applied.push(format!("{domain} is listed as {:?}", found.domain));
            }
            Some(_) => {}
        }
    }
    if settled {
        let strangers = listed
            .iter()
            .filter(|it| !side.before.contains(&it.id) && !known.contains(it.id.as_str()));
        verdict.doubled.extend(strangers.map(|it| format!("nobody was told of {}", it.domain)));
    }
    verdict.half_applied.extend(unlike_sent(&side.partner, &told));
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

/// Reads back everything acknowledged and tells what is not as it was sent.
fn unlike_sent(partner: &Partner, told: &[Acknowledged]) -> Vec<String> {
    let share = told.len().div_ceil(READERS).max(1);
    std::thread::scope(|scope| {
        let readers = told.chunks(share).map(|share| {
            scope.spawn(move || {
                let found = share.iter().filter_map(|entry| {
                    let what =
                        unlike(partner, entry).unwrap_or_else(|error| Some(error.to_string()));
                    what.map(|what| format!("{}: {what}", entry.attempt))
                });
                found.collect::<Vec<_>>()
            })
        });
        let readers: Vec<_> = readers.collect();
        let ends = readers
            .into_iter()
            .map(|reader| reader.join().unwrap_or_else(|_| vec!["a reader panicked".to_owned()]));
        ends.flatten().collect()
    })
}

/// How what the server has differs from what was sent; nothing when it is the same.
fn unlike(partner: &Partner, entry: &Acknowledged) -> Result<Option<String>> {
    let sent = &entry.attempt.body;
    if let Kind::Customer(_) = entry.attempt.kind {
        let customer = partner.get(&format!("/customers/{}", entry.id))?;
        let name =
            (&sent["billingProfile"]["companyName"], &customer["companyProfile"]["companyName"]);
        let parts = [
            name,
            (&sent["billingProfile"], &customer["billingProfile"]),
            (&sent["associatedPartnerId"], &customer["associatedPartnerId"]),
        ];
        return Ok(parts.into_iter().find_map(|(sent, stored)| difference(sent, stored)));
    }
    let all = partner.get(&entry.attempt.path())?;
    Ok(match all["items"].as_array().map(Vec::as_slice) {
        Some([one]) if entry.id.is_empty() || one["id"] == entry.id.as_str() => {
            difference(sent, one)
        }
        _ => Some(format!("there is not this one: {all}")),
    })
}

/// The first value of `sent` that `stored` does not have; `stored` may have more.
fn difference(sent: &Value, stored: &Value) -> Option<String> {
    match sent {
        Value::Object(parts) => parts.iter().find_map(|(key, value)| {
            difference(value, &stored[key]).map(|what| format!("{key}: {what}"))
        }),
        Value::Array(parts) => parts.iter().enumerate().find_map(|(at, value)| {
            difference(value, &stored[at]).map(|what| format!("{at}: {what}"))
        }),
        _ => (sent != stored).then(|| format!("sent {sent}, stored {stored}")),
    }
}

impl Verdict {
    /// Both together.
    pub(super) fn plus(mut self, other: Self) -> Self {
        self.acknowledged += other.acknowledged;
        self.lost.extend(other.lost);
        self.doubled.extend(other.doubled);
        self.half_applied.extend(other.half_applied);
        self.broken.extend(other.broken);
        self
    }

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
            "{} acknowledged and read back, {} lost, {} doubled, {} half-applied, {} wrong answers",
            self.acknowledged,
            self.lost.len(),
            self.doubled.len(),
            self.half_applied.len(),
            self.broken.len(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_was_sent_must_be_stored_and_more_may_be() {
        let sent = json!({"name": "a", "address": {"city": "b"}, "lines": [{"quantity": 5}]});
        let mut stored = sent.clone();
        stored["etag"] = json!("1");
        assert_eq!(difference(&sent, &stored), None);
        for (pointer, value) in [
            ("/name", json!("A")),
            ("/address/city", json!("")),
            ("/lines/0/quantity", json!(6)),
            ("/lines", json!([])),
            ("/address", json!(null)),
        ] {
            let mut other = stored.clone();
            *other.pointer_mut(pointer).unwrap() = value;
            assert!(difference(&sent, &other).is_some(), "{pointer}");
        }
    }
}
