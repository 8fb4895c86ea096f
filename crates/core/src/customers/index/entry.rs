//! What is kept of a customer, and what can be asked for.

use memchr::memmem::Finder;
use opc_kernel::{
    id::{CustomerId, OrganisationId},
    text::search_key,
};
use serde::{Deserialize, Serialize};

/// Between the name and the domain.
const AFTER_NAME: char = '\u{1F}';
/// Before and after each tag.
const AROUND_TAG: char = '\u{1E}';

/// What can be filtered by, besides words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Facets {
    pub(super) reseller: Option<OrganisationId>,
}

/// One customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) id: CustomerId,
    /// `name ␟ domain ␞ tag ␞ tag ␞`, all folded.
    pub(super) line: String,
    pub(super) facets: Facets,
}

impl Entry {
    /// From what the account says. `key` is the name as the list is ordered by.
    pub(super) fn new(
        id: CustomerId,
        key: &str,
        domain: &str,
        tags: &[String],
        facets: Facets,
    ) -> Self {
        let mut line = String::with_capacity(key.len() + domain.len() + 2);
        line.push_str(key);
        line.push(AFTER_NAME);
        line.push_str(&domain.to_lowercase());
        line.push(AROUND_TAG);
        for tag in tags {
            line.push_str(&fold(tag));
            line.push(AROUND_TAG);
        }
        Self { id, line, facets }
    }
    pub(super) fn key(&self) -> &str {
        name_of(&self.line)
    }
}

/// The name at the start of a line.
pub(super) fn name_of(line: &str) -> &str {
    line.split_once(AFTER_NAME).map_or(line, |(name, _)| name)
}

/// The key of a text; one without letters and digits keeps its signs, as names do.
fn fold(text: &str) -> String {
    let key = search_key(text);
    if key.is_empty() { text.trim().to_lowercase() } else { key }
}

/// Which words of a customer are looked at. Case, width and kana never matter.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Search {
    /// Every customer.
    #[default]
    All,
    /// The text is somewhere in the name, the domain or a tag.
    Anywhere(String),
    /// The text is somewhere in the company name.
    NameHas(String),
    /// The company name begins with the text.
    NameStarts(String),
    /// The primary domain begins with the text.
    DomainStarts(String),
}

/// Which customers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListFilter {
    /// By their words.
    pub search: Search,
    /// Only those with exactly this tag.
    pub tag: Option<String>,
    /// Only those of this indirect reseller.
    pub reseller: Option<OrganisationId>,
}

impl ListFilter {
    /// Whether that is every customer.
    pub(in crate::customers) fn is_everything(&self) -> bool {
        *self == Self::default()
    }
    /// The one customer whose id was typed.
    pub(in crate::customers) fn customer(&self) -> Option<CustomerId> {
        match &self.search {
            Search::Anywhere(text) => text.trim().parse().ok(),
            _ => None,
        }
    }
}

/// [`ListFilter`], made ready for many lines.
#[derive(Debug)]
pub(super) struct Test {
    search: Needles,
    /// The tag with its edges.
    tag: Option<Finder<'static>>,
    reseller: Option<OrganisationId>,
}

#[derive(Debug)]
enum Needles {
    None,
    Anywhere {
        name: Box<Finder<'static>>,
        domain: Box<Finder<'static>>,
    },
    NameHas(Finder<'static>),
    NameStarts(String),
    /// The edge before the domain, and its beginning.
    DomainStarts(Finder<'static>),
}

fn finder(text: &str) -> Finder<'static> {
    Finder::new(text).into_owned()
}

impl Test {
    pub(super) fn new(filter: &ListFilter) -> Self {
        let search = match &filter.search {
            Search::Anywhere(text) if !text.trim().is_empty() => Needles::Anywhere {
                name: Box::new(finder(&fold(text))),
                domain: Box::new(finder(&text.trim().to_lowercase())),
            },
            Search::NameHas(text) if !text.trim().is_empty() => {
                Needles::NameHas(finder(&fold(text)))
            }
            Search::NameStarts(text) if !text.trim().is_empty() => Needles::NameStarts(fold(text)),
            Search::DomainStarts(text) => {
                let start = text.trim().to_lowercase();
                Needles::DomainStarts(finder(&format!("{AFTER_NAME}{start}")))
            }
            _ => Needles::None,
        };
        let tag = filter.tag.as_deref();
        let tag = tag.map(|tag| finder(&format!("{AROUND_TAG}{}{AROUND_TAG}", fold(tag))));
        Self { search, tag, reseller: filter.reseller }
    }

    /// The name that every line that passes begins with; may be empty.
    pub(super) fn start(&self) -> &str {
        match &self.search {
            Needles::NameStarts(start) => start,
            _ => "",
        }
    }

    /// What to scan for: every line that passes has one of these in it.
    pub(super) fn scan(&self) -> Scan<'_> {
        let finders: Vec<&Finder<'static>> = match (&self.tag, &self.search) {
            (Some(mark), _) | (None, Needles::DomainStarts(mark) | Needles::NameHas(mark)) => {
                vec![mark]
            }
            (None, Needles::Anywhere { name, domain }) if name.needle() == domain.needle() => {
                vec![name]
            }
            (None, Needles::Anywhere { name, domain }) => vec![name, domain],
            (None, Needles::None | Needles::NameStarts(_)) => Vec::new(),
        };
        Scan { marks: finders.into_iter().map(|finder| Mark { finder, at: None }).collect() }
    }

    pub(super) fn passes(&self, line: &str, facets: Facets) -> bool {
        let has = |finder: &Finder<'_>, text: &str| finder.find(text.as_bytes()).is_some();
        if self.reseller.is_some() && facets.reseller != self.reseller
            || self.tag.as_ref().is_some_and(|tag| !has(tag, line))
        {
            return false;
        }
        match &self.search {
            Needles::None => true,
            Needles::NameHas(text) => has(text, name_of(line)),
            Needles::NameStarts(start) => line.starts_with(start.as_str()),
            Needles::DomainStarts(start) => has(start, line),
            Needles::Anywhere { name, domain } => {
                let (of_name, rest) = line.split_once(AFTER_NAME).unwrap_or((line, ""));
                let (of_domain, tags) = rest.split_once(AROUND_TAG).unwrap_or((rest, ""));
                has(name, of_name) || has(domain, of_domain) || has(name, tags)
            }
        }
    }
}

/// Finds the places in a long text that are worth a closer look, from its start to its end.
#[derive(Debug)]
pub(super) struct Scan<'t> {
    marks: Vec<Mark<'t>>,
}

#[derive(Debug)]
struct Mark<'t> {
    finder: &'t Finder<'static>,
    /// Its next hit, once looked for: a rare mark is not looked for again at every hit of a
    /// frequent one.
    at: Option<usize>,
}

impl Scan<'_> {
    /// The first place from `from` on; `from` itself if every place is worth it.
    pub(super) fn next(&mut self, text: &[u8], from: usize) -> Option<usize> {
        if self.marks.is_empty() {
            return (from < text.len()).then_some(from);
        }
        let next = |mark: &mut Mark<'_>| {
            let known = mark.at.filter(|at| *at >= from);
            let found = || mark.finder.find(&text[from..]).map_or(text.len(), |at| from + at);
            let at = known.unwrap_or_else(found);
            mark.at = Some(at);
            at
        };
        self.marks.iter_mut().map(next).min().filter(|at| *at < text.len())
    }
}
