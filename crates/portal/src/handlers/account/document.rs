//! The text of an agreement, to be read here or to be kept as a file.

use crate::{
    account::DocumentPage,
    handlers::frame::{Answer, Visitor},
    language::encoded,
};
use axum::{
    extract::Path,
    response::{IntoResponse as _, Response},
};
use http::header;
use opc_core::{
    Fault, Noun,
    agreements::{self, Document},
    kernel::{country::Country, id::TemplateId, language::Lang},
};
use opc_print::{Paper, Sheet, clauses};
use opc_words::Words;

/// For people of the programme, with their navigation around it.
pub(super) async fn of_tenant(Path((_, id)): Path<(String, String)>, visitor: Visitor) -> Answer {
    show(&visitor, &id).await
}

/// For whoever follows a link of the API: the text is for everybody.
pub(super) async fn of_anyone(Path(id): Path<String>, visitor: Visitor) -> Answer {
    show(&visitor, &id).await
}

/// The text for the country in `?country=`, in the language in `?lang=`, else the reader's, where
/// there is one. `?download` answers it as PDF, `?download=text` as text.
async fn show(visitor: &Visitor, id: &str) -> Answer {
    let id: TemplateId = visitor.id(id)?;
    let query = visitor.query();
    let country = match query.get("country") {
        "" => None,
        code => match Country::parse(code) {
            Ok(country) => Some(country),
            Err(_) => return Err(visitor.refuse(Fault::NotFound(Noun::Agreement))),
        },
    };
    let asked = query.get("lang");
    let language = if asked.is_empty() { visitor.w.code() } else { asked }.to_owned();
    let found = visitor.read(move |cx| agreements::document(cx, id, &language, country)).await?;
    match (query.has("download"), query.get("download")) {
        (true, "text") => return Ok(text(&found)),
        (true, _) => return pdf(visitor, found).await,
        (false, _) => {}
    }
    let w = visitor.w;
    let lang = if asked.is_empty() { String::new() } else { format!("&lang={}", encoded(asked)) };
    let same = format!("?country={}{lang}", found.country.code());
    let page = DocumentPage {
        w,
        shell: visitor.shell("customers"),
        about: about(w, &found),
        clauses: clauses(&found.text.body),
        pdf: format!("{same}&download=pdf"),
        text: format!("{same}&download=text"),
        title: found.text.title,
        language: found.text.language,
    };
    Ok(visitor.page(&page))
}

/// Version, country, day and language, in words.
fn about(w: Words, found: &Document) -> String {
    let country = w.t(&found.country.name_key());
    let parts = [
        w.t2("agreement-about", &("version", &found.version), &("country", country)),
        w.t1("agreement-from", "date", w.date(found.effective_from)),
        w.of_family("language", &found.text.language),
    ];
    parts.join(" · ")
}

/// For paper and for archives.
async fn pdf(visitor: &Visitor, found: Document) -> Answer {
    let w = Lang::parse(&found.text.language).map_or(visitor.w, Words::of);
    let (about, name) = (about(w, &found), attachment(&found, "pdf"));
    let made = tokio::task::spawn_blocking(move || {
        opc_print::pdf(&Sheet {
            title: &found.text.title,
            about: &about,
            body: &found.text.body,
            language: &found.text.language,
            date: found.published_on,
            paper: Paper::of(found.country),
        })
    });
    let made = made.await.map_err(|e| e.to_string()).and_then(|it| it.map_err(|e| e.to_string()));
    let pdf = made.map_err(|why| visitor.refuse(Fault::Internal(why)))?;
    let headers =
        [(header::CONTENT_TYPE, "application/pdf".to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, pdf).into_response())
}

/// Plain text: every machine opens it, now and in ten years.
fn text(found: &Document) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, attachment(found, "txt")),
    ];
    (headers, format!("\u{feff}{}\n\n{}\n", found.text.title, found.text.body)).into_response()
}

/// A file that is named by its title, and in ASCII for programs that cannot read that.
fn attachment(found: &Document, extension: &str) -> String {
    let (country, version) = (found.country.code(), &found.version);
    let safe = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.');
    let ascii: String = version.chars().filter(safe).collect();
    let name = format!("{} {version} {country}.{extension}", found.text.title);
    let name = name.replace(['/', '\\', ':', '*', '?', '"', '<', '>', '|'], "-");
    format!(
        "attachment; filename=\"agreement-{ascii}-{country}-{}.{extension}\"; filename*=UTF-8''{}",
        found.text.language,
        encoded(&name)
    )
}
