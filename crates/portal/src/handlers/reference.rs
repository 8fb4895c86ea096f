//! The API reference and the style guide: pages for developers, open to everybody.

use super::{
    frame::{Answer, Visitor},
    routes::{Gate, Pages},
};
use crate::{
    form::{Form, Trouble},
    reference::{self, ReferencePage},
    styleguide::StyleguidePage,
    wizard::{Step, Wizard},
};
use opc_core::kernel::rule::{Problem, Rule};
use serde_json::Value;

/// The pages of this area.
pub(super) fn pages() -> Pages {
    Pages::default().get("/docs/api", Gate::ANYONE, api).get(
        "/styleguide",
        Gate::ANYONE,
        styleguide,
    )
}

async fn api(visitor: Visitor) -> Answer {
    let document: &Value = &visitor.portal.options.openapi;
    let part = |path| document.pointer(path).and_then(Value::as_str).unwrap_or_default();
    Ok(visitor.page(&ReferencePage {
        w: visitor.w,
        shell: visitor.shell("reference"),
        version: part("/info/version").to_owned(),
        groups: reference::groups(document),
        document_href: visitor.portal.options.openapi_href.clone(),
    }))
}

async fn styleguide(visitor: Visitor) -> Answer {
    let steps = [Step::Account, Step::Subscriptions, Step::Review, Step::Confirmation];
    let problems = [
        Problem::new("company-name", Rule::NameMayBeShort),
        Problem::new("company-name", Rule::NameSpelledOut),
        Problem::new("city", Rule::Required),
    ];
    let form = Form {
        troubles: problems.iter().map(|problem| Trouble::of(visitor.w, problem)).collect(),
        ..Form::filled([
            ("company-name", "A B C"),
            ("country", "provider"),
            ("agreement", "direct"),
        ])
    };
    Ok(visitor.page(&StyleguidePage {
        w: visitor.w,
        shell: visitor.shell("styleguide"),
        wizard: Wizard::new("#", "1", &steps, Step::Subscriptions),
        form,
    }))
}
