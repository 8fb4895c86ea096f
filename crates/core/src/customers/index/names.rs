//! A block and what has changed since it was made.

use super::{
    block::Block,
    entry::{Entry, Facets, Test, domain_of, name_of, tags_of},
    filter::{ListFilter, Order, SortBy},
    ranking::{self, Place},
    tags::Tags,
};
use opc_kernel::{
    id::{CustomerId, OrganisationId},
    time::Timestamp,
};
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
    tags: Tags,
}

impl Names {
    /// From entries in list order.
    pub(super) fn new(entries: impl Iterator<Item = Entry>) -> Self {
        let mut tags = Tags::default();
        let block = Block::new(entries.inspect(|entry| tags.add(&entry.tags)));
        Self { tags, ..Self::of(block) }
    }

    fn of(block: Block) -> Self {
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
            self.tags.remove(tags_of(self.block.line(line)));
        }
        if let Some(key) = self.fresh_keys.remove(&id)
            && let Some(old) = self.fresh.remove(&(key, id))
        {
            self.tags.remove(tags_of(&old.line));
        }
        if let Some(entry) = now {
            self.tags.add(&entry.tags);
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
        *self = Self { tags: old.tags, ..Self::of(Block::new(merged)) };
    }

    /// The tags in use, the most frequent first.
    pub(super) fn tags(&self) -> Vec<String> {
        self.tags.most_used()
    }

    /// How many customers there are.
    pub(super) fn count(&self, filter: &ListFilter) -> usize {
        let test = Test::new(filter);
        self.hits(&test).count()
    }

    /// How many customers each indirect reseller has.
    pub(super) fn by_reseller(&self) -> HashMap<OrganisationId, usize> {
        let mut counts = HashMap::new();
        let test = Test::new(&ListFilter::default());
        for reseller in self.hits(&test).filter_map(|(_, _, facets)| facets.reseller) {
            *counts.entry(reseller).or_default() += 1;
        }
        counts
    }

    /// All that pass, in no particular order: one pass over everything.
    fn hits<'n>(
        &'n self,
        test: &'n Test,
    ) -> impl Iterator<Item = (CustomerId, &'n str, Facets)> + 'n {
        let mut scan = test.scan();
        let mut lines = 0..self.block.len();
        let old = std::iter::from_fn(move || {
            let line = self.block.next(lines.clone(), test, &mut scan, |line| self.dead[line])?;
            lines.start = line + 1;
            Some((self.block.id(line), self.block.line(line), self.block.facets(line)))
        });
        let new = self.fresh.values().map(|entry| (entry.id, entry.line.as_str(), entry.facets));
        old.chain(new.filter(|(id, line, facets)| test.passes(*id, line, *facets)))
    }

    /// At most `limit` customers after a place in this order: the text of the place and the id.
    pub(super) fn page(
        &self,
        filter: &ListFilter,
        order: Order,
        after: Option<(&str, CustomerId)>,
        limit: usize,
    ) -> Vec<(String, CustomerId)> {
        if order == Order::default() {
            return self.in_name_order(filter, after, limit);
        }
        let test = Test::new(filter);
        let place = |line, facets: Facets| match order.by {
            SortBy::Name => Place::Text(name_of(line)),
            SortBy::Domain => Place::Text(domain_of(line)),
            SortBy::Added => Place::Time(facets.added),
        };
        let after = after.map(|(text, id)| {
            let time = Timestamp::from_micros(text.parse().unwrap_or_default());
            (if order.by == SortBy::Added { Place::Time(time) } else { Place::Text(text) }, id)
        });
        let hits = self.hits(&test).map(|(id, line, facets)| (place(line, facets), id));
        ranking::first(hits, order.down, after, limit)
    }

    /// The common order, in which whatever has been found first is shown first.
    fn in_name_order(
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
            .filter(|(_, entry)| test.passes(entry.id, &entry.line, entry.facets))
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
    use super::super::{
        entry::{Kinds, letters},
        filter::Search,
    };
    use super::*;
    use crate::customers::{Qualification, Validation};
    use opc_kernel::{id::Id, text::search_key};
    use proptest::{collection::vec, prelude::*};

    fn customer(n: u8) -> CustomerId {
        CustomerId::from_uuid(uuid::Uuid::from_u128(n.into()))
    }
    fn reseller(n: u8) -> Option<OrganisationId> {
        (n > 0).then(|| OrganisationId::from_uuid(uuid::Uuid::from_u128(n.into())))
    }
    fn entry(n: u8, name: &str, domain: &str, tag: &str, of: u8) -> Entry {
        let facets = Facets {
            reseller: reseller(of),
            country: letters(if of == 0 { "JP" } else { "US" }),
            kinds: Kinds::of(&[]),
            validation: if n.is_multiple_of(2) {
                Validation::Allowed
            } else {
                Validation::UnderReview
            },
            added: Timestamp::from_micros(i64::from(n / 3)),
        };
        Entry::new(customer(n), (&search_key(name), name), domain, vec![tag.to_owned()], facets)
    }
    fn anywhere(text: &str) -> ListFilter {
        ListFilter { search: Search::Anywhere(text.to_owned()), ..ListFilter::default() }
    }
    fn found(names: &Names, filter: &ListFilter) -> Vec<u8> {
        let page = names.page(filter, Order::default(), None, 100);
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
        let cases: [(&str, &[u8]); 15] = [
            ("東京", &[1]),
            ("株式会社", &[1]),
            ("式会", &[1]),
            ("会社東", &[1]),
            ("株式会社東京電", &[1]),
            ("contoso l", &[3]),
            ("ＤＥＮＫＩ．ｅｘ", &[1]),
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
        let starts = |text: &str| ListFilter {
            search: Search::NameStarts(text.to_owned()),
            ..ListFilter::default()
        };
        for (text, expected) in [("株式", 1), ("株式会社東京", 1), ("東京", 1), ("京", 2)]
        {
            assert_eq!(found(&names, &starts(text)), [expected], "{text}");
        }
    }

    fn any_entry() -> impl Strategy<Value = Entry> {
        (0..40_u8, "[ab東京]{1,4}(株式会社)?", "[ab]{1,3}", "[ab]{1,2}", 0..3_u8)
            .prop_map(|(n, name, domain, tag, of)| entry(n, &name, &domain, &tag, of))
    }
    fn any_filter() -> impl Strategy<Value = ListFilter> {
        let search = ("[ab東京]{1,3}|[東京]?(株|株式会社)|会社", 0..5_u8).prop_map(
            |(text, kind)| match kind {
                0 => Search::All,
                1 => Search::Anywhere(text),
                2 => Search::NameStarts(text),
                3 => Search::NameHas(text),
                _ => Search::DomainStarts(text),
            },
        );
        let country = proptest::option::of(prop_oneof!["JP", "US"]);
        let validation = prop_oneof![
            Just(None),
            Just(Some(Validation::Allowed)),
            Just(Some(Validation::NotReady))
        ];
        (search, proptest::option::of("[ab]{1,2}"), 0..3_u8, country, validation).prop_map(
            |(search, tag, of, country, validation)| ListFilter {
                search,
                tag,
                reseller: reseller(of),
                country,
                qualification: Some(Qualification::Commercial),
                validation,
            },
        )
    }
    fn any_order() -> impl Strategy<Value = Order> {
        let by = prop_oneof![Just(SortBy::Name), Just(SortBy::Domain), Just(SortBy::Added)];
        (by, any::<bool>()).prop_map(|(by, down)| Order { by, down })
    }

    proptest! {
        /// Against a plain walk over everything, whatever is in the block and whatever has
        /// changed since, a page after the other.
        #[test]
        fn pages_are_what_a_walk_over_everything_finds(
            block in vec(any_entry(), 0..30),
            changes in vec((any_entry(), any::<bool>()), 0..30),
            filter in any_filter(),
            order in any_order(),
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
            let place = |e: &Entry| match order.by {
                SortBy::Name => e.key().to_owned(),
                SortBy::Domain => domain_of(&e.line).to_owned(),
                SortBy::Added => format!("{:020}", e.facets.added.micros()),
            };
            let mut expected: Vec<_> = in_order(&truth).into_iter()
                .filter(|e| test.passes(e.id, &e.line, e.facets))
                .map(|e| (place(&e), e.id)).collect();
            expected.sort();
            if order.down { expected.reverse(); }
            prop_assert_eq!(names.count(&filter), expected.len());
            let mut tags: Vec<String> = truth.values().flat_map(|e| e.tags.clone()).collect();
            tags.sort();
            tags.dedup();
            let mut known = names.tags();
            known.sort();
            prop_assert_eq!(known, tags);
            let mut walked: Vec<(String, CustomerId)> = Vec::new();
            loop {
                let after = walked.last().map(|(name, id)| (name.as_str(), *id));
                let page = names.page(&filter, order, after, size);
                let is_last = page.len() < size;
                walked.extend(page);
                if is_last { break; }
            }
            prop_assert_eq!(walked, expected);
        }
    }
}
