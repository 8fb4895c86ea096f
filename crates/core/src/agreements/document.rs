//! The text of an agreement, to be read.

use super::{TemplateText, store};
use crate::{Cx, Fault, Noun};
use opc_kernel::{country::Country, id::TemplateId, time::Date};

/// The text of a template for a country, in a language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The template.
    pub template: TemplateId,
    /// Its version in words.
    pub version: String,
    /// The first day it counts.
    pub effective_from: Date,
    /// The day it was published.
    pub published_on: Date,
    /// The country.
    pub country: Country,
    /// The language it is in, its heading and its paragraphs.
    pub text: TemplateText,
}

/// The text of a template for a country, or for the first that has it: in the language asked for,
/// or in the one that prevails. It is for everybody: who is to accept it reads it first.
pub fn document(
    cx: &mut Cx<'_, '_>,
    id: TemplateId,
    language: &str,
    country: Option<Country>,
) -> Result<Document, Fault> {
    let template = match country {
        Some(country) => store::template(cx, id, country)?,
        None => store::first_of(cx, id)?,
    };
    let template = template.ok_or(Fault::NotFound(Noun::Agreement))?;
    let text = template.text(language).cloned().ok_or(Fault::NotFound(Noun::Agreement))?;
    Ok(Document {
        template: id,
        version: template.version,
        effective_from: template.effective_from,
        published_on: template.published_on,
        country: template.country,
        text,
    })
}
