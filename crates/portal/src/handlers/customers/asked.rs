//! The list as its address asks for it: which customers, in what order, with which columns.

use crate::{
    handlers::forms::Typed,
    language::{encoded, with_query},
};
use opc_core::customers::{ListFilter, Order, Qualification, Search, SortBy, Validation};

/// Parameters that say what the list shows, in the order in which addresses have them.
const NAMES: [&str; 10] = [
    "q",
    "search-by",
    "reseller",
    "country",
    "tag",
    "qualification",
    "validation",
    "sort",
    "dir",
    "columns",
];
/// The parameters a person can take away one by one.
pub(super) const FILTERS: [&str; 6] =
    ["q", "reseller", "country", "tag", "qualification", "validation"];

/// A column beside the company name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Domain,
    Id,
    Relationship,
    Reseller,
    Country,
    Qualification,
    Tags,
    Source,
    Added,
}

impl Column {
    pub(super) const ALL: [Self; 9] = [
        Self::Domain,
        Self::Id,
        Self::Relationship,
        Self::Reseller,
        Self::Country,
        Self::Qualification,
        Self::Tags,
        Self::Source,
        Self::Added,
    ];

    /// Its name in addresses and of its message `col-…`.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Domain => "domain",
            Self::Id => "id",
            Self::Relationship => "relationship",
            Self::Reseller => "reseller",
            Self::Country => "country",
            Self::Qualification => "qualification",
            Self::Tags => "tags",
            Self::Source => "source",
            Self::Added => "added",
        }
    }
    /// Shown to those who have not chosen (`domain/04`, List).
    pub(super) const fn is_usual(self) -> bool {
        !matches!(self, Self::Country | Self::Qualification | Self::Source | Self::Added)
    }
}

/// The parameters that are set; nothing else of an address is carried on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Asked(Vec<(&'static str, String)>);

impl Asked {
    pub(super) fn of(typed: &Typed) -> Self {
        let set = |name: &&str| !typed.get(name).is_empty();
        let pair = |name| (name, typed.get(name).to_owned());
        let mut asked = Self(NAMES.into_iter().filter(set).map(pair).collect());
        if asked.get("q").is_empty() {
            asked = asked.without("search-by");
        }
        asked
    }
    /// The value of a parameter; empty if it is not set.
    pub(super) fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value)
    }
    pub(super) fn without(&self, name: &str) -> Self {
        let kept = self.0.iter().filter(|(known, _)| *known != name);
        Self(kept.cloned().collect())
    }
    pub(super) fn with(&self, name: &'static str, value: &str) -> Self {
        let mut asked = self.without(name);
        if !value.is_empty() {
            asked.0.push((name, value.to_owned()));
        }
        asked
    }
    /// The parameters as hidden fields of a form.
    pub(super) fn hidden(&self) -> Vec<(String, String)> {
        self.0.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect()
    }
    /// This path with the parameters.
    pub(super) fn address(&self, path: &str) -> String {
        self.0
            .iter()
            .fold(path.to_owned(), |path, (name, value)| with_query(&path, name, &encoded(value)))
    }
    /// The parameters alone, without the question mark.
    pub(super) fn query(&self) -> String {
        self.address("").trim_start_matches('?').to_owned()
    }

    pub(super) fn filter(&self) -> ListFilter {
        let text = self.get("q").to_owned();
        let search = match self.get("search-by") {
            _ if text.is_empty() => Search::All,
            "company" => Search::NameStarts(text),
            "domain" => Search::DomainStarts(text),
            "id" => Search::IdStarts(text),
            _ => Search::Anywhere(text),
        };
        let set = |name| Some(self.get(name).to_owned()).filter(|value| !value.is_empty());
        ListFilter {
            search,
            tag: set("tag"),
            reseller: self.get("reseller").parse().ok(),
            country: set("country"),
            qualification: Qualification::parse(self.get("qualification")),
            validation: Validation::parse(self.get("validation")),
        }
    }
    pub(super) fn order(&self) -> Order {
        let by = match self.get("sort") {
            "domain" => SortBy::Domain,
            "added" => SortBy::Added,
            _ => SortBy::Name,
        };
        Order { by, down: self.get("dir") == "desc" }
    }
    /// The columns asked for; none asked for: those that are usual.
    pub(super) fn columns(&self) -> Vec<Column> {
        let asked = self.get("columns");
        let is_shown = |column: &Column| match asked {
            "" => column.is_usual(),
            asked => asked.split(',').any(|key| key == column.key()),
        };
        Column::ALL.into_iter().filter(is_shown).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(query: &str) -> Asked {
        Asked::of(&Typed::of(&format!("/?{query}").parse().unwrap()))
    }

    #[test]
    fn a_search_and_all_filters_count_together() {
        let search = |query: &str| of(query).filter().search;
        assert_eq!(of("q=%20&reseller=all&search-by=id").filter(), ListFilter::default());
        assert_eq!(search("q=ab"), Search::Anywhere("ab".into()));
        assert_eq!(search("q=ab&search-by=domain"), Search::DomainStarts("ab".into()));
        assert_eq!(search("q=ab&search-by=id"), Search::IdStarts("ab".into()));
        let id = "0199d2c4-7a10-7c3e-8f5b-1a2b3c4d5e6f";
        let all = of(&format!(
            "q=ab&search-by=company&reseller={id}&tag=a+b&country=JP&qualification=education\
             &validation=under_review"
        ));
        let expected = ListFilter {
            search: Search::NameStarts("ab".into()),
            tag: Some("a b".into()),
            reseller: id.parse().ok(),
            country: Some("JP".into()),
            qualification: Some(Qualification::Education),
            validation: Some(Validation::UnderReview),
        };
        assert_eq!(all.filter(), expected);
    }

    #[test]
    fn an_address_keeps_what_is_known_and_drops_the_rest() {
        let asked = of("tag=%E6%9D%B1&sort=added&dir=desc&done=x&after=y&columns=id,tags");
        let kept = "/c?tag=%E6%9D%B1&sort=added&dir=desc&columns=id%2Ctags";
        assert_eq!(asked.address("/c"), kept);
        assert_eq!(of(&asked.query()), asked);
        assert_eq!(asked.order(), Order { by: SortBy::Added, down: true });
        assert_eq!(asked.columns(), [Column::Id, Column::Tags]);
        assert_eq!(asked.without("tag").with("dir", "").query(), "sort=added&columns=id%2Ctags");
    }
}
