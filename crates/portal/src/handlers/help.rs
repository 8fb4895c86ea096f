//! Help inside the product.

use super::{
    frame::{Answer, Visitor},
    routes::{Gate, Pages},
};
use crate::{
    guidance::{GuidanceIndexPage, GuidancePage, Topic},
    shell::Crumb,
};
use axum::extract::Path;
use opc_core::{Denial, Fault, Noun, access::Permission};

/// The pages of this area.
pub(super) fn pages() -> Pages {
    Pages::default().get("/p/{tenant}/help", Gate::needs(Permission::UsePortal), index).get(
        "/p/{tenant}/help/{topic}",
        Gate::needs(Permission::UsePortal),
        topic,
    )
}

async fn index(visitor: Visitor) -> Answer {
    Ok(visitor.page(&GuidanceIndexPage { w: visitor.w, shell: visitor.shell("") }))
}

async fn topic(Path((_, key)): Path<(String, String)>, visitor: Visitor) -> Answer {
    let found = Topic::from_key(&key);
    let topic = found.ok_or_else(|| visitor.refuse(Fault::NotFound(Noun::Page)))?;
    let mut shell = visitor.shell("");
    if let Some(feature) = topic.lacking(shell.cloud) {
        return Err(visitor.refuse(Fault::Denied(Denial::Edition(feature))));
    }
    shell.crumbs.push(Crumb::new(visitor.w.t("help"), format!("{}/help", visitor.base())));
    Ok(visitor.page(&GuidancePage { w: visitor.w, shell, topic }))
}
