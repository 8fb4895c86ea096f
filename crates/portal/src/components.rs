//! Parts several pages are made of.

use crate::shell::Tone;

/// A small coloured word, such as a state.
#[derive(Debug, Clone)]
pub struct Badge {
    /// The word.
    pub text: String,
    /// Its colour.
    pub tone: Tone,
}

impl Badge {
    /// A badge.
    pub fn new(tone: Tone, text: impl Into<String>) -> Self {
        Self { text: text.into(), tone }
    }
}

/// Keyset paging: there is no page number and no last page.
#[derive(Debug, Clone, Default)]
pub struct Pager {
    /// Back to the start; `None` on the first page.
    pub first: Option<String>,
    /// The next page; `None` on the last.
    pub next: Option<String>,
}

/// An entry of a menu of pages, such as the sections of an account.
#[derive(Debug, Clone)]
pub struct Tab {
    /// The words.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// Whether this is the page shown.
    pub current: bool,
}

/// Something that can be done, or that cannot be done for a reason which is said.
#[derive(Debug, Clone)]
pub enum Offered {
    /// The link of the action.
    Open(String),
    /// Why it is switched off, as a sentence.
    Closed(String),
}

/// A button on top of a page, which the state of the organisation may have switched off.
#[derive(Debug, Clone)]
pub struct Control {
    /// The words.
    pub label: String,
    /// Where it leads, or why it does not.
    pub offer: Offered,
    /// Whether it is what most come for.
    pub primary: bool,
}

impl Control {
    /// A button.
    pub fn new(label: impl Into<String>, offer: Offered) -> Self {
        Self { label: label.into(), offer, primary: false }
    }
    /// The same as what most come for.
    #[must_use]
    pub fn primary(self) -> Self {
        Self { primary: true, ..self }
    }
    /// Why buttons are switched off: each reason once.
    pub fn reasons(all: &[Self]) -> Vec<&str> {
        let mut reasons: Vec<_> = all.iter().filter_map(|one| one.offer.closed()).collect();
        reasons.dedup();
        reasons
    }
}

impl Offered {
    /// Why it is switched off.
    pub fn closed(&self) -> Option<&str> {
        match self {
            Self::Open(_) => None,
            Self::Closed(reason) => Some(reason),
        }
    }
}

/// One line of a definition list.
#[derive(Debug, Clone)]
pub struct Fact {
    /// The term.
    pub term: String,
    /// What it is; empty shows as a dash.
    pub value: String,
}

impl Fact {
    /// A fact.
    pub fn new(term: impl Into<String>, value: impl Into<String>) -> Self {
        Self { term: term.into(), value: value.into() }
    }
}

/// Markup of an icon: a 20 × 20 drawing in the colour of the text, hidden from screen readers.
pub fn icon(name: &str) -> String {
    let path = match name {
        "overview" => "M3 10 10 4l7 6M5 9v7h4v-4h2v4h4V9",
        "customers" => {
            "M7.5 9a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM2 17c0-3 2.5-5 5.5-5s5.5 2 5.5 5M13 9a2.5 2.5 0 1 0 0-5M15 12.3c1.8.7 3 2.4 3 4.7"
        }
        "resellers" => "M10 8V4M10 8 5 12M10 8l5 4M7 3h6M3 12h4v4H3zM13 12h4v4h-4z",
        "providers" => "M10 12v4M5 8l5 4M15 8l-5 4M3 4h4v4H3zM13 4h4v4h-4zM7 17h6",
        "partners" => {
            "M7 9a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM13 9a3 3 0 1 0 0-6M2 17c0-3 2-5 5-5M18 17c0-3-2-5-5-5"
        }
        "reviews" | "admin-relationships" => "M10 2 3 5v5c0 4 3 7 7 8 4-1 7-4 7-8V5zM7 10l2 2 4-4",
        "agreements" | "versions" => "M5 3h7l3 3v11H5zM8 9h4M8 12h4",
        "programme" => "M3 17V7l5-3v13M8 17V9h9v8M11 12h3M2 17h16",
        "users" | "directory" => "M10 9a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM4 17c0-3 2.7-5 6-5s6 2 6 5",
        "activity" => "M3 10h3l2-5 4 10 2-5h3",
        "mailbox" | "requests" | "partnership-requests" => "M3 5h14v10H3zM3 6l7 5 7-5",
        "reference" => "M7 6 3 10l4 4M13 6l4 4-4 4",
        "menu" => "M3 5h14M3 10h14M3 15h14",
        "search" => "M9 14A5 5 0 1 0 9 4a5 5 0 0 0 0 10ZM13 13l4 4",
        "add" => "M10 4v12M4 10h12",
        "check" => "m4 10.5 4 4 8-9",
        "cross" => "m5 5 10 10M15 5 5 15",
        "copy" => "M7 7h9v9H7zM4 13V4h9",
        "warning" => "M10 3 18 16H2zM10 8v4M10 14v.5",
        "info" | "important" => "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM10 9v5M10 6v.5",
        "down" => "m5 8 5 5 5-5",
        _ => "M10 10h.01",
    };
    format!(
        "<svg class=\"icon\" viewBox=\"0 0 20 20\" width=\"20\" height=\"20\" fill=\"none\" \
         stroke=\"currentColor\" stroke-width=\"1.6\" stroke-linecap=\"round\" \
         stroke-linejoin=\"round\" aria-hidden=\"true\"><path d=\"{path}\"/></svg>"
    )
}
