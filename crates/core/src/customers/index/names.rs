//! A block and what has changed since it was made.

use super::{
    block::Block,
    entry::{Entry, ListFilter, Test, name_of},
};
use opc_kernel::id::CustomerId;
use std::{
    collections::{BTreeMap, HashMap},
    ops::Bound,
};

/// Changes after which a new block is made: enough that making one costs each change little,
/// few enough that looking at them one by one costs a search little.
const CHANGES_MIN: usize = 2048;
const CHANGES_SHARE: usize = 32;

/// The names of one partner's customers.
#[derive(Debug, Default)]
pub(super) struct Names {
    block: Block,
    /// Lines of the block that no longer hold.
    dead: Vec<bool>,
    deaths: usize,
    fresh: BTreeMap<(String, CustomerId), Entry>,
    fresh_keys: HashMap<CustomerId, String>,
}

impl Names {
    /// From entries in list order.
    pub(super) fn new(entries: impl Iterator<Item = Entry>) -> Self {
        let block = Block::new(entries);
        let dead = vec![false; block.len()];
        Self { block, dead, ..Self::default() }
    }

    /// Bytes of memory, about.
    pub(super) fn bytes(&self) -> usize {
        self.block.bytes() + self.dead.len() + self.fresh.len() * 256
    }

    /// What is now known of a customer; `None` if it is no longer one.
    pub(super) fn set(&mut self, id: CustomerId, now: Option<Entry>) {
        if let Some(line) = self.block.find(id)
            && !std::mem::replace(&mut self.dead[line], true)
        {
            self.deaths += 1;
        }
        if let Some(key) = self.fresh_keys.remove(&id) {
            self.fresh.remove(&(key, id));
        }
        if let Some(entry) = now {
            self.fresh_keys.insert(id, entry.key().to_owned());
            self.fresh.insert((entry.key().to_owned(), id), entry);
        }
        if self.fresh.len() + self.deaths > CHANGES_MIN.max(self.block.len() / CHANGES_SHARE) {
            self.settle();
        }
    }

    /// Makes one block of everything.
    fn settle(&mut self) {
        let old = std::mem::take(self);
        let mut fresh = old.fresh.into_values().peekable();
        let mut lines = (0..old.block.len()).filter(|line| !old.dead[*line]).peekable();
        let merged = std::iter::from_fn(|| match (lines.peek(), fresh.peek()) {
            (Some(line), Some(entry)) => {
                let here = old.block.entry(*line);
                if (here.key(), here.id) < (entry.key(), entry.id) {
                    lines.next();
                    Some(here)
                } else {
                    fresh.next()
                }
            }
            (Some(_), None) => lines.next().map(|line| old.block.entry(line)),
            (None, _) => fresh.next(),
        });
        *self = Self::new(merged);
    }

    /// At most `limit` customers after a place in the list, in list order.
    pub(super) fn page(
        &self,
        filter: &ListFilter,
        after: Option<(&str, CustomerId)>,
        limit: usize,
    ) -> Vec<(String, CustomerId)> {
        let test = Test::new(filter);
        let mut scan = test.scan();
        let mut lines = self.block.starting(test.start());
        lines.start = lines.start.max(after.map_or(0, |(name, id)| self.block.after(name, id)));
        let mut next_line = || {
            let line = self.block.next(lines.clone(), &test, &mut scan, |line| self.dead[line])?;
            lines.start = line + 1;
            Some((name_of(self.block.line(line)), self.block.id(line)))
        };
        let from =
            after.map_or(Bound::Unbounded, |(name, id)| Bound::Excluded((name.to_owned(), id)));
        let mut fresh = self
            .fresh
            .range((from, Bound::Unbounded))
            .filter(|(_, entry)| test.passes(&entry.line, entry.facets))
            .map(|((name, id), _)| (name.as_str(), *id));
        let (mut old, mut new) = (next_line(), fresh.next());
        let mut found = Vec::new();
        while found.len() < limit {
            let first = match (old, new) {
                (Some(a), Some(b)) if b < a => std::mem::replace(&mut new, fresh.next()),
                (Some(_), _) => std::mem::replace(&mut old, next_line()),
                (None, _) => std::mem::replace(&mut new, fresh.next()),
            };
            let Some((name, id)) = first else { break };
            found.push((name.to_owned(), id));
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::super::entry::{Facets, Search};
    use super::*;
    use opc_kernel::{
        id::{Id, OrganisationId},
        text::search_key,
    };
    use proptest::{collection::vec, prelude::*};

    fn customer(n: u8) -> CustomerId {
        CustomerId::from_uuid(uuid::Uuid::from_u128(n.into()))
    }
    fn reseller(n: u8) -> Option<OrganisationId> {
        (n > 0).then(|| OrganisationId::from_uuid(uuid::Uuid::from_u128(n.into())))
    }
    fn entry(n: u8, name: &str, domain: &str, tag: &str, of: u8) -> Entry {
        let facets = Facets { reseller: reseller(of) };
        Entry::new(customer(n), &search_key(name), domain, &[tag.to_owned()], facets)
    }
    fn anywhere(text: &str) -> ListFilter {
        ListFilter { search: Search::Anywhere(text.to_owned()), ..ListFilter::default() }
    }
    fn found(names: &Names, filter: &ListFilter) -> Vec<u8> {
        let page = names.page(filter, None, 100);
        page.iter().map(|(_, id)| id.uuid().as_bytes()[15]).collect()
    }

    #[test]
    fn a_part_of_a_name_a_domain_or_a_tag_is_found_from_two_characters_on() {
        let mut entries = vec![
            entry(1, "株式会社東京電機", "tokyodenki.example", "製造", 0),
            entry(2, "京都アオバ商事", "aoba.example", "卸売", 1),
            entry(3, "Contoso Ltd", "contoso.example", "Wholesale", 2),
        ];
        entries.sort_by(|a, b| a.key().cmp(b.key()));
        let names = Names::new(entries.into_iter());
        let cases: [(&str, &[u8]); 9] = [
            ("東京", &[1]),
            ("京", &[2, 1]),
            ("あおば", &[2]),
            ("ｱｵﾊﾞ", &[2]),
            ("ＣＯＮＴＯＳＯ, Inc.", &[3]),
            ("denki.ex", &[1]),
            ("whole", &[3]),
            ("卸売", &[2]),
            ("nowhere", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(found(&names, &anywhere(text)), expected, "{text}");
        }
        let both = ListFilter { reseller: reseller(1), ..anywhere("example") };
        assert_eq!(found(&names, &both), [2]);
        let tagged = |tag: &str| ListFilter { tag: Some(tag.to_owned()), ..ListFilter::default() };
        assert_eq!(found(&names, &tagged("wholesale")), [3]);
        assert_eq!(found(&names, &tagged("whole")), [0_u8; 0]);
        let starts =
            ListFilter { search: Search::DomainStarts("aob".to_owned()), ..ListFilter::default() };
        assert_eq!(found(&names, &starts), [2]);
    }

    fn any_entry() -> impl Strategy<Value = Entry> {
        (0..40_u8, "[ab東京]{1,4}", "[ab]{1,3}", "[ab]{1,2}", 0..3_u8)
            .prop_map(|(n, name, domain, tag, of)| entry(n, &name, &domain, &tag, of))
    }
    fn any_filter() -> impl Strategy<Value = ListFilter> {
        let search = ("[ab東京]{1,3}", 0..5_u8).prop_map(|(text, kind)| match kind {
            0 => Search::All,
            1 => Search::Anywhere(text),
            2 => Search::NameStarts(text),
            3 => Search::NameHas(text),
            _ => Search::DomainStarts(text),
        });
        (search, proptest::option::of("[ab]{1,2}"), 0..3_u8)
            .prop_map(|(search, tag, of)| ListFilter { search, tag, reseller: reseller(of) })
    }

    proptest! {
        /// Against a plain walk over everything, whatever is in the block and whatever has
        /// changed since, a page after the other.
        #[test]
        fn pages_are_what_a_walk_over_everything_finds(
            block in vec(any_entry(), 0..30),
            changes in vec((any_entry(), any::<bool>()), 0..30),
            filter in any_filter(),
            size in 1..5_usize,
        ) {
            let mut truth: BTreeMap<CustomerId, Entry> = block.into_iter().map(|e| (e.id, e)).collect();
            let in_order = |truth: &BTreeMap<CustomerId, Entry>| {
                let mut all: Vec<Entry> = truth.values().cloned().collect();
                all.sort_by(|a, b| (a.key(), a.id).cmp(&(b.key(), b.id)));
                all
            };
            let mut names = Names::new(in_order(&truth).into_iter());
            for (n, (entry, is_there)) in changes.into_iter().enumerate() {
                names.set(entry.id, is_there.then(|| entry.clone()));
                if is_there { truth.insert(entry.id, entry); } else { truth.remove(&entry.id); }
                if n == 20 { names.settle(); }
            }
            let test = Test::new(&filter);
            let expected: Vec<_> = in_order(&truth).into_iter()
                .filter(|e| test.passes(&e.line, e.facets))
                .map(|e| (e.key().to_owned(), e.id)).collect();
            let mut walked: Vec<(String, CustomerId)> = Vec::new();
            loop {
                let after = walked.last().map(|(name, id)| (name.as_str(), *id));
                let page = names.page(&filter, after, size);
                let is_last = page.len() < size;
                walked.extend(page);
                if is_last { break; }
            }
            prop_assert_eq!(walked, expected);
        }
    }
}
