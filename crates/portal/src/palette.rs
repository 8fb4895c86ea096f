//! What the command palette found.

use askama::Template;
use opc_words::Words;

/// Customers and actions that fit what was typed.
#[derive(Debug, Clone, Template)]
#[template(path = "palette/found.html")]
pub struct PaletteFound {
    /// Words.
    pub w: Words,
    /// Customers, by name.
    pub customers: Vec<Found>,
    /// Actions.
    pub actions: Vec<Found>,
    /// Where to show the second factor, if customers are only found after it.
    pub step_up: Option<String>,
}

/// A line of the palette.
#[derive(Debug, Clone)]
pub struct Found {
    /// Name of the icon.
    pub icon: &'static str,
    /// The words.
    pub label: String,
    /// More, such as a domain; may be empty.
    pub detail: String,
    /// Where it leads.
    pub href: String,
}
