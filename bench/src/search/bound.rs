//! What a search is held against: a scan of all normalised names in memory, without and with their
//! legal forms, in name order, that stops at the hundredth hit. No rows, no permissions, no JSON, no network.

use memchr::memmem::Finder;
use opc_kernel::text::{search_key, whole_key};

/// All names in one run of bytes.
pub(crate) struct Names {
    text: String,
    starts: Vec<usize>,
}

impl Names {
    pub(crate) fn new(names: &[String]) -> Self {
        let line = |name: &String| match (search_key(name), whole_key(name)) {
            (key, whole) if key == whole => key,
            (key, whole) => format!("{key}\t{whole}"),
        };
        let mut keys: Vec<String> = names.iter().map(line).collect();
        keys.sort_unstable();
        let (mut text, mut starts) = (String::new(), Vec::with_capacity(keys.len() + 1));
        for key in keys {
            starts.push(text.len());
            text.push_str(&key);
            text.push('\n');
        }
        starts.push(text.len());
        Self { text, starts }
    }

    /// The numbers of the first `limit` names that contain the normalised text.
    pub(crate) fn containing(&self, text: &str, limit: usize) -> Vec<usize> {
        let finder = Finder::new(text);
        let (mut found, mut from) = (Vec::new(), 0);
        while found.len() < limit {
            let Some(at) = finder.find(&self.text.as_bytes()[from..]) else { break };
            let name = self.starts.partition_point(|start| *start <= from + at) - 1;
            found.push(name);
            from = self.starts[name + 1];
        }
        found
    }

    /// The numbers of the first `limit` names that begin with the text.
    pub(crate) fn starting(&self, text: &str, limit: usize) -> Vec<usize> {
        let key = search_key(text);
        let name = |n: usize| &self.text[self.starts[n]..self.starts[n + 1] - 1];
        let all = 0..self.starts.len() - 1;
        let first = self.starts[..all.end].partition_point(|start| {
            self.text[*start..].split('\n').next().is_some_and(|name| name < key.as_str())
        });
        (first..all.end).take_while(|n| name(*n).starts_with(&key)).take(limit).collect()
    }

    /// How many names contain the text, up to a limit.
    pub(crate) fn count(&self, text: &str, limit: usize) -> usize {
        self.containing(text, limit).len()
    }
}
