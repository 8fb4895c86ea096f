//! Every component on one page, in all its states.

use crate::{
    components::{Badge, Pager, Tab},
    form::{Choice, Form},
    shell::{Shell, Tone},
    wizard::Wizard,
};
use askama::Template;
use opc_words::Words;

/// The style guide.
#[derive(Debug, Clone, Template)]
#[template(path = "styleguide/styleguide.html")]
pub struct StyleguidePage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// A wizard in the middle.
    pub wizard: Wizard,
    /// A form with an error and a warning on `company-name` and `city`.
    pub form: Form,
}

impl StyleguidePage {
    /// Badges of every tone.
    pub fn badges(&self) -> Vec<Badge> {
        [Tone::Neutral, Tone::Info, Tone::Good, Tone::Warning, Tone::Bad]
            .map(|tone| Badge::new(tone, self.w.of_family("tone", tone.key())))
            .into()
    }
    /// Choices of a select and of radio cards.
    pub fn choices(&self) -> Vec<Choice> {
        ["direct", "provider", "reseller"]
            .map(|key| Choice::new(key, self.w.of_family("partner", key)))
            .into()
    }
    /// A menu.
    pub fn tabs(&self) -> Vec<Tab> {
        ["company", "bill-to", "agreement"]
            .map(|key| Tab {
                label: self.w.of_family("section", key),
                href: format!("#{key}"),
                current: key == "bill-to",
            })
            .into()
    }
    /// Paging in the middle of a list.
    pub fn pager(&self) -> Pager {
        Pager { first: Some("#first".to_owned()), next: Some("#next".to_owned()) }
    }
}
