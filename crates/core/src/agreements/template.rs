//! A version of the agreement's text.

use super::store;
use crate::{Cx, Fault, Noun, access::permissions::ViewAgreements};
use opc_kernel::{country::Country, id::TemplateId, rule::Rule, time::Date};
use serde::{Deserialize, Serialize};

/// A version of the agreement for one country. The same version has the same id in every country.
#[derive(Debug, Clone, PartialEq)]
pub struct Template {
    /// Its id.
    pub id: TemplateId,
    /// Which agreement it is.
    pub kind: TemplateKind,
    /// Its version in words: `2024-04-01`.
    pub version: String,
    /// The first day it counts; it counts until the next one does.
    pub effective_from: Date,
    /// The day it was published: from then on it can be accepted, even if it does not count yet.
    pub published_on: Date,
    /// The country whose customers accept it.
    pub country: Country,
    /// The text in each language; the first one prevails.
    pub texts: Vec<TemplateText>,
}

/// The text of a template in a language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateText {
    /// The language: `ja`.
    pub language: String,
    /// The heading.
    pub title: String,
    /// Paragraphs, with blank lines between them.
    pub body: String,
}

/// Which agreement a template is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TemplateKind {
    /// The cloud agreement, replaced on 2019-10-01 (`domain/02`).
    CloudAgreement,
    /// The customer agreement.
    CustomerAgreement,
}

impl TemplateKind {
    /// The stored name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::CloudAgreement => "cloud_agreement",
            Self::CustomerAgreement => "customer_agreement",
        }
    }
    /// The value of that name.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::CloudAgreement, Self::CustomerAgreement].into_iter().find(|k| k.name() == name)
    }
}

impl Template {
    /// What is wrong with its having been accepted on a day.
    pub fn too_early(&self, date: Date) -> Option<Rule> {
        let from = self.effective_from.min(self.published_on);
        (date < from).then(|| Rule::AgreementDateTooEarly { from: from.to_string() })
    }
    /// The text in a language, given as a code or a tag such as `ja-JP`; otherwise the one that
    /// prevails.
    pub fn text(&self, language: &str) -> Option<&TemplateText> {
        let primary = language.split(['-', '_']).next().unwrap_or(language);
        let same = |text: &&TemplateText| text.language.eq_ignore_ascii_case(primary);
        self.texts.iter().find(same).or_else(|| self.texts.first())
    }
}

/// What is wrong with a date of acceptance in a country (`domain/02`, Agreement): nobody accepted
/// the current text before it was in force. Nothing where there is none.
pub(crate) fn too_early(
    cx: &mut Cx<'_, '_>,
    country: Country,
    date: Date,
) -> Result<Option<Rule>, Fault> {
    let current = store::current(cx, country, cx.today())?;
    Ok(current.and_then(|template| template.too_early(date)))
}

/// Every template of every country, the newest first.
pub fn templates(cx: &mut Cx<'_, '_>) -> Result<Vec<Template>, Fault> {
    cx.allow(ViewAgreements)?;
    store::templates(cx)
}

/// The template that customers of a country accept on a day; not found where none counts yet.
pub fn current_template(
    cx: &mut Cx<'_, '_>,
    country: Country,
    today: Date,
) -> Result<Template, Fault> {
    cx.allow(ViewAgreements)?;
    store::current(cx, country, today)?.ok_or(Fault::NotFound(Noun::Agreement))
}

/// The versions customers of a country can accept today: the one that counts now, then those that
/// are published and will (`domain/02`, Agreement). None where no version counts yet.
pub fn acceptable_templates(cx: &mut Cx<'_, '_>, country: Country) -> Result<Vec<Template>, Fault> {
    cx.allow(ViewAgreements)?;
    let mut ids = store::counting(cx, country.code(), cx.today())?;
    ids.reverse();
    let found = ids.into_iter().filter_map(|id| store::template(cx, id, country).transpose());
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use opc_kernel::id::Id;

    #[test]
    fn a_text_is_found_by_language_and_the_prevailing_one_stands_in() {
        let text = |language: &str| TemplateText {
            language: language.into(),
            title: language.into(),
            body: String::new(),
        };
        let template = Template {
            id: TemplateId::from_uuid(uuid::Uuid::nil()),
            kind: TemplateKind::CustomerAgreement,
            version: "2024-04-01".into(),
            effective_from: opc_kernel::rules::agreement::date("2024-04-01").unwrap(),
            published_on: opc_kernel::rules::agreement::date("2024-03-01").unwrap(),
            country: Country::parse("DE").unwrap(),
            texts: vec![text("de"), text("en")],
        };
        for (asked, found) in [("en", "en"), ("EN-us", "en"), ("de", "de"), ("ja-JP", "de")] {
            assert_eq!(template.text(asked).unwrap().language, found, "{asked}");
        }
    }
}
