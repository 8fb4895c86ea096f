//! What is kept of a customer, and finding those a filter lets through.

use super::filter::{ListFilter, Search};
use crate::customers::{HeldQualification, Qualification, Validation};
use memchr::memmem::Finder;
use opc_kernel::{
    id::{CustomerId, Id, OrganisationId},
    text::{may_begin_with_form, plain, search_key, whole_key},
    time::Timestamp,
};
use std::ops::RangeInclusive;

/// Between the name without its legal forms and the name with them, if it has any.
const AND_WHOLE: char = '\u{1D}';
/// Between the name and the domain.
const AFTER_NAME: char = '\u{1F}';
/// Before and after each tag.
const AROUND_TAG: char = '\u{1E}';

/// What can be filtered and ordered by, besides words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Facets {
    pub(super) reseller: Option<OrganisationId>,
    /// Two letters.
    pub(super) country: [u8; 2],
    pub(super) kinds: Kinds,
    pub(super) validation: Validation,
    pub(super) added: Timestamp,
}

/// A country code in as many bytes as it has letters.
pub(super) fn letters(code: &str) -> [u8; 2] {
    <[u8; 2]>::try_from(code.as_bytes()).unwrap_or_default()
}

/// Which qualifications a customer has asked for or holds: a bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Kinds(u8);

impl Kinds {
    pub(super) fn of(held: &[HeldQualification]) -> Self {
        let bits = held.iter().fold(0, |bits, one| bits | Self::bit(one.kind));
        Self(if bits == 0 { Self::bit(Qualification::Commercial) } else { bits })
    }
    fn has(self, kind: Qualification) -> bool {
        self.0 & Self::bit(kind) != 0
    }
    fn bit(kind: Qualification) -> u8 {
        1 << kind as u8
    }
}

/// One customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) id: CustomerId,
    /// `name ␝ whole name ␟ domain ␞ tag ␞ tag ␞`, all folded.
    pub(super) line: String,
    pub(super) facets: Facets,
    /// As they were typed.
    pub(super) tags: Vec<String>,
}

impl Entry {
    /// From what the account says. `key` is its name as the list is ordered by.
    pub(super) fn new(
        id: CustomerId,
        (key, name): (&str, &str),
        domain: &str,
        tags: Vec<String>,
        facets: Facets,
    ) -> Self {
        let mut line = String::with_capacity(2 * key.len() + domain.len() + 16);
        line.push_str(key);
        let whole = whole_key(name);
        if whole != key && !whole.is_empty() {
            line.push(AND_WHOLE);
            line.push_str(&whole);
        }
        line.push(AFTER_NAME);
        line.push_str(&domain.to_lowercase());
        line.push(AROUND_TAG);
        for tag in &tags {
            line.push_str(&fold(tag));
            line.push(AROUND_TAG);
        }
        Self { id, line, facets, tags }
    }
    pub(super) fn key(&self) -> &str {
        name_of(&self.line)
    }
}

/// The name at the start of a line, as the list is ordered by.
pub(super) fn name_of(line: &str) -> &str {
    line.split([AND_WHOLE, AFTER_NAME]).next().unwrap_or(line)
}

/// All there is of the name in a line.
fn names_of(line: &str) -> &str {
    line.split_once(AFTER_NAME).map_or(line, |(names, _)| names)
}

/// The domain in a line.
pub(super) fn domain_of(line: &str) -> &str {
    let rest = line.split_once(AFTER_NAME).map_or("", |(_, rest)| rest);
    rest.split_once(AROUND_TAG).map_or(rest, |(domain, _)| domain)
}

/// The tags in a line, folded.
pub(super) fn tags_of(line: &str) -> impl Iterator<Item = &str> {
    line.split(AROUND_TAG).skip(1).filter(|tag| !tag.is_empty())
}

/// The key of a text; one without letters and digits keeps its signs, as names do.
pub(super) fn fold(text: &str) -> String {
    let key = search_key(text);
    if key.is_empty() { text.trim().to_lowercase() } else { key }
}

/// What is looked for in names: the text, and without its legal forms if that is long enough to
/// say something.
fn name_finders(text: &str) -> Vec<Finder<'static>> {
    let (key, whole) = (fold(text), whole_key(text));
    if whole == key || whole.is_empty() {
        return vec![finder(&key)];
    }
    let bare = key.chars().nth(1).is_some().then(|| finder(&key));
    [finder(&whole)].into_iter().chain(bare).collect()
}

/// [`ListFilter`], made ready for many lines.
#[derive(Debug)]
pub(super) struct Test {
    search: Needles,
    /// The tag with its edges.
    tag: Option<Finder<'static>>,
    reseller: Option<OrganisationId>,
    country: Option<[u8; 2]>,
    qualification: Option<Qualification>,
    validation: Option<Validation>,
}

#[derive(Debug)]
enum Needles {
    None,
    /// Ids from this to that.
    Ids(RangeInclusive<u128>),
    Anywhere {
        names: Vec<Finder<'static>>,
        domain: Box<Finder<'static>>,
    },
    NameHas(Vec<Finder<'static>>),
    NameStarts(String),
    /// The same, and the beginning of the whole name with the edge before it.
    WholeStarts(String, Finder<'static>),
    /// The edge before the domain, and its beginning.
    DomainStarts(Finder<'static>),
}

/// The ids that begin with these hexadecimal digits; none if they are none.
fn ids(text: &str) -> RangeInclusive<u128> {
    let digits: String = text.trim().chars().filter(|c| !matches!(c, '-' | '{' | '}')).collect();
    let (mut first, mut last) = (digits.clone(), digits);
    while first.len() < 32 {
        first.push('0');
        last.push('f');
    }
    let bounds = u128::from_str_radix(&first, 16).ok().zip(u128::from_str_radix(&last, 16).ok());
    bounds.map_or_else(|| RangeInclusive::new(1, 0), |(first, last)| first..=last)
}

fn finder(text: &str) -> Finder<'static> {
    Finder::new(text).into_owned()
}

impl Test {
    pub(super) fn new(filter: &ListFilter) -> Self {
        let search = match &filter.search {
            Search::IdStarts(text) => Needles::Ids(ids(text)),
            Search::Anywhere(text) if text.trim().parse::<CustomerId>().is_ok() => {
                Needles::Ids(ids(text))
            }
            Search::Anywhere(text) if !text.trim().is_empty() => Needles::Anywhere {
                names: name_finders(text),
                domain: Box::new(finder(&plain(text.trim()).to_lowercase())),
            },
            Search::NameHas(text) if !text.trim().is_empty() => {
                Needles::NameHas(name_finders(text))
            }
            Search::NameStarts(text) if !text.trim().is_empty() => {
                let whole = whole_key(text);
                if may_begin_with_form(&whole) {
                    Needles::WholeStarts(fold(text), finder(&format!("{AND_WHOLE}{whole}")))
                } else {
                    Needles::NameStarts(fold(text))
                }
            }
            Search::DomainStarts(text) => {
                let start = plain(text.trim()).to_lowercase();
                Needles::DomainStarts(finder(&format!("{AFTER_NAME}{start}")))
            }
            _ => Needles::None,
        };
        let tag = filter.tag.as_deref();
        let tag = tag.map(|tag| finder(&format!("{AROUND_TAG}{}{AROUND_TAG}", fold(tag))));
        Self {
            search,
            tag,
            reseller: filter.reseller,
            country: filter.country.as_deref().map(letters),
            qualification: filter.qualification,
            validation: filter.validation,
        }
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
            (Some(mark), _) | (None, Needles::DomainStarts(mark)) => vec![mark],
            (None, Needles::NameHas(names)) => names.iter().collect(),
            (None, Needles::Anywhere { names, domain }) => {
                let of_domain = names.iter().all(|name| name.needle() != domain.needle());
                names.iter().chain(of_domain.then_some(&**domain)).collect()
            }
            (
                None,
                Needles::None | Needles::Ids(_) | Needles::NameStarts(_) | Needles::WholeStarts(..),
            ) => Vec::new(),
        };
        Scan { marks: finders.into_iter().map(|finder| Mark { finder, at: None }).collect() }
    }

    pub(super) fn passes(&self, id: CustomerId, line: &str, facets: Facets) -> bool {
        let has = |finder: &Finder<'_>, text: &str| finder.find(text.as_bytes()).is_some();
        if self.reseller.is_some() && facets.reseller != self.reseller
            || self.country.is_some_and(|country| facets.country != country)
            || self.qualification.is_some_and(|kind| !facets.kinds.has(kind))
            || self.validation.is_some_and(|validation| facets.validation != validation)
            || self.tag.as_ref().is_some_and(|tag| !has(tag, line))
        {
            return false;
        }
        match &self.search {
            Needles::None => true,
            Needles::Ids(range) => range.contains(&id.uuid().as_u128()),
            Needles::NameHas(names) => names.iter().any(|name| has(name, names_of(line))),
            Needles::NameStarts(start) => line.starts_with(start.as_str()),
            Needles::WholeStarts(start, whole) => {
                line.starts_with(start.as_str()) || has(whole, names_of(line))
            }
            Needles::DomainStarts(start) => has(start, line),
            Needles::Anywhere { names, domain } => {
                let (of_name, rest) = line.split_once(AFTER_NAME).unwrap_or((line, ""));
                let (of_domain, tags) = rest.split_once(AROUND_TAG).unwrap_or((rest, ""));
                has(domain, of_domain)
                    || names.iter().any(|name| has(name, of_name) || has(name, tags))
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
