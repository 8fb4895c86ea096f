//! The text of an agreement, to be read.

use super::{TemplateText, store};
use crate::{
    Cx, Denial, Fault, Noun,
    access::permissions::{AcceptAgreement, ViewAgreements},
};
use opc_kernel::{country::Country, id::TemplateId};

/// The text of a template for a country, in a language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The template.
    pub template: TemplateId,
    /// Its version in words.
    pub version: String,
    /// The country.
    pub country: Country,
    /// The language it is in, its heading and its paragraphs.
    pub text: TemplateText,
}

/// The text of a template for a country: in the language asked for, or in the one that prevails.
/// Partners read it, and so does the customer who is to accept it.
pub fn document(
    cx: &mut Cx<'_, '_>,
    id: TemplateId,
    language: &str,
    country: Country,
) -> Result<Document, Fault> {
    match cx.allow(ViewAgreements) {
        Err(Fault::Denied(Denial::OrganisationKind(_))) => cx.allow(AcceptAgreement).map(drop)?,
        granted => granted.map(drop)?,
    }
    let template = store::template(cx, id, country)?.ok_or(Fault::NotFound(Noun::Agreement))?;
    let text = template.text(language).cloned().ok_or(Fault::NotFound(Noun::Agreement))?;
    Ok(Document { template: id, version: template.version, country, text })
}
