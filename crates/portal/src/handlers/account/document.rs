//! The text of an agreement.

use crate::{
    account::DocumentPage,
    handlers::frame::{Answer, Visitor},
};
use axum::extract::Path;
use opc_core::{
    Fault, Noun, agreements,
    kernel::{country::Country, id::TemplateId},
};

/// The text for the country in `?country=`, in the reader's language where there is one.
pub(super) async fn show(Path((_, id)): Path<(String, String)>, visitor: Visitor) -> Answer {
    let id: TemplateId = visitor.id(&id)?;
    let country = Country::parse(visitor.query().get("country"));
    let country = country.map_err(|_| visitor.refuse(Fault::NotFound(Noun::Agreement)))?;
    let language = visitor.w.code();
    let found = visitor.read(move |cx| agreements::document(cx, id, language, country)).await?;
    let w = visitor.w;
    let paragraphs = found.text.body.split("\n\n").map(str::trim).filter(|p| !p.is_empty());
    let page = DocumentPage {
        w,
        shell: visitor.shell("customers"),
        about: w.t2(
            "agreement-about",
            &("version", &found.version),
            &("country", w.t(&country.name_key())),
        ),
        paragraphs: paragraphs.map(str::to_owned).collect(),
        title: found.text.title,
        language: found.text.language,
    };
    Ok(visitor.page(&page))
}
