//! `demo/agreement.toml`: versions of the customer agreement, in each country's words.

use crate::failure::Failure;
use opc_core::{
    agreements::{Template, TemplateKind, TemplateText},
    kernel::{country::Country, id::TemplateId, time::Date},
};
use serde::Deserialize;
use std::collections::BTreeMap;

const TEXT: &str = include_str!("../../demo/agreement.toml");

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
pub(super) fn read() -> Result<Vec<Template>, Failure> {
    let file: File = toml::from_str(TEXT).map_err(|e| Failure::setting("demo", e))?;
    let pairs = file.country.iter().flat_map(|c| file.template.iter().map(move |v| (v, c)));
    pairs.map(|(version, country)| template(version, country)).collect()
}

fn template(version: &Version, country: &CountryText) -> Result<Template, Failure> {
    let kind = TemplateKind::parse(&version.r#type);
    Ok(Template {
        id: version.id,
        kind: kind.ok_or_else(|| Failure::setting("demo", &version.r#type))?,
        version: version.version.clone(),
        effective_from: version.effective_from,
        country: Country::parse(&country.code).map_err(|e| Failure::setting("demo", e))?,
        texts: country.languages.iter().filter_map(|l| text(version, country, l)).collect(),
    })
}

/// The document: body, blank line, closing (`demo/README.md`).
fn text(version: &Version, country: &CountryText, language: &str) -> Option<TemplateText> {
    let (body, closing) = (version.body.get(language)?, country.closing.get(language)?);
    Some(TemplateText {
        language: language.to_owned(),
        title: version.title.get(language)?.clone(),
        body: format!("{}\n\n{}", body.trim_end(), closing.trim_end()),
    })
}
