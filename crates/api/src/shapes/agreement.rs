//! The customer agreement and its confirmations.

use opc_core::agreements::{Confirmation, Document, Template, TemplateKind};
use opc_kernel::time::Timestamp;
use opc_wire::resources::{
    Agreement, AgreementDocument, AgreementMetaData, Contact, Resource as _,
};

/// The wire's name of an agreement.
pub(crate) const fn kind(kind: TemplateKind) -> &'static str {
    match kind {
        TemplateKind::CloudAgreement => "MicrosoftCloudAgreement",
        TemplateKind::CustomerAgreement => "MicrosoftCustomerAgreement",
    }
}

/// Where people read a template.
fn link(base_url: &str, template: impl std::fmt::Display) -> String {
    format!("{base_url}/agreements/{template}")
}

/// Templates a customer can confirm: each version once, whatever countries it is for. The oldest
/// has rank 0.
pub(crate) fn metadata(templates: &[Template], base_url: &str) -> Vec<AgreementMetaData> {
    let mut versions: Vec<&Template> = Vec::new();
    for template in templates {
        if versions.iter().all(|known| known.id != template.id) {
            versions.push(template);
        }
    }
    versions.sort_by_key(|template| template.effective_from);
    let show = |(rank, template): (i32, &Template)| AgreementMetaData {
        template_id: Some(template.id.to_string()),
        agreement_type: Some(kind(template.kind).to_owned()),
        agreement_link: Some(link(base_url, template.id)),
        version_rank: Some(rank),
    };
    let mut shown: Vec<_> = (0..).zip(versions.iter().copied()).map(show).collect();
    shown.reverse();
    shown
}

/// Where the text for a country can be read, in a language.
pub(crate) fn document(document: &Document, base_url: &str) -> AgreementDocument {
    let (language, country) = (&document.text.language, document.country.code());
    let page = link(base_url, document.template);
    let address = format!("{page}?lang={language}&country={country}");
    AgreementDocument {
        download_uri: Some(format!("{address}&download=pdf")),
        display_uri: Some(address),
        language: Some(language.clone()),
        country: Some(country.to_owned()),
    }
}

/// A confirmation on record.
pub(crate) fn confirmation(c: Confirmation, base_url: &str) -> Agreement {
    let some = |text: String| (!text.is_empty()).then_some(text);
    Agreement {
        user_id: c.recorded_by.map(|user| user.to_string()),
        primary_contact: Some(Contact {
            first_name: some(c.first_name),
            last_name: some(c.last_name),
            email: some(c.email),
            phone_number: some(c.phone),
            middle_name: None,
        }),
        date_agreed: c.date_agreed.map(|date| Timestamp::at_utc_midnight(date).into()),
        template_id: Some(c.template.to_string()),
        kind: Some(kind(TemplateKind::CustomerAgreement).to_owned()),
        agreement_link: Some(link(base_url, c.template)),
        ..Agreement::default()
    }
    .marked(None)
}
