//! Many lines in one run of bytes, in list order. It never changes.

use super::entry::{Entry, Facets, Kinds, Scan, Test, name_of};
use crate::customers::Validation;
use opc_kernel::{
    id::{CustomerId, OrganisationId},
    time::Timestamp,
};
use std::ops::Range;

/// Between lines. No line contains it: names are one line of text.
const END: u8 = b'\n';

#[derive(Debug, Default)]
pub(super) struct Block {
    text: String,
    /// Where each line begins; one more for the end.
    starts: Vec<u32>,
    ids: Vec<CustomerId>,
    facets: Vec<Packed>,
    resellers: Vec<OrganisationId>,
    /// Line numbers in the order of ids.
    by_id: Vec<u32>,
}

/// [`Facets`] in two words.
#[derive(Debug, Clone, Copy)]
struct Packed {
    added: Timestamp,
    /// Which of the block's resellers; 0 is none.
    reseller: u16,
    country: [u8; 2],
    kinds: Kinds,
    validation: Validation,
}

impl Block {
    /// From entries in list order: by name, then by id. Names beyond four gigabytes would not be
    /// found; that would be some fifty million customers of one partner.
    pub(super) fn new(entries: impl Iterator<Item = Entry>) -> Self {
        let mut block = Self::default();
        for entry in entries {
            let Ok(start) = u32::try_from(block.text.len()) else { break };
            block.starts.push(start);
            block.text.push_str(&entry.line);
            block.text.push(char::from(END));
            block.ids.push(entry.id);
            let Facets { reseller, country, kinds, validation, added } = entry.facets;
            let reseller = reseller.map_or(0, |reseller| block.number_of(reseller));
            block.facets.push(Packed { added, reseller, country, kinds, validation });
        }
        block.starts.push(u32::try_from(block.text.len()).unwrap_or(u32::MAX));
        block.by_id = (0..).take(block.ids.len()).collect();
        let ids = &block.ids;
        block.by_id.sort_unstable_by_key(|line| ids[*line as usize]);
        block
    }

    /// Partners have tens of resellers, so a walk is as good as a map.
    fn number_of(&mut self, reseller: OrganisationId) -> u16 {
        let known = self.resellers.iter().position(|known| *known == reseller);
        let place = known.unwrap_or_else(|| {
            self.resellers.push(reseller);
            self.resellers.len() - 1
        });
        u16::try_from(place + 1).unwrap_or(u16::MAX)
    }

    pub(super) fn len(&self) -> usize {
        self.ids.len()
    }
    pub(super) fn bytes(&self) -> usize {
        self.text.len() + self.ids.len() * (16 + 4 + 4 + size_of::<Packed>())
    }
    pub(super) fn id(&self, line: usize) -> CustomerId {
        self.ids[line]
    }
    pub(super) fn line(&self, line: usize) -> &str {
        let (start, end) = (self.starts[line] as usize, self.starts[line + 1] as usize);
        &self.text[start..end - 1]
    }
    pub(super) fn facets(&self, line: usize) -> Facets {
        let Packed { added, reseller, country, kinds, validation } = self.facets[line];
        let place = usize::from(reseller).checked_sub(1);
        let reseller = place.map(|place| self.resellers[place]);
        Facets { reseller, country, kinds, validation, added }
    }
    /// A line as it was, except for the spelling of its tags, which is kept elsewhere.
    pub(super) fn entry(&self, line: usize) -> Entry {
        let (id, facets) = (self.id(line), self.facets(line));
        Entry { id, line: self.line(line).to_owned(), facets, tags: Vec::new() }
    }
    /// The line of a customer.
    pub(super) fn find(&self, id: CustomerId) -> Option<usize> {
        let place = self.by_id.binary_search_by_key(&id, |line| self.ids[*line as usize]).ok()?;
        Some(self.by_id[place] as usize)
    }
    /// The first line after a place in the list order.
    pub(super) fn after(&self, name: &str, id: CustomerId) -> usize {
        self.first_where(|line| (name_of(self.line(line)), self.id(line)) > (name, id))
    }
    /// The lines whose name begins with `start`.
    pub(super) fn starting(&self, start: &str) -> Range<usize> {
        let name = |line| name_of(self.line(line));
        let first = self.first_where(|line| name(line) >= start);
        first..self.first_where(|line| name(line) >= start && !name(line).starts_with(start))
    }
    fn first_where(&self, is_beyond: impl Fn(usize) -> bool) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            if is_beyond(middle) { high = middle } else { low = middle + 1 }
        }
        low
    }

    /// The first line of `lines` that passes the test.
    pub(super) fn next(
        &self,
        lines: Range<usize>,
        test: &Test,
        scan: &mut Scan<'_>,
        is_dead: impl Fn(usize) -> bool,
    ) -> Option<usize> {
        let mut line = lines.start;
        while line < lines.end {
            let found = scan.next(self.text.as_bytes(), self.starts[line] as usize)?;
            line = self.line_at(line, found);
            let passes = |line| test.passes(self.id(line), self.line(line), self.facets(line));
            if line < lines.end && !is_dead(line) && passes(line) {
                return Some(line);
            }
            line += 1;
        }
        None
    }

    /// The line, at or after `from`, that the byte at `place` belongs to. Most hits of a frequent
    /// word are near, so the steps grow from one.
    fn line_at(&self, from: usize, place: usize) -> usize {
        let mut step = 1;
        let mut low = from;
        while low + step < self.len() && self.starts[low + step] as usize <= place {
            low += step;
            step *= 2;
        }
        let high = (low + step).min(self.len());
        let inside = self.starts[low..high].partition_point(|start| *start as usize <= place);
        low + inside - 1
    }
}
