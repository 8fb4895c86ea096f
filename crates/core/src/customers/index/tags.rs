//! Which tags a partner uses, for suggestions.

use super::entry::fold;
use std::collections::HashMap;

/// Tags suggested, at most.
const SUGGESTED: usize = 200;

/// How often each tag is in use, and how it was spelled first.
#[derive(Debug, Default)]
pub(super) struct Tags(HashMap<String, (String, u32)>);

impl Tags {
    pub(super) fn add(&mut self, tags: &[String]) {
        for tag in tags {
            self.0.entry(fold(tag)).or_insert_with(|| (tag.clone(), 0)).1 += 1;
        }
    }
    /// `folded`: as they stand in a line.
    pub(super) fn remove<'t>(&mut self, folded: impl Iterator<Item = &'t str>) {
        for tag in folded {
            let Some((_, used)) = self.0.get_mut(tag) else { continue };
            *used -= 1;
            if *used == 0 {
                self.0.remove(tag);
            }
        }
    }
    pub(super) fn most_used(&self) -> Vec<String> {
        let mut all: Vec<&(String, u32)> = self.0.values().collect();
        all.sort_unstable_by(|(a, used_a), (b, used_b)| used_b.cmp(used_a).then(a.cmp(b)));
        all.into_iter().take(SUGGESTED).map(|(tag, _)| tag.clone()).collect()
    }
}
