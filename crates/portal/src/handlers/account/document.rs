//! The text of an agreement, to be read here or to be kept as a file.

use crate::{
    account::DocumentPage,
    handlers::frame::{Answer, Visitor},
};
use axum::{extract::Path, response::IntoResponse as _};
use http::header;
use opc_core::{
    Fault, Noun,
    agreements::{self, Document},
    kernel::{country::Country, id::TemplateId},
};

/// For people of the programme, with their navigation around it.
pub(super) async fn of_tenant(Path((_, id)): Path<(String, String)>, visitor: Visitor) -> Answer {
    show(&visitor, &id).await
}

/// For whoever follows a link of the API: the text is for everybody.
pub(super) async fn of_anyone(Path(id): Path<String>, visitor: Visitor) -> Answer {
    show(&visitor, &id).await
}

/// The text for the country in `?country=`, in the reader's language where there is one.
/// `?download` answers it as a file.
async fn show(visitor: &Visitor, id: &str) -> Answer {
    let id: TemplateId = visitor.id(id)?;
    let country = match visitor.query().get("country") {
        "" => None,
        code => match Country::parse(code) {
            Ok(country) => Some(country),
            Err(_) => return Err(visitor.refuse(Fault::NotFound(Noun::Agreement))),
        },
    };
    let language = visitor.w.code();
    let found = visitor.read(move |cx| agreements::document(cx, id, language, country)).await?;
    if visitor.query().has("download") {
        return Ok(file(&found).into_response());
    }
    let w = visitor.w;
    let download = format!("?country={}&download=1", found.country.code());
    let paragraphs = found.text.body.split("\n\n").map(str::trim).filter(|p| !p.is_empty());
    let page = DocumentPage {
        w,
        shell: visitor.shell("customers"),
        about: w.t2(
            "agreement-about",
            &("version", &found.version),
            &("country", w.t(&found.country.name_key())),
        ),
        paragraphs: paragraphs.map(str::to_owned).collect(),
        download,
        title: found.text.title,
        language: found.text.language,
    };
    Ok(visitor.page(&page))
}

/// Plain text: every machine opens it, now and in ten years.
fn file(found: &Document) -> impl axum::response::IntoResponse + use<> {
    let (country, language) = (found.country.code(), &found.text.language);
    let safe = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.');
    let version: String = found.version.chars().filter(safe).collect();
    let name = format!("attachment; filename=\"agreement-{version}-{country}-{language}.txt\"");
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    (headers, format!("\u{feff}{}\n\n{}\n", found.text.title, found.text.body))
}
