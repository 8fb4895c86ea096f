//! A new version of the agreement's text.

use super::{Template, store};
use crate::{
    Cx, Fault,
    audit::{Event, Operation, ResourceType},
};

/// Adds a template, or replaces the one of the same id and country. Only for the
/// program itself. From its day on, customers of the country have to accept it.
pub fn publish_template(cx: &mut Cx<'_, '_>, template: &Template) -> Result<(), Fault> {
    cx.only_system()?;
    store::save_template(cx, template)?;
    let facts = serde_json::json!({
        "template_id": template.id,
        "type": template.kind.name(),
        "version": template.version,
        "effective_from": template.effective_from.to_string(),
        "country": template.country.code(),
    });
    cx.record(Event::new(Operation::PublishAgreement, ResourceType::Agreement).to(&facts))
}
