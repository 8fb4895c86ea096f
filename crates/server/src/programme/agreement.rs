//! `agreement.toml`: versions of the customer agreement, in each country's words.

use super::texts::{AGREEMENT, Texts, wrong};
use crate::failure::Failure;
use opc_core::{
    agreements::{Template, TemplateKind, TemplateText},
    kernel::{country::Country, id::TemplateId, time::Date},
};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Debug, Deserialize)]
struct File {
    template: Vec<Version>,
    country: Vec<CountryText>,
}

#[expect(clippy::struct_field_names, reason = "the names are those of the file")]
#[derive(Debug, Deserialize)]
struct Version {
    id: TemplateId,
    r#type: String,
    version: String,
    effective_from: Date,
    title: BTreeMap<String, String>,
    body: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize)]
struct CountryText {
    code: String,
    /// The first one prevails.
    languages: Vec<String>,
    closing: BTreeMap<String, String>,
}

/// Reads the file: one template per version and country.
pub(super) fn read(texts: &Texts) -> Result<Vec<Template>, Failure> {
    let file: File = texts.parse(AGREEMENT)?;
    let pairs = file.country.iter().flat_map(|c| file.template.iter().map(move |v| (v, c)));
    pairs.map(|(version, country)| template(version, country)).collect()
}

fn template(version: &Version, country: &CountryText) -> Result<Template, Failure> {
    let kind = TemplateKind::parse(&version.r#type)
        .ok_or_else(|| wrong(AGREEMENT, format!("template {}: type", version.id), &version.r#type));
    let code = Country::parse(&country.code)
        .map_err(|e| wrong(AGREEMENT, format!("country {}: code", country.code), e));
    Ok(Template {
        id: version.id,
        kind: kind?,
        version: version.version.clone(),
        effective_from: version.effective_from,
        published_on: version.effective_from,
        country: code?,
        texts: country
            .languages
            .iter()
            .map(|l| text(version, country, l))
            .collect::<Result<_, _>>()?,
    })
}

/// The document: body, blank line, closing (`demo/README.md`).
fn text(version: &Version, country: &CountryText, language: &str) -> Result<TemplateText, Failure> {
    let of = |texts: &BTreeMap<String, String>, place: String| {
        texts.get(language).cloned().ok_or_else(|| wrong(AGREEMENT, place, language))
    };
    let place = |key: &str| format!("template {}: {key}", version.id);
    let body = of(&version.body, place("body"))?;
    let closing = of(&country.closing, format!("country {}: closing", country.code))?;
    let title = of(&version.title, place("title"))?;
    let body = format!("{}\n\n{}", body.trim_end(), closing.trim_end());
    let lacking = opc_print::unprintable(&format!("{title}{body}"));
    if lacking.is_empty() {
        return Ok(TemplateText { language: language.to_owned(), title, body });
    }
    Err(wrong(AGREEMENT, place("body"), format!("the PDF cannot show {lacking:?}")))
}
