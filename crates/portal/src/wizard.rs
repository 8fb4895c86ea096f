//! The add-customer wizard (`domain/02`): account info, reseller, subscriptions, review.

use crate::{
    address::CountryRules,
    components::Fact,
    form::{Choice, Form},
    offers::Shelf,
    shell::Shell,
};
use askama::Template;
use opc_words::Words;

/// A step of the wizard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Company, address, contact, agreement.
    Account,
    /// Which indirect reseller; only for providers.
    Reseller,
    /// Which offers; skipped when the customer has to accept the agreement first.
    Subscriptions,
    /// Everything at a glance.
    Review,
    /// What came of it.
    Confirmation,
}

impl Step {
    /// The last part of the path, and of the message `step-<key>`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::Reseller => "reseller",
            Self::Subscriptions => "subscriptions",
            Self::Review => "review",
            Self::Confirmation => "confirmation",
        }
    }
}

/// Whether a step has been done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Filled in: a link leads back.
    Done,
    /// This page.
    Current,
    /// Still to come.
    Todo,
}

/// A step as the stepper shows it.
#[derive(Debug, Clone)]
pub struct StepView {
    /// The step.
    pub step: Step,
    /// Whether it has been done.
    pub progress: Progress,
    /// Path of the step.
    pub href: String,
}

/// What every page of the wizard has.
#[derive(Debug, Clone)]
pub struct Wizard {
    /// Path of the draft, without a slash at the end.
    pub base: String,
    /// Version this page was made from: of the section, on the review of the draft. It is sent
    /// back, so that a second tab is noticed.
    pub version: String,
    /// Steps that apply to this partner.
    pub steps: Vec<StepView>,
    /// Whether the draft was changed in another tab after this page was made.
    pub changed_elsewhere: bool,
}

impl Wizard {
    /// The steps of a draft, up to `current` done.
    pub fn new(base: &str, version: &str, steps: &[Step], current: Step) -> Self {
        let view = |step: Step| StepView {
            step,
            progress: match step.cmp(&current) {
                std::cmp::Ordering::Less => Progress::Done,
                std::cmp::Ordering::Equal => Progress::Current,
                std::cmp::Ordering::Greater => Progress::Todo,
            },
            href: format!("{base}/{}", step.key()),
        };
        Self {
            base: base.to_owned(),
            version: version.to_owned(),
            steps: steps.iter().copied().map(view).collect(),
            changed_elsewhere: false,
        }
    }
    /// The step before or after `from`, among those that apply.
    pub fn neighbour(&self, from: Step, forward: bool) -> Option<&StepView> {
        let at = self.steps.iter().position(|s| s.step == from)?;
        let index = if forward { at.checked_add(1)? } else { at.checked_sub(1)? };
        self.steps.get(index)
    }
    /// The same when nothing can be changed any more: no step has a link.
    #[must_use]
    pub fn over(mut self) -> Self {
        for view in &mut self.steps {
            if view.progress == Progress::Done {
                view.href.clear();
            }
        }
        self
    }
    /// Whether the current step is the review.
    pub fn reviews(&self) -> bool {
        self.steps.iter().any(|s| s.step == Step::Review && s.progress == Progress::Current)
    }
    /// Path of the current step.
    pub fn here(&self) -> &str {
        let current = self.steps.iter().find(|s| s.progress == Progress::Current);
        current.map_or(&self.base, |s| &s.href)
    }
    /// Number of the current step, from 1, and how many there are.
    pub fn position(&self) -> (usize, usize) {
        let at = self.steps.iter().position(|s| s.progress == Progress::Current);
        (at.map_or(1, |i| i + 1), self.steps.len())
    }
}

/// The first page: who the customer is.
#[derive(Debug, Clone, Template)]
#[template(path = "wizard/account.html")]
pub struct AccountStepPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Wizard.
    pub wizard: Wizard,
    /// The wizard when the customer accepts the agreement itself, where that leaves out a step.
    pub direct: Option<Wizard>,
    /// Before there is a draft: the id that starts one once, however often the form is sent.
    pub start: Option<String>,
    /// Fields of `domain/02`, by key.
    pub form: Form,
    /// Countries of the partner's market.
    pub countries: Vec<Choice>,
    /// Rules of the chosen country.
    pub rules: CountryRules,
    /// Part of the domain after the prefix, without the dot in front.
    pub domain_suffix: String,
    /// Result of the last check of the prefix.
    pub domain: DomainCheck,
    /// Cultures of the country.
    pub cultures: Vec<Choice>,
    /// Languages of the country.
    pub languages: Vec<Choice>,
    /// Qualifications the partner may ask for; *none* comes first.
    pub qualifications: Vec<Choice>,
    /// Segments of education customers.
    pub segments: Vec<Choice>,
    /// Path of the agreement text for this country and language.
    pub agreement_href: String,
    /// The version of the agreement, in words.
    pub agreement_version: String,
    /// Whether the person may attest for the customer; if not, that choice is switched off.
    pub may_attest: bool,
    /// Whether the partner may do without admin access.
    pub may_choose_access: bool,
    /// Whether the person may tag customers; if not, there is no field for tags.
    pub may_tag: bool,
    /// Today, as `2026-11-21`: the last day an attestation may have.
    pub today: String,
}

impl AccountStepPage {
    /// Whether somebody else than the primary contact is named as the signer.
    pub fn names_signer(&self) -> bool {
        ["signer-first-name", "signer-last-name", "signer-email", "signer-phone"]
            .iter()
            .any(|field| !self.form.value(field).is_empty() || !self.form.of(field).is_empty())
    }
}

/// Whether a domain prefix is free.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DomainCheck {
    /// Not looked up yet.
    Unknown,
    /// Free.
    Free(String),
    /// Taken; with prefixes that are free.
    Taken(String, Vec<String>),
    /// Not a prefix at all; the sentence says why.
    Invalid(String),
}

/// The parts of an address that follow from its postal code, filled in.
#[derive(Debug, Clone, Template)]
#[template(path = "wizard/address_parts.html")]
pub struct AddressPartsPart {
    /// Words.
    pub w: Words,
    /// What was typed, and what was filled in.
    pub form: Form,
    /// What the country asks for.
    pub rules: CountryRules,
    /// Where a postal code is looked up, without a slash at the end.
    pub lookup: String,
}

/// The answer to the domain check, alone or inside the first page.
#[derive(Debug, Clone, Template)]
#[template(path = "wizard/domain_check.html")]
pub struct DomainCheckPart {
    /// Words.
    pub w: Words,
    /// The answer.
    pub domain: DomainCheck,
}

/// The reseller page, for providers.
#[derive(Debug, Clone, Template)]
#[template(path = "wizard/reseller.html")]
pub struct ResellerStepPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Wizard.
    pub wizard: Wizard,
    /// Field `reseller`; `direct` means the provider sells itself.
    pub form: Form,
    /// Resellers with an active partnership.
    pub resellers: Vec<ResellerChoice>,
}

/// A reseller to choose.
#[derive(Debug, Clone)]
pub struct ResellerChoice {
    /// Its id.
    pub id: String,
    /// Company name.
    pub name: String,
    /// Partner id and place, in words.
    pub detail: String,
    /// Why it cannot be chosen, such as an unsigned partner agreement.
    pub closed: Option<String>,
}

/// The subscriptions page.
#[derive(Debug, Clone, Template)]
#[template(path = "wizard/subscriptions.html")]
pub struct SubscriptionsStepPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Wizard.
    pub wizard: Wizard,
    /// Filter fields `category`, `billing`, `trial`; licence fields `quantity-<offer>`.
    pub form: Form,
    /// What there is to pick.
    pub shelf: Shelf,
    /// Path to post to, to filter.
    pub filter: String,
    /// Why nothing can be picked here, such as a role that may not order.
    pub closed: Option<String>,
}

/// The review page.
#[derive(Debug, Clone, Template)]
#[template(path = "wizard/review.html")]
pub struct ReviewStepPage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Wizard.
    pub wizard: Wizard,
    /// Problems found when submitting.
    pub form: Form,
    /// Sections with their facts.
    pub sections: Vec<ReviewSection>,
    /// Order lines.
    pub lines: Vec<LineView>,
    /// Why nothing can be ordered at present, although the customer can be added.
    pub waits: Option<String>,
    /// Sums: what they cover and how much, such as *monthly total*.
    pub totals: Vec<Fact>,
    /// Whether the customer accepts the agreement itself: nothing can be bought yet.
    pub direct_acceptance: bool,
    /// Why nothing can be ordered, such as a role that may not.
    pub no_order: Option<String>,
    /// Why it cannot be submitted yet.
    pub closed: Option<String>,
}

/// A part of the review.
#[derive(Debug, Clone)]
pub struct ReviewSection {
    /// Heading.
    pub title: String,
    /// The step to change it in.
    pub update: String,
    /// Facts.
    pub facts: Vec<Fact>,
    /// What is still wrong.
    pub troubles: Vec<ToMend>,
    /// Advice that stops nothing, and warnings that were confirmed.
    pub notes: Vec<ToMend>,
}

/// Something to put right, and where.
#[derive(Debug, Clone)]
pub struct ToMend {
    /// What, as a sentence.
    pub text: String,
    /// Path of the step, with the field.
    pub href: String,
}

/// An order line.
#[derive(Debug, Clone)]
pub struct LineView {
    /// Offer.
    pub name: String,
    /// Licences, in words.
    pub quantity: String,
    /// Price of one.
    pub unit: String,
    /// Price of all.
    pub total: String,
    /// Whether it depends on another one.
    pub addon: bool,
    /// What is wrong with it.
    pub trouble: Option<ToMend>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn done_steps_come_before_the_current_one() {
        let steps = [Step::Account, Step::Subscriptions, Step::Review, Step::Confirmation];
        let wizard = Wizard::new("/d", "1", &steps, Step::Subscriptions);
        assert_eq!(wizard.steps[0].progress, Progress::Done);
        assert_eq!(wizard.steps[2].progress, Progress::Todo);
        assert_eq!(wizard.position(), (2, 4));
        let next = wizard.neighbour(Step::Subscriptions, true);
        assert_eq!(next.map(|s| s.href.as_str()), Some("/d/review"));
        assert!(wizard.neighbour(Step::Account, false).is_none());
    }
}
